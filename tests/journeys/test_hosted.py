"""From a quote to the stored file at every hosted vendor: what was promised is what was made, paid and kept."""

import asyncio
from typing import Any

import pytest

from reelwright.media.probe import read_clip
from tests.journeys.installation import Installation

ORDERS: dict[str, tuple[dict[str, Any], float]] = {  # by vendor: the wish and its price in dollars
    "replicate": ({"model": "kling-v3", "duration": 5}, 0.84),
    "runway": ({"model": "runway-gen4.5", "duration": 5, "seed": 7}, 0.60),
    "google": ({"model": "gemini-omni", "duration": 5}, 0.50),
    "openai_shape": ({"model": "sora-2-pro", "duration": 8}, 2.40),
}


async def test_every_vendor_makes_what_was_quoted(studio: Installation) -> None:
    """At once, as the first look at a job waits for seconds."""
    await asyncio.gather(*(_makes_what_was_quoted(studio, vendor) for vendor in ORDERS))


async def _makes_what_was_quoted(studio: Installation, vendor: str) -> None:
    fields, usd = ORDERS[vendor]
    wish = {"prompt": f"A lighthouse at dusk, by {vendor}", "resolution": "720p", "audio": "none", **fields}
    quoted = await studio.quote(**wish)
    assert (quoted["servedBy"]["vendor"], quoted["priceUsd"]) == (vendor, usd)

    made = await studio.order(**wish, quoteId=quoted["quoteId"])

    assert made["status"] == "succeeded", (vendor, made["error"])
    assert made["price"] == {"estimateUsd": usd, "heldUsd": 0, "chargedUsd": usd}, vendor
    film = read_clip(await studio.save(made)).probe
    assert (film.width, film.height) == (1280, 720), vendor
    assert film.seconds == fields["duration"], vendor
    assert film.frames == quoted["plan"]["frames"]
    assert _billed(studio, made) == usd, vendor


@pytest.mark.full
async def test_forty_five_square_seconds_of_a_model_that_makes_eight_wide_ones(studio: Installation) -> None:
    wish = {"prompt": "A steel flask through a day", "model": "veo-3.1", "duration": 45, "aspectRatio": "1:1"}
    quoted = await studio.quote(**wish)
    plan = quoted["plan"]
    lengths = [shot["nativeSeconds"] for shot in plan["shots"]]
    assert sum(lengths) == 46 and max(lengths) == 8  # the least that covers 45 of 4, 6 and 8
    assert plan["reframe"] == "1920x1080 -> 1080x1080"
    assert quoted["priceUsd"] == pytest.approx(46 * 0.20)

    made = await studio.order(**wish, quoteId=quoted["quoteId"])

    assert made["status"] == "succeeded", made["error"]
    assert made["price"]["chargedUsd"] == quoted["priceUsd"] == _billed(studio, made)
    film = read_clip(await studio.save(made)).probe
    assert (film.width, film.height, film.frames) == (1080, 1080, 45 * 24)
    assert film.seconds == 45


def _billed(studio: Installation, made: dict[str, Any]) -> float:
    """What the invoice says of this generation's jobs, in dollars."""
    ours = {attempt["vendorJobId"] for shot in made["plan"]["shots"] for attempt in shot["attempts"]}
    lines = [line for line in studio.vendors.invoice() if line["job_id"] in ours]
    assert len(lines) == len(ours)
    return float(sum(line["micro_usd"] for line in lines)) / 1e6
