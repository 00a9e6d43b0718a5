"""What the simulated vendors make and charge: pixels of a ratio and a resolution, dollars or credits a second.

Prices are the vendors' lists as found in November 2026 (Replicate's model pages, LiteLLM's cost map, Google's list); a
scenario may say otherwise.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reelwright.kit.money import micro_from_usd
from reelwright.timeline.shape import shape_of
from reelwright.timeline.time import frames_of

_UNLISTED = "0.05"  # where no list price was found

_SQUARES = {"480p": 640, "720p": 960, "768p": 960, "1080p": 1440, "2160p": 2880}

# (resolution, with sound) -> dollars a second; None is any
_PRICES: Mapping[str, Mapping[tuple[str | None, bool | None], str]] = {
    "bytedance/seedance-2.5": {("480p", None): "0.1028", ("720p", None): "0.2312"},
    "bytedance/seedance-2.0": {
        ("480p", None): "0.08",
        ("720p", None): "0.18",
        ("1080p", None): "0.45",
        ("4k", None): "1.00",
    },
    "bytedance/seedance-2.0-fast": {("480p", None): "0.07", ("720p", None): "0.15"},
    "google/veo-3.1": {(None, True): "0.40", (None, False): "0.20"},
    "kwaivgi/kling-v3-video": {
        ("720p", False): "0.168",
        ("720p", True): "0.252",
        ("1080p", False): "0.224",
        ("1080p", True): "0.336",
    },
    "gemini-omni-1.1-flash": {("360p", None): "0.03", ("720p", None): "0.10", ("1080p", None): "0.15"},
    "sora-2": {(None, None): "0.10"},
    "sora-2-pro": {("720p", None): "0.30", ("1080p", None): "0.70"},
}

# short side up to -> credits a second; 0 is any
CREDITS: Mapping[str, Mapping[int, int]] = {
    "gen4.5": {0: 12},
    "gen4_turbo": {0: 5},
    "veo3.1": {0: 40},
    "seedance2": {720: 36, 1080: 40},
    "seedance2_fast": {0: 29},
    "seedance2_5": {480: 20, 720: 30, 1080: 68},
    "gemini_omni_flash": {0: 10},
}


def pixels(aspect_ratio: str, resolution: str) -> tuple[int, int]:
    """`("16:9", "768p")` -> (1366, 768): even sizes; squares are larger than their name, as ByteDance's and Kling's."""
    resolution = "2160p" if resolution == "4k" else resolution
    if aspect_ratio == "1:1":
        side = _SQUARES[resolution]
        return side, side
    shape = shape_of(aspect_ratio, resolution)
    return shape.width + shape.width % 2, shape.height + shape.height % 2


def price_micro(
    model: str, resolution: str, with_audio: bool, seconds: Fraction, told: Mapping[str, str] | None = None
) -> int:
    """What the vendor charges for one clip, in micro-dollars. `told` are a scenario's prices by model."""
    listed = _PRICES.get(model, {})
    fits = (usd for (name, sound), usd in listed.items() if name in (None, resolution) and sound in (None, with_audio))
    usd = (told or {}).get(model) or next(fits, _UNLISTED)
    return frames_of(seconds, micro_from_usd(Decimal(usd)))


def credits_of(model: str, width: int, height: int, seconds: int) -> int:
    """What Runway charges for one clip, in credits."""
    table = CREDITS.get(model, {0: 10})
    side = min(width, height)
    rate = table.get(0) or next((rate for most, rate in table.items() if side <= most), max(table.values()))
    return rate * seconds
