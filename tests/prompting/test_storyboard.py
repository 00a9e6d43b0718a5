"""Beats by rule, within what a vendor takes."""

from reelwright.kit.text import units
from reelwright.prompting.storyboard import beats_of


def test_a_limit_counts_as_vendors_count() -> None:
    """A hundred emojis are two hundred units to them: what is cut to a limit must not be refused for its length."""
    (beat,) = beats_of("🎬" * 100, 1, 120)
    assert beat.prompt == "🎬" * 60
    assert all(units(beat.prompt) <= 150 for beat in beats_of("🎬 " * 100, 3, 150))
