"""Voices: each turns a pitch and a length into samples (2 x n float32, 48 kHz). Deterministic; in children only.

Every voice starts and ends at zero, so that notes can be laid anywhere without a click.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, sosfilt

Samples = npt.NDArray[np.float32]
Wave = npt.NDArray[np.float32]  # one channel
Voice = Callable[[float, float], Samples]

RATE = 48_000
_TABLE = 2048
_HIGHEST_HARMONIC_HZ = 15_000.0


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch: 69 is 440."""
    return float(440 * 2 ** ((pitch - 69) / 12))


# -- tonal voices -------------------------------------------------------------------------------------------------


def pad(hz: float, seconds: float) -> Samples:
    """Wide, slow and soft."""
    release = 0.9
    shape = _slow(seconds + release, attack=min(0.5, seconds / 3), release=release)
    return _detuned(hz, len(shape), slope=1.9, harmonics=10, detune=0.0035) * shape


def strings(hz: float, seconds: float) -> Samples:
    """Bowed: brighter than the pad, with a slow vibrato."""
    release = min(0.5, 0.2 + seconds / 4)
    shape = _slow(seconds + release, attack=min(0.22, seconds / 3), release=release)
    return _detuned(hz, len(shape), slope=1.35, harmonics=18, detune=0.0028, vibrato=0.0018) * shape * np.float32(0.8)


def keys(hz: float, seconds: float) -> Samples:
    """A felt-like electric piano: two operators, the upper one fading first."""
    t = _time(max(0.9, min(seconds * 1.6, 3.5)))
    strike = np.exp(-t * 9).astype(np.float32)
    tine = 1.3 * strike * np.sin(2 * np.pi * hz * t)
    body = np.sin(2 * np.pi * hz * t + tine) + 0.12 * strike * np.sin(2 * np.pi * hz * 4 * t)
    decay = np.exp(-t * (1.3 + hz / 900))
    return _spread(body * decay * _edges(len(t), 0.004, 0.08), 0.25)


def pluck(hz: float, seconds: float) -> Samples:
    """Short, bright at the start, dark at the end."""
    t = _time(0.75)
    bright = 1.8 * np.exp(-t * 16) * np.sin(2 * np.pi * hz * 2 * t)
    return _spread(np.sin(2 * np.pi * hz * t + bright) * np.exp(-t * 6.5) * _edges(len(t), 0.003, 0.05), 0.3)


def bell(hz: float, seconds: float) -> Samples:
    """Glassy; long."""
    t = _time(max(1.6, min(seconds * 2, 3.0)))
    shimmer = 1.1 * np.exp(-t * 3.2) * np.sin(2 * np.pi * hz * 3.5 * t)
    body = np.sin(2 * np.pi * hz * t + shimmer) + 0.3 * np.sin(2 * np.pi * hz * 2 * t) * np.exp(-t * 2.5)
    return _spread(body * np.exp(-t * 2.2) * _edges(len(t), 0.005, 0.2), 0.5)


def saw(hz: float, seconds: float) -> Samples:
    """A sequencer's saw, closing quickly."""
    n = int(min(0.4, max(0.12, seconds)) * RATE) + int(0.06 * RATE)
    t = np.arange(n, dtype=np.float32) / RATE
    closing = np.exp(-t * 14).astype(np.float32)
    dark, bright = _detuned(hz, n, 2.2, 6, 0.004), _detuned(hz, n, 1.15, 30, 0.004)
    return (dark + (bright - dark) * closing) * (np.exp(-t * 4) * _edges(n, 0.003, 0.05)).astype(np.float32)


def brass(hz: float, seconds: float) -> Samples:
    """A section in unison: bright, with a swell at the attack."""
    n = int((min(seconds, 2.5) + 0.18) * RATE)
    shape = _edges(n, 0.025, 0.16) * (0.75 + 0.25 * np.exp(-np.arange(n) / RATE * 5))
    return _detuned(hz, n, 1.15, 24, 0.005) * shape.astype(np.float32)


def bass(hz: float, seconds: float) -> Samples:
    """Round with an edge: a sine under a closing saw, saturated."""
    n = int((min(seconds, 2.5) + 0.05) * RATE)
    t = np.arange(n, dtype=np.float32) / RATE
    edge = _detuned(hz, n, 1.3, 16, 0.0)[0] * np.exp(-t * 7)
    tone = np.tanh(1.5 * np.sin(2 * np.pi * hz * t) + 0.6 * edge) * (0.55 + 0.45 * np.exp(-t * 3))
    return _spread(tone * _edges(n, 0.004, 0.045), 0.0)


