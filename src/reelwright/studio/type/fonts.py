"""Skia's view of the brought fonts: shaped paragraphs for a face; imported in children only."""

from functools import lru_cache

import skia
from skia import textlayout

from reelwright.studio.colour import Color
from reelwright.studio.fonts.index import FontFile, FontIndex, load_index
from reelwright.studio.type.faces import Face
from reelwright.studio.type.scripts import script_of, starts_right_to_left

_WIDE = 1e6
_WEIGHT_AXIS = int.from_bytes(b"wght", "big")
_LETTERS = ("Latn", "Cyrl", "Grek")
_EAST_ASIAN_ORDER = ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR")


class Fonts:
    """Lays out text in a face. Fonts are opened when first needed and kept; one instance serves a process."""

    def __init__(self, index: FontIndex) -> None:
        self._index = index
        self._provider = textlayout.TypefaceFontProvider()
        self._opened: set[str] = set()
        self._unicode = skia.Unicodes.ICU.Make()
        self._collection = textlayout.FontCollection()
        self._collection.setDefaultFontManager(self._provider)
        self._widths: dict[tuple[str, Face], float] = {}

    def paragraph(self, text: str, face: Face, size: float, color: Color) -> textlayout.Paragraph:
        """One shaped line of any length; ICU does bidi, joining and emoji."""
        style = textlayout.TextStyle()
        style.setFontSize(size)
        style.setFontFamilies(self._names(text, face))
        style.setColor(color.argb())
        if face.tracking and not any(script_of(character) == "Arab" for character in text):
            style.setLetterSpacing(face.tracking * size)  # spacing would tear joined letters apart
        builder = textlayout.ParagraphBuilder.make(textlayout.ParagraphStyle(), self._collection, self._unicode)
        builder.pushStyle(style)
        # The binding cannot set a paragraph's direction: an isolate around the text does (UAX 9).
        builder.addText(f"\u2067{text}\u2069" if starts_right_to_left(text) else text)
        paragraph = builder.Build()
        paragraph.layout(_WIDE)
        return paragraph

    def width(self, text: str, face: Face, size: float) -> float:
        """Pixels from the first to the last advance. Measured once at 100 px: glyphs are not hinted."""
        key = (text, face)
        if key not in self._widths:
            paragraph = self.paragraph(text, face, 100, Color(0, 0, 0))
            self._widths[key] = paragraph.LongestLine
        return self._widths[key] * size / 100

    def _names(self, text: str, face: Face) -> list[str]:
        return [self._open(file, face.weight) for file in files_for(text, face, self._index)]

    def _open(self, file: FontFile, weight: int) -> str:
        name = f"{file.path.stem}@{weight}"
        if name not in self._opened:
            typeface = skia.Typeface.MakeFromFile(str(file.path))
            if file.weight is None:
                # Each wrapper only points at the one inside: all must live until the clone is made.
                coordinate = skia.FontArguments.VariationPosition.Coordinate(_WEIGHT_AXIS, float(weight))
                coordinates = skia.FontArguments.VariationPosition.Coordinates([coordinate])
                position = skia.FontArguments.VariationPosition(coordinates)
                arguments = skia.FontArguments()
                arguments.setVariationDesignPosition(position)
                typeface = typeface.makeClone(arguments)
            self._provider.registerTypeface(typeface, skia.String(name))
            self._opened.add(name)
        return name


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    """This process's fonts."""
    return Fonts(load_index())


def files_for(text: str, face: Face, index: FontIndex) -> list[FontFile]:
    """The few files that draw `text`, best first: Skia asks them in turn for every letter.

    A text's Latin (or Cyrillic, or Greek) comes from the first family that has all of it, so that no word mixes two.
    """
    wanted = {ord(character) for character in text if not character.isspace()}
    chain = _whole_families(text, face, index)
    order = [*chain, *_east_asian(text), *index.families()]
    chosen: list[FontFile] = []
    for family in dict.fromkeys(order):
        for file in _of_weight(index.family(family), face.weight):
            hits = {point for point in wanted if file.covers(point)}
            if hits:
                chosen.append(file)
                wanted -= hits
    return chosen or list(_of_weight(index.family(face.family), face.weight))[:1]


def _whole_families(text: str, face: Face, index: FontIndex) -> list[str]:
    chosen: list[str] = []
    for script in _LETTERS:
        letters = {ord(character) for character in text if script_of(character) == script}
        for family in face.chain:
            files = index.family(family)
            if letters and all(any(file.covers(point) for file in files) for point in letters):
                chosen.append(family)
                break
    return chosen or [face.family]


def _east_asian(text: str) -> list[str]:
    """Han letters are drawn the way of the language around them: kana say Japanese, hangul Korean."""
    found = {script_of(character) for character in text}
    first = "Noto Sans JP" if found & {"Hira", "Kana"} else "Noto Sans KR" if "Hang" in found else "Noto Sans SC"
    return [first, *_EAST_ASIAN_ORDER]


def _of_weight(files: tuple[FontFile, ...], weight: int) -> tuple[FontFile, ...]:
    """Of a static family, the files of the nearest weight."""
    nearest = min((file.weight for file in files if file.weight), key=lambda it: abs(it - weight), default=None)
    return tuple(file for file in files if file.weight in (None, nearest))
