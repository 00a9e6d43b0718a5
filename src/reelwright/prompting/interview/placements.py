"""Names of platforms in what people write, as the platform table's keys. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reelwright.catalog.platforms import load_platforms

_INSTAGRAM: Final = r"(?:instagram|insta|ig)(?:'s)?"
# The longer names first: each takes its words out of the text before the next one looks.
_NAMES: Final = (
    ("instagram-story", rf"(?:{_INSTAGRAM}\s+)?(?:stories|story)(?=\W|$)(?!\s+(?:of|about|telling))"),
    ("instagram-feed", rf"{_INSTAGRAM}\s+(?:feed|posts?|grid)"),
    ("instagram-reel", rf"(?:{_INSTAGRAM}\s+)?reels?"),
    ("youtube-short", r"(?:(?:youtube|yt)\s+)?shorts"),
    ("youtube-short", r"(?:youtube|yt)\s+short"),
    ("tiktok", r"tik[\s-]?toks?"),
    ("youtube", r"you\s?tube|\byt"),
    ("instagram-reel", _INSTAGRAM),
    ("facebook", r"facebook|\bfb|meta(?=\s+ads)"),
    ("linkedin", r"linked[\s-]?in"),
    ("pinterest", r"pinterest"),
    ("x", r"twitter(?:\s*/\s*x|\s*\(x\))?|x\s*/\s*twitter|x\.com"),
)
_PATTERNS: Final = tuple((key, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for key, pattern in _NAMES)
_LONE_X: Final = re.compile(r"(?<![\w'’])X(?![\w'’])")
_ALL: Final = re.compile(
    r"\b(?:everywhere|all(?:\s+of\s+(?:them|those|these))?|all\s+(?:the\s+)?(?:platforms|channels)|any(?:where)?)\b",
    re.IGNORECASE,
)
_MARK: Final = "\0"


@dataclass(frozen=True)
class Places:
    """Platforms in the order they were named, and the text without their names (a NUL stands for each)."""

    keys: tuple[str, ...]
    rest: str


def places_in(text: str, *, is_asked: bool = False) -> Places:
    """The platforms a text names. Where it answers the question for them, `everywhere` and a lone `X` count too."""
    spots: list[tuple[int, str]] = []
    rest = text
    patterns = [*_PATTERNS, ("x", _LONE_X)] if is_asked else _PATTERNS
    for key, pattern in patterns:
        for match in pattern.finditer(rest):
            spots.append((match.start(), key))
        rest = pattern.sub(lambda match: _MARK * len(match[0]), rest)
    keys = tuple(dict.fromkeys(key for _, key in sorted(spots)))
    if is_asked and not keys and _ALL.search(text):
        return Places(tuple(load_platforms()), _ALL.sub(_MARK, text))
    return Places(keys, re.sub(f"{_MARK}+", _MARK, rest))


def named(keys: Sequence[str]) -> str:
    """`TikTok, Instagram Reel and YouTube`."""
    names = [load_platforms()[key].name for key in keys]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
