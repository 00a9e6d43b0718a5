"""What a vendor would not take is refused when it is quoted; what cannot be asked is said, and quoted all the same."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from reelwright.kit.clock import ManualClock
from reelwright.simulator.server import make_app
from tests.house import House, Seat, whole_house
from tests.simulator.running import Served, served

KLING: dict[str, Any] = {"prompt": "A lighthouse", "model": "kling-v3", "duration": 5}
VEO: dict[str, Any] = {"prompt": "A lighthouse", "model": "veo-3.1", "duration": 8}


@pytest.fixture
async def vendors(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(make_app(tmp_path / "vendors")) as running:
        yield running


def house_of(folder: Path, clock: ManualClock, **addresses: str) -> House:
    """A house with keys for these vendors, each at its address."""
    keys = {f"{vendor}_api_key": "any" for vendor in addresses}
    return whole_house(clock, folder, **keys, **{f"{vendor}_base_url": url for vendor, url in addresses.items()})


async def quote(seat: Seat, wish: dict[str, Any], status: int = 200) -> dict[str, Any]:
    answer = await seat.client.post("/api/video/quote", json=wish)
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_changed_schema_is_refused_before_any_order(
    tmp_path: Path, clock: ManualClock, vendors: Served
) -> None:
    (tmp_path / "catalog.toml").write_text('[vendor_models]\n"kling-v3/replicate" = "minimax/hailuo-2.3"\n')
    house = house_of(tmp_path, clock, replicate=vendors.base_url("replicate"))
    seat = await house.owner()
    refused = await quote(seat, KLING, status=422)
    assert refused["code"] == "vendor_input_invalid"
    assert "minimax/hailuo-2.3 on Replicate takes other inputs now" in refused["detail"]
    ordered = await seat.client.post("/api/video/generate", json=KLING)
    assert ordered.status_code == 422 and not (await seat.client.get("/api/video")).json()["items"]
    await house.close()


async def test_a_model_that_is_gone_is_passed_over_for_its_successor(
    tmp_path: Path, clock: ManualClock, vendors: Served
) -> None:
    await vendors.change(retired=["google/veo-3.1"])
    both = {vendor: vendors.base_url(vendor) for vendor in ("replicate", "google")}
    house = house_of(tmp_path, clock, **both)
    told = await quote(await house.owner(), VEO)
    assert told["servedBy"]["model"] == "gemini-omni" and "Gemini Omni" in told["servedBy"]["reason"]
    assert any("does not offer google/veo-3.1 any more" in warning for warning in told["warnings"])
    await house.close()


async def test_who_insists_on_a_model_that_is_gone_is_told_so(
    tmp_path: Path, clock: ManualClock, vendors: Served
) -> None:
    await vendors.change(retired=["google/veo-3.1"])
    both = {vendor: vendors.base_url(vendor) for vendor in ("replicate", "google")}
    house = house_of(tmp_path, clock, **both)
    refused = await quote(await house.owner(), VEO | {"strictModel": True}, status=422)
    assert "does not offer google/veo-3.1 any more" in refused["detail"]
    await house.close()


async def test_a_schema_is_asked_for_once_an_hour(tmp_path: Path, clock: ManualClock, vendors: Served) -> None:
    house = house_of(tmp_path, clock, replicate=vendors.base_url("replicate"))
    seat = await house.owner()
    await quote(seat, KLING)
    await vendors.change(retired=["kwaivgi/kling-v3-video"])
    assert not (await quote(seat, KLING))["warnings"]
    clock.advance(3601)
    seat = await house.owner("Beta")
    assert "any more" in (await quote(seat, KLING, status=422))["detail"]
    await house.close()


async def test_a_vendor_that_is_silent_is_a_warning_and_waited_for_once(tmp_path: Path, clock: ManualClock) -> None:
    house = house_of(tmp_path, clock, replicate="http://127.0.0.1:1/v1")
    seat = await house.owner()
    for _ in range(2):
        told = await quote(seat, KLING)
        assert told["priceUsd"] > 0
        assert any("replicate did not answer" in warning for warning in told["warnings"])
    await house.close()
