"""The scene from the engine's own layers: drawn and encoded (`film`), or drawn first and only encoded (`x264`)."""

import json
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from bench.light_scene import scene as s
from bench.measure import Stopwatch
from reelwright.media.encode import GROUP_FRAMES, MUXER, VideoWriter
from reelwright.media.yuv import Pixels, fill_frame, tag_bt709
from reelwright.studio.colour import Color
from reelwright.studio.film import Sheet
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import KenBurns, load
from reelwright.studio.layers.raster import LINEAR, drawn, gradient, image_paint, paint
from reelwright.studio.layers.text import TextBlock, Timing
from reelwright.studio.moment import Moment
from reelwright.studio.type.faces import Face
from reelwright.studio.type.fit import fit
from reelwright.studio.type.fonts import fonts

WHITE = Color(1.0, 1.0, 1.0)
FULL = Box(0, 0, s.WIDTH, s.HEIGHT)
Painter = Callable[[Any, Moment], None]


def main(what: str, photo: str, target: str) -> None:
    warm_up(target)
    measured = film(photo, target) if what == "film" else x264_alone(photo, target)
    print(json.dumps({**measured.numbers(), "megabytes": Path(target).stat().st_size / 1e6}))


def warm_up(target: str) -> None:
    """Compile what is compiled once per machine, and let the encoder load."""
    with VideoWriter(target, 64, 64, s.FPS) as writer:
        writer.write_bgra(np.zeros((64, 64, 4), np.uint8))


def film(photo: str, target: str) -> Stopwatch:
    watch = Stopwatch()
    with VideoWriter(target, s.WIDTH, s.HEIGHT, s.FPS, crf=s.CRF, preset=s.PRESET) as writer:
        for pixels in frames(photo):
            writer.write_bgra(pixels)
    return watch


def x264_alone(photo: str, target: str) -> Stopwatch:
    """The same frames, ready in memory as the encoder wants them; only encoding and writing the file is measured."""
    ready = []
    for number, pixels in enumerate(frames(photo)):
        frame = av.VideoFrame(s.WIDTH, s.HEIGHT, "yuv420p")
        fill_frame(frame, pixels)
        frame.pts, frame.time_base = number, Fraction(1, s.FPS)
        ready.append(frame)
    watch = Stopwatch()
    with av.open(target, "w", format="mp4", options=MUXER) as container:
        stream: Any = container.add_stream("libx264", rate=s.FPS)
        stream.width, stream.height, stream.pix_fmt = s.WIDTH, s.HEIGHT, "yuv420p"
        stream.options = {"preset": s.PRESET, "crf": str(s.CRF), "g": str(GROUP_FRAMES), "x264-params": "open-gop=0"}
        stream.thread_count = 0
        tag_bt709(stream.codec_context)
        for frame in ready:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return watch


def frames(photo: str) -> Iterator[Pixels]:
    """Every frame in turn, in one array that is drawn over: use it before asking for the next."""
    sheet = Sheet(s.WIDTH, s.HEIGHT)
    canvas = sheet.canvas
    picture, card = picture_layers(photo), card_image()
    for number in range(s.FRAMES):
        t = number / s.FPS
        moment = Moment(t, t, s.PHOTO_SECONDS, 1 / s.FPS)
        card_alpha = min(1.0, max(0.0, (t - s.CARD_FROM) / s.CARD_FADE))
        if card_alpha < 1:
            for layer in picture:
                layer(canvas, moment)
        if card_alpha > 0:
            canvas.drawImage(card, 0, 0, LINEAR, image_paint(card_alpha))
        yield sheet.pixels


def picture_layers(photo: str) -> list[Painter]:
    moving = KenBurns(load(photo, is_object=False), FULL, (1.0, 1 + s.ZOOM), (0.4, -0.2))
    top = s.SHADE_FROM * s.HEIGHT
    black = Color(0.0, 0.0, 0.0)
    shade = gradient(
        s.WIDTH, s.HEIGHT - top, ((0, 0), (0, s.HEIGHT - top)), [black.argb(0.0), black.argb(s.SHADE_ALPHA)]
    )
    return [
        lambda canvas, moment: moving.draw(canvas, moment.progress),
        lambda canvas, _moment: canvas.drawImage(shade, 0, top),
        *(text_layer(text, is_bold, size, x, baseline, start) for text, is_bold, size, x, baseline, start in s.TEXTS),
    ]


def text_layer(text: str, is_bold: bool, size: float, x: float, baseline: float, start: float) -> Painter:
    block = text_block(text, is_bold, size, Timing(start, "fade"))
    return lambda canvas, moment: block.draw(canvas, x, baseline - block.fitted.ascent, moment)


def text_block(text: str, is_bold: bool, size: float, timing: Timing) -> TextBlock:
    face = Face("Poppins", 800 if is_bold else 400)
    fitted = fit(fonts(), text, face, size, s.WIDTH, max_lines=1)
    return TextBlock(fonts(), fitted, fitted.width, WHITE, timing)


def card_image() -> Any:
    first, last = (Color(*(channel / 255 for channel in colour)) for colour in s.CARD_COLOURS)
    ground = gradient(s.WIDTH, s.HEIGHT, ((0, 0), (s.WIDTH, s.HEIGHT)), [first.argb(), last.argb()])
    settled = Moment(s.SECONDS, s.SECONDS, s.SECONDS, 1 / s.FPS)

    def draw(canvas: Any) -> None:
        canvas.drawImage(ground, 0, 0)
        canvas.drawCircle(s.WIDTH / 2, s.DISC_Y * s.HEIGHT, s.DISC_DIAMETER / 2, paint(WHITE))
        for text, is_bold, size, y in (s.NAME, s.ADDRESS):
            block = text_block(text, is_bold, size, Timing(0.0, "fade"))
            block.draw(canvas, (s.WIDTH - block.w) / 2, y * s.HEIGHT - block.fitted.ascent, settled)

    return drawn(s.WIDTH, s.HEIGHT, draw)


if __name__ == "__main__":
    main(*sys.argv[1:])
