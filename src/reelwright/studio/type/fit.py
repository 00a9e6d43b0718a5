"""How large a text may be in its box, and its lines; imported in children only."""

from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.studio.type.breaking import balance, sentences_of, words_of
from reelwright.studio.type.faces import Face
from reelwright.studio.type.fonts import Fonts
from reelwright.studio.type.scripts import is_tall

# Shares of the size that ink reaches above and below the baseline; accents and descenders included.
ASCENT, DESCENT = 0.8, 0.26
TALL_ASCENT, TALL_DESCENT = 1.08, 0.48
_SENTENCE_LINES_COST = 0.78  # a line for each sentence may cost up to 22 % of the size
_STEP = 0.955
_RAGGED_COST = 0.3
_TORN_COST = 0.45


@dataclass(frozen=True)
class Fitted:
    """Lines of one size. The first baseline lies `ascent` under the top, each next one `leading` further down."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    face: Face
    size: float
    leading: float
    ascent: float
    descent: float

    @property
    def width(self) -> float:
        return max(self.widths)

    @property
    def height(self) -> float:
        return self.ascent + self.descent + (len(self.lines) - 1) * self.leading


def fit(
    fonts: Fonts, text: str, face: Face, size: float, width: float, height: float = 1e6, max_lines: int = 2
) -> Fitted:
    """The best setting, of at most `size`, inside `width` x `height` and `max_lines`: large, but not at any price.

    Lines of very unequal length cost a part of the size. There is no smallest size: a word that fits in no other way
    is set as small as it takes, and `Fitted.size` tells.
    """
    text = text.upper() if face.is_upper else text
    candidates = [
        candidate
        for lines in range(1, max_lines + 1)
        for candidate in _largest(fonts, text, face, size, width, height, lines)
    ]
    return max(candidates, key=lambda one: _worth(one, text))


def _worth(fitted: Fitted, text: str) -> float:
    raggedness = 1 - min(fitted.widths) / fitted.width if fitted.width else 0.0
    worth = fitted.size * (1 - _RAGGED_COST * raggedness)
    return worth * (1 - _TORN_COST) if _is_torn(fitted, text) else worth


def _largest(
    fonts: Fonts, text: str, face: Face, size: float, width: float, height: float, max_lines: int
) -> Iterator[Fitted]:
    """The largest setting, and where it tears a phrase apart the largest that does not."""
    size = _for_sentences(fonts, text, face, size, width, max_lines)
    while True:
        fitted = _set(fonts, text, face, size, width)
        if len(fitted.lines) <= max_lines and fitted.width <= width and fitted.height <= height:
            yield fitted
            if not _is_torn(fitted, text):
                return
        size *= _STEP


def _is_torn(fitted: Fitted, text: str) -> bool:
    """East Asian words, wider than a line, may fall apart into characters."""
    return not all(any(word.strip() in line for line in fitted.lines) for word in words_of(text))


def _set(fonts: Fonts, text: str, face: Face, size: float, width: float) -> Fitted:
    def measure(line: str) -> float:
        return fonts.width(line, face, size)

    lines = balance(text, width, measure) or [""]
    tall = is_tall(text)
    ascent, descent = (TALL_ASCENT, TALL_DESCENT) if tall else (face.ascent, DESCENT)
    leading = max(face.leading, ascent + descent) if tall else face.leading
    return Fitted(tuple(lines), tuple(map(measure, lines)), face, size, leading * size, ascent * size, descent * size)


def _for_sentences(fonts: Fonts, text: str, face: Face, size: float, width: float, max_lines: int) -> float:
    sentences = sentences_of(text)
    if not 1 < len(sentences) <= max_lines:
        return size
    share = width / max(fonts.width(sentence, face, size) for sentence in sentences)
    return size * share * 0.995 if _SENTENCE_LINES_COST <= share < 1 else size
