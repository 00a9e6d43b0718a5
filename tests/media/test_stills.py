"""One frame as a picture is that frame and no other."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from clips import Make, make_clip, read_number, turn_by_matrix
from PIL import Image

from reelwright.kit.problems import Invalid
from reelwright.media.probe import read_clip
from reelwright.media.stills import still, write_stills


def number_in(path: Path) -> int:
    return read_number(av.VideoFrame.from_image(Image.open(path).convert("RGB")))


@pytest.mark.parametrize("bframes", [0, 3])
@pytest.mark.parametrize(("asked", "found"), [(0, 0), (29, 29), (46, 46), (-1, 76), (-2, 75)])
def test_the_frame_asked_for_is_the_frame_given(tmp_path: Path, bframes: int, asked: int, found: int) -> None:
    path = make_clip(tmp_path / "clip.mp4", Make(frames=77, fps=Fraction(30000, 1001), bframes=bframes))
    answer = still({"path": str(path), "frame": asked, "output": str(tmp_path / "frame.png")}, print)
    assert answer == {"frame": found, "width": 320, "height": 180}
    assert number_in(tmp_path / "frame.png") == found


def test_a_turned_clip_gives_an_upright_picture(tmp_path: Path) -> None:
    path = turn_by_matrix(make_clip(tmp_path / "clip.mp4", Make(first_number=1023)), 90)
    still({"path": str(path), "frame": 0, "output": str(tmp_path / "frame.png")}, print)
    luma = np.asarray(Image.open(tmp_path / "frame.png").convert("L"))
    assert luma.shape == (320, 180)
    assert luma[:, 120:].mean() > luma[:, 45:85].mean() + 80  # the bright upper half is now on the right


def test_a_frame_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Make(frames=10))
    for asked in (10, -11):
        with pytest.raises(Invalid, match="has 10 frames"):
            still({"path": str(path), "frame": asked, "output": str(tmp_path / "frame.png")}, print)


def test_a_poster_is_no_half_of_a_transition(tmp_path: Path) -> None:
    """Stripes wipe over the picture in the middle: they have the most contrast and detail of all."""
    path = tmp_path / "film.mp4"
    x = np.arange(320)[None, :]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"g": "15"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for n in range(150):
            is_wipe = 45 <= n < 105
            luma = ((x + 9 * n) % 40 < 20) * 255 if is_wipe else 110 + 60 * (x > 160)
            pixels = np.repeat(np.broadcast_to(luma, (180, 320))[..., None], 3, 2).astype(np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, "rgb24")))
        container.mux(stream.encode())
    clip = read_clip(path, with_hash=False)
    write_stills(path, clip, poster=tmp_path / "poster.jpg", sprite=None, vtt=None, sprite_name="")
    luma = np.asarray(Image.open(tmp_path / "poster.jpg").convert("L"), np.float32)
    assert luma.min() > 80
    assert luma.max() < 200
