"""A bed is measured, since it cannot be listened to here: length, level, edges, clicks, balance, form."""

import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import wavfile

from reelwright.kit.children import Children
from reelwright.kit.problems import Invalid
from reelwright.media.audio import decode_sound
from reelwright.media.loudness import integrated_lufs, true_peak_dbtp
from reelwright.studio.music.compose import compose
from reelwright.studio.music.mood import moods
from reelwright.studio.music.synth import VOICES

RATE = 48_000


def bed(tmp_path: Path, **args: Any) -> np.ndarray:
    output = tmp_path / "bed.wav"
    compose({"output": str(output), "mood": "upbeat", "seed": 1, "seconds": 8} | args, print)
    rate, samples = wavfile.read(output)
    assert rate == RATE
    return samples.T


@pytest.mark.parametrize("mood", moods())
def test_each_mood_is_level_and_clean(tmp_path: Path, mood: str) -> None:
    sound = bed(tmp_path, mood=mood, seconds=15, cues=[4, 9.5])
    assert integrated_lufs(sound) == pytest.approx(-16, abs=0.3)
    assert true_peak_dbtp(sound) <= -1
    assert np.abs(sound.mean(axis=1)).max() < 1e-3  # no DC
    assert np.abs(sound[:, [0, -1]]).max() < 1e-4  # from silence to silence
    assert np.abs(np.diff(sound, axis=1)).max() < 0.35  # no click
    assert 0.2 < np.corrcoef(sound)[0, 1] < 0.97  # wide, and still there in mono


@pytest.mark.parametrize("mood", moods())
def test_each_mood_has_a_floor_a_body_and_air(tmp_path: Path, mood: str) -> None:
    sound = bed(tmp_path, mood=mood, seconds=20).mean(axis=0)
    power = np.abs(np.fft.rfft(sound)) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    low, body, air = (
        power[(hz >= a) & (hz < b)].sum() / power.sum() for a, b in ((40, 160), (160, 2000), (4000, 16000))
    )
    assert 0.1 < low < 0.85 and 0.12 < body < 0.9 and 0.0005 < air < 0.2
    assert power[hz < 20].sum() / power.sum() < 0.001


@pytest.mark.parametrize(
    ("args", "samples"),
    [
        ({"frames": 240, "fps": 24}, 480_000),
        ({"frames": 150, "fps": "30000/1001"}, 240_240),
        ({"frames": 125, "fps": 25}, 240_000),
        ({"seconds": 7.333}, 351_984),
    ],
)
def test_the_length_is_exact_to_the_sample(tmp_path: Path, args: dict[str, Any], samples: int) -> None:
    assert bed(tmp_path, **args).shape == (2, samples)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again, other = (hashlib.sha256(bed(tmp_path, seed=seed).tobytes()).hexdigest() for seed in (1, 1, 2))
    assert first == again != other


def test_a_cue_is_struck_where_it_falls(tmp_path: Path) -> None:
    def lowest_octave(sound: np.ndarray, start: float) -> float:
        part = sound.mean(axis=0)[int(start * RATE) : int((start + 0.4) * RATE)]
        power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
        return float(power[(np.fft.rfftfreq(len(part), 1 / RATE) < 55)].sum())

    plain, cued = bed(tmp_path, mood="calm", seconds=12), bed(tmp_path, mood="calm", seconds=12, cues=[5.3])
    assert lowest_octave(cued, 5.3) > 3 * lowest_octave(plain, 5.3)
    assert np.allclose(lowest_octave(cued, 9.5), lowest_octave(plain, 9.5), rtol=0.6)


def test_a_minute_is_not_one_loop_and_rises(tmp_path: Path) -> None:
    sound = bed(tmp_path, seconds=60).mean(axis=0)
    levels = np.sqrt((sound.reshape(12, -1) ** 2).mean(axis=1))
    assert levels[0] < 0.7 * levels[6:11].max()
    bars = sound[: len(sound) // 30 * 30].reshape(30, -1)
    likeness = np.corrcoef(bars) - np.eye(30)
    assert np.median(np.abs(likeness)) < 0.3


def test_a_minute_costs_little(tmp_path: Path) -> None:
    bed(tmp_path)
    started = time.process_time()
    bed(tmp_path, seconds=60)
    assert time.process_time() - started < 8  # about 2.5 s on a quiet core


@pytest.mark.parametrize("name", VOICES)
def test_no_voice_begins_or_ends_with_a_click(name: str) -> None:
    for hz in (55.0, 440.0):
        sound = VOICES[name](hz, 0.5)
        assert np.isfinite(sound).all() and np.abs(sound).max() > 0.05
        assert np.abs(sound[:, [0, -1]]).max() < 0.02


def test_a_length_out_of_reason_is_refused(tmp_path: Path) -> None:
    for seconds in (0, 0.5, 121, 1e9):
        with pytest.raises(Invalid, match="lasts 1 to 120 s"):
            bed(tmp_path, seconds=seconds)


async def test_a_child_composes_and_media_can_read_it(tmp_path: Path) -> None:
    output = tmp_path / "bed.wav"
    children = Children(1)
    args = {"output": str(output), "mood": "calm", "seed": 5, "frames": 150, "fps": "25", "cues": [2.0]}
    try:
        answer = await children.run("reelwright.studio.music.compose:compose", args)
    finally:
        children.close()
    recording = decode_sound(output)
    assert recording and recording.samples.shape[1] == answer["samples"] == 288_000
    assert answer["loudness_lufs"] == pytest.approx(-16, abs=0.3)
