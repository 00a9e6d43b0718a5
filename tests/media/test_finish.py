"""Takes go in, exactly the ordered file comes out. Every picture carries its number, so each frame is accounted for."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from clips import Make, make_clip, read_numbers, read_sound, turn_by_matrix
from PIL import Image

from reelwright.kit.children import ChildFailed, Children
from reelwright.media.errors import BadJoin, ClipTooShort, UnreadableMedia
from reelwright.media.finish import finish_film
from reelwright.media.loudness import integrated_lufs, true_peak_dbtp
from reelwright.media.values import Beat, FinishedFile, FinishSpec, Focus, Sound, Take, from_json, to_json

QUIET = lambda _progress: None  # noqa: E731


def film(tmp_path: Path, takes: Sequence[Take], fps: str | int = 24, **changes: Any) -> FinishSpec:
    frames = sum(take.frames for take in takes)
    spec = FinishSpec(tuple(takes), frames, Fraction(fps), 320, 180, tmp_path / "film.mp4")
    return replace(spec, **changes)


def clips(tmp_path: Path, *hows: Make) -> list[Path]:
    return [make_clip(tmp_path / f"clip{number}.mp4", how) for number, how in enumerate(hows)]


def three(tmp_path: Path, **changes: Any) -> list[Take]:
    """Three clips whose pictures are numbered through."""
    hows = [replace(Make(**changes), first_number=48 * number) for number in range(3)]
    return [Take(path, how.frames) for path, how in zip(clips(tmp_path, *hows), hows, strict=True)]


@pytest.mark.parametrize(("fps", "bframes"), [("24", 3), ("25", 0), ("30", 3), ("30000/1001", 3)])
def test_matching_clips_are_copied_to_the_exact_frame(tmp_path: Path, fps: str, bframes: int) -> None:
    spec = film(tmp_path, three(tmp_path, fps=Fraction(fps), bframes=bframes), fps)
    finished = finish_film(spec, QUIET)
    assert (finished.video, finished.reasons) == ("copied", ())
    assert read_numbers(spec.output) == list(range(144))
    probe = finished.probe
    assert (probe.frames, probe.fps, probe.is_faststart) == (144, Fraction(fps), True)
    assert abs((probe.audio_seconds or 0) - 144 / Fraction(fps)) <= Fraction(1, 48_000)
    assert (probe.colour.primaries, probe.colour.transfer, probe.colour.matrix) == (1, 1, 1)


def test_a_copied_film_starts_at_zero_and_has_even_steps(tmp_path: Path) -> None:
    spec = film(tmp_path, three(tmp_path, bframes=3))
    finish_film(spec, QUIET)
    with av.open(str(spec.output)) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([index / 24 for index in range(144)], abs=1e-6)


def test_clips_of_other_parameters_are_encoded_once(tmp_path: Path) -> None:
    hows = Make(), Make(first_number=48, bframes=0, options=(("preset", "ultrafast"), ("profile", "baseline")))
    spec = film(tmp_path, [Take(path, 48) for path in clips(tmp_path, *hows)])
    finished = finish_film(spec, QUIET)
    assert finished.video == "encoded"
    assert finished.reasons == ("clip 2 is encoded with other parameters than clip 1",)
    assert read_numbers(spec.output) == list(range(96))


def test_a_clip_with_an_open_first_group_is_not_copied(tmp_path: Path) -> None:
    opening = clips(
        tmp_path, Make(frames=72, options=(("x264-params", "keyint=24:open-gop=1:scenecut=0"),), bframes=3)
    )[0]
    cut = tmp_path / "cut.mp4"
    with av.open(str(opening)) as source, av.open(str(cut), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        keys = 0
        for packet in source.demux(video=0):
            keys += packet.is_keyframe
            if keys >= 2 and packet.size:  # from the first recovery point on: it looks back at what is gone
                packet.stream = stream
                target.mux(packet)
    take = Take(cut, 24, in_frame=0)
    assert "clip 1 does not start with a picture that stands alone" in _reasons(film(tmp_path, [take]))


def _reasons(spec: FinishSpec) -> tuple[str, ...]:
    from reelwright.media.joins import decide
    from reelwright.media.probe import read_clip

    return decide([read_clip(take.path) for take in spec.takes], spec).reasons


def test_a_mixed_lot_becomes_one_film(tmp_path: Path) -> None:
    hows = [
        Make(frames=60, fps=Fraction(30), width=426, height=240),
        Make(frames=48, fps=Fraction(24), width=180, height=320, first_number=100, audio_rate=44_100),
        Make(frames=50, fps=Fraction(25), tone_hz=None, first_number=200),
        Make(frames=20, times=tuple(range(0, 2000, 100)), bframes=0, first_number=300),
    ]
    paths = clips(tmp_path, *hows)
    spec = film(tmp_path, [Take(path, 60) for path in paths], 30)
    finished = finish_film(spec, QUIET)
    numbers = read_numbers(spec.output)
    assert (finished.video, len(numbers), finished.upscaled_from) == ("encoded", 240, "180x100")
    assert numbers[:60] == list(range(60))
    # (The second is upright: its bars are cut away by the crop, so its numbers cannot be read.)
    assert numbers[120:180] == [200 + int((k + 0.5) * 25 / 30) for k in range(60)]
    assert numbers[180:] == [300 + k // 3 for k in range(60)]
    sound = read_sound(spec.output)[:, : 8 * 48_000]
    loud = [float(np.abs(sound[:, second * 48_000 + 5000 : second * 48_000 + 40_000]).max()) for second in range(8)]
    assert [level > 0.05 for level in loud] == [True] * 4 + [False] * 2 + [True] * 2


def test_a_turned_clip_comes_out_upright(tmp_path: Path) -> None:
    lying = make_clip(tmp_path / "clip.mp4", Make(tone_hz=None))
    upright = turn_by_matrix(lying, 90)
    spec = film(tmp_path, [Take(upright, 48)], width=180, height=320)
    finished = finish_film(spec, QUIET)
    assert (finished.probe.rotation, finished.probe.width, finished.probe.height) == (0, 180, 320)
    with av.open(str(spec.output)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="gray")
    # Number 0 is ten dark bars across the upper half: turned clockwise they fill the right half.
    assert frame[:, 120:].mean() < 50 < 80 < frame[:, 45:85].mean()


def test_a_trim_is_exact_at_both_ends(tmp_path: Path) -> None:
    [path] = clips(tmp_path, Make(frames=72))
    spec = film(tmp_path, [Take(path, 20, in_frame=7, out_frame=27), Take(path, 10, in_frame=50)])
    finish_film(spec, QUIET)
    assert read_numbers(spec.output) == [*range(7, 27), *range(50, 60)]


def test_a_clip_two_percent_short_is_stretched_with_its_sound(tmp_path: Path) -> None:
    [path] = clips(tmp_path, Make(frames=98))
    spec = film(tmp_path, [Take(path, 100)])
    finished = finish_film(spec, QUIET)
    assert finished.stretched == (0,)
    assert sorted(set(read_numbers(spec.output))) == list(range(98))
    sound = read_sound(spec.output)[0]
    assert np.abs(sound[int(4.10 * 48_000) : int(4.14 * 48_000)]).max() > 0.05  # the clip's own lasts 4.08 s


def test_a_clip_too_short_fails_and_leaves_nothing(tmp_path: Path) -> None:
    [path] = clips(tmp_path, Make(frames=90))
    with pytest.raises(ClipTooShort):
        finish_film(film(tmp_path, [Take(path, 100)]), QUIET)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_damaged_take_fails_and_leaves_nothing(tmp_path: Path) -> None:
    [path] = clips(tmp_path, Make(frames=96, width=640, height=360))
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(UnreadableMedia):
        finish_film(film(tmp_path, [Take(path, 96)]), QUIET)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_result_that_is_not_as_planned_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reelwright.media import copying

    takes = three(tmp_path)
    honest = copying._packets
    monkeypatch.setattr(copying, "_packets", lambda piece: (pair for pair in honest(piece) if pair[1] != 5))
    with pytest.raises(BadJoin, match="143"):
        finish_film(film(tmp_path, takes), QUIET)
    assert not (tmp_path / "film.mp4").exists()


@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
def test_the_sound_comes_out_at_minus_sixteen(tmp_path: Path, level: float) -> None:
    takes = three(tmp_path, tone_level=level)
    spec = film(tmp_path, takes)
    finished = finish_film(spec, QUIET)
    sound = read_sound(spec.output)[:, : 6 * 48_000]
    assert finished.audio == "native"
    assert integrated_lufs(sound) == pytest.approx(-16, abs=0.5)
    assert finished.loudness_lufs == pytest.approx(-16, abs=0.2)
    assert true_peak_dbtp(sound) <= -1


def test_no_click_at_a_cut(tmp_path: Path) -> None:
    """The tone breaks off in mid-swing at each join; without fades the step between samples is far above the tone's."""
    hows = [Make(frames=25, tone_hz=hz, fps=Fraction(24)) for hz in (331.0, 447.0)]
    spec = film(tmp_path, [Take(path, 25) for path in clips(tmp_path, *hows)])
    finish_film(spec, QUIET)
    sound = read_sound(spec.output)[0]
    joint = 25 * 2000
    steps = np.abs(np.diff(sound))
    assert steps[joint - 200 : joint + 200].max() <= steps[10_000:40_000].max() * 1.05
    assert np.abs(sound[joint - 24 : joint + 24]).max() < 0.15 * np.abs(sound[10_000:40_000]).max()


