"""How things start and stop. All take and give 0..1 (`overshoot` gives a little more on its way). Pure."""

import math


def clamp(value: float, low: float = 0.0, high: float = 1.0) -> float:
    return low if value < low else high if value > high else value


def ramp(seconds: float, start: float, length: float) -> float:
    """0 before `start`, 1 after `start + length`, straight between."""
    return clamp((seconds - start) / length) if length > 0 else float(seconds >= start)


def lerp(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def out_cubic(x: float) -> float:
    return 1 - (1 - x) ** 3


def out_quint(x: float) -> float:
    return 1 - (1 - x) ** 5


def out_expo(x: float) -> float:
    return 1.0 if x >= 1 else 1 - 2 ** (-10 * x)


def in_cubic(x: float) -> float:
    return x**3


def in_out(x: float) -> float:
    return 4 * x**3 if x < 0.5 else 1 - (-2 * x + 2) ** 3 / 2


def in_out_sine(x: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * x)


def overshoot(x: float, amount: float = 1.4) -> float:
    """Past the goal by about a tenth, and back: for logos and badges only."""
    x -= 1
    return 1 + x * x * ((amount + 1) * x + amount)
