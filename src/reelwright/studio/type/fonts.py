"""Skia's view of the brought fonts: shaped paragraphs for a face; imported in children only."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import skia
from skia import textlayout

from reelwright.studio.colour import BLACK, Color
from reelwright.studio.fonts.index import FontFile, FontIndex, load_index
from reelwright.studio.type.faces import Face
from reelwright.studio.type.scripts import script_of, starts_right_to_left

_WIDE = 1e6
_LAID_OUT = 200.0  # pixels, at which lines are shaped and measured
_KEPT_LINES = 4000
_JOINED = {"Arab", "Deva", "Beng"}  # letter spacing would tear their joins
_WEIGHT_AXIS = int.from_bytes(b"wght", "big")
_LETTERS = ("Latn", "Cyrl", "Grek")
_EAST_ASIAN_ORDER = ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR")


def _start_fontconfig() -> None:
    """Skia opens even a file of ours by way of fontconfig, which reads this machine's configuration as it starts.

    Its fonts must not show in a film, and what it finds odd (newer elements than it knows) is no one's concern.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("no_system_fonts.conf"))
    said, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        skia.FontMgr()
    finally:
        os.dup2(said, 2)
        os.close(said)
        os.close(nowhere)
        del os.environ["FONTCONFIG_FILE"]  # what this process starts may want fonts
        os.environ.update({"FONTCONFIG_FILE": before} if before else {})


_start_fontconfig()


class Fonts:
    """Lays out text in a face. Fonts are opened when first needed and kept; one instance serves a process."""

    def __init__(self, index: FontIndex) -> None:
        self._index = index
        self._provider = textlayout.TypefaceFontProvider()
        self._opened: set[str] = set()
        self._unicode = skia.Unicodes.ICU.Make()
        self._collection = textlayout.FontCollection()
        self._collection.setDefaultFontManager(self._provider)
        self._lines: dict[tuple[str, Face, Color], textlayout.Paragraph] = {}

    def width(self, text: str, face: Face, size: float) -> float:
        """Pixels from the first to the last advance of a line."""
        return float(self._line(text, face, BLACK).LongestLine) * size / _LAID_OUT

    def paint(self, canvas: Any, text: str, face: Face, size: float, color: Color, x: float, baseline: float) -> None:
        """Draw a line from `x` on; ICU does bidi, joining and emoji."""
        line = self._line(text, face, color)
        canvas.save()
        canvas.translate(x, baseline)
        canvas.scale(size / _LAID_OUT, size / _LAID_OUT)
        line.paint(canvas, 0, -line.AlphabeticBaseline)
        canvas.restore()

    def _line(self, text: str, face: Face, color: Color) -> textlayout.Paragraph:
        """The shaped line at one fixed size: laid out at its own, advances would be rounded to whole pixels."""
        key = (text, face, color)
        if key not in self._lines:
            style = textlayout.TextStyle()
            style.setFontSize(_LAID_OUT)
            style.setFontFamilies(self._names(text, face))
            style.setColor(color.argb())
            if face.tracking and not any(script_of(character) in _JOINED for character in text):
                style.setLetterSpacing(face.tracking * _LAID_OUT)
            builder = textlayout.ParagraphBuilder.make(textlayout.ParagraphStyle(), self._collection, self._unicode)
            builder.pushStyle(style)
            # The binding cannot set a paragraph's direction: an isolate around the text does (UAX 9).
            builder.addText(f"\u2067{text}\u2069" if starts_right_to_left(text) else text)
            line = builder.Build()
            line.layout(_WIDE)
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            self._lines[key] = line
        return self._lines[key]

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
    order = [*chain, *_east_asian(text), *index.families]
    chosen: list[FontFile] = []
    for family in dict.fromkeys(order):
        for file in _of_weight(index.families[family], face.weight):
            hits = {point for point in wanted if file.covers(point)}
            if hits:
                chosen.append(file)
                wanted -= hits
    return chosen or list(_of_weight(index.families[face.family], face.weight))[:1]


def _whole_families(text: str, face: Face, index: FontIndex) -> list[str]:
    chosen: list[str] = []
    for script in _LETTERS:
        letters = {ord(character) for character in text if script_of(character) == script}
        for family in face.chain:
            files = index.families[family]
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