def test_none_means_no_track_and_silence_means_a_silent_track(tmp_path: Path) -> None:
    takes = three(tmp_path)
    finished = finish_film(film(tmp_path, takes, sound=Sound("none")), QUIET)
    assert (finished.audio, finished.probe.has_audio, finished.loudness_lufs) == ("none", False, None)
    mute = three(tmp_path, tone_hz=None)
    finished = finish_film(film(tmp_path, mute), QUIET)
    assert (finished.audio, finished.probe.has_audio, finished.probe.audio_seconds) == ("silence", True, 6)


def test_near_silence_is_not_blown_up(tmp_path: Path) -> None:
    spec = film(tmp_path, three(tmp_path, tone_level=0.0004))
    assert finish_film(spec, QUIET).audio == "silence"
    assert np.abs(read_sound(spec.output)).max() < 0.002


def test_music_replaces_the_sound_or_steps_in_for_silence(tmp_path: Path) -> None:
    import scipy.io.wavfile

    bed = tmp_path / "bed.wav"
    wave = 0.3 * np.sin(2 * np.pi * 880 * np.arange(10 * 48_000) / 48_000)
    scipy.io.wavfile.write(bed, 48_000, np.stack([wave, wave], axis=1).astype(np.float32))
    for takes, sound in (
        (three(tmp_path), Sound("music", bed)),
        (three(tmp_path, tone_hz=None), Sound("native", bed)),
    ):
        spec = film(tmp_path, takes, sound=sound)
        assert finish_film(spec, QUIET).audio == "music"
        heard = read_sound(spec.output)[0, : 6 * 48_000]
        assert np.argmax(np.abs(np.fft.rfft(heard))) / 6 == pytest.approx(880, abs=1)
        assert np.abs(heard[-100:]).max() < 0.05  # cut from ten seconds, so faded


