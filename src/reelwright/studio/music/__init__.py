"""Music beds written and played by the studio itself: mood, seed and cues in, a levelled WAV of exact length out."""
