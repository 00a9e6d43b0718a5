"""A process that ends in the middle of a step is no fault of the step: what was paid for is looked at again."""

from typing import Any

import pytest
import sqlalchemy as sa

from reelwright.generation import moves
from reelwright.generation.models import attempts
from reelwright.kit.children import ChildStopped
from reelwright.vendors.contract import Rejected
from tests.generation.world import World

pytestmark = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


def lose_segments(world: World, times: int = 3) -> None:
    """What is due is handed over and lost by the engine, as often as a row is given back before it is given up."""
    for _ in range(times):
        while not (claims := world.claim()):
            world.clock.advance(1)
        for claim in claims:
            table, now = world.tables[claim.table], world.clock.now_ms()
            world.db.write_sync(lambda conn: table.give_back(conn, claim, "the engine lost it", now))  # noqa: B023


async def test_stopping_the_server_while_it_finishes_is_no_failed_try(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await world.order()
    await world.work_until("finishing", made)

    async def stopped(*_: Any, **__: Any) -> None:
        raise ChildStopped("The pool was closed.")

    with monkeypatch.context() as patch:
        patch.setattr(world.children, "run", stopped)
        for _ in range(5):
            await world.round()
    assert (await world.finished(made))["status"] == "succeeded"


async def test_a_job_at_the_vendor_outlives_a_crash_loop_of_ours(world: World) -> None:
    made = await world.order()
    await world.work_until("accepted", made)
    lose_segments(world)
    assert world.states(made) == ["accepted"]
    assert (await world.finished(made))["status"] == "succeeded"


async def test_a_lost_job_is_looked_for_again_after_a_crash_loop_of_ours(world: World) -> None:
    world.vendor.push("drop_after_accept")
    made = await world.order()
    await world.work_until("unknown", made)
    lose_segments(world)
    assert (await world.finished(made))["status"] == "succeeded"


async def test_a_worker_taken_for_dead_settles_what_it_knows_was_never_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was frozen before its POST: another worker calls the attempt unknown, then it wakes up, too late to send."""
    adapter = world.ctx.adapter_of("billing")
    send = adapter.start

    async def freeze(*_: Any, **__: Any) -> Rejected:
        monkeypatch.setattr(adapter, "start", send)
        now = world.clock.now_ms()
        world.db.write_sync(
            lambda conn: moves.mark_unknown(conn, world.attempts(made)[0].id, "no answer", now, look_at=None)
        )
        return Rejected("sent_too_late", "It was too late to send; nothing was.", retry_after_seconds=0.0)

    monkeypatch.setattr(adapter, "start", freeze)
    made = await world.order()
    assert (await world.finished(made))["status"] == "succeeded"
    assert world.states(made) == ["rejected", "kept"]
    assert len(world.vendor.invoice()) == 1


async def test_a_candidate_that_may_be_a_twins_is_left_until_the_twin_has_its_answer(world: World) -> None:
    """Two equal orders: one lost its answer before the vendor had it, the other one's is on its way."""
    world.vendor.push("drop_before_accept")
    one = await world.order()
    await world.work_until("unknown", one)
    two = await world.order()
    await world.work_until("accepted", two)
    [mine] = world.attempts(two)
    here = attempts.update().where(attempts.c.id == mine.id)

    # The vendor has two's job, but its ticket is not committed yet.
    on_its_way = here.values(state="sending", vendor_job_id=None, due_at=None)
    world.db.write_sync(lambda conn: conn.execute(on_its_way))
    await world.work(seconds=100)
    assert world.states(one) == ["unknown"], "two's job is not one's"

    answered = {"state": "accepted", "vendor_job_id": mine.vendor_job_id, "due_at": world.clock.now_ms()}
    world.db.write_sync(lambda conn: conn.execute(here.values(**answered)))
    assert (await world.finished(two))["status"] == "succeeded"
    assert world.read(
        lambda conn: conn.execute(sa.select(attempts.c.state).order_by(attempts.c.id)).scalars().all()
    ) == [
        "unknown",
        "kept",
    ]
