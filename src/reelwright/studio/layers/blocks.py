"""Small things that stand in a column with texts: rules, buttons, checked lines, the logo."""

import math
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import BLACK, WHITE, Color, contrast, shade
from reelwright.studio.easing import clamp, lerp, out_cubic, out_expo, overshoot, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import Cutout, Picture
from reelwright.studio.layers.raster import LINEAR, draw_glow, glow, image_paint, paint, rounded, stroke, tinted
from reelwright.studio.layers.text import TextBlock, Timing
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Stage

_LOGO_CONTRAST = 1.7


class Rule:
    """A short thick line that grows from its middle, or from its start."""

    def __init__(self, width: float, height: float, color: Color, start: float, *, is_centered: bool) -> None:
        self.w, self.h = width, height
        self._paint, self._start, self._is_centered = paint(color), start, is_centered

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None:
        grown = self.w * out_expo(ramp(moment.t, self._start, 0.9))
        if grown > 0.5:
            left = x + (self.w - grown) / 2 if self._is_centered else x
            canvas.drawRRect(rounded(Box(left, y, grown, self.h), self.h / 2), self._paint)


class Button:
    """The call to action: a pill with a soft light under it, and a pulse once it stands."""

    def __init__(self, stage: "Stage", theme: Theme, label: str, max_width: float, scale: float, start: float) -> None:
        face, u = stage.look.body.but(weight=600), stage.u * scale
        pad = 58 * u
        timing = Timing(start + 0.1, "fade")
        text = stage.text(label, face, 38 * scale, max_width - 2 * pad, theme.on_button, timing, max_lines=1)
        self._text = text
        self.w, self.h = text.fitted.width + 2 * pad, max(108 * u, text.h + 48 * u)
        self._pad, self._start, self._theme, self._u = pad, start, theme, u
        self._radius = self.h / 2 if stage.look.radius else 0.0
        self._glow = glow(self.w, theme.button, 0.4)

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None:
        come = out_expo(ramp(moment.t, self._start, 0.8))
        if come <= 0:
            return
        pulse = 1 + 0.016 * math.sin(max(0.0, moment.t - self._start - 0.7) * 4.5)
        box = Box(-self.w / 2, -self.h / 2, self.w, self.h)
        canvas.save()
        canvas.translate(x + self.w / 2, y + self.h / 2 + (1 - come) * 50 * self._u)
        canvas.scale(pulse, pulse)
        canvas.save()
        canvas.scale(1.0, 0.5)
        draw_glow(canvas, self._glow, 0, 0.7 * self.h, 0.62 * self.w, come * 0.8)
        canvas.restore()
        canvas.drawRRect(rounded(box, self._radius), paint(self._theme.button, come))
        left = -self._text.bounds(0, 0).x - self._text.fitted.width / 2
        self._text.draw(canvas, left, -self._text.h / 2, moment)
        canvas.restore()

    def line_boxes(self, x: float, y: float) -> list[Box]:
        return [Box(x + self._pad, y + (self.h - self._text.h) / 2, self._text.fitted.width, self._text.h)]


class Checked:
    """A line with a mark before it (behind it, where the script runs from right to left)."""

    def __init__(
        self, text: TextBlock, theme: Theme, size: float, start: float, *, is_mirrored: bool, is_tight: bool = False
    ) -> None:
        """`is_tight` makes it as wide as its words, for centred columns."""
        self._text, self._size, self._start, self._is_mirrored = text, size, start, is_mirrored
        self._fill, self._tick = paint(theme.accent), stroke(theme.on_accent, size * 0.13, is_round=True)
        self.w = (text.fitted.width if is_tight else text.w) + 1.55 * size
        self.h = max(text.h, size)

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None:
        grown = overshoot(ramp(moment.t, self._start, 0.5)) if moment.t > self._start else 0.0
        first_line = self._text.fitted.ascent - 0.36 * self._text.fitted.size
        middle = y + (self.h - self._text.h) / 2 + first_line
        if grown > 0:
            canvas.save()
            canvas.translate(x + self.w - self._size / 2 if self._is_mirrored else x + self._size / 2, middle)
            canvas.scale(grown, grown)
            canvas.drawCircle(0, 0, self._size / 2, self._fill)
            corners = [(-0.2, 0.01), (-0.05, 0.16), (0.22, -0.15)]
            points = [skia.Point(px * self._size, py * self._size) for px, py in corners]
            canvas.drawPath(skia.Path.Polygon(points, False), self._tick)
            canvas.restore()
        self._text.draw(canvas, *self.text_at(x, y), moment)

    def text_at(self, x: float, y: float) -> tuple[float, float]:
        return (x if self._is_mirrored else x + 1.55 * self._size), y + (self.h - self._text.h) / 2

    def line_boxes(self, x: float, y: float) -> list[Box]:
        return self._text.line_boxes(*self.text_at(x, y))


