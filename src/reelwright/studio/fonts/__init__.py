"""Typefaces from packages: `python -m reelwright.studio.fonts` brings them, `index` tells what they cover."""