def test_music_that_the_takes_bring_themselves_is_theirs(tmp_path: Path) -> None:
    spec = film(tmp_path, three(tmp_path), sound=Sound("music"))
    assert finish_film(spec, QUIET).audio == "native"


def test_hdr_is_brought_into_range(tmp_path: Path) -> None:
    how = Make(
        codec="libx265",
        options=(("x265-params", "log-level=none"), ("preset", "ultrafast")),
        pix_fmt="yuv420p10le",
        colour=(9, 16, 9),
        frames=10,
        tone_hz=None,
    )
    spec = film(tmp_path, [Take(path, 10) for path in clips(tmp_path, how)])
    finished = finish_film(spec, QUIET)
    assert finished.probe.pix_fmt == "yuv420p"
    assert finished.probe.colour.is_bt709 and finished.probe.colour.transfer == 1
    with av.open(str(spec.output)) as container:
        luma = next(container.decode(video=0)).to_ndarray()[:180]
    assert 15 <= luma.min() < luma.max() < 235  # the brightest bars keep a shade under white


def test_the_crop_follows_the_focus(tmp_path: Path) -> None:
    [path] = clips(tmp_path, Make(frames=24, tone_hz=None, first_number=0b1110000000))
    focus = Focus(Fraction(0), x=0.0), Focus(Fraction(1), x=1.0)
    spec = film(tmp_path, [Take(path, 24, focus=focus)], width=180, height=180)
    finish_film(spec, QUIET)
    with av.open(str(spec.output)) as container:
        frames = [frame.to_ndarray(format="gray")[10:60] for frame in container.decode(video=0)]
    assert frames[0].mean() + 20 < frames[12].mean() < frames[-1].mean() - 20  # low bits left, high bits right


