"""Money is whole micro-dollars (`int`); decimals exist only at the edges.

Binary floats cannot hold 0.1 and SQLite keeps `Numeric` as REAL, so sums would drift past their limits.
"""

from decimal import ROUND_HALF_UP, Decimal

MICRO = 1_000_000


def micro_from_usd(usd: Decimal | str | int | float) -> int:
    """`"0.1028"` -> `102800`, rounded half up to the micro-dollar."""
    exact = Decimal(str(usd)) * MICRO
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def usd_from_micro(micro: int) -> float:
    """`102800` -> `0.1028`, for display and JSON only."""
    return float(Decimal(micro) / MICRO)