class LogoMark:
    """The logo, made to be seen: a plain one takes the ink's colour, a coloured one that would drown gets a plate."""

    def __init__(self, picture: Picture, theme: Theme, width: float, height: float, radius: float) -> None:
        grey = Color(*(3 * [picture.tone ** (1 / 2.2)]))
        is_seen = contrast(grey, theme.base) >= _LOGO_CONTRAST or _has_color_off(picture, theme)
        is_inked = picture.is_cutout and picture.is_mono and contrast(grey, theme.base) < 4.5
        needs_plate = not is_inked and (not is_seen or not picture.is_cutout)
        inner = 0.72 if needs_plate else 1.0
        self._cutout = Cutout(picture, width * inner, height * inner, tint=theme.ink if is_inked else None)
        self._white = tinted(self._cutout.image, WHITE if theme.is_dark else theme.accent)
        self._pad = 0.22 * min(self._cutout.w, self._cutout.h) if needs_plate and picture.is_cutout else 0.0
        plate = WHITE if picture.tone < 0.5 else shade(theme.ink if not theme.is_dark else BLACK, 0.16, 0.02)
        self._plate = paint(plate) if self._pad else None
        self._radius = min(radius, 0.3 * min(self._cutout.w, self._cutout.h))
        self.w, self.h = self._cutout.w + 2 * self._pad, self._cutout.h + 2 * self._pad

    def draw_at(self, canvas: Any, cx: float, cy: float, moment: Moment, start: float, scale: float = 1.0) -> None:
        """Centred: it pops out of light, and later a glint runs over it."""
        if moment.t <= start:
            return
        grown = scale * overshoot(ramp(moment.t, start, 0.85))
        canvas.save()
        canvas.translate(cx, cy)
        canvas.scale(grown, grown)
        if self._plate:
            canvas.drawRRect(rounded(Box(-self.w / 2, -self.h / 2, self.w, self.h), self._radius), self._plate)
        self._cutout.draw(canvas, 0, 0, alpha=ramp(moment.t, start, 0.18))
        left, top = -self._cutout.w / 2, -self._cutout.h / 2
        flash = 1 - out_cubic(ramp(moment.t, start + 0.1, 0.7))
        if flash > 0 and not self._plate:
            canvas.drawImage(self._white, left, top, LINEAR, image_paint(flash * ramp(moment.t, start, 0.18)))
        glint = ramp(moment.t, start + 0.8, 0.8)
        if 0 < glint < 1:
            self._glint(canvas, left, top, glint)
        canvas.restore()

    def _glint(self, canvas: Any, left: float, top: float, share: float) -> None:
        width, height = self._cutout.w, self._cutout.h
        canvas.saveLayer(skia.Rect.MakeXYWH(left, top, width, height), None)
        canvas.drawImage(self._white, left, top)
        x, half = lerp(left - 0.4 * width, left + 1.4 * width, share), 0.16 * width
        light = [WHITE.argb(0), WHITE.argb(0.7), WHITE.argb(0)]
        shader = skia.GradientShader.MakeLinear([(x - half, top), (x + half, top + half)], light)
        canvas.drawPaint(skia.Paint(BlendMode=skia.BlendMode.kSrcIn, Shader=shader))
        canvas.restore()


class LogoBlock:
    """A `LogoMark` in a column."""

    def __init__(self, mark: LogoMark, start: float) -> None:
        self.w, self.h = mark.w, mark.h
        self._mark, self._start = mark, start

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None:
        self._mark.draw_at(canvas, x + self.w / 2, y + self.h / 2, moment, self._start)


def _has_color_off(picture: Picture, theme: Theme) -> bool:
    """A good part of the logo's pixels stands off the ground, whatever their mean does."""
    if not len(picture.samples):
        return False
    step = max(1, len(picture.samples) // 200)
    seen = [
        contrast(Color(*(clamp(float(part) / 255) for part in pixel)), theme.base) for pixel in picture.samples[::step]
    ]
    return sum(value >= 2.0 for value in seen) > 0.6 * len(seen)
