"""The writer keeps frames and samples to the last one."""

from fractions import Fraction

import av
import numpy as np
import pytest

from reelwright.media import yuv
from reelwright.media.encode import SAMPLE_RATE, VideoWriter

W, H = 160, 90


def _frames(count):
    ramp = np.linspace(0, 255, W, dtype=np.uint8)
    for at in range(count):
        pixels = np.zeros((H, W, 4), np.uint8)
        pixels[..., 0], pixels[..., 1], pixels[..., 2], pixels[..., 3] = np.roll(ramp, 5 * at), 90, ramp, 255
        yield pixels


@pytest.mark.parametrize("fps", [24, 25, 30, Fraction(30000, 1001)])
def test_sound_ends_with_the_last_frame_whatever_it_was_given(tmp_path, fps):
    for seconds in (0.2, 9.0):
        sound = np.full((2, round(seconds * SAMPLE_RATE)), 0.1, np.float32)
        path = tmp_path / "film.mp4"
        with VideoWriter(path, W, H, fps, audio=sound) as writer:
            for pixels in _frames(77):
                writer.write_bgra(pixels)
        with av.open(str(path)) as film:
            audio = film.streams.audio[0]
            assert film.streams.video[0].frames == 77
            assert float(audio.duration * audio.time_base) == pytest.approx(float(77 / Fraction(fps)), abs=1.1e-4)


def test_colours_come_back_as_they_went_in(tmp_path):
    path = tmp_path / "film.mp4"
    with VideoWriter(path, W, H, 30, crf=1) as writer:
        for pixels in _frames(20):
            writer.write_bgra(pixels)
    with av.open(str(path)) as film:
        for decoded, pixels in zip(film.decode(video=0), _frames(20), strict=True):
            seen = decoded.to_ndarray(format="bgr24").astype(int)
            assert np.abs(seen - pixels[..., :3]).mean() < 4


def test_numba_and_swscale_agree_on_luma_to_one_step(monkeypatch):
    pixels = next(_frames(1))
    quick, slow = av.VideoFrame(W, H, "yuv420p"), av.VideoFrame(W, H, "yuv420p")
    yuv.fill_frame(quick, pixels)
    monkeypatch.setattr(yuv, "numba", None)
    yuv.fill_frame(slow, pixels)
    lumas = [frame.to_ndarray()[:H].astype(int) for frame in (quick, slow)]
    assert np.abs(lumas[0] - lumas[1]).max() <= 1


def test_an_encoder_that_fails_tells_the_one_who_writes(tmp_path, monkeypatch):
    writer = VideoWriter(tmp_path / "film.mp4", W, H, 30)
    monkeypatch.setattr(writer, "_video", None)
    with pytest.raises(AttributeError), writer:
        for pixels in _frames(40):
            writer.write_bgra(pixels)
