"""Amounts of money in what people write. Dollars only: another currency is recognised, and never converted. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reelwright.kit.money import micro_from_usd

MOST_USD: Final = 1_000_000_000

_DOLLARS: Final = r"us\$|\$|usd\b|(?:us |u\.s\. )?dollars?\b|bucks\b"
_FOREIGN: Final = {
    "euros": r"€|eur(?:os?)?\b",
    "pounds": r"£|gbp\b|pounds?\b|quid\b",
    "yen": r"¥|jpy\b|yen\b",
    "francs": r"chf\b|(?:swiss )?francs?\b|franken\b",
    "rupees": r"₹|inr\b|rupees?\b",
    "Canadian dollars": r"cad\b|canadian dollars?\b",
    "Australian dollars": r"aud\b|australian dollars?\b",
}
_CURRENCY: Final = "|".join([*_FOREIGN.values(), _DOLLARS])  # "canadian dollars" before "dollars"
_NUMBER: Final = r"\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT: Final = re.compile(
    rf"(?:(?P<before>{_CURRENCY})\s*)?(?<![\w.,])(?P<number>{_NUMBER})(?![\d%])\s*"
    rf"(?:(?P<scale>k|m|thousand|grand|million|mio|tausend|mil|mille)\b)?\s*(?P<after>{_CURRENCY})?",
    re.IGNORECASE,
)
_MINUS: Final = re.compile(r"(?:^|[\s:(]|\$)[-−]\$?$")  # "-5", "-$5", "$-5", not "$400-500" or "budget - 500"
_IN_WORDS: Final = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|fifty)\s+"
    r"(?P<scale>hundred|thousand|grand|million)\b(?:\s*(?P<after>[a-z€£$]+))?",
    re.IGNORECASE,
)
_COUNTS: Final = {
    **dict.fromkeys(("a", "one"), 1),
    **{word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)},
    **{"fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50},
}
_SCALES: Final = {"hundred": 100, "m": 1_000_000, "million": 1_000_000, "mio": 1_000_000}  # all others: a thousand


@dataclass(frozen=True)
class Amount:
    """Money somebody named: `usd`, of `currency` where it is not dollars; where it stands in the text."""

    value: Decimal
    currency: str | None  # None: no currency was named
    start: int
    end: int

    @property
    def is_dollars(self) -> bool:
        return self.currency in (None, "dollars")

    @property
    def micro(self) -> int:
        """In micro-USD."""
        return micro_from_usd(self.value)


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount with a currency or a scale, and every plain number, in their order."""
    found = [_amount(match, Decimal(_COUNTS[match["count"].casefold()])) for match in _IN_WORDS.finditer(text)]
    for match in _AMOUNT.finditer(text):
        if match["number"] and not _MINUS.search(text[: match.start("number")]):
            found.append(_amount(match, _number(match["number"])))
    return tuple(sorted((one for one in found if one.value <= MOST_USD), key=lambda one: one.start))


def _amount(match: re.Match[str], number: Decimal) -> Amount:
    groups = match.groupdict()
    scale = (groups["scale"] or "").casefold()
    factor = _SCALES.get(scale, 1000) if scale else 1
    named = groups.get("before") or groups.get("after") or ""
    end = match.end() if groups.get("after") or scale else match.end("number")
    return Amount(number * factor, _currency(named), match.start(), end)


def _currency(named: str) -> str | None:
    for name, pattern in _FOREIGN.items():
        if re.fullmatch(pattern, named, re.IGNORECASE):
            return name
    return "dollars" if re.fullmatch(_DOLLARS, named, re.IGNORECASE) else None


def _number(text: str) -> Decimal:
    """`1,500.50`, `1.500,50`, `1 500` and `1500`: the last mark is a decimal one if one or two digits follow it."""
    digits = re.sub(r"[ '\u00a0\u202f]", "", text)
    whole, mark, cents = digits, "", ""
    if match := re.fullmatch(r"(.*)([.,])(\d{1,2})", digits):
        whole, mark, cents = match.groups()
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{cents}" if mark else ""))


def told(micro: int) -> str:
    """`$500`, `$1,250.50`."""
    usd = Decimal(micro) / 1_000_000
    return f"${usd:,.0f}" if usd == usd.to_integral_value() else f"${usd:,.2f}"
