"""`catalog check --live`: the catalogue against what the vendors publish."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reelwright.catalog.liveness import ask_vendors
from reelwright.catalog.load import Overrides, load_catalog
from reelwright.simulator.server import make_app
from reelwright.vendors.contract import Access
from reelwright.vendors.registry import hosted_adapters
from reelwright.vendors.transport import Transport
from tests.simulator.running import Served, served


@pytest.fixture
async def vendors(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(make_app(tmp_path / "vendors")) as running:
        yield running


async def findings(base_url: str, overrides: Overrides | None = None) -> list[tuple[str, str, str]]:
    transport = Transport()
    adapters = {adapter.vendor: adapter for adapter in hosted_adapters(transport)}
    keys = {"replicate": Access("env_replicate", "replicate", base_url, "any")}
    try:
        found = await ask_vendors(load_catalog(overrides) if overrides else load_catalog(), adapters, keys)
    finally:
        await transport.close()
    return [(one.level, one.subject, one.message) for one in found]


async def test_what_the_catalogue_says_is_what_the_schemas_take(vendors: Served) -> None:
    """The simulator's schemas are Replicate's own, as they were published when the catalogue was written."""
    assert await findings(vendors.base_url("replicate")) == []


async def test_a_model_that_is_gone_needs_a_hand(vendors: Served) -> None:
    await vendors.change(retired=["google/veo-3.1"])
    ((level, subject, message),) = await findings(vendors.base_url("replicate"))
    assert (level, subject) == ("error", "veo-3.1/replicate")
    assert "does not offer google/veo-3.1 any more" in message


async def test_other_inputs_than_ours_are_told_by_name(vendors: Served) -> None:
    moved = Overrides(vendor_models={"kling-v3/replicate": "minimax/hailuo-2.3"})
    found = await findings(vendors.base_url("replicate"), moved)
    assert {level for level, _, _ in found} == {"error"}
    assert all("takes other inputs now" in message for _, _, message in found)


async def test_a_vendor_that_does_not_answer_is_a_warning() -> None:
    found = await findings("http://127.0.0.1:1/v1")
    assert {level for level, _, _ in found} == {"warning"} and len(found) > 3
