"""Cancel in each state: what is told of the bill is what the bill says."""

import asyncio
from typing import Any

import pytest

from reelwright.kit.children import ChildStopped
from tests.generation import books
from tests.generation.world import World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


@ON_SQLITE
async def test_before_anything_was_sent_it_is_over_at_once_and_free(world: World) -> None:
    made = await world.act(await world.order(), "cancel")
    assert made["status"] == "canceled" and made["cancel"]["outcome"] == "canceled"
    assert made["cancel"]["willBillUsd"] == 0.0 and made["cancel"]["requestedAt"].endswith("Z")
    made = await world.finished(made)
    assert world.states(made) == ["canceled"] and world.vendor.invoice() == []
    assert (await world.act(made, "cancel", status=409))["code"] == "not_cancelable"


@pytest.mark.parametrize(
    ("model", "will_bill", "status"),
    [
        ("fake-video", None, "canceled"),  # the vendor tells afterwards: nobody can say now
        ("fake-kind", 0.0, "canceled"),
        ("fake-strict", 0.5, "canceled"),
        ("fake-stubborn", 0.5, "canceled"),
    ],
)
@ON_SQLITE
async def test_what_a_running_job_will_cost_all_the_same(
    world: World, model: str, will_bill: float | None, status: str
) -> None:
    made = await world.work_until("accepted", await world.order(model))
    world.clock.advance(1)
    told = await world.act(made, "cancel")
    assert told["cancel"]["willBillUsd"] == will_bill and told["cancel"]["outcome"] == "asked"
    assert told["status"] == "generating", "canceled is said only when nothing is at a vendor any more"

    made = await world.finished(made)
    assert made["status"] == status and made["cancel"]["outcome"] == "canceled"
    assert world.read(books.spent_micro) == world.vendor.billed()


@ON_SQLITE
async def test_a_queued_job_is_aborted_free_and_not_tried_again(world: World) -> None:
    world.vendor.change(queue_seconds=60)
    made = await world.work_until("accepted", await world.order())
    await world.act(made, "cancel")
    made = await world.finished(made)
    assert made["status"] == "canceled" and world.states(made) == ["aborted"]
    assert made["price"]["chargedUsd"] == 0.0


async def test_shots_that_were_not_sent_are_not_sent(world: World) -> None:
    made = await world.order("fake-short")
    await world.round(), await world.round()
    first, _ = [claim for claim in world.claim() if claim.table == "attempts"]
    await world.run_claim(first)
    await world.act(made, "cancel")
    await world.work()
    await world.run_claim(_)

    assert sorted(world.states(made)) == ["aborted", "canceled"] or "canceled" in world.states(made)
    assert len(world.vendor.invoice()) == 1 and (await world.get(made))["status"] == "canceled"


@ON_SQLITE
async def test_a_take_that_comes_late_is_kept_and_a_retry_does_not_buy_it_again(world: World) -> None:
    world.vendor.push("")
    made = await world.work_until("accepted", await world.order())
    world.clock.advance(5)  # the vendor is done, we have not looked yet
    await world.act(made, "cancel")
    made = await world.finished(made)
    assert made["status"] == "canceled" and world.states(made) == ["kept"]

    await world.act(made, "retry")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and made["cancel"] is None
    assert len(world.vendor.invoice()) == 1


async def test_an_unknown_submit_outlives_a_cancel_and_ends_it_when_it_is_settled(world: World) -> None:
    world.vendor.push("drop_after_accept")
    made = await world.finished(await world.order("fake-unlisted"))
    told = await world.act(made, "cancel")
    assert told["status"] == "needs_attention" and told["cancel"]["willBillUsd"] is None

    world.clock.advance(120)
    [attempt] = world.attempts(made)
    made = await world.act(made, "resolve", {"attemptId": attempt.id, "outcome": "written_off"})
    assert made["status"] == "canceled" and world.states(made) == ["expired"]


