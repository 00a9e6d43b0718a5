"""Which scripts a text is written in, and whether we have fonts for them. Pure: the server asks before any work."""

import unicodedata
from functools import lru_cache

from fontTools import unicodedata as scripts

from reelwright.kit.problems import Invalid
from reelwright.studio.fonts.index import FontIndex, load_index

_RIGHT_TO_LEFT = {"R", "AL", "RLE", "RLO", "RLI"}
# Taller than Latin, or with marks above and below: lines need more room.
_TALL = {"Arab", "Beng", "Deva", "Ethi", "Gujr", "Guru", "Khmr", "Knda", "Laoo", "Mlym", "Sinh", "Taml", "Telu", "Thai"}
_LONGEST_WORD = 60  # letters; the longest German words have some fifty
_SPACED = {"Latn", "Cyrl", "Grek", "Zyyy", "Zinh"}
_EAST_ASIAN = {"Hani", "Hira", "Kana", "Hang", "Bopo"}


class ScriptWithoutFont(Invalid):
    """422: the text uses a script no brought font can draw."""

    code = "script_without_font"
    title = "No font for this script"


def check_scripts(*texts: str) -> None:
    """Raise `ScriptWithoutFont`, naming the scripts, if any letter or digit of the texts has no font.

    Needs the brought fonts' index (`FontsMissing` otherwise), not Skia. Symbols without a font are no error:
    `drawable` leaves them out.
    """
    index = load_index()
    missing: dict[str, str] = {}
    for character in dict.fromkeys("".join(texts)):
        if unicodedata.category(character)[0] in "LMN" and not _is_covered(index, character):
            missing.setdefault(script_name(character), character)
    if missing:
        named = " and ".join(f"{script} (“{character}”)" for script, character in missing.items())
        raise ScriptWithoutFont(
            f"The studio engine has no font for {named}. Write the text in another script, or choose a hosted model.",
            scripts=sorted(missing),
        )


def drawable(text: str) -> str:
    """The text without control characters and symbols no font has, single-spaced; what no line holds is cut."""
    index = load_index()
    kept = (
        character if character.isspace() or _is_kept(index, character) else ""
        for character in unicodedata.normalize("NFC", text)
    )
    return " ".join(map(_shortened, "".join(kept).split()))


def _shortened(word: str) -> str:
    """An address or a slip of the keyboard would be set too small to see."""
    is_spaced = all(script_of(character) in _SPACED for character in word)
    return f"{word[: _LONGEST_WORD - 1]}…" if len(word) > _LONGEST_WORD and is_spaced else word


def script_of(character: str) -> str:
    """The ISO 15924 code: `"Latn"`, `"Arab"`; `"Zyyy"` for what all scripts share."""
    return str(scripts.script(character))


def script_name(character: str) -> str:
    """`"Tibetan"`."""
    return str(scripts.script_name(script_of(character)))


@lru_cache(maxsize=512)
def is_right_to_left(text: str) -> bool:
    """True if any letter runs from right to left: such lines are moved whole, never word by word."""
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def starts_right_to_left(text: str) -> bool:
    """The direction of the paragraph: that of its first letter."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return True
        if kind == "L":
            return False
    return False


@lru_cache(maxsize=512)
def is_tall(text: str) -> bool:
    """True where letters reach higher or lower than plain Latin's: other scripts, stacked marks, accented capitals."""
    return any(script_of(character) in _TALL or _is_stacked(character) for character in text)


def _is_stacked(character: str) -> bool:
    parts = unicodedata.normalize("NFD", character)
    marks = sum(unicodedata.combining(part) == 230 for part in parts)  # above
    return marks > 1 or (marks == 1 and parts[0].isupper())


def is_east_asian(character: str) -> bool:
    return script_of(character) in _EAST_ASIAN


def _is_covered(index: FontIndex, character: str) -> bool:
    return script_of(character) == "Zinh" or index.covers(ord(character))


def _is_kept(index: FontIndex, character: str) -> bool:
    if character in "\u200d\ufe0f":  # they join emoji
        return True
    return unicodedata.category(character)[0] not in "CZ" and _is_covered(index, character)
