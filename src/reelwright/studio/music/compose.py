"""A music bed of exact length. Handler for children: `compose`.

The score is written (`score`), each note is played once per pitch and length and laid where it belongs, the room and
the kick's push are added, and the whole is levelled to -16 LUFS under -1 dBTP.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.io import wavfile
from scipy.ndimage import uniform_filter1d
from scipy.signal import butter, oaconvolve, sosfilt

from reelwright.kit.problems import Invalid
from reelwright.media.loudness import normalise, true_peak_dbtp
from reelwright.studio.music.mood import Mood, mood
from reelwright.studio.music.score import Note, Score, write_score
from reelwright.studio.music.synth import RATE, VOICES, Samples, frequency
from reelwright.timeline.time import frames_of, seconds_of_frames

Json = dict[str, Any]

SHORTEST_SECONDS, LONGEST_SECONDS = 1, 120
CEILING_DBTP = -1.5
_RISER_SECONDS = 1.2
_DUCK_PER_SECOND = 11.0  # how fast the room comes back after a kick
_RUMBLE_HZ = 28.0
_AIR_HZ = 3500.0  # above, a shelf of 4 dB: synthesised sounds are darker than recorded ones
_CUE_GAIN_DB = -9.0


def compose(args: Json, report: Callable[[Json], None]) -> Json:
    """Args: `output` (WAV, float 48 kHz stereo), `mood`, `seed`, `cues` (seconds), and `frames` + `fps` or `seconds`.

    Gives `samples, seconds, tempo, bars, sections, loudness_lufs, true_peak_dbtp`. Raises `Invalid`.
    """
    samples = _length(args)
    seconds = samples / RATE
    cues = sorted(float(cue) for cue in args.get("cues", ()) if 0 < float(cue) < seconds)
    chosen = mood(str(args["mood"]))
    score = write_score(chosen, seconds, int(args.get("seed", 0)), cues)
    bed, loudness = play(chosen, score, samples, cues)
    output = Path(args["output"])
    draft = output.with_name(f".part-{output.name}")
    wavfile.write(draft, RATE, bed.T)
    draft.replace(output)
    return {
        "samples": samples,
        "seconds": seconds,
        "tempo": round(score.tempo, 2),
        "bars": score.bars,
        "sections": [section.name for section in score.sections],
        "loudness_lufs": loudness,
        "true_peak_dbtp": true_peak_dbtp(bed),
    }


def play(chosen: Mood, score: Score, samples: int, cues: Sequence[float]) -> tuple[Samples, float | None]:
    """The score as sound, 2 x `samples`, float32, from silence to silence, and its loudness."""
    free, ducked, room = (np.zeros((2, samples), np.float32) for _ in range(3))
    beat_samples = 60 / score.tempo * RATE
    for note, voice in _played(chosen, score, beat_samples):
        layer = chosen.layers[note.layer]
        gained = voice * (_gain(layer.gain_db) * note.level * _panned(layer.pan))
        at = round(note.beat * beat_samples)
        _lay(gained * np.float32(1 - layer.duck), free, at)
        if layer.duck:
            _lay(gained * np.float32(layer.duck), ducked, at)
        if layer.reverb:
            _lay(gained * np.float32(layer.reverb), room, at)
    for voice, at in _cue_sounds(cues):
        _lay(voice, free, at)
        _lay(voice * np.float32(0.3), room, at)
    mix = free + ducked * _push(chosen, score, beat_samples, samples) + _reverberate(room, chosen.room_seconds)
    return _master(mix)


def _played(chosen: Mood, score: Score, beat_samples: float) -> list[tuple[Note, Samples]]:
    """Each note with its sound; the same voice, pitch and length is played once."""
    known: dict[tuple[str, int, int], Samples] = {}
    result = []
    for note in score.notes:
        layer = chosen.layers[note.layer]
        seconds = note.beats * beat_samples / RATE
        key = (layer.voice, note.pitch, round(seconds * 50))
        if key not in known:
            known[key] = VOICES[layer.voice](frequency(note.pitch), seconds)
        result.append((note, known[key]))
    return result


def _cue_sounds(cues: Sequence[float]) -> list[tuple[Samples, int]]:
    sounds = []
    previous = 0.0
    for cue in cues:
        if cue - previous < 0.6:  # a flurry of cuts is not a flurry of blows
            continue
        length = min(_RISER_SECONDS, cue - previous)
        at = round(cue * RATE)
        rising = VOICES["riser"](0, length) * _gain(_CUE_GAIN_DB - 6)
        sounds.append((rising, at - rising.shape[1]))
        sounds.append((VOICES["impact"](0, 0) * _gain(_CUE_GAIN_DB), at))
        previous = cue
    return sounds


def _lay(sound: Samples, bus: Samples, at: int) -> None:
    start, stop = max(0, at), min(bus.shape[1], at + sound.shape[1])
    if stop > start:
        bus[:, start:stop] += sound[:, start - at : stop - at]


def _push(chosen: Mood, score: Score, beat_samples: float, samples: int) -> npt.NDArray[np.float32]:
    """The kick pushes the rest down for a moment: its own place in the mix, and the pulse one feels."""
    push = np.zeros(samples, np.float32)
    shape = np.exp(-np.arange(int(0.4 * RATE)) / RATE * _DUCK_PER_SECOND).astype(np.float32)
    for note in score.notes:
        if chosen.layers[note.layer].voice == "kick":
            at = round(note.beat * beat_samples)
            part = push[at : at + len(shape)]
            np.maximum(part, shape[: len(part)] * np.float32(note.level), out=part)
    smooth: npt.NDArray[np.float32] = 1 - uniform_filter1d(push, int(0.004 * RATE)).astype(np.float32)
    return smooth


def _reverberate(sent: Samples, seconds: float) -> Samples:
    """A room of noise that dies away and darkens; each side has its own."""
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    wet = np.empty_like(sent)
    for side in (0, 1):
        noise = np.random.default_rng(100 + side).standard_normal(n)
        dark = sosfilt(butter(1, 3200, fs=RATE, output="sos"), noise)
        share = np.minimum(1, t / (0.5 * seconds))
        response = (noise * (1 - share) + dark * share) * np.exp(-t * 6.9 / seconds) * np.minimum(1, t / 0.012)
        response /= np.sqrt(np.sum(response**2))
        wet[side] = oaconvolve(sent[side], response.astype(np.float32))[: sent.shape[1]]
    return wet


def _master(mix: Samples) -> tuple[Samples, float | None]:
    clean = sosfilt(butter(2, _RUMBLE_HZ, "highpass", fs=RATE, output="sos"), mix).astype(np.float32)
    air = sosfilt(butter(1, _AIR_HZ, "highpass", fs=RATE, output="sos"), clean).astype(np.float32)
    rough = _to_working_level(clean + air * np.float32(0.6))
    warm = (np.tanh(rough * 1.1) / 1.1).astype(np.float32)
    n = warm.shape[1]
    into, out = int(0.008 * RATE), min(int(1.0 * RATE), n // 5)
    warm[:, :into] *= np.linspace(0, 1, into, dtype=np.float32)
    warm[:, n - out :] *= np.cos(np.linspace(0, np.pi / 2, out, dtype=np.float32)) ** 2
    return normalise(warm, ceiling_dbtp=CEILING_DBTP)


def _to_working_level(samples: Samples) -> Samples:
    """Bring the mix to where the saturation works as meant, whatever the mood's own levels."""
    level = np.sqrt(np.mean(samples**2)) or 1.0
    return samples * np.float32(0.13 / level)


def _length(args: Json) -> int:
    if "frames" in args:
        seconds = seconds_of_frames(int(args["frames"]), Fraction(str(args["fps"])))
    else:
        seconds = Fraction(str(args["seconds"]))
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise Invalid(f"A music bed lasts {SHORTEST_SECONDS} to {LONGEST_SECONDS} s, not {float(seconds):g} s.")
    return frames_of(seconds, RATE)


def _gain(db: float) -> np.float32:
    return np.float32(10 ** (db / 20))


def _panned(pan: float) -> Samples:
    return np.sqrt(np.array([[1 - pan], [1 + pan]], np.float32))