@pytest.mark.parametrize(("queue_seconds", "charged"), [(60, 0.0), (0, 0.5)])
@ON_SQLITE
async def test_a_vendor_that_forgets_what_it_canceled_is_taken_at_its_word(
    world: World, queue_seconds: float, charged: float
) -> None:
    world.vendor.change(queue_seconds=queue_seconds, run_seconds=60)
    world.vendor.push("check_lost")
    made = await world.work_until("accepted", await world.order())
    world.clock.advance(0.5)
    await world.act(made, "cancel")
    made = await world.finished(made)
    assert made["status"] == "canceled" and world.states(made) == ["canceled"]
    assert made["price"]["chargedUsd"] == charged == world.vendor.billed() / 1e6


@ON_SQLITE
async def test_a_vendor_that_cannot_be_reached_is_told_again_at_the_next_look(world: World) -> None:
    world.vendor.change(run_seconds=300)
    made = await world.work_until("accepted", await world.order())
    world.clock.advance(1)
    adapter = world.services.adapters["billing"]
    cancel, told = adapter.cancel, []

    async def first_in_vain(job: Any) -> Any:
        told.append(job)
        if len(told) == 1:
            from reelwright.vendors.contract import CancelAnswer

            return CancelAnswer(False, None, "no connection")
        return await cancel(job)

    adapter.cancel = first_in_vain  # type: ignore[method-assign]
    await world.act(made, "cancel")
    made = await world.finished(made)
    assert made["status"] == "canceled" and world.states(made) == ["canceled"] and len(told) == 2


@pytest.mark.parametrize("status", ["finishing", "storing"])
@ON_SQLITE
async def test_while_finishing_it_ends_without_a_video_and_the_takes_stay(world: World, status: str) -> None:
    made = await world.work_until(status, await world.order())
    told = await world.act(made, "cancel")
    assert told["cancel"]["willBillUsd"] == 0.0, "what is paid is paid; nothing more will be"
    made = await world.finished(made)
    assert made["status"] == "canceled" and made["cancel"]["outcome"] == "canceled"
    assert (await world.client().get(made["videoUrl"])).status_code == 404

    await world.act(made, "retry")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and len(world.vendor.invoice()) == 1


@ON_SQLITE
async def test_the_finisher_is_stopped_in_the_middle(world: World) -> None:
    made = await world.work_until("finishing", await world.order())

    async def wait_to_be_stopped(args: dict[str, Any]) -> None:
        await world.act(made, "cancel")
        for _ in range(100):
            if args["should_stop"]():
                raise ChildStopped("Stopped as asked.")
            await asyncio.sleep(0.05)

    world.children.before["media.finish"] = wait_to_be_stopped
    made = await world.finished(made)
    assert made["status"] == "canceled"


@ON_SQLITE
async def test_a_server_that_shuts_down_cancels_nothing(world: World) -> None:
    """Its children are killed, which looks like a cancel to whoever waits for them."""
    made = await world.work_until("finishing", await world.order())

    async def pool_closes(_: dict[str, Any]) -> None:
        world.children.before.clear()
        raise ChildStopped("The pool was closed.")

    world.children.before["media.finish"] = pool_closes
    made = await world.finished(made)
    assert made["status"] == "succeeded"


@ON_SQLITE
async def test_a_cancel_that_comes_too_late_says_so(world: World) -> None:
    made = await world.work_until("storing", await world.order())
    copy = world.storage.copy

    async def cancel_meanwhile(*args: Any) -> Any:
        await world.act(made, "cancel")
        return await copy(*args)

    world.storage.copy = cancel_meanwhile  # type: ignore[method-assign]
    made = await world.finished(made)
    assert made["status"] == "succeeded" and made["cancel"]["outcome"] == "too_late"


@pytest.mark.parametrize("world_url", ["postgres"], indirect=True)
async def test_cancels_and_settlements_at_once_take_their_locks_in_one_order(world: World) -> None:
    """Two transactions that lock the same rows in different orders end one of them, a second later."""
    orders = [await world.order("fake-short", prompt=f"Order {n}") for n in range(4)]
    await world.work(until=lambda: all("accepted" in world.states(made) for made in orders))
    world.clock.advance(5)
    claims = world.claim()
    await asyncio.gather(*(world.run_claim(claim) for claim in claims), *(world.act(made, "cancel") for made in orders))
    await world.work()
    assert world.rests()
