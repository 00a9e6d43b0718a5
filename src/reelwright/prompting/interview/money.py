"""Amounts of money in what people write. Dollars only: another currency is recognised, and never converted. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reelwright.kit.money import micro_from_usd

MOST_USD: Final = 1_000_000_000

_DOLLARS: Final = r"us\$|\$|usd\b|(?:us |u\.s\. )?dollars?\b|bucks\b|美元|ドル"
_FOREIGN: Final = {
    "euros": r"€|eur(?:os?)?\b",
    "pounds": r"£|gbp\b|pounds?\b|quid\b",
    "yen": r"¥|jpy\b|yen\b|円",
    "francs": r"chf\b|(?:swiss )?francs?\b|franken\b",
    "rupees": r"₹|inr\b|rupees?\b",
    "Canadian dollars": r"ca?\$|cad\b|canadian dollars?\b",
    "Australian dollars": r"au?\$|aud\b|australian dollars?\b",
}
_CURRENCY: Final = "|".join([*_FOREIGN.values(), _DOLLARS])  # "canadian dollars" before "dollars"
_LETTER: Final = r"[^\W\d_]"
_BEFORE: Final = _CURRENCY.replace(r"\b", f"(?!{_LETTER})")  # "USD500"
_NUMBER: Final = r"\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SCALES: Final = {
    **{"hundred": 100, "m": 1_000_000, "million": 1_000_000, "mio": 1_000_000},
    **dict.fromkeys(("k", "thousand", "grand", "tausend", "mil", "mille"), 1000),
}
_SCALE: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_MINUS: Final = re.compile(r"(?:^|[\s:(]|\$)[-−]\$?$")  # "-5", "-$5", "$-5", not "$400-500" or "budget - 500"
_ONES: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = {
    **{20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"},
    **{60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
}
_COUNTS: Final = {
    "half": Decimal("0.5"),
    **{word: Decimal(n) for n, word in enumerate(_ONES, 1)},
    **{word: Decimal(n) for n, word in _TENS.items()},
}
_WORD: Final = "|".join([*sorted(_COUNTS, key=len, reverse=True), "hundred", "thousand", "grand", "million"])
# A number that runs on into letters ("1e3", "30s") or a fraction ("1/2") is no amount, nor is a part of
# one ("3 and a half thousand"): asked again is better than wrong.
_AMOUNT: Final = re.compile(
    rf"(?:(?<!{_LETTER})(?P<before>{_BEFORE})\s*|(?<![\w.,/$€£¥₹]))(?P<number>{_NUMBER})(?![\d%]|[.,/]\d)\s*"
    rf"(?P<scale>(?:hundred\s+)?(?:{_SCALE})\b)?\s*(?P<after>{_CURRENCY})?(?:(?<=\d)-?ish\b)?(?!(?<=\d){_LETTER})"
    rf"(?!\s*(?:half|hundred|thousand|grand|million|and\s+(?:an?\s+)?(?:{_WORD}))\b)",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(r"(?:\d|\b(?:few|couple(?: of)?|several|many|some))\s*(?:and\s+)?$", re.I)  # "a few hundred"
_IN_WORDS: Final = re.compile(
    rf"(?<![\w.,-])(?:an?\s+)?(?P<words>(?:{_WORD})\b(?:(?:[\s-]+(?:and|an?)\b){{0,2}}[\s-]+(?:{_WORD})\b)*)"
    rf"(?:\s*(?P<after>{_CURRENCY}))?",
    re.IGNORECASE,
)


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
    """Every amount with a currency or a scale, and every number in digits, in their order."""
    found = []
    for match in _IN_WORDS.finditer(text):
        is_amount = match["after"] or re.search(r"hundred|thousand|grand|million", match["words"], re.IGNORECASE)
        if is_amount and not _VAGUE.search(text[: match.start()]) and (number := _counted(match["words"])):
            found.append(Amount(number, _currency(match["after"] or ""), match.start(), match.end()))
    for match in _AMOUNT.finditer(text):
        if not _MINUS.search(text[: match.start("number")]):
            found.append(_amount(match))
    return tuple(sorted((one for one in found if one.value <= MOST_USD), key=lambda one: one.start))


def _amount(match: re.Match[str]) -> Amount:
    number = _number(match["number"])
    for word in (match["scale"] or "").casefold().split():
        number *= _SCALES[word]
    end = match.end() if match["after"] or match["scale"] else match.end("number")
    return Amount(number, _currency(match["before"] or match["after"] or ""), match.start(), end)


def _counted(words: str) -> Decimal | None:
    """`two hundred and fifty thousand`, `half a million`, `two and a half million`; None for `one fifty`."""
    total, count = Decimal(0), Decimal(0)
    for word in re.findall(_WORD, words.casefold()):
        if word == "hundred" and count < 100:
            count = (count or Decimal(1)) * 100
        elif word in ("thousand", "grand", "million"):
            total, count = total + (count or Decimal(1)) * _SCALES[word], Decimal(0)
        elif word in _COUNTS and (word == "half" or count % 100 == 0 or (_COUNTS[word] < 10 and count % 100 in _TENS)):
            count += _COUNTS[word]
        else:
            return None
    return total + count if count % 1 == 0 else None


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