def test_companions_are_written_and_the_film_says_where_it_comes_from(tmp_path: Path) -> None:
    spec = film(
        tmp_path,
        three(tmp_path),
        poster=tmp_path / "poster.webp",
        sprite=tmp_path / "sprite.jpg",
        captions=tmp_path / "captions.vtt",
        beats=(Beat(Fraction(0), Fraction(3), "One <i>\n\n2 --> 3"), Beat(Fraction(2), Fraction(9), "Two")),
        provenance={"model": "veo-3.1", "prompt": "a lamp"},
        provenance_path=tmp_path / "provenance.json",
    )
    finished = finish_film(spec, QUIET)
    assert Image.open(spec.poster or "").size == (320, 180)
    assert finished.sprite_vtt
    cues = finished.sprite_vtt.read_text()
    assert "00:00:00.000 --> " in cues and "--> 00:00:06.000\nsprite.jpg#xywh=" in cues
    assert (tmp_path / "captions.vtt").read_text() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nOne &lt;i&gt; 2 --&gt; 3\n\n00:00:02.000 --> 00:00:06.000\nTwo\n"
    )
    beside = json.loads((tmp_path / "provenance.json").read_text())
    assert (beside["prompt"], beside["file"]["sha256"]) == ("a lamp", finished.probe.sha256)
    with av.open(str(spec.output)) as container:
        assert container.metadata["comment"] == "AI-generated video (veo-3.1)"
    assert b"digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt" in spec.output.read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".part")]


async def test_the_handler_tells_its_progress_and_its_errors_from_a_child(tmp_path: Path) -> None:
    spec = film(tmp_path, three(tmp_path), width=160, height=90)
    seen: list[dict[str, Any]] = []
    children = Children(1)
    try:
        answer = await children.run("reelwright.media.finish:finish", to_json(spec), on_progress=seen.append)
        with pytest.raises(ChildFailed) as caught:
            short = replace(spec, takes=(replace(spec.takes[0], frames=144),))
            await children.run("reelwright.media.finish:finish", to_json(short))
    finally:
        children.close()
    assert from_json(FinishedFile, answer).probe.frames == 144
    assert seen[-2:] == [
        {"phase": "video", "frame": 144, "frames": 144},
        {"phase": "checking", "frame": 144, "frames": 144},
    ]
    assert caught.value.code == "clip_too_short"


