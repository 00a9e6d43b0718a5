"""What people wish of a proposal: another one, shorter, for another platform, in other words. Pure."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from reelwright.prompting.interview.placements import places_in

_ASKS: Final = re.compile(
    r"\b(?:propos(?:e|al)|suggest(?:ion)?s?|ideas?|concepts?|show me|give me|"
    r"(?:make|create|generate|draft)\s+(?:me\s+)?"
    r"(?:an?|the|some|another|one|two|more)\s+(?:more\s+)?(?:\w+\s+){0,2}(?:video|clip|ad|spot|reel|short)s?|"
    r"what would you (?:make|do))\b",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\b(?:another|different(?:ly)?|something else|else|alternatives?|next (?:one|idea|video)|one more|more ideas|"
    r"new (?:idea|one)|not (?:that|this) one|(?:do not|don'?t|don’t) like|otra|autre|noch eine[ns]?)\b",
    re.IGNORECASE,
)
_SHORTER: Final = re.compile(r"\b(?:shorter|cut (?:it )?down|too long|quicker|kürzer)\b", re.IGNORECASE)
_LONGER: Final = re.compile(r"\b(?:longer|extend|too short|länger)\b", re.IGNORECASE)
_SECONDS: Final = re.compile(
    r"(?<![\d.,])(\d{1,3})\s*(?:-\s*)?(?:s|secs?|seconds?|sekunden|segundos|secondes)\b", re.IGNORECASE
)
_YES: Final = re.compile(
    r"^(?:yes|yeah|yep|sure|ok(?:ay)?|go(?: ahead)?|please(?: do)?|let'?s (?:go|do it|see)|do it|ready|start|"
    r"sounds good|ja|sí|si|oui)(?:[\s,]+please)?\W*$",
    re.IGNORECASE,
)
_DEMAND: Final = re.compile(
    r"(?:(?:please|just|ok(?:ay)?|can you|could you|now)[\s,]+)*"
    r"(?:(?:propose|suggest|show me|give me|make me|create|generate)\b|"
    r"(?:(?:and )?another(?: (?:idea|one|video|proposal))?|one more|more ideas|shorter|longer)(?: please)?\W*$)",
    re.IGNORECASE,
)
_LOGO: Final = re.compile(r"\b(?:logo|intro|opener|brand animation|sign-?off)\b", re.IGNORECASE)
_SHOWCASE: Final = re.compile(r"\b(?:showcase|demo|features?|explain(?:er)?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """What is wished of the next proposal; with nothing in it, none is asked for."""

    asks: bool = False
    is_other: bool = False
    length: Literal["shorter", "longer"] | None = None
    seconds: int | None = None
    placement: str | None = None
    template: str | None = None

    @property
    def is_order(self) -> bool:
        """Whether a proposal is wanted, and not an answer given."""
        return self.asks or self.is_other or self.length is not None


def length_in(text: str) -> Literal["shorter", "longer"] | None:
    """Whether a shorter or a longer one is wished."""
    return "shorter" if _SHORTER.search(text) else "longer" if _LONGER.search(text) else None


def wish_in(text: str, *, is_ready: bool, is_asked: bool) -> Wish:
    """What a message wishes; nothing while it is not even known what is promoted.

    While a question is open (`is_asked`), only a plain demand is one: "Get ideas for dinner" may be a goal.
    """
    if not is_ready:
        return Wish()
    is_short = len(text.split()) <= 9
    if is_asked and not (is_short and _DEMAND.match(text.strip())):
        return Wish()
    seconds = _SECONDS.search(text)
    places = places_in(text).keys
    return Wish(
        asks=bool(_ASKS.search(text)) or bool(_YES.match(text.strip())) or bool(seconds and is_short),
        is_other=is_short and bool(_NEXT.search(text)),
        length=length_in(text) if is_short else None,
        seconds=int(seconds[1]) if seconds and 5 <= int(seconds[1]) <= 60 else None,
        placement=places[0] if places else None,
        template="brand-animation" if _LOGO.search(text) else "product-showcase" if _SHOWCASE.search(text) else None,
    )
