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
_LESS: Final = (
    r"remove|drop|delete|without|no(?:\s+more)?|not|(?:do\s*n[o']?t|don’t)|forget|leave\s+out|exclude|except|instead\s+of|"
    r"rather\s+than|replace|(?:switch|change|move)\s+from"
)
_STEP: Final = re.compile(
    rf"\b(?:(?P<less>{_LESS})|(?P<more>add|include)|(?P<only>only|just)|(?P<then>with|to|by|but|also))\b", re.IGNORECASE
)
_AROUND: Final = re.compile(
    r"\b(?:from|use|can|you|now|instead|let['’]?s|make|post|show|list|this|any|more|anymore|go)\b", re.IGNORECASE
)


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


def changed_by(text: str, now: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """The placements after "add YouTube", "not TikTok, only Instagram" or "YouTube instead of X"; what else is said.

    None where nothing is added, taken away or kept alone: "for YouTube" is a wish for one video.
    """
    steps = list(_STEP.finditer(text))
    is_asked = bool(_LONE_X.search(text))
    if not any(step.lastgroup != "then" for step in steps) or not places_in(text, is_asked=is_asked).keys:
        return None
    is_all = not now and _ALL.search(text)  # "everywhere except X"
    kept, added, rest = list(load_platforms() if is_all else now), list[str](), _ALL.sub("", text) if is_all else text
    ends = [0, *(step.start() for step in steps), len(text)]
    for step, start, end in zip([None, *steps], [0, *(step.end() for step in steps)], ends[1:], strict=True):
        part = text[start:end]
        keys = places_in(part, is_asked=is_asked and bool(_LONE_X.search(part))).keys
        if step and step["less"]:
            kept = [one for one in kept if not any(_is_meant(one, key, part, kept) for key in keys)]
        else:
            added += keys
    if added and any(step["only"] for step in steps):
        kept = []
    return tuple(dict.fromkeys([*kept, *added])), _AROUND.sub(
        "", places_in(_STEP.sub("", rest), is_asked=is_asked).rest
    )


def _is_meant(one: str, key: str, text: str, kept: Sequence[str]) -> bool:
    """`Instagram` takes away its feed and its stories too, where no reels were named; `YouTube` alone its Shorts."""
    is_instagram = key == "instagram-reel" and not re.search("reel", text, re.IGNORECASE)
    is_family = is_instagram or (key == "youtube" and key not in kept)
    return one.split("-")[0] == key.split("-")[0] if is_family else one == key


def named(keys: Sequence[str]) -> str:
    """`TikTok, Instagram Reel and YouTube`."""
    names = [load_platforms()[key].name for key in keys]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
