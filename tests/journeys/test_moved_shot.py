"""A shot that its route refuses to take, when another one is bought already: the very same elsewhere, or nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest

from reelwright.app import wiring
from reelwright.catalog.load import load_catalog
from reelwright.catalog.spec import Route
from reelwright.generation.twins import find_twin
from reelwright.kit.children import Children
from reelwright.kit.clock import ManualClock
from reelwright.planning.wish import Plan
from reelwright.simulator.scenario import Scenario
from reelwright.simulator.server import make_app
from tests.generation.children import RememberingChildren
from tests.generation.street import Vendor
from tests.generation.world import World
from tests.house import settings
from tests.planning.world import made
from tests.simulator.running import Served, served

ORDER: dict[str, Any] = {"duration": 20, "resolution": "720p", "audio": "none"}


@pytest.fixture
async def vendors(tmp_path: Path) -> AsyncIterator[Served]:
    instantly = Scenario(queue_seconds=0, run_seconds=0, looks=1)
    async with served(make_app(tmp_path / "vendors", instantly)) as running:
        yield running


@pytest.fixture
async def world(
    tmp_path: Path, clock: ManualClock, vendors: Served, children: Children, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    remembering = RememberingChildren(children, tmp_path)
    monkeypatch.setattr(wiring, "Children", lambda *_, **__: remembering)
    keys = {f"{vendor}_api_key": "any" for vendor in ("replicate", "runway")}
    addresses = {f"{vendor}_base_url": vendors.base_url(vendor) for vendor in ("replicate", "runway")}
    services = wiring.build(settings(tmp_path, **keys, **addresses), clock=clock)
    built = await World(services, cast(Vendor, None), remembering).open()
    yield built
    await built.close()


async def both_shots_tried(world: World, **more: Any) -> dict[str, Any]:
    ordered = await world.order("seedance-2.0-fast", **ORDER, **more)
    await world.work(until=lambda: {row.state for row in world.attempts(ordered)} <= {"kept", "rejected", "canceled"})
    return await world.get(ordered)


async def test_the_shot_moves_alone_and_the_bought_one_stays(world: World, vendors: Served) -> None:
    for words in ("", "no_credit"):
        await vendors.admin("POST", "faults", {"push": words})
    told = await both_shots_tried(world, maxPriceUsd=5)
    tries = [(row.n, row.vendor, row.state) for row in world.attempts(told)]
    assert tries == [(1, "replicate", "kept"), (2, "replicate", "rejected"), (2, "runway", "kept")]
    assert any("seedance-2.0-fast/runway makes it" in warning for warning in told["warnings"])
    lines = {line["vendor"]: line["micro_usd"] for line in await vendors.invoice()}
    assert lines == {"replicate": 1_500_000, "runway": 2_900_000}
    assert told["price"]["chargedUsd"] == 4.4


async def test_it_does_not_move_above_what_was_agreed_to(world: World, vendors: Served) -> None:
    for words in ("", "no_credit"):
        await vendors.admin("POST", "faults", {"push": words})
    told = await both_shots_tried(world)
    assert [(row.vendor, row.state) for row in world.attempts(told)] == [
        ("replicate", "kept"),
        ("replicate", "rejected"),
    ]
    assert told["status"] == "failed"
    assert any("could make shot 2 for $2.90, above what was agreed to" in warning for warning in told["warnings"])


# -- which route makes the very same ----------------------------------------------------------------------------------


def twin_of(plan: Plan, routes: list[Route], *roles: str, **order: Any) -> str | None:
    found = find_twin(routes, plan, plan.shots[-1], order, "A flask", roles)
    return None if found is None else f"{found.route.vendor} {found.mode.id} {found.price_micro}"


def test_a_twin_has_the_same_picture_rate_sound_and_length() -> None:
    routes = list(load_catalog().models["seedance-2.0-fast"].routes)
    runway = [route for route in routes if route.vendor == "runway"]
    plan = made("seedance-2.0-fast", 20, resolution="720p", is_resolution_explicit=True, audio="none")
    assert twin_of(plan, runway) == "runway text 2900000"
    assert twin_of(plan, runway, "firstFrame") == "runway text 2900000"  # this shot does not start from it
    assert twin_of(plan, runway, "product") == "runway references 2900000"

    def changed(**facts: Any) -> list[Route]:
        return [replace(route, modes=tuple(replace(mode, **facts) for mode in route.modes)) for route in runway]

    assert twin_of(plan, changed(fps=25)) is None
    assert twin_of(plan, changed(audio="native")) is None
    assert twin_of(plan, changed(durations=(Fraction(5),))) is None
    assert twin_of(plan, changed(sizes=(replace(plan.size, width=1276),))) is None
    assert twin_of(plan, changed(max_prompt=3)) is None
    assert twin_of(plan, changed(supports_seed=False), seed=7) is None
