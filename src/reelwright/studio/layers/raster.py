"""Small tools over Skia: paints, cached images, blur at an eighth of the size.

Measured at 1080p: a cached gradient image costs 0.6 ms where a gradient paint costs 9; a premultiplied image is drawn
27 times quicker than one that is not.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import skia

from reelwright.studio.colour import Color
from reelwright.studio.geometry import Box

LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
CUBIC = skia.SamplingOptions(skia.CubicResampler.Mitchell())
CLEAR = skia.Color(0, 0, 0, 0)

_BLUR_SCALE = 8


def paint(color: Color = Color(1, 1, 1), alpha: float = 1.0, **more: Any) -> Any:
    """An antialiased paint."""
    return skia.Paint(AntiAlias=True, Color=color.argb(alpha), **more)


def stroke(color: Color, width: float, alpha: float = 1.0, *, is_round: bool = False) -> Any:
    """An antialiased line of `width` pixels."""
    cap = skia.Paint.kRound_Cap if is_round else skia.Paint.kButt_Cap
    join = skia.Paint.kRound_Join if is_round else skia.Paint.kMiter_Join
    style = skia.Paint.kStroke_Style
    return paint(color, alpha, Style=style, StrokeWidth=width, StrokeCap=cap, StrokeJoin=join)


def image_paint(alpha: float) -> Any:
    """For drawing an image at `alpha`; None, the quickest, when it is whole."""
    return None if alpha >= 0.999 else skia.Paint(AntiAlias=True, Alphaf=max(0.0, alpha))


def rect(box: Box) -> Any:
    return skia.Rect.MakeXYWH(box.x, box.y, box.w, box.h)


def rounded(box: Box, radius: float) -> Any:
    return skia.RRect.MakeRectXY(rect(box), radius, radius)


def drawn(width: float, height: float, draw: Callable[[Any], None]) -> Any:
    """A premultiplied image of at least 1 x 1 with what `draw(canvas)` leaves on it."""
    surface = skia.Surface.MakeRasterN32Premul(max(1, round(width)), max(1, round(height)))
    canvas = surface.getCanvas()
    canvas.clear(CLEAR)
    draw(canvas)
    return surface.makeImageSnapshot()


def opaque_surface(width: float, height: float) -> Any:
    """A surface without see-through: what is drawn from it is copied, not blended."""
    info = skia.ImageInfo.MakeN32(max(1, round(width)), max(1, round(height)), skia.kOpaque_AlphaType)
    return skia.Surface.MakeRaster(info)


def from_array(rgba: npt.NDArray[np.uint8]) -> Any:
    """A premultiplied image of unpremultiplied pixels (height x width x 4)."""
    source = skia.Image.fromarray(np.ascontiguousarray(rgba), colorType=skia.kRGBA_8888_ColorType)
    return drawn(source.width(), source.height(), lambda canvas: canvas.drawImage(source, 0, 0))


def to_array(image: Any) -> npt.NDArray[np.uint8]:
    """Unpremultiplied RGBA, height x width x 4."""
    array: npt.NDArray[np.uint8] = image.toarray(colorType=skia.kRGBA_8888_ColorType)
    return array


def scaled(image: Any, scale: float, *, is_opaque: bool = False) -> Any:
    """The image at another size, filtered well both ways."""
    sampling = SMOOTH if scale < 0.75 else CUBIC
    width, height = max(1.0, image.width() * scale), max(1.0, image.height() * scale)
    target = skia.Rect(round(width), round(height))
    if is_opaque:
        surface = opaque_surface(width, height)
        surface.getCanvas().drawImageRect(image, target, sampling)
        return surface.makeImageSnapshot()
    return drawn(width, height, lambda canvas: canvas.drawImageRect(image, target, sampling))


def tinted(image: Any, color: Color) -> Any:
    """The image's shape in one colour."""
    tint = skia.Paint(ColorFilter=skia.ColorFilters.Blend(color.argb(), skia.BlendMode.kSrcIn))
    return drawn(image.width(), image.height(), lambda canvas: canvas.drawImage(image, 0, 0, LINEAR, tint))


def cropped(image: Any) -> tuple[Any, int, int]:
    """The part of an image that is not see-through, and where its corner lies."""
    seen = to_array(image)[..., 3] > 0
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not len(rows):
        return image, 0, 0
    left, top = int(columns[0]), int(rows[0])
    box = skia.IRect.MakeLTRB(left, top, int(columns[-1]) + 1, int(rows[-1]) + 1)
    return drawn(box.width(), box.height(), lambda canvas: canvas.drawImage(image, -left, -top)), left, top


class Soft:
    """A blurred image kept small: draw it with `draw`, in the pixels of the original."""

    def __init__(self, image: Any, sigma: float, color: Color | None = None, scale: int = _BLUR_SCALE) -> None:
        self._scale = min(scale, max(1, int(sigma / 2)))
        small = scaled(image, 1 / self._scale)
        self._pad = 3 * sigma / self._scale
        options: dict[str, Any] = {"ImageFilter": skia.ImageFilters.Blur(sigma / self._scale, sigma / self._scale)}
        if color is not None:
            options["ColorFilter"] = skia.ColorFilters.Blend(color.argb(), skia.BlendMode.kSrcIn)
        width, height = small.width() + 2 * self._pad, small.height() + 2 * self._pad
        blur = skia.Paint(**options)
        self.image = drawn(width, height, lambda canvas: canvas.drawImage(small, self._pad, self._pad, LINEAR, blur))

    def draw(self, canvas: Any, x: float, y: float, alpha: float = 1.0) -> None:
        """With the original's top left corner at (x, y)."""
        reach = self._pad * self._scale
        width, height = self.image.width() * self._scale, self.image.height() * self._scale
        target = skia.Rect.MakeXYWH(x - reach, y - reach, width, height)
        canvas.drawImageRect(self.image, target, LINEAR, image_paint(alpha))


def glow(radius: float, color: Color, alpha: float = 1.0) -> Any:
    """A soft disc, kept at a quarter of its size: draw it with `draw_glow`."""
    small = max(4.0, radius / 4)
    colors = [color.argb(alpha), color.argb(alpha * 0.4), color.argb(0)]
    shader = skia.GradientShader.MakeRadial((small, small), small, colors, [0, 0.45, 1])
    return drawn(2 * small, 2 * small, lambda canvas: canvas.drawPaint(skia.Paint(Shader=shader, Dither=True)))


def draw_glow(canvas: Any, image: Any, x: float, y: float, radius: float, alpha: float = 1.0) -> None:
    """Centred on (x, y)."""
    if alpha > 0:
        target = skia.Rect.MakeXYWH(x - radius, y - radius, 2 * radius, 2 * radius)
        canvas.drawImageRect(image, target, LINEAR, image_paint(alpha))


def gradient(
    width: float, height: float, ends: tuple[tuple[float, float], tuple[float, float]], colors: list[int]
) -> Any:
    """A cached linear gradient between two points."""
    shader = skia.GradientShader.MakeLinear(list(ends), colors)
    return drawn(width, height, lambda canvas: canvas.drawPaint(skia.Paint(Shader=shader, Dither=True)))
