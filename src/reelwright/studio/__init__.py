"""Engine: a scene becomes a timeline, frames, a file. Drawn with Skia, in child processes only."""
