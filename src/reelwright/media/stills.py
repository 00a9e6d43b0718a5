"""Pictures of a film: a poster worth a click, a sprite of thumbnails for the scrubber, any one frame; in children only.

Handler: `still`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from reelwright.kit.problems import Invalid
from reelwright.media import captions
from reelwright.media.containers import fast_picture_of, opened, picture_of
from reelwright.media.errors import UnreadableMedia
from reelwright.media.probe import read_clip
from reelwright.media.reencode import Filters
from reelwright.media.values import Clip, Json

THUMB_WIDTH = 160
_COLUMNS = 6
_FEWEST, _MOST = 12, 36
_QUALITY = 82
_CANDIDATES = 6  # for the poster
_A_MOMENT = Fraction(1, 5)  # seconds, in which a still picture hardly changes and a transition goes a third of its way
_UNREST = 6.0  # of 255: the mean change in a moment that halves a picture's appeal


def still(args: Json, report: Callable[[Json], None]) -> Json:
    """One frame of a video as a picture: the last kept frame of a shot starts the next one.

    Args: `path`, `frame` (from 0; -1 is the last), `output` (PNG, JPEG or WebP by suffix).
    Gives `frame, width, height`. Raises `UnreadableMedia`; `Invalid` where there is no such frame.
    """
    path, output = Path(args["path"]), Path(args["output"])
    clip = read_clip(path, with_hash=False)
    wanted = int(args.get("frame", -1))
    index = wanted + clip.probe.frames if wanted < 0 else wanted
    if not 0 <= index < clip.probe.frames:
        raise Invalid(f"{path.name} has {clip.probe.frames} frames, no frame {wanted}.")
    frame = _frame_at(path, clip.starts[index])
    image = _image(Filters(clip.probe, clip.probe.shape, (), frame).apply(frame, clip.starts[index]))
    draft = output.with_name(f".part-{output.name}")
    image.save(draft, quality=95)
    draft.replace(output)
    return {"frame": index, "width": image.width, "height": image.height}


def write_stills(
    film: Path, clip: Clip, *, poster: Path | None, sprite: Path | None, vtt: Path | None, sprite_name: str
) -> None:
    """Any of: a poster at full size (JPEG or WebP by suffix), a sprite, the WebVTT saying where in it each second is.

    `sprite_name` is what the WebVTT calls the sprite, relative to itself.

    Thumbnails come from key frames where there are enough, so that only those are decoded.
    """
    count = max(_FEWEST, min(_MOST, round(clip.probe.seconds)))
    thumbs = _thumbnails(film, clip, count)
    if sprite:
        sheet, cells = _sheet([image for _, image in thumbs])
        sheet.save(sprite, quality=_QUALITY, method=4)
        if vtt:
            vtt.write_text(_map(sprite_name, [start for start, _ in thumbs], cells, clip.probe.seconds))
    if poster:
        _poster(film, thumbs, clip.probe.seconds).save(poster, quality=90)


def _poster(film: Path, thumbs: list[tuple[Fraction, Image.Image]], seconds: Fraction) -> Image.Image:
    """Of the most appealing moments the calmest: half a transition is rich in contrast and detail, and no picture."""
    ranked = sorted(((_appeal(image, start / seconds), start) for start, image in thumbs), reverse=True)
    shown = []
    for appeal, start in ranked[:_CANDIDATES]:
        frame = _frame_at(film, start)
        later = _frame_at(film, max(Fraction(0), min(start + _A_MOMENT, seconds - _A_MOMENT)))
        unrest = np.abs(_small_luma(frame) - _small_luma(later)).mean()
        shown.append((appeal / (1 + unrest / _UNREST), frame))
    return _image(max(shown, key=lambda one: one[0])[1])


def _small_luma(frame: VideoFrame) -> Any:
    return np.asarray(_image(frame, THUMB_WIDTH, THUMB_WIDTH).convert("L"), np.float32)


def _thumbnails(film: Path, clip: Clip, count: int) -> list[tuple[Fraction, Image.Image]]:
    """(when shown, small picture), evenly spread; fewer where the film has fewer frames."""
    moments = [clip.probe.seconds * (2 * number + 1) / (2 * count) for number in range(count)]
    use_keys = len(clip.keys) * 2 >= count
    choice = clip.keys if use_keys else range(len(clip.starts))
    starts = [clip.starts[index] for index in choice]
    wanted = sorted({starts[_nearest(starts, moment)] for moment in moments})
    found: list[tuple[Fraction, Image.Image]] = []
    for start, frame in _frames(film, keys_only=use_keys):
        if len(found) < len(wanted) and start >= wanted[len(found)]:
            height = max(2, round(THUMB_WIDTH * frame.height / frame.width / 2) * 2)
            found.append((start, _image(frame, THUMB_WIDTH, height)))
    if not found:
        raise UnreadableMedia(f"{film.name} has no picture that can be decoded.")
    return found


def _nearest(starts: list[Fraction], moment: Fraction) -> int:
    at = bisect_left(starts, moment)
    around = [index for index in (at - 1, at) if 0 <= index < len(starts)]
    return min(around, key=lambda index: abs(starts[index] - moment))


def _frames(film: Path, *, keys_only: bool) -> Iterator[tuple[Fraction, VideoFrame]]:
    with opened(film) as container:
        stream = fast_picture_of(container, film)
        if keys_only:
            stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            if frame.pts is not None and frame.time_base:
                yield (frame.pts - (stream.start_time or 0)) * frame.time_base, frame


def _frame_at(film: Path, start: Fraction) -> VideoFrame:
    with opened(film) as container:
        stream = picture_of(container, film)
        base = stream.time_base or Fraction(1)
        container.seek(round(start / base) + (stream.start_time or 0), stream=stream)
        for frame in container.decode(stream):
            if frame.pts is not None and (frame.pts - (stream.start_time or 0)) * base >= start:
                return frame
    raise UnreadableMedia(f"{film.name} cannot be decoded at {float(start):.2f} s.")


def _image(frame: VideoFrame, width: int | None = None, height: int | None = None) -> Image.Image:
    # The finished film is BT.709; the converter's own default for small pictures is not.
    rgb = frame.reformat(width, height, "rgb24", src_colorspace="ITU709", src_color_range="MPEG")
    return Image.fromarray(rgb.to_ndarray())


def _appeal(image: Image.Image, position: Fraction) -> float:
    """Contrast and detail make a poster; the very beginning and end are often fades."""
    luma = np.asarray(image.convert("L"), np.float32)
    detail = np.abs(np.diff(luma, axis=0)).mean() + np.abs(np.diff(luma, axis=1)).mean()
    return float((luma.std() + 2 * detail) * (1 if 0.1 <= position <= 0.9 else 0.6))


def _sheet(images: list[Image.Image]) -> tuple[Image.Image, list[tuple[int, int, int, int]]]:
    width, height = images[0].size
    rows = -(-len(images) // _COLUMNS)
    sheet = Image.new("RGB", (width * min(_COLUMNS, len(images)), height * rows))
    cells = [(index % _COLUMNS * width, index // _COLUMNS * height, width, height) for index in range(len(images))]
    for image, (x, y, *_) in zip(images, cells, strict=True):
        sheet.paste(image, (x, y))
    return sheet, cells


def _map(name: str, starts: list[Fraction], cells: list[tuple[int, int, int, int]], seconds: Fraction) -> str:
    """Each thumbnail stands for the time around it: half-way to its neighbours."""
    borders = [Fraction(0), *((a + b) / 2 for a, b in pairwise(starts)), seconds]
    return captions.document(
        captions.cue(start, end, f"{name}#xywh={','.join(map(str, cell))}")
        for (start, end), cell in zip(pairwise(borders), cells, strict=True)
    )
