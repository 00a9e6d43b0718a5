"""What one route certainly did not take goes to the next, for no more than was agreed to."""

from typing import Any

import pytest

from reelwright.generation.models import attempts
from reelwright.kit.problems import Problem
from reelwright.vendors.errors import VendorRefusedCall, VendorUnreachable
from tests.generation.world import Surprises, World

pytestmark = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(("fault", "times"), [("gone_model", 1), ("throttle", 5)])
async def test_what_one_route_does_not_take_goes_to_the_next(world: World, fault: str, times: int) -> None:
    world.vendor.push(fault, times)
    made = await world.finished(await world.order("fake-pair"))
    assert (made["status"], world.states(made)) == ("succeeded", ["rejected"] * times + ["kept"])
    assert world.attempts(made)[-1].route["id"] == "fake-pair/b" and len(world.vendor.invoice()) == 1


async def test_a_vendor_that_is_down_is_left_for_the_next_route(world: World) -> None:
    made = await world.order("fake-pair")
    nowhere = attempts.update().values(base_url="http://127.0.0.1:9")
    world.db.write_sync(lambda conn: conn.execute(nowhere))
    made = await world.finished(made)
    assert (made["status"], world.states(made)) == ("succeeded", ["rejected"] * 5 + ["kept"])


@pytest.mark.parametrize(
    ("trouble", "times"), [(VendorRefusedCall("HTTP 401: bad key"), 1), (VendorUnreachable("No answer."), 3)]
)
async def test_a_vendor_that_does_not_take_our_pictures_is_left_for_the_next_route(
    world: World, surprises: Surprises, trouble: Problem, times: int
) -> None:
    adapter = world.services.adapters["billing"]
    compose, left = adapter.compose, [trouble] * times

    async def failing(*args: Any) -> Any:
        if left:
            raise left.pop()
        return await compose(*args)

    adapter.compose = failing  # type: ignore[method-assign]
    made = await world.finished(await world.order("fake-pair"))
    assert (made["status"], world.states(made)) == ("succeeded", ["rejected", "kept"])
    surprises.found.clear()


async def test_a_workspaces_limit_agrees_to_no_higher_price(world: World) -> None:
    """It refuses what is dearer; only a person's own `maxPriceUsd` may raise what was shown."""
    assert (await world.api.patch("/api/workspace", json={"maxPriceUsd": 50})).is_success
    world.vendor.push("gone_model", 2)
    made = await world.finished(await world.order("fake-dear"))
    assert made["status"] == "failed" and any("above what was agreed to" in one for one in made["warnings"])
    agreed = await world.finished(await world.order("fake-dear", maxPriceUsd=50))
    assert agreed["status"] == "succeeded" and agreed["price"]["estimateUsd"] == 5.0


async def test_a_video_canceled_between_two_routes_can_be_retried(world: World) -> None:
    world.vendor.push("gone_model")
    made = await world.order("fake-pair")
    await world.work(until=lambda: world.row(made).plan_rev == 2)
    assert (await world.act(made, "cancel"))["status"] == "canceled"
    await world.act(made, "retry")
    assert (await world.finished(made))["status"] == "succeeded"
