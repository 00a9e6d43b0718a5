"""A text on screen: shaped once, cut into words, each word moved on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import skia

from reelwright.studio.colour import Color
from reelwright.studio.copywriting import bare_word
from reelwright.studio.easing import in_cubic, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import LINEAR, Soft, cropped, drawn, image_paint, rect
from reelwright.studio.layers.reveals import PACE, REVEALS, Pose
from reelwright.studio.moment import Moment
from reelwright.studio.type.breaking import pieces_of
from reelwright.studio.type.fit import Fitted
from reelwright.studio.type.fonts import Fonts
from reelwright.studio.type.scripts import is_right_to_left, starts_right_to_left

Align = Literal["start", "center", "end"]

LEAVE_SECONDS = 0.3
_SMEAR_SAMPLES = 4
_SMEAR_FROM = 9.0  # pixels a frame at 1080p, from which a word leaves a trace


@dataclass(frozen=True)
class Timing:
    """When and how a text comes in and, perhaps, goes: seconds of the shot."""

    start: float
    reveal: str = "rise"
    leave: float | None = None
    rate: float = 1.0

    def after(self, seconds: float) -> "Timing":
        return replace(self, start=self.start + seconds)

    def share(self, t: float, rank: int) -> float:
        """How far the word of this rank is on its way."""
        stagger, length = PACE[self.reveal]
        return ramp(t, self.start + rank * stagger * self.rate, length * self.rate)


@dataclass(frozen=True)
class _Piece:
    """One word: its image, where it lies in the block, and its place in the order of entry."""

    image: Any
    x: int
    y: int
    rank: int
    top: float
    bottom: float


class TextBlock:
    """A fitted text in a column of `width` pixels; `w` and `h` are what it takes up in a layout."""

    def __init__(
        self,
        fonts: Fonts,
        fitted: Fitted,
        width: float,
        color: Color,
        timing: Timing,
        align: Align = "start",
        accents: Sequence[tuple[str, Color]] = (),
    ) -> None:
        self.fitted, self.timing = fitted, timing
        self.w, self.h = width, fitted.height
        self._fonts, self._color, self._accents = fonts, color, dict(accents)
        self._align = _turned(align, " ".join(fitted.lines))
        self.is_mirrored = self._align != align
        self._pieces = self._cut()
        self._left = self._top = 0
        self._settled = self._together()
        self._blurred = (
            {at: Soft(piece.image, fitted.size * 0.16, scale=4) for at, piece in enumerate(self._pieces)}
            if (timing.reveal == "focus")
            else {}
        )
        self._smear_from = _SMEAR_FROM * fitted.size / 150

    @property
    def ends_at(self) -> float:
        """When the last word has arrived."""
        stagger, length = PACE[self.timing.reveal]
        return self.timing.start + (self._pieces[-1].rank * stagger + length) * self.timing.rate if self._pieces else 0

    def bounds(self, x: float, y: float) -> Box:
        """Where the settled lines lie when the block is at (x, y)."""
        left = min((self._line_x(at) for at in range(len(self.fitted.lines))), default=0.0)
        return Box(x + left, y, self.fitted.width, self.h)

    def line_boxes(self, x: float, y: float) -> list[Box]:
        """One box a line, from ascent to descent."""
        fitted = self.fitted
        height = fitted.ascent + fitted.descent
        return [
            Box(x + self._line_x(at), y + at * fitted.leading, width, height) for at, width in enumerate(fitted.widths)
        ]

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None:
        """With the block's top left corner at (x, y), rounded to whole pixels: words at rest are copied."""
        x, y = round(x), round(y)
        alpha, lift = 1.0, 0.0
        if self.timing.leave is not None:
            gone = in_cubic(ramp(moment.t, self.timing.leave, LEAVE_SECONDS))
            alpha, lift = 1 - gone, gone * 0.35 * self.fitted.size
        if alpha <= 0:
            return
        if moment.t >= self.ends_at:
            canvas.drawImage(self._settled, x + self._left, y - lift + self._top, LINEAR, image_paint(alpha))
            return
        for at, piece in enumerate(self._pieces):
            share = self.timing.share(moment.t, piece.rank)
            if share >= 1:
                canvas.drawImage(piece.image, x + piece.x, y - lift + piece.y, LINEAR, image_paint(alpha))
            elif share > 0:
                self._draw_moving(canvas, at, x, y - lift, moment, alpha)

    def _draw_moving(self, canvas: Any, at: int, x: float, y: float, moment: Moment, alpha: float) -> None:
        """A word on its way; a quick one is the mean of some moments of the frame (motion blur)."""
        piece, timing, reveal = self._pieces[at], self.timing, REVEALS[self.timing.reveal]
        pose = reveal(timing.share(moment.t, piece.rank))
        before = reveal(timing.share(moment.t - moment.step, piece.rank))
        speed = (abs(pose.dx - before.dx) + abs(pose.dy - before.dy)) * self.fitted.size
        if speed < self._smear_from:
            self._draw_pose(canvas, at, x, y, pose, image_paint(alpha * pose.alpha))
            return
        box = Box(x + piece.x, y + piece.top, piece.image.width(), piece.bottom - piece.top)
        canvas.saveLayer(rect(box.inset(-1.3 * self.fitted.size * (not pose.is_masked))), None)
        for sample in range(_SMEAR_SAMPLES):
            shutter = ((sample + 0.5) / _SMEAR_SAMPLES - 0.5) * 0.5 * moment.step
            now = reveal(timing.share(moment.t + shutter, piece.rank))
            shade = skia.Paint(BlendMode=skia.BlendMode.kPlus, Alphaf=alpha * now.alpha / _SMEAR_SAMPLES)
            self._draw_pose(canvas, at, x, y, now, shade)
        canvas.restore()

    def _draw_pose(self, canvas: Any, at: int, x: float, y: float, pose: Pose, shade: Any) -> None:
        piece, size = self._pieces[at], self.fitted.size
        width, height = piece.image.width(), piece.image.height()
        canvas.save()
        if pose.is_masked:
            canvas.clipRect(skia.Rect.MakeLTRB(x + piece.x, y + piece.top, x + piece.x + width, y + piece.bottom))
        canvas.translate(x + piece.x + width / 2 + pose.dx * size, y + piece.y + height / 2 + pose.dy * size)
        canvas.rotate(pose.angle)
        canvas.scale(pose.scale, pose.scale)
        canvas.translate(-width / 2, -height / 2)
        if pose.blur > 0 and at in self._blurred:
            self._blurred[at].draw(canvas, 0, 0, pose.alpha * min(1.0, 1.6 * pose.blur))
            shade = image_paint(pose.alpha * (1 - min(1.0, 1.2 * pose.blur)))
        canvas.drawImage(piece.image, 0, 0, LINEAR, shade)
        canvas.restore()

    def _together(self) -> Any:
        """All words at rest in one image, its corner at (`_left`, `_top`) of the block."""
        pieces = self._pieces
        self._left, self._top = min(piece.x for piece in pieces), min(piece.y for piece in pieces)
        right = max(piece.x + piece.image.width() for piece in pieces)
        bottom = max(piece.y + piece.image.height() for piece in pieces)

        def draw(canvas: Any) -> None:
            for piece in pieces:
                canvas.drawImage(piece.image, piece.x - self._left, piece.y - self._top)

        return drawn(right - self._left, bottom - self._top, draw)

    def _cut(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        for at, line in enumerate(self.fitted.lines):
            pieces += self._cut_line(line, at, len(pieces))
        return pieces

    def _cut_line(self, line: str, at: int, rank: int) -> list[_Piece]:
        """The line drawn whole (so that kerning and joins are right), then cut at its spaces."""
        fitted, face = self.fitted, self.fitted.face
        pad = round(0.35 * fitted.size)
        line_top, line_bottom = at * fitted.leading, at * fitted.leading + fitted.ascent + fitted.descent
        left, baseline = self._line_x(at), line_top + fitted.ascent
        words = [line] if is_right_to_left(line) else pieces_of(line)
        edges = [0.0]
        for count in range(1, len(words)):
            start = self._fonts.width("".join(words[: count + 1]).rstrip(), face, fitted.size)
            edges.append(start - self._fonts.width(words[count].rstrip(), face, fitted.size))
        images = {color: self._line_image(line, color, pad, fitted.widths[at]) for color in {*self._colors(words)}}
        height = next(iter(images.values())).height()
        bounds = [0, *(round(edge - self._half_space(words[n], fitted.size) + pad) for n, edge in enumerate(edges[1:]))]
        bounds.append(next(iter(images.values())).width())
        top = round(baseline - fitted.ascent) - pad
        pieces = []
        for n, color in enumerate(self._colors(words)):
            box = skia.IRect.MakeLTRB(bounds[n], 0, max(bounds[n] + 1, bounds[n + 1]), height)
            ink, dx, dy = cropped(images[color].makeSubset(box))
            mask = (line_top - 0.08 * fitted.size, line_bottom + 0.04 * fitted.size)
            pieces.append(_Piece(ink, round(left) - pad + bounds[n] + dx, top + dy, rank + n, *mask))
        return pieces

    def _line_image(self, line: str, color: Color, pad: int, width: float) -> Any:
        fitted = self.fitted
        height = fitted.ascent + fitted.descent + 2 * pad

        def draw(canvas: Any) -> None:
            self._fonts.paint(canvas, line, fitted.face, fitted.size, color, pad, pad + fitted.ascent)

        return drawn(width + 2 * pad + 2, height, draw)

    def _colors(self, words: list[str]) -> list[Color]:
        return [self._accents.get(bare_word(word), self._color) for word in words]

    def _half_space(self, word_before: str, size: float) -> float:
        return 0.12 * size if word_before.endswith(" ") else 0.0

    def _line_x(self, at: int) -> float:
        room = self.w - self.fitted.widths[at]
        return {"start": 0.0, "center": room / 2, "end": room}[self._align]


def _turned(align: Align, text: str) -> Align:
    """The start of a line is its right end where the text runs that way."""
    if align == "center" or not starts_right_to_left(text):
        return align
    return "end" if align == "start" else "start"
