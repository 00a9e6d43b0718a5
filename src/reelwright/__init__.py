"""Reelwright: ask for 5-60 seconds of video in any format from any model, pay once, keep the file for good."""

__version__ = "0.1.0"
