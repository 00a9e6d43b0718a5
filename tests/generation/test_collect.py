"""The ends of an accepted job, and what each costs: the vendor's invoice and our ledger are one sum."""

from dataclasses import replace
from typing import Any

import pytest

from reelwright.generation.models import slots
from reelwright.kit.children import ChildDied
from reelwright.storage.errors import StorageUnavailable
from tests.generation import books
from tests.generation.world import Json, World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("fault", "states", "status", "charged"),
    [
        ("refuse_input", ["refused"], "refused", 0.0),
        ("refuse_output", ["refused"], "refused", 0.5),
        ("fail_billed", ["failed"], "failed", 0.5),
        ("file_gone", ["expired"], "failed", 0.5),
        ("file_expired", ["expired"], "failed", 0.5),
        ("file_garbage", ["expired"], "failed", 0.5),
        ("file_truncated", ["expired"], "failed", 0.5),
        ("file_short", ["expired"], "failed", 0.5),
        ("check_lost", ["expired"], "failed", 0.5),
        ("check_error", ["kept"], "succeeded", 0.5),
    ],
)
@ON_SQLITE
async def test_an_end_costs_what_the_vendor_bills(
    world: World, fault: str, states: list[str], status: str, charged: float
) -> None:
    world.vendor.push(fault)
    made = await world.finished(await world.order())

    assert (made["status"], world.states(made), made["price"]["chargedUsd"]) == (status, states, charged)
    assert world.read(books.spent_micro) == world.vendor.billed()
    assert len(world.vendor.invoice()) == 1, "never ordered again by itself"
    if states != ["kept"]:
        [attempt] = world.attempts(made)
        assert attempt.billed == (charged > 0) and "billed" in attempt.message, "it is said whether it was billed"


async def test_a_free_failure_is_tried_again_by_itself_and_a_billed_one_is_not(world: World) -> None:
    world.vendor.push("fail")
    world.vendor.push("abort")
    made = await world.finished(await world.order())
    assert made["status"] == "succeeded" and world.states(made) == ["failed", "aborted", "kept"]
    assert made["price"]["chargedUsd"] == 0.5

    world.vendor.push("fail_billed")
    made = await world.finished(await world.order())
    assert made["status"] == "failed" and world.states(made) == ["failed"]


@ON_SQLITE
async def test_what_fails_for_ever_is_given_up(world: World) -> None:
    world.vendor.push("fail", 20)
    made = await world.finished(await world.order())
    assert made["status"] == "failed" and world.states(made) == ["failed"] * 5
    assert made["price"] == {"estimateUsd": 0.5, "heldUsd": 0.0, "chargedUsd": 0.0}


@ON_SQLITE
async def test_one_refused_shot_ends_it_as_refused_and_keeps_the_good_take(world: World) -> None:
    world.vendor.push("refuse_output")
    world.vendor.push("")
    made = await world.finished(await world.order("fake-short"))
    assert made["status"] == "refused" and sorted(world.states(made)) == ["kept", "refused"]
    assert len(world.takes(made)) == 1 and world.read(books.spent_micro) == world.vendor.billed()


@ON_SQLITE
async def test_the_more_jobs_run_the_less_often_each_is_looked_at(world: World) -> None:
    world.vendor.push("unknown_word", 2)  # runs for ever
    alone = await world.work_until("accepted", await world.order())
    await world.work(seconds=300)
    assert _until_next_look(world, alone) <= 60
    await world.db.write(lambda conn: conn.execute(slots.update().values(in_use=slots.c.in_use + 1999)))
    await world.work(seconds=60)
    assert 190 <= _until_next_look(world, alone) <= 200  # ten a second in all
    await world.db.write(lambda conn: conn.execute(slots.update().values(in_use=slots.c.in_use - 1999)))


def _until_next_look(world: World, made: Json) -> float:
    [attempt] = world.attempts(made)
    return (attempt.due_at - world.clock.now_ms()) / 1000


