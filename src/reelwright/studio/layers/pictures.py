"""Pictures brought by people: loaded, cut free of plain backgrounds, cropped around what matters, moved slowly."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.ndimage
import skia

from reelwright.kit.problems import Problem
from reelwright.studio.colour import BLACK, Color
from reelwright.studio.easing import in_out_sine, lerp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import (
    LINEAR,
    Soft,
    drawn,
    from_array,
    image_paint,
    rect,
    rounded,
    scaled,
    tinted,
    to_array,
)
from reelwright.studio.layers.sampling import Sampled

Rgba = npt.NDArray[np.uint8]

_MAX_SIDE = 2600  # pixels kept of a picture: 1080p with room for a slow zoom
_KEY_DISTANCE = 26  # of 255: how far a plain background may stray and still be one
_CUTOUT_SHARE = 0.04  # of see-through pixels, from which a picture counts as cut out


class PictureUnreadable(Problem):
    """A picture of the scene cannot be opened."""

    code = "picture_unreadable"
    status = 422
    title = "The picture cannot be read"


@dataclass(frozen=True)
class Picture:
    """A loaded picture. `focus` is where the eye goes, in shares of its sides; `tone` its mean luminance 0..1."""

    image: Any
    is_cutout: bool
    is_mono: bool
    focus: tuple[float, float]
    tone: float
    samples: npt.NDArray[np.uint8]

    @property
    def ratio(self) -> float:
        return float(self.image.width() / self.image.height())


def load(path: str, *, is_object: bool) -> Picture:
    """A picture from disk; an object (logo, product) loses a plain background and its empty border.

    Raises `PictureUnreadable`.
    """
    image = _decoded(path)
    image = scaled(image, min(1.0, _MAX_SIDE / max(image.width(), image.height())))
    pixels = to_array(image)
    if is_object:
        pixels = _trimmed(_without_plain_ground(pixels))
        image = from_array(pixels)
    visible = pixels[..., 3] > 200
    small = pixels[:: max(1, pixels.shape[0] // 120), :: max(1, pixels.shape[1] // 120)]
    samples = small[small[..., 3] > 200][:, :3]
    return Picture(
        image=image,
        is_cutout=bool(1 - visible.mean() > _CUTOUT_SHARE),
        is_mono=_is_mono(samples),
        focus=_focus(pixels),
        tone=_tone(samples),
        samples=samples,
    )


def _decoded(path: str) -> Any:
    try:
        image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(Path(path).read_bytes()))
    except (OSError, RuntimeError, ValueError) as error:
        raise PictureUnreadable(f"The picture {Path(path).name} cannot be opened; upload it again.") from error
    if image is None:
        raise PictureUnreadable(f"The picture {Path(path).name} is no picture we can read; upload it as PNG or JPEG.")
    return image


def _without_plain_ground(pixels: Rgba) -> Rgba:
    """See-through where a plain colour reaches in from the border (a logo saved on white)."""
    if (pixels[..., 3] < 250).mean() > 0.01:
        return pixels
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])[:, :3].astype(np.int16)
    ground = np.median(border, axis=0)
    if (np.abs(border - ground).max(1) < _KEY_DISTANCE).mean() < 0.97:
        return pixels
    distance = np.abs(pixels[..., :3].astype(np.int16) - ground).max(2)
    labels, _ = scipy.ndimage.label(distance < _KEY_DISTANCE)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    outside = np.isin(labels, edge[edge > 0])
    soft = scipy.ndimage.gaussian_filter((~outside).astype(np.float32), 0.8)
    result = pixels.copy()
    result[..., 3] = (255 * np.clip(2 * soft - 1, 0, 1)).astype(np.uint8)
    return result


def _trimmed(pixels: Rgba) -> Rgba:
    seen = pixels[..., 3] > 8
    if not seen.any():
        return pixels
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _is_mono(samples: npt.NDArray[np.uint8]) -> bool:
    """One flat grey, black or white: such a logo may be set in the ink's colour."""
    if not len(samples):
        return False
    spread = samples.astype(np.int16)
    return bool((spread.max(1) - spread.min(1)).mean() < 14 and spread.mean(1).std() < 32)


def _tone(samples: npt.NDArray[np.uint8]) -> float:
    if not len(samples):
        return 0.5
    linear = (samples / 255.0) ** 2.2
    return float((linear @ np.array([0.2126, 0.7152, 0.0722])).mean())


