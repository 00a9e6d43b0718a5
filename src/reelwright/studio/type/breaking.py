"""Where lines may break, and which breaks look best. Pure: measuring is handed in.

Spaced scripts break at spaces. Chinese breaks between characters, but not before closing marks, nor after opening ones
(JIS X 4051, the short list). Japanese breaks between phrases: after hiragana, before kanji or katakana. Thai and its
kin break at spaces, and inside a phrase only before a leading vowel, which always opens a syllable.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from reelwright.studio.type.scripts import is_east_asian, script_of

Measure = Callable[[str], float]

_NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞ々…‥％,.!?:;)]}»”’"
)
_NEVER_LAST = frozenset("（［｛〈《「『【〔([{«“‘")
_KANA = {"Hira", "Kana"}
_UNSPACED = {"Thai", "Laoo", "Khmr", "Mymr"}
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d+)?")
_LONGEST_UNIT = 8  # letters: a longer word would make the line hard to fill
_SENTENCE = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。！？])(?=.)")
_CLAUSE = re.compile(r"(?<=[，、；])(?=.)")


def pieces_of(text: str) -> list[str]:
    """What may not be broken, each with the space after it: `"One two"` -> `["One ", "two"]`."""
    may_break = _between_phrases if any(script_of(letter) in _KANA for letter in text) else _between_characters
    pieces: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        start = 0
        for at in range(1, len(word)):
            if may_break(word[at - 1], word[at]):
                pieces.append(word[start:at])
                start = at
        pieces.append(word[start:])
    return _with_units(_with_marks(pieces))


def words_of(text: str) -> list[str]:
    """The pieces, and of an East Asian phrase its word of katakana apart: `"新作コレクション"` is two."""
    return [word for piece in pieces_of(text) for word in _cut(piece, _before_katakana)]


def sentences_of(text: str) -> list[str]:
    """The sentences, without the spaces between them; an emoji after a full stop belongs to what it follows."""
    sentences: list[str] = []
    for part in (part.strip() for part in _SENTENCE.split(text) if part.strip()):
        mark, _, rest = part.partition(" ")
        if sentences and rest and not _has_letters(mark):
            sentences[-1] += f" {mark}"
            part = rest
        sentences.append(part)
    return sentences


def break_lines(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Lines filled greedily; a piece wider than `width` stands alone and sticks out."""
    lines: list[str] = []
    current = ""
    for piece in pieces:
        if current and measure((current + piece).rstrip()) > width:
            lines.append(current.rstrip())
            current = ""
        current += piece
    return [*lines, current.rstrip()] if current.strip() else lines


def balance(text: str, width: float, measure: Measure) -> list[str]:
    """The fewest lines that fit `width`, as even as can be: no widows.

    Sentences, and East Asian clauses, start on lines of their own where that costs no further line (one, in texts of
    three lines or more).
    """
    pieces = _split_long(pieces_of(text), width, measure)
    greedy = break_lines(pieces, width, measure)
    thoughts = sentences_of(text)
    if len(thoughts) == 1:
        thoughts = _CLAUSE.split(text)
    if 1 < len(thoughts) <= len(greedy):
        apart = [line for thought in thoughts for line in balance(thought, width, measure)]
        if len(apart) <= len(greedy) + (len(greedy) > 2):
            return apart
    if len(greedy) < 2:
        return greedy
    low, high, best = width * 0.3, width, greedy
    for _ in range(9):
        middle = (low + high) / 2
        lines = break_lines(pieces, middle, measure)
        if len(lines) <= len(greedy) and max(map(measure, lines)) <= middle + 0.5:
            high, best = middle, lines
        else:
            low = middle
    return best


def _with_marks(pieces: Sequence[str]) -> list[str]:
    """Pieces without a letter (emoji, dashes, a lone exclamation mark) stay with the word before them."""
    result: list[str] = []
    for piece in pieces:
        if result and not _has_letters(piece):
            result[-1] += piece
        else:
            result.append(piece)
    return result


def _with_units(pieces: Sequence[str]) -> list[str]:
    """A number stays with the short word that says of what: `"24 hours"`."""
    result: list[str] = []
    for piece in pieces:
        is_unit = len(piece.strip()) <= _LONGEST_UNIT and not is_east_asian(piece[0])
        if result and is_unit and _NUMBER.fullmatch(result[-1].rstrip()):
            result[-1] += piece
        else:
            result.append(piece)
    return result


def _has_letters(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def _split_long(pieces: Sequence[str], width: float, measure: Measure) -> list[str]:
    """East Asian phrases wider than a line fall apart before a word of katakana, else into characters; a long word of
    other scripts does not."""
    result: list[str] = []
    for piece in pieces:
        for part in _cut(piece, _before_katakana) if measure(piece.rstrip()) > width else [piece]:
            is_long = measure(part.rstrip()) > width and is_east_asian(part[0])
            result += _cut(part, _between_characters) if is_long else [part]
    return result


def _cut(piece: str, may_break: Callable[[str, str], bool]) -> list[str]:
    cuts = [at for at in range(1, len(piece)) if may_break(piece[at - 1], piece[at])]
    return [piece[start:end] for start, end in pairwise([0, *cuts, len(piece)])]


def _before_katakana(before: str, after: str) -> bool:
    return script_of(before) == "Hani" and script_of(after) == "Kana"


def _between_characters(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or unicodedata.combining(after):
        return False
    if is_east_asian(before) or is_east_asian(after):
        return script_of(before) != "Hang" or script_of(after) != "Hang"
    return script_of(after) in _UNSPACED and after in _LEADING_VOWELS


def _between_phrases(before: str, after: str) -> bool:
    if before == "ー" or not _between_characters(before, after):  # a long vowel, of the katakana around it
        return False
    return script_of(before) not in {"Hani", "Kana"} and (script_of(after) != "Hira" or before in _NEVER_FIRST)
