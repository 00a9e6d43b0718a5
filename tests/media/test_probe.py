"""A probe counts; headers lie."""

from fractions import Fraction
from pathlib import Path

import pytest
from clips import Make, make_clip, turn_by_matrix

from reelwright.kit.children import ChildFailed, Children
from reelwright.media.errors import UnreadableMedia
from reelwright.media.probe import probe, read_clip
from reelwright.media.values import Probe, from_json


@pytest.mark.parametrize("fps", ["24", "25", "30", "30000/1001"])
@pytest.mark.parametrize("bframes", [0, 3])
def test_frames_and_rate_are_exact(tmp_path: Path, fps: str, bframes: int) -> None:
    path = make_clip(tmp_path / "clip.mp4", Make(frames=77, fps=Fraction(fps), bframes=bframes))
    clip = read_clip(path)
    found = clip.probe
    assert (found.frames, found.fps, found.seconds) == (77, Fraction(fps), 77 / Fraction(fps))
    assert (found.is_vfr, found.starts_clean, found.is_faststart) == (False, True, True)
    assert (clip.reorder_frames > 0) == (bframes > 0)
    assert clip.keys == (0, 24, 48, 72)


def test_the_sound_is_measured_and_survives_json(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Make(frames=72, audio_rate=44_100))
    found = from_json(Probe, probe({"path": str(path), "loudness": True}, print))
    assert (found.audio_codec, found.audio_rate, found.audio_channels) == ("aac", 44_100, 2)
    assert found.audio_seconds == 3
    # A 0.2 sine on both channels: 20 log10(0.2 / sqrt 2) + 3 for two channels - 0.7 for the meter's offset.
    assert found.loudness_lufs == pytest.approx(-14.7, abs=0.3)


def test_a_silent_film_has_no_sound_facts(tmp_path: Path) -> None:
    found = read_clip(make_clip(tmp_path / "clip.mp4", Make(tone_hz=None)), with_loudness=True).probe
    assert (found.has_audio, found.audio_seconds, found.loudness_lufs) == (False, None, None)


def test_a_varying_rate_is_seen(tmp_path: Path) -> None:
    times = (0, 40, 80, 200, 240, 280, 480, 500, 700, 1000)
    clip = read_clip(make_clip(tmp_path / "clip.mp4", Make(frames=10, times=times, bframes=0)))
    assert clip.probe.is_vfr
    assert [round(start * 1000) for start in clip.starts] == list(times)


def test_the_millisecond_rounding_of_webm_is_not_a_varying_rate(tmp_path: Path) -> None:
    how = Make(frames=60, fps=Fraction(30000, 1001), codec="libvpx-vp9", options=(("cpu-used", "8"),), tone_hz=None)
    found = read_clip(make_clip(tmp_path / "clip.webm", how)).probe
    assert (found.frames, found.fps, found.is_vfr, found.video_codec) == (60, Fraction(30000, 1001), False, "vp9")
    assert not found.starts_clean


@pytest.mark.parametrize(("clockwise", "size"), [(90, (180, 320)), (180, (320, 180)), (270, (180, 320))])
def test_a_turned_film_is_measured_as_shown(tmp_path: Path, clockwise: int, size: tuple[int, int]) -> None:
    path = turn_by_matrix(make_clip(tmp_path / "clip.mp4"), clockwise)
    found = read_clip(path).probe
    assert (found.rotation, found.width, found.height) == (clockwise, *size)


def test_an_index_at_the_end_is_not_faststart(tmp_path: Path) -> None:
    assert not read_clip(make_clip(tmp_path / "clip.mp4", Make(movflags="write_colr"))).probe.is_faststart


def test_a_file_cut_short_is_refused_wherever_its_index_is(tmp_path: Path) -> None:
    for movflags in ("+faststart", "write_colr"):
        path = make_clip(tmp_path / "clip.mp4", Make(movflags=movflags))
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
        with pytest.raises(UnreadableMedia, match=r"clip\.mp4"):
            read_clip(path)


def test_what_is_no_film_is_refused_with_a_sentence(tmp_path: Path) -> None:
    secret = make_clip(tmp_path / "secret.mp4")
    hostile = {
        "empty.mp4": b"",
        "page.mp4": b"<html>404 not found</html>" * 50,
        "playlist.mp4": f"#EXTM3U\n#EXTINF:2,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode(),
        "concat.mp4": f"ffconcat version 1.0\nfile '{secret}'\n".encode(),
    }
    for name, content in hostile.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableMedia, match=name):
            read_clip(tmp_path / name)
    with pytest.raises(UnreadableMedia, match="missing"):
        read_clip(tmp_path / "nowhere.mp4")


async def test_the_handler_answers_from_a_child(tmp_path: Path) -> None:
    path, empty = make_clip(tmp_path / "clip.mp4"), tmp_path / "empty.mp4"
    empty.touch()
    children = Children(1)
    try:
        assert (await children.run("reelwright.media.probe:probe", {"path": str(path)}))["frames"] == 48
        with pytest.raises(ChildFailed) as caught:
            await children.run("reelwright.media.probe:probe", {"path": str(empty)})
        assert (caught.value.code, caught.value.status) == ("unreadable_media", 422)
    finally:
        children.close()
