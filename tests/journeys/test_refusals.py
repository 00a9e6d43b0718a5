"""A refusal says which side it was, whether it cost anything, and what could be tried instead for how much."""

import asyncio
from typing import Any

import pytest

from tests.journeys.installation import Installation

PROMPT = "A naked warrior in the rain {{simulate: %s}}"


@pytest.mark.full
async def test_a_refusal_comes_with_proposals(studio: Installation) -> None:
    views = await asyncio.gather(
        *(
            studio.order(prompt=PROMPT % fault, model="runway-gen4.5", duration=5, resolution="720p")
            for fault in ("refuse_input", "refuse_output")
        )
    )
    for view, side, billed in zip(views, ("input", "output"), (False, True), strict=True):
        error: dict[str, Any] = view["error"]
        assert (view["status"], error["side"], error["billed"]) == ("refused", side, billed)
        assert view["price"]["chargedUsd"] == (0.6 if billed else 0)
        assert error["proposedPrompt"].startswith("A clothed warrior in the rain")
        prices = {one["model"]: one["priceUsd"] for one in error["alternatives"]}
        assert prices["kling-v3"] > 0 and "runway-gen4.5" not in prices