def _focus(pixels: Rgba) -> tuple[float, float]:
    """The centre of detail, pulled half way to the middle: crops keep what is drawn sharply."""
    step = max(1, max(pixels.shape[:2]) // 160)
    grey = pixels[::step, ::step, :3].mean(2) * (pixels[::step, ::step, 3] / 255)
    energy = scipy.ndimage.gaussian_filter(np.hypot(*np.gradient(grey)), 3) ** 2
    total = float(energy.sum())
    if total <= 0:
        return 0.5, 0.5
    rows, columns = np.indices(energy.shape)
    x = float((energy * columns).sum()) / total / max(1, energy.shape[1] - 1)
    y = float((energy * rows).sum()) / total / max(1, energy.shape[0] - 1)
    return 0.25 + x / 2, 0.25 + y / 2


class KenBurns:
    """A picture that fills a box and drifts: zoom and pan ease from end to end, never resting."""

    def __init__(self, picture: Picture, box: Box, zoom: tuple[float, float], pan: tuple[float, float]) -> None:
        self._box, self._zoom, self._pan = box, zoom, pan
        self._focus = picture.focus
        cover = max(box.w / picture.image.width(), box.h / picture.image.height())
        scale = min(cover * max(zoom), 1.6)
        self._sampled = Sampled(scaled(picture.image, scale, is_opaque=not picture.is_cutout))
        self._fit = cover / scale

    def draw(self, canvas: Any, progress: float, radius: float = 0.0) -> None:
        box, image = self._box, self._sampled.image
        share = 0.5 * progress + 0.5 * in_out_sine(progress)
        scale = self._fit * lerp(*self._zoom, share)
        width, height = image.width() * scale, image.height() * scale
        x = self._place(box.w, width, self._focus[0], self._pan[0] * (share - 0.5))
        y = self._place(box.h, height, self._focus[1], self._pan[1] * (share - 0.5))
        canvas.save()
        if radius:
            canvas.clipRRect(rounded(box, radius), True)
        else:
            canvas.clipRect(rect(box))
        self._sampled.draw(canvas, box.x + x, box.y + y, scale)
        canvas.restore()

    @staticmethod
    def _place(room: float, size: float, focus: float, pan: float) -> float:
        spare = size - room
        at = focus * size - room / 2 + pan * spare
        return -min(max(at, 0.0), max(spare, 0.0))


class Cutout:
    """A cut-out thing and its shadow as one sprite, drawn centred, scaled and turned. `w` and `h` are the thing's."""

    def __init__(
        self,
        picture: Picture,
        width: float,
        height: float,
        shadow: float = 0.0,
        shadow_alpha: float = 0.5,
        tint: Color | None = None,
    ) -> None:
        thing = scaled(picture.image, min(width / picture.image.width(), height / picture.image.height()))
        self.image = tinted(thing, tint) if tint else thing
        self.w, self.h = thing.width(), thing.height()
        self._pad = round(3.6 * shadow)

        def draw(canvas: Any) -> None:
            if shadow:
                soft = Soft(thing, shadow, BLACK)
                soft.draw(canvas, self._pad, self._pad + 0.8 * shadow, shadow_alpha)
            canvas.drawImage(self.image, self._pad, self._pad)

        self._sprite = drawn(self.w + 2 * self._pad, self.h + 2 * self._pad, draw)

    def draw(
        self, canvas: Any, x: float, y: float, *, scale: float = 1.0, angle: float = 0.0, alpha: float = 1.0
    ) -> None:
        """Centred on (x, y), turned by `angle` degrees."""
        if alpha <= 0 or scale <= 0:
            return
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.scale(scale, scale)
        canvas.translate(-self.w / 2 - self._pad, -self.h / 2 - self._pad)
        canvas.drawImage(self._sprite, 0, 0, LINEAR, image_paint(alpha) or skia.Paint(AntiAlias=True))
        canvas.restore()


def card(picture: Picture, width: float, height: float, radius: float, ground: Sequence[Color]) -> Any:
    """A rounded card: photos fill it, cut-outs stand on a soft gradient of `ground` (two colours)."""

    def draw(canvas: Any) -> None:
        box = Box(0, 0, width, height)
        canvas.clipRRect(rounded(box, radius), True)
        if picture.is_cutout:
            shader = skia.GradientShader.MakeLinear([(0, 0), (width, height)], [color.argb() for color in ground])
            canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
            Cutout(picture, 0.78 * width, 0.88 * height, 0.03 * height).draw(canvas, box.cx, box.cy, angle=8)
        else:
            KenBurns(picture, box, (1.0, 1.0), (0.0, 0.0)).draw(canvas, 0.5)

    return drawn(width, height, draw)