def sub(hz: float, seconds: float) -> Samples:
    """Felt more than heard, with just enough harmonics for a telephone's speaker."""
    n = int((min(seconds, 6.0) + 0.3) * RATE)
    t = np.arange(n, dtype=np.float32) / RATE
    tone = np.tanh(1.9 * np.sin(2 * np.pi * hz * t)) * np.exp(-t * 0.5) + 0.15 * np.sin(4 * np.pi * hz * t)
    return _spread(tone * _edges(n, 0.03, 0.28), 0.0)


# -- drums and effects --------------------------------------------------------------------------------------------


def kick(_hz: float, _seconds: float) -> Samples:
    """A falling sine with a click on top."""
    t = _time(0.34)
    fall = 2 * np.pi * (47 * t + (150 - 47) * (1 - np.exp(-t * 36)) / 36)
    click = _noise(len(t), 11) * np.exp(-t * 320) * 0.25
    return _spread((np.sin(fall) * np.exp(-t * 9.5) + click) * _edges(len(t), 0.001, 0.05), 0.0)


def taiko(_hz: float, _seconds: float) -> Samples:
    """A large skin: low, long, with a wooden stroke."""
    t = _time(1.2)
    fall = 2 * np.pi * (58 * t + (110 - 58) * (1 - np.exp(-t * 18)) / 18)
    skin = np.sin(fall) * np.exp(-t * 4.2) + 0.3 * np.sin(fall * 1.59) * np.exp(-t * 8)
    stroke = _band(_noise(len(t), 12), 200, 1800) * np.exp(-t * 38)
    return _spread((skin + 0.8 * stroke) * _edges(len(t), 0.002, 0.2), 0.1)


def snare(_hz: float, _seconds: float) -> Samples:
    """Noise over a short tone."""
    t = _time(0.26)
    rattle = _band(_noise(len(t), 13), 900, 9000) * np.exp(-t * 19)
    tone = np.sin(2 * np.pi * 190 * t) * np.exp(-t * 26)
    return _spread((1.3 * rattle + 0.7 * tone) * _edges(len(t), 0.001, 0.04), 0.2)


def clap(_hz: float, _seconds: float) -> Samples:
    """Several hands, a few milliseconds apart."""
    t = _time(0.24)
    hands = np.exp(-t * 22) * (t >= 0.028)
    for start in (0.0, 0.010, 0.019):
        hands += np.exp(-np.maximum(0, t - start) * 260) * (t >= start) * 0.8
    return _spread(_band(_noise(len(t), 14), 800, 6500) * hands * _edges(len(t), 0.001, 0.04), 0.4)


def snap(_hz: float, _seconds: float) -> Samples:
    """Fingers."""
    t = _time(0.12)
    return _spread(_band(_noise(len(t), 15), 1500, 5200) * np.exp(-t * 52) * 2.2 * _edges(len(t), 0.001, 0.03), 0.3)


def hat(_hz: float, _seconds: float) -> Samples:
    """Closed."""
    t = _time(0.07)
    return _spread(_band(_noise(len(t), 16), 6500, 16_000) * np.exp(-t * 75) * 2 * _edges(len(t), 0.0005, 0.02), 0.2)


def shaker(_hz: float, _seconds: float) -> Samples:
    """Grains that swell before they stop."""
    t = _time(0.11)
    swell = np.sin(np.pi * np.minimum(1, t / 0.11)) ** 2
    return _spread(_band(_noise(len(t), 17), 4500, 13_000) * swell * 1.6 * _edges(len(t), 0.002, 0.02), 0.3)


def riser(_hz: float, seconds: float) -> Samples:
    """Noise and a tone that rise into a cue and stop on it."""
    t = _time(seconds)
    way = t / max(seconds, 1e-3)
    low, high = (_band(_noise(len(t), seed), *band) for seed, band in ((18, (300, 1800)), (19, (1800, 11_000))))
    glide = np.sin(2 * np.pi * (180 * t + 260 * t * way / 2)) * 0.15
    body = (low * (1 - way) + high * way) * 0.8 + glide
    other = np.roll(body, 600)  # a little later on the other side: wide
    return (np.stack([body, other]) * way**2.6 * _edges(len(t), 0.01, 0.006)).astype(np.float32)


