"""Words on screen: how long they take to read, which of them weighs most. Pure."""

import re
import unicodedata

from reelwright.studio.type.breaking import pieces_of
from reelwright.studio.type.scripts import is_east_asian

_SECONDS_A_WORD = 0.3  # about 200 words a minute, with time to look around
_LETTERS_A_WORD = 2.2  # of Chinese or Japanese
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be been but by can for from get has have how in into is it its just made make
        more most my no not of off on once one only or our out over so than that the their them then there
        they this to under until up very was we were what when where which who why will with without you
        your
        """,
    )
)
_ENDS_MOUTHFUL = tuple(",.!?;:，。、！？；：")
_WEIGHTY = re.compile(r"\d|%|[€$£¥]")


def reading_seconds(text: str) -> float:
    """Seconds an unhurried reader takes."""
    letters = sum(is_east_asian(character) for character in text)
    words = len(text.split()) + letters / _LETTERS_A_WORD
    return words * _SECONDS_A_WORD


def strongest_words(text: str) -> tuple[str, ...]:
    """The word (or number) to set in the accent's colour, folded and bare; none in texts of one or two words."""
    words = [bare for word in text.split() if (bare := bare_word(word))]
    if len(words) < 3:
        return ()
    numbers = [word for word in words if _WEIGHTY.search(word)]
    if numbers:
        return (numbers[0],)
    telling = [word for word in words if word not in _SMALL_WORDS and word.isalpha()]
    return (max(telling, key=lambda word: (len(word), words.index(word))),) if telling else ()


def chunks_of(text: str) -> list[str]:
    """The text in mouthfuls of one to three words (East Asian: about four characters), for words that come beat by
    beat."""
    chunks: list[str] = []
    current: list[str] = []
    for piece in pieces_of(text):
        current.append(piece)
        if piece.strip()[-1:] in _ENDS_MOUTHFUL or _is_mouthful(current):
            chunks.append("".join(current))
            current = []
    is_light = all(bare_word(word) in _SMALL_WORDS for word in current)
    if current and chunks and is_light:
        chunks[-1] += "".join(current)
    elif current:
        chunks.append("".join(current))
    return [chunk.strip() for chunk in chunks] or [text]


def _is_mouthful(pieces: list[str]) -> bool:
    letters = sum(len(piece.strip()) for piece in pieces)
    if is_east_asian(pieces[-1][0]):
        return letters >= 4
    return len(pieces) == 3 or (letters >= 5 and bare_word(pieces[-1]) not in _SMALL_WORDS)


def bare_word(word: str) -> str:
    """`"Water,"` -> `"water"`: what accents are looked up by."""
    kept = [character for character in word if unicodedata.category(character)[0] not in "PZ" or character in "%’'-"]
    return "".join(kept).strip("-'’").casefold()
