"""The child's whole work: a scene and a sound become a file, exact to the frame."""

import wave
from fractions import Fraction

import av
import numpy as np
import pytest

from reelwright.kit.children import ChildFailed, Children
from reelwright.studio.__main__ import main
from reelwright.studio.render import render, self_test
from reelwright.studio.spec import SceneImage
from tests.studio.scenes import LOGO, scene

RENDER = "reelwright.studio.render:render"


def _music(path, seconds):
    tone = (8000 * np.sin(np.arange(round(48_000 * seconds)) * 0.06)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(np.repeat(tone, 2).tobytes())
    return str(path)


async def test_a_child_renders_a_film_with_music_exact_to_the_frame(tmp_path):
    told, said = scene(frames=151), []
    children = Children(1)
    try:
        answer = await children.run(
            RENDER,
            {
                "scene": told.model_dump_json(),
                "output": str(tmp_path / "film.mp4"),
                "music": _music(tmp_path / "music.wav", 3.0),
                "poster": str(tmp_path / "poster.png"),
                "metadata": {"comment": "made by hand"},
            },
            on_progress=said.append,
        )
    finally:
        children.close()
    assert answer["frames"] == 151 and answer["has_audio"]
    assert said[-1] == {"frame": 151, "frames": 151}
    assert [step["frame"] for step in said] == sorted(step["frame"] for step in said)
    assert (tmp_path / "poster.png").stat().st_size > 5000
    with av.open(str(tmp_path / "film.mp4")) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        assert (video.width, video.height, video.average_rate) == (320, 180, 30)
        assert sum(1 for _ in film.decode(video)) == 151
        context = video.codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        assert audio.duration * audio.time_base == Fraction(151, 30)
        assert film.metadata["comment"] == "made by hand"
    head = (tmp_path / "film.mp4").read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")


@pytest.mark.parametrize("seconds", [5, 8, pytest.param(60, marks=pytest.mark.full)])
def test_the_file_has_the_ordered_frames(tmp_path, seconds):
    told = scene(ratio="9:16", frames=seconds * 30, images=(LOGO,))
    render({"scene": told.model_dump(mode="json"), "output": str(tmp_path / "film.mp4")}, lambda progress: None)
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert not film.streams.audio
        assert sum(1 for packet in film.demux(film.streams.video[0]) if packet.size) == seconds * 30


async def test_a_picture_that_cannot_be_opened_fails_by_name(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    told = scene(images=(SceneImage(role="logo", path=str(tmp_path / "logo.png")),), frames=150)
    children = Children(1)
    try:
        with pytest.raises(ChildFailed) as failed:
            await children.run(RENDER, {"scene": told.model_dump_json(), "output": str(tmp_path / "film.mp4")})
    finally:
        children.close()
    assert failed.value.code == "picture_unreadable"
    assert "logo.png" in failed.value.detail


def test_the_self_test_draws_the_same_frame_each_time():
    assert self_test({}, print) == self_test({}, print)


def test_the_preview_command_writes_a_still_for_every_look_and_format(tmp_path, capsys):
    command = ["preview", "--template", "brand-animation", "--field", "productName=Altitude", "--looks", "aurora,paper"]
    main([*command, "--ratios", "16:9,1:1", "--at", "1.5", "--out", str(tmp_path)])
    assert len(list(tmp_path.glob("*.png"))) == 4
    assert "reveal@0.0" in capsys.readouterr().out