async def test_an_unknown_word_raises_an_alarm_and_becomes_unknown_when_the_lifetime_is_over(world: World) -> None:
    world.vendor.push("unknown_word")
    made = await world.work_until("accepted", await world.order())
    await world.work(seconds=300)
    running = await world.get(made)
    assert running["status"] == "generating" and world.states(made) == ["accepted"]
    assert any("'transmogrified'" in warning for warning in running["warnings"])

    made = await world.finished(made)
    assert made["status"] == "needs_attention" and world.states(made) == ["unknown"]
    assert made["price"]["heldUsd"] == 0.5
    [attempt] = world.attempts(made)
    assert attempt.updated_at - attempt.accepted_at >= 600_000
    world.clock.advance(100)
    await world.act(made, "resolve", {"attemptId": attempt.id, "outcome": "not_billed"})


@ON_SQLITE
async def test_a_job_past_its_lifetime_may_be_looked_at_again(world: World) -> None:
    """It was only slow: a person gives its own id, and it is one and the same job."""
    world.vendor.change(run_seconds=1_000)
    made = await world.work_until("accepted", await world.order())
    world.clock.advance(601)
    made = await world.finished(made)
    [attempt] = world.attempts(made)
    assert made["status"] == "needs_attention" and attempt.vendor_job_id

    world.clock.advance(400)
    body = {"attemptId": attempt.id, "outcome": "found", "vendorJobId": attempt.vendor_job_id}
    await world.act(made, "resolve", body)
    made = await world.finished(made)
    assert made["status"] == "succeeded" and len(world.vendor.invoice()) == 1


@ON_SQLITE
async def test_our_storage_being_down_does_not_cost_the_clip(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """What is paid for and still at the vendor is fetched again for as long as it takes."""
    made = await world.work_until("accepted", await world.order())
    put = world.storage.put_file

    async def refuse(*_: Any) -> Any:
        raise StorageUnavailable("The bucket does not answer.")

    world.storage.put_file = refuse  # type: ignore[method-assign]
    await world.work(seconds=1_200)
    assert world.states(made) == ["accepted"] and "could not be kept" in world.attempts(made)[0].message

    world.storage.put_file = put  # type: ignore[method-assign]
    made = await world.finished(made)
    assert made["status"] == "succeeded" and len(world.vendor.invoice()) == 1


@ON_SQLITE
@pytest.mark.parametrize(("seconds", "ends"), [(600, "kept"), (86_400, "expired")])
async def test_a_probe_that_dies_of_our_own_trouble_does_not_cost_the_clip(
    world: World, monkeypatch: pytest.MonkeyPatch, seconds: int, ends: str
) -> None:
    """A clip that kills every probe is given up when the vendor's job would be, not before."""
    made = await world.work_until("accepted", await world.order())
    run, until = world.children.run, world.clock.now_ms() + seconds * 1000

    async def dying(call: str, *args: Any, **more: Any) -> Any:
        if call.startswith("reelwright.media.probe:") and world.clock.now_ms() < until:
            raise ChildDied("The process was killed, as when memory runs out.")
        return await run(call, *args, **more)

    monkeypatch.setattr(world.children, "run", dying)
    made = await world.finished(made)
    assert world.states(made) == [ends] and len(world.vendor.invoice()) == 1


@ON_SQLITE
async def test_an_actual_above_the_hold_is_booked_in_full(world: World) -> None:
    ordered = await world.order(maxPriceUsd=0.5)
    adapter = world.services.adapters["billing"]
    check = adapter.check

    async def dearer(*args: Any) -> Any:
        answer = await check(*args)
        return replace(answer, charge_micro=650_000) if hasattr(answer, "file") else answer

    adapter.check = dearer  # type: ignore[method-assign]
    made = await world.finished(ordered)
    assert made["status"] == "succeeded" and made["price"]["chargedUsd"] == 0.65


@ON_SQLITE
async def test_a_segment_met_a_second_time_changes_nothing(world: World) -> None:
    """Taken over while the first worker was only frozen: both look, one of them keeps."""
    made = await world.work_until("accepted", await world.order())
    world.clock.advance(5)
    [claim] = world.claim()
    await world.run_claim(claim)
    await world.run_claim(claim)
    assert len(world.takes(made)) == 1
    assert (await world.finished(made))["price"]["chargedUsd"] == 0.5