def test_a_join_of_clips_that_only_look_alike_is_caught_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Believing the clips' headers alike, the copy has the right length and the wrong pictures: the check sees it."""
    from reelwright.media import finish, joins

    other = Make(first_number=48, options=(("preset", "veryfast"), ("x264-params", "cabac=0:8x8dct=0:keyint=24")))
    spec = film(tmp_path, [Take(path, 48) for path in clips(tmp_path, Make(), other)])
    blind = lambda clips, spec: replace(joins.decide(clips, spec), kind="copy", reasons=())  # noqa: E731
    monkeypatch.setattr(finish, "decide", blind)
    with pytest.raises(BadJoin, match="Frame 48"):
        finish_film(spec, QUIET)
    assert not spec.output.exists()


def clicks(path: Path, seconds: float, at: Sequence[float], start: Fraction = Fraction(0)) -> Path:
    """A clip whose sound begins at `start` and clicks at the given seconds of the picture."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        audio = container.add_stream("aac", rate=48_000, layout="stereo")
        for index in range(round(seconds * 24)):
            picture = av.VideoFrame(320, 180, "yuv420p")
            picture.pts, picture.time_base = index, Fraction(1, 24)
            container.mux(video.encode(picture))
        container.mux(video.encode())
        offset = int(start * 48_000)
        wave = np.zeros((2, int(seconds * 48_000) - offset), np.float32)
        for moment in at:
            where = int(moment * 48_000) - offset
            wave[:, where : where + 480] = 0.9 * np.sin(np.arange(480))
        for begin in range(0, wave.shape[1], 1024):
            block = av.AudioFrame.from_ndarray(np.ascontiguousarray(wave[:, begin : begin + 1024]), "fltp", "stereo")
            block.sample_rate, block.pts, block.time_base = 48_000, offset + begin, Fraction(1, 48_000)
            container.mux(audio.encode(block))
        container.mux(audio.encode())
    return path


def heard(path: Path) -> list[float]:
    """When each click begins, in seconds."""
    loud = np.flatnonzero(np.abs(read_sound(path)[0]) > 0.1)
    begins = np.flatnonzero(np.diff(loud, prepend=-100_000) > 4800)
    return [float(loud[begin]) / 48_000 for begin in begins]


def test_sound_and_picture_stay_together_over_joins_trims_and_late_starts(tmp_path: Path) -> None:
    plain = clicks(tmp_path / "plain.mp4", 3, [1.0, 2.5])
    late = clicks(tmp_path / "late.mp4", 3, [1.0, 2.5], start=Fraction(1, 2))
    spec = film(tmp_path, [Take(plain, 72), Take(late, 72), Take(plain, 48, in_frame=24)])
    assert finish_film(spec, QUIET).video == "encoded"
    assert heard(spec.output) == pytest.approx([1.0, 2.5, 4.0, 5.5, 6.0, 7.5], abs=0.003)
    spec = film(tmp_path, [Take(plain, 72), Take(plain, 72)])
    assert finish_film(spec, QUIET).video == "copied"
    assert heard(spec.output) == pytest.approx([1.0, 2.5, 4.0, 5.5], abs=0.003)


def test_shots_of_our_own_studio_are_copied(tmp_path: Path) -> None:
    from clips import numbered

    from reelwright.media.encode import VideoWriter

    for number in (0, 1):
        with VideoWriter(tmp_path / f"shot{number}.mp4", 320, 180, 30) as writer:
            for index in range(75):
                writer.write_frame(av.VideoFrame.from_ndarray(numbered(number * 75 + index, 320, 180), "yuv420p"))
    spec = film(tmp_path, [Take(tmp_path / "shot0.mp4", 75), Take(tmp_path / "shot1.mp4", 75)], 30)
    finished = finish_film(spec, QUIET)
    assert (finished.video, finished.reasons) == ("copied", ())
    assert read_numbers(spec.output) == list(range(150))
