"""Loudness as EBU R 128 / ITU-R BS.1770-4 measure it, and a true-peak limiter. Arrays are 2 x n float32, 48 kHz."""

import math

import numpy as np
import numpy.typing as npt
import pyloudnorm
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

Samples = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
TARGET_LUFS = -16.0
SILENCE_LUFS = -60.0  # below this there is only noise to raise
CEILING_DBTP = -2.0  # 1 dB under what is promised: AAC moves peaks by some tenths
_SHORTEST = int(0.4 * SAMPLE_RATE)  # one gating block of BS.1770
_LOOKAHEAD = int(0.004 * SAMPLE_RATE)
_OVERSAMPLING = 4  # as BS.1770 annex 2 asks at 48 kHz
_CLOSE_LU = 0.1
_PASSES = 5


def integrated_lufs(samples: Samples) -> float | None:
    """Gated loudness of the whole; None for silence and for less than 0.4 s."""
    if samples.shape[1] < _SHORTEST or not np.any(samples):
        return None
    lufs = float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(samples.T.astype(np.float64)))
    return lufs if math.isfinite(lufs) else None


def true_peak_dbtp(samples: Samples) -> float:
    """The highest point of the wave between the samples too, in dB under full scale."""
    return 20 * math.log10(max(float(_peaks(samples).max(initial=0.0)), 1e-9))


def normalise(
    samples: Samples, target_lufs: float = TARGET_LUFS, ceiling_dbtp: float = CEILING_DBTP
) -> tuple[Samples, float | None]:
    """The same sound at `target_lufs`, peaks under the ceiling, and the loudness reached.

    Silence and near-silence (under -60 LUFS) come back as they are, with None.
    Limiting costs loudness, so gain and limiter go round until the result itself measures right.
    """
    reached = integrated_lufs(samples)
    if reached is None or reached < SILENCE_LUFS:
        return samples, None
    gain_db, result = 0.0, samples
    for _ in range(_PASSES):
        gain_db += target_lufs - reached
        gained = samples * np.float32(10 ** (gain_db / 20))
        result = limit(gained, ceiling_dbtp)
        if result is gained:
            return result, target_lufs  # nothing was limited, so the gain is exact
        reached = integrated_lufs(result) or SILENCE_LUFS
        if abs(target_lufs - reached) < _CLOSE_LU:
            break
    return result, reached


def limit(samples: Samples, ceiling_dbtp: float = CEILING_DBTP) -> Samples:
    """Turn down just before each peak and back up after it, both channels alike, 4 ms either side."""
    ceiling = 10 ** (ceiling_dbtp / 20)
    peaks = _peaks(samples)
    if peaks.max(initial=0.0) <= ceiling:
        return samples
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    # The minimum over a window, smoothed over the same window, never rises above what a peak needs.
    held = minimum_filter1d(needed, 2 * _LOOKAHEAD + 1, mode="nearest")
    gain = uniform_filter1d(held, 2 * _LOOKAHEAD + 1, mode="nearest")
    limited: Samples = (samples * gain).astype(np.float32)
    return limited


def _peaks(samples: Samples) -> npt.NDArray[np.float32]:
    """The peak around each sample, over both channels, with the wave rebuilt between samples."""
    rebuilt = resample_poly(samples, _OVERSAMPLING, 1, axis=1).astype(np.float32)
    between = np.abs(rebuilt).max(axis=0).reshape(-1, _OVERSAMPLING).max(axis=1)
    peaks: npt.NDArray[np.float32] = np.maximum(between, np.abs(samples).max(axis=0))
    return peaks