def impact(_hz: float, _seconds: float) -> Samples:
    """A cue struck: a drop of the lowest octave and air."""
    t = _time(2.0)
    drop = np.sin(2 * np.pi * (38 * t + 34 * (1 - np.exp(-t * 9)) / 9)) * np.exp(-t * 2.6)
    air = _band(_noise(len(t), 20), 120, 3500) * np.exp(-t * 6.5)
    return _spread((drop + 0.5 * air) * _edges(len(t), 0.002, 0.4), 0.5)


VOICES: dict[str, Voice] = {
    voice.__name__: voice
    for voice in (
        *(pad, strings, keys, pluck, bell, saw, brass, bass, sub),
        *(kick, taiko, snare, clap, snap, hat, shaker, riser, impact),
    )
}


# -- building blocks ----------------------------------------------------------------------------------------------


@cache
def _wavetable(slope: float, harmonics: int) -> Wave:
    """One period, its harmonics falling by `slope`; phases spread so that it has no spike."""
    phase = np.arange(_TABLE + 1) / _TABLE * 2 * np.pi
    wave = sum(np.sin(n * phase + 1.7 * n * n) / n**slope for n in range(1, harmonics + 1))
    table = np.asarray(wave, np.float32)
    level = np.float32(np.sqrt(np.mean(table**2)) * 1.6)
    normal: Wave = table / level
    return normal


def _detuned(hz: float, n: int, slope: float, harmonics: int, detune: float, vibrato: float = 0.0) -> Samples:
    """The wave a little flat on the left, a little sharp on the right, and pure in the middle of both."""
    table = _wavetable(slope, max(1, min(harmonics, int(_HIGHEST_HARMONIC_HZ / hz))))
    middle = _oscillate(table, hz, n, 0.37, vibrato)
    if not detune:
        return np.stack([middle, middle])
    sides = [_oscillate(table, hz * (1 + bend), n, start, 0.0) for bend, start in ((-detune, 0.11), (detune, 0.73))]
    return np.stack([0.55 * middle + 0.6 * side for side in sides]).astype(np.float32)


def _oscillate(table: Wave, hz: float, n: int, start: float, vibrato: float) -> Wave:
    turns = np.arange(n) * (hz / RATE) + start
    if vibrato:
        t = np.arange(n) / RATE
        turns += vibrato * hz / (2 * np.pi * 4.6) * (1 - np.cos(2 * np.pi * 4.6 * t)) * np.minimum(1, t / 0.6)
    place = (turns % 1.0) * _TABLE
    index = place.astype(np.int32)
    rest = (place - index).astype(np.float32)
    low = table[index]
    mixed: Wave = low + (table[index + 1] - low) * rest
    return mixed


def _slow(seconds: float, attack: float, release: float) -> Wave:
    t = _time(seconds)
    rise = np.minimum(1, t / max(attack, 0.01))
    fall = np.clip((seconds - t) / release, 0, 1)
    shape: Wave = (np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2).astype(np.float32)
    return shape


def _edges(n: int, attack: float, release: float) -> Wave:
    """Ramps from and to zero, so that nothing clicks."""
    shape = np.ones(n, np.float32)
    up, down = min(int(attack * RATE) + 1, n // 2), min(int(release * RATE) + 1, n // 2)
    shape[:up] *= np.linspace(0, 1, up, dtype=np.float32)
    shape[n - down :] *= np.linspace(1, 0, down, dtype=np.float32)
    return shape


def _spread(mono: npt.NDArray[np.floating], width: float) -> Samples:
    """Two channels from one: the right a fraction of a millisecond late, which widens and keeps the weight."""
    late = int(width * 0.0006 * RATE)
    right = np.concatenate([np.zeros(late, mono.dtype), mono[: len(mono) - late]]) if late else mono
    stereo = np.stack([mono, right]).astype(np.float32)
    if late:
        stereo[1, -48:] *= np.linspace(1, 0, 48, dtype=np.float32)
    return stereo


def _band(wave: Wave, low_hz: float, high_hz: float) -> Wave:
    filtered: Wave = sosfilt(butter(2, [low_hz, high_hz], "bandpass", fs=RATE, output="sos"), wave).astype(np.float32)
    return filtered


def _noise(n: int, seed: int) -> Wave:
    return np.random.default_rng(seed).standard_normal(n).astype(np.float32) * np.float32(0.5)


def _time(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)
