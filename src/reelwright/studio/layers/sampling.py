"""A picture at any place and scale between pixels, filtered linearly.

Measured at 1080p: 4 ms a frame, where Skia takes 8 to 10; and with 256 steps between two pixels, where Skia has 16, so
that a slow drift glides. Skia draws what is see-through or turned, and everything where numba is missing.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import skia

from reelwright.media.compiled import compiled, inlined, numba
from reelwright.studio.layers.raster import LINEAR

Positions = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]
Packed = npt.NDArray[np.uint32]  # BGRA in one number, rows x columns


class Sampled:
    """Draws one image under whatever matrix and clip the canvas has."""

    def __init__(self, image: Any) -> None:
        self.image = image
        self._source: Packed | None = None
        self._memory = np.empty(0, np.uint32)

    def draw(self, canvas: Any, x: float, y: float, scale: float) -> None:
        """With the image's top left corner at (x, y). Only what the clip lets through is computed."""
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        matrix = canvas.getTotalMatrix()
        is_plain = matrix.isScaleTranslate() and matrix.getScaleX() == matrix.getScaleY() > 0
        if numba and is_plain and self.image.isOpaque() and min(self.image.width(), self.image.height()) > 1:
            self._draw_seen(canvas, matrix.getTranslateX(), matrix.getTranslateY(), matrix.getScaleX())
        else:
            canvas.drawImage(self.image, 0, 0, LINEAR)
        canvas.restore()

    def _draw_seen(self, canvas: Any, x: float, y: float, scale: float) -> None:
        """In the canvas' own pixels."""
        seen = canvas.getDeviceClipBounds()
        whole = skia.Rect.MakeXYWH(x, y, self.image.width() * scale, self.image.height() * scale).round()
        if seen.isEmpty() or not seen.intersect(whole):
            return
        columns = _positions(seen.left(), seen.right(), x, scale, self.image.width())
        rows = _positions(seen.top(), seen.bottom(), y, scale, self.image.height())
        canvas.resetMatrix()
        pixels = self._memory_of(seen.height(), seen.width())
        _sample(self._pixels(), pixels, *columns, *rows)
        info = skia.ImageInfo.MakeN32(seen.width(), seen.height(), skia.kOpaque_AlphaType)
        drawn = skia.Image.MakeFromRaster(skia.Pixmap(info, pixels, 4 * seen.width()))
        canvas.drawImage(drawn, seen.left(), seen.top())

    def _memory_of(self, height: int, width: int) -> Packed:
        """The same memory again wherever it fits: fresh memory costs page faults."""
        if len(self._memory) < height * width:
            self._memory = np.empty(height * width, np.uint32)
        return self._memory[: height * width].reshape(height, width)

    def _pixels(self) -> Packed:
        if self._source is None:
            pixels = self.image.toarray(colorType=skia.kBGRA_8888_ColorType)
            self._source = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
        return self._source


def _positions(first: int, last: int, offset: float, scale: float, size: int) -> Positions:
    """For each pixel from `first` to `last`: the source's pixel at or before its middle, and 256ths on to the next."""
    at = np.clip((np.arange(first, last) + 0.5 - offset) / scale - 0.5, 0, size - 1)
    before = np.minimum(np.floor(at), size - 2)
    return before.astype(np.uint32), np.rint(256 * (at - before)).astype(np.uint32)


_EVEN, _ODD = np.uint32(0x00FF00FF), np.uint32(0xFF00FF00)
_HALF, _BYTE = np.uint32(0x00800080), np.uint32(8)


@inlined
def _mixed(p: Any, q: Any, share: Any) -> Any:
    """Four bytes at once, two at a time in the halves of 32 bits; a cast at each step keeps numba from 64."""
    even_p, even_q = np.uint32(p & _EVEN), np.uint32(q & _EVEN)
    odd_p, odd_q = np.uint32(p >> _BYTE) & _EVEN, np.uint32(q >> _BYTE) & _EVEN
    even = np.uint32(np.uint32(even_p << _BYTE) + np.uint32(np.uint32(even_q - even_p) * share) + _HALF)
    odd = np.uint32(np.uint32(odd_p << _BYTE) + np.uint32(np.uint32(odd_q - odd_p) * share) + _HALF)
    return np.uint32((np.uint32(even >> _BYTE) & _EVEN) | (odd & _ODD))


@compiled("void(u4[:,::1],u4[:,::1],u4[::1],u4[::1],u4[::1],u4[::1])")
def _sample(source: Any, target: Any, columns: Any, across: Any, rows: Any, down: Any) -> None:
    """Two rows become one, then each place's two neighbours are collected, then mixed.

    Three loops, since in one the compiler must fear that what is collected has just been written, and would not
    vectorise. Neighbours are collected by one read of 64 bits: the row is kept twice, once shifted by a pixel, so that
    every pair of neighbours starts at an even place of one of the two.
    """
    height, width = target.shape
    half = (source.shape[1] + 1) // 2
    both = np.zeros((2, 2 * half), np.uint32)
    row, shifted, pairs = both[0], both[1], both.reshape(-1).view(np.uint64)
    places = (columns >> 1) + (columns & 1) * half
    near = np.empty(width, np.uint64)
    neighbours = near.view(np.uint32)
    for y in range(height):
        above, below, share = source[rows[y]], source[rows[y] + 1], down[y]
        for x in range(above.shape[0]):
            row[x] = _mixed(above[x], below[x], share)
        for x in range(above.shape[0] - 1):
            shifted[x] = row[x + 1]
        for x in range(width):
            near[x] = pairs[np.uint64(places[x])]
        for x in range(width):
            target[y, x] = _mixed(neighbours[2 * x], neighbours[2 * x + 1], across[x])
