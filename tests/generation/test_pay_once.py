"""The submit: one attempt is at most one POST, and what nobody can tell is never guessed."""

import json
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from reelwright.generation import tickets
from reelwright.generation.models import attempts, hook_inbox, orphans, slots
from reelwright.generation.steps.submit import remember_ticket, replay_spool
from reelwright.generation.tickets import LEFT_MS, stop_left_orphans
from reelwright.simulator.hooks import sign
from reelwright.simulator.scenario import Scenario
from reelwright.vendors.contract import Accepted, Ticket
from tests.generation import books
from tests.generation.world import CREDENTIAL, World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
LOST = "drop_after_accept"


async def hook(world: World, job_id: str, token: str = "", delivery: str = "msg_1", secret: str = "") -> Any:
    """The vendor's webhook about a job, as it would sign it."""
    raw = json.dumps({"id": job_id, "status": "done"}).encode()
    headers = sign(secret or Scenario().hook_secret, delivery, world.clock.now_ms() // 1000, raw)
    path = f"/api/hooks/billing/{CREDENTIAL}" + (f"?a={token}" if token else "")
    return await world.client().post(path, content=raw, headers={**headers, "Content-Type": "application/json"})


# -- the lost answer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [LOST, "error_after_accept", "garbled_answer"])
@ON_SQLITE
async def test_a_lost_answer_is_found_in_the_list_and_never_ordered_twice(world: World, how: str) -> None:
    world.vendor.push(how)
    made = await world.order()
    unknown = await world.work_until("unknown", made)
    assert unknown["status"] == "needs_attention" and unknown["price"]["heldUsd"] == 0.5

    made = await world.finished(made)

    assert made["status"] == "succeeded" and world.states(made) == ["kept"]
    assert len(world.vendor.invoice()) == 1 and made["price"]["chargedUsd"] == 0.5


async def test_what_cannot_be_looked_up_waits_for_a_person_with_its_money_held(world: World) -> None:
    world.vendor.push(LOST)
    made = await world.finished(await world.order("fake-unlisted"))

    assert made["status"] == "needs_attention" and made["error"]["code"] == "submit_unknown"
    assert made["price"] == {"estimateUsd": 0.5, "heldUsd": 0.5, "chargedUsd": 0.0}
    assert len(world.vendor.invoice()) == 1
    world.clock.advance(86_400)
    await world.work()
    assert world.states(made) == ["unknown"] and len(world.vendor.invoice()) == 1, "not in a day either"


@ON_SQLITE
async def test_an_answer_lost_before_the_vendor_had_it_looks_the_same_and_is_not_sent_again(world: World) -> None:
    world.vendor.push("drop_before_accept")
    made = await world.finished(await world.order())
    assert made["status"] == "needs_attention" and world.vendor.invoice() == []


@ON_SQLITE
async def test_two_candidates_are_no_answer(world: World) -> None:
    """Two equal orders, both answers lost: either job could be either's."""
    world.vendor.push(LOST, 2)
    one, two = await world.order("fake-video"), await world.order("fake-video")
    await world.work()
    assert world.states(one) == world.states(two) == ["unknown"]
    assert len(world.vendor.invoice()) == 2

    jobs = {line["client_ref"]: line["job_id"] for line in world.vendor.invoice()}
    for made in (one, two):
        [attempt] = world.attempts(made)
        body = {"attemptId": attempt.id, "outcome": "found", "vendorJobId": jobs[attempt.id]}
        await world.act(made, "resolve", body)
    assert [(await world.finished(made))["status"] for made in (one, two)] == ["succeeded", "succeeded"]


@ON_SQLITE
async def test_a_job_that_is_bound_already_is_not_a_candidate(world: World) -> None:
    first = await world.work_until("accepted", await world.order())
    world.vendor.push("drop_before_accept")
    second = await world.finished(await world.order())

    assert (await world.get(first))["status"] == "succeeded"
    assert second["status"] == "needs_attention", "the only job in the list is the first order's"


# -- a person's word --------------------------------------------------------------------------------------------------


async def lost(world: World, model: str = "fake-unlisted") -> tuple[dict[str, Any], sa.Row[Any]]:
    world.vendor.push(LOST)
    made = await world.finished(await world.order(model))
    [attempt] = world.attempts(made)
    world.clock.advance(120)
    return made, attempt


@pytest.mark.parametrize(
    ("outcome", "state", "charged"), [("not_billed", "void", 0.0), ("written_off", "expired", 0.5)]
)
async def test_a_person_settles_it(world: World, outcome: str, state: str, charged: float) -> None:
    made, attempt = await lost(world)
    told = await world.act(made, "resolve", {"attemptId": attempt.id, "outcome": outcome})
    assert told["status"] == "failed" and world.states(made) == [state]
    assert told["price"] == {"estimateUsd": 0.5, "heldUsd": 0.0, "chargedUsd": charged}


@ON_SQLITE
async def test_a_person_names_the_job(world: World) -> None:
    made, attempt = await lost(world)
    job = world.vendor.invoice()[0]["job_id"]
    wrong = {"attemptId": attempt.id, "outcome": "found", "vendorJobId": "job_of_somebody_else"}
    refused = await world.act(made, "resolve", wrong, status=422)
    assert "does not confirm" in refused["detail"]

    await world.act(made, "resolve", {**wrong, "vendorJobId": job})
    assert (await world.finished(made))["status"] == "succeeded"
    again = await world.act(made, "resolve", {**wrong, "vendorJobId": job}, status=409)
    assert again["code"] == "not_resolvable"


@ON_SQLITE
async def test_nothing_is_written_off_while_the_order_may_still_be_on_its_way(world: World) -> None:
    world.vendor.push(LOST)
    made = await world.work_until("unknown", await world.order("fake-unlisted"))
    [attempt] = world.attempts(made)
    body = {"attemptId": attempt.id, "outcome": "not_billed"}
    assert (await world.act(made, "resolve", body, status=409))["code"] == "not_resolvable"


# -- webhooks ---------------------------------------------------------------------------------------------------------


async def test_a_late_webhook_binds_the_job_whose_answer_was_lost(world: World) -> None:
    made, attempt = await lost(world)
    job = world.vendor.invoice()[0]["job_id"]

    assert (await hook(world, job, attempt.hook_token)).json() == {"isNew": True}
    assert (await hook(world, job, attempt.hook_token)).json() == {"isNew": False}

    assert (await world.finished(made))["status"] == "succeeded"
    assert len(world.vendor.invoice()) == 1


@ON_SQLITE
async def test_a_webhook_that_is_faster_than_the_answer_stands_in_for_it_when_that_is_lost(world: World) -> None:
    """The vendor told while we were still sending, and then the connection broke; no second webhook ever comes."""
    made = await world.order("fake-unlisted")
    world.vendor.push(LOST)
    adapter = world.services.adapters["billing"]
    start = adapter.start

    async def start_and_tell(*args: Any, **rest: Any) -> Any:
        answer = await start(*args, **rest)
        [attempt] = world.attempts(made)
        assert attempt.state == "sending"
        await hook(world, world.vendor.invoice()[0]["job_id"], attempt.hook_token)
        return answer

    adapter.start = start_and_tell  # type: ignore[method-assign]
    made = await world.finished(made)
    assert made["status"] == "succeeded" and len(world.vendor.invoice()) == 1


@ON_SQLITE
async def test_a_webhook_only_moves_the_look_forward(world: World) -> None:
    made = await world.work_until("accepted", await world.order())
    [attempt] = world.attempts(made)
    world.clock.advance(0.5)
    assert attempt.due_at > world.clock.now_ms()
    await hook(world, attempt.vendor_job_id)
    await world.round()
    assert world.states(made) == ["accepted"], "the vendor says that it runs, whatever the webhook said"
    assert (await world.finished(made))["status"] == "succeeded"


@ON_SQLITE
async def test_a_forged_webhook_is_refused(world: World) -> None:
    made, attempt = await lost(world)
    forged = await hook(world, "job_x", attempt.hook_token, secret="whsec_d3JvbmcgLSB3cm9uZyAtIHdyb25n")
    assert forged.status_code == 422 and world.states(made) == ["unknown"]
    assert world.read(lambda conn: conn.execute(sa.select(hook_inbox)).all()) == []


# -- orphans ----------------------------------------------------------------------------------------------------------


async def test_a_second_ticket_is_canceled_at_the_vendor_and_booked(world: World) -> None:
    made = await world.work_until("accepted", await world.order())
    [attempt] = world.attempts(made)
    access = world.services.credentials.access(CREDENTIAL, world.vendor.base_url)
    second = await world.services.adapters["billing"].start(
        attempt.body, access, hook_url=None, send_by_ms=world.clock.now_ms() + 9_000
    )
    world.clock.advance(1)  # it runs: canceling costs

    await remember_ticket(world.ctx, attempt.id, second.ticket)
    await remember_ticket(world.ctx, attempt.id, second.ticket)

    made = await world.finished(made)
    assert made["status"] == "succeeded" and any("second job" in warning for warning in made["warnings"])
    assert [line["phase"] for line in world.vendor.invoice()] == ["succeeded", "canceled"]
    assert world.read(books.spent_micro) == world.vendor.billed() == 1_000_000
    [orphan] = world.read(lambda conn: conn.execute(sa.select(orphans)).all())
    assert (orphan.action, orphan.attempt_id) == ("booked", attempt.id)


@pytest.mark.parametrize(("outcome", "action"), [("not_billed", "booked"), ("written_off", "paid")])
@ON_SQLITE
async def test_a_webhook_after_a_person_gave_up_is_an_orphan_booked_once(
    world: World, outcome: str, action: str
) -> None:
    made, attempt = await lost(world)
    await world.act(made, "resolve", {"attemptId": attempt.id, "outcome": outcome})
    await hook(world, world.vendor.invoice()[0]["job_id"], attempt.hook_token)

    [orphan] = world.read(lambda conn: conn.execute(sa.select(orphans)).all())
    assert orphan.action == action and world.states(made)[0] in ("void", "expired")
    assert world.read(books.spent_micro) == world.vendor.billed() == 500_000


@ON_SQLITE
async def test_an_orphan_that_a_process_died_over_is_dealt_with_by_the_next(world: World) -> None:
    """It was noted, then the process ended before the vendor was told: nobody else would ever hear of it."""
    made, attempt = await lost(world)
    await world.act(made, "resolve", {"attemptId": attempt.id, "outcome": "not_billed"})
    [attempt], job_id = world.attempts(made), world.vendor.invoice()[0]["job_id"]
    await world.db.write(partial(tickets._note, attempt, Ticket(job_id), world.clock.now_ms()))
    stop = partial(stop_left_orphans, world.db, world.clock, world.ctx.adapter_of, world.ctx.access_of)
    assert await stop() == 0, "it may still be in somebody's hands"

    world.clock.advance(LEFT_MS / 1000 + 1)
    assert (await stop(), await stop()) == (1, 0)
    [orphan] = world.read(lambda conn: conn.execute(sa.select(orphans)).all())
    assert orphan.action == "booked"
    assert world.read(books.spent_micro) == world.vendor.billed() == 500_000


@ON_SQLITE
async def test_a_ticket_met_again_in_the_spool_is_no_orphan(world: World) -> None:
    """The process died between the commit and forgetting the file; meanwhile another one saw the job fail."""
    world.vendor.push("fail_billed")
    made = await world.finished(await world.order())
    [attempt] = world.attempts(made)
    assert attempt.state == "failed"
    world.ctx.spool.write(attempt.id, Ticket(attempt.vendor_job_id))

    assert await replay_spool(world.ctx) == 1

    assert world.read(lambda conn: conn.execute(sa.select(orphans)).all()) == []
    assert world.read(books.spent_micro) == world.vendor.billed()
    assert not world.ctx.spool.all()


async def test_an_id_as_long_as_litellms_is_kept(world: World) -> None:
    adapter = world.services.adapters["billing"]
    start, long = adapter.start, "video_" + "A" * 300

    async def renaming(*args: Any, **more: Any) -> Any:
        answer = await start(*args, **more)
        return Accepted(Ticket(long, answer.ticket.data)) if isinstance(answer, Accepted) else answer

    adapter.start = renaming  # type: ignore[method-assign]
    made = await world.work_until("accepted", await world.order("fake-unlisted"))
    assert [row.vendor_job_id for row in world.attempts(made)] == [long]


@ON_SQLITE
async def test_a_replay_that_finds_sending_without_a_ticket_looks_and_does_not_send(world: World) -> None:
    made = await world.order("fake-unlisted")

    class Killed(BaseException): ...

    async def die(*_: Any, **__: Any) -> Any:
        raise Killed

    adapter = world.services.adapters["billing"]
    start, adapter.start = adapter.start, die  # type: ignore[method-assign]
    with pytest.raises(Killed):
        await world.work()
    adapter.start = start  # type: ignore[method-assign]
    later = world.clock.now_ms() + 1
    [claim] = world.read(lambda conn: world.tables["attempts"].claimed_before(conn, later, 9))
    await world.run_claim(claim)
    assert world.states(made) == ["unknown"] and world.vendor.invoice() == []


# -- certain rejections -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["invalid", "unauthorized", "no_credit", "gone_model"])
@ON_SQLITE
async def test_a_certain_rejection_costs_nothing_and_keeps_no_slot(world: World, how: str) -> None:
    world.vendor.push(how)
    made = await world.finished(await world.order())
    assert made["status"] == "failed" and world.states(made) == ["rejected"]
    assert made["error"]["code"] == "shot_rejected" and made["error"]["detail"]
    assert made["price"] == {"estimateUsd": 0.5, "heldUsd": 0.0, "chargedUsd": 0.0}


async def test_a_throttled_submit_is_tried_again_when_it_was_told_to_within_its_own_hold(world: World) -> None:
    world.vendor.push("throttle:30")
    made = await world.work_until("rejected", await world.order())
    first, second = world.attempts(made)
    assert (first.state, second.state, second.no, second.hold_micro) == ("rejected", "new", 2, 500_000)
    assert second.due_at == first.settled_at + 30_000
    assert made["price"]["heldUsd"] == 0.5, "the first hold was given back"

    made = await world.finished(made)
    assert made["status"] == "succeeded" and world.states(made) == ["rejected", "kept"]


@ON_SQLITE
async def test_a_vendor_that_throttles_one_order_is_left_alone_by_all(world: World) -> None:
    """The limit is the key's: other orders, of any process, wait as long."""
    world.vendor.push("throttle:30")
    first, second = await world.order(), await world.order(prompt="Another flask")
    before = world.clock.now_ms()
    await world.work(until=world.rests)
    sent = [row.sent_at - before for order in (first, second) for row in world.attempts(order)]
    assert world.states(first) + world.states(second) in (
        ["rejected", "kept", "kept"],
        ["kept", "rejected", "kept"],
    )
    assert sorted(moment >= 30_000 for moment in sent) == [False, True, True]


async def test_a_vendor_that_throttles_for_ever_is_given_up(world: World) -> None:
    world.vendor.push("throttle", 9)
    made = await world.finished(await world.order())
    assert made["status"] == "failed" and world.states(made) == ["rejected"] * 5


@ON_SQLITE
async def test_no_connection_is_certain_and_tried_again(world: World) -> None:
    world.db.write_sync(lambda conn: None)
    made = await world.order()
    nowhere = attempts.update().values(base_url="http://127.0.0.1:9")
    world.db.write_sync(lambda conn: conn.execute(nowhere))
    made = await world.finished(made)
    assert made["status"] == "failed" and set(world.states(made)) == {"rejected"}


@ON_SQLITE
async def test_the_other_shots_are_not_bought_when_one_cannot_be_had(world: World) -> None:
    world.db.write_sync(lambda conn: conn.execute(slots.update().values(cap=1)))
    world.vendor.push("invalid")
    made = await world.finished(await world.order("fake-short"))
    assert made["status"] == "failed" and sorted(world.states(made)) == ["canceled", "rejected"]
    assert world.vendor.invoice() == []


async def test_no_more_jobs_run_at_a_vendor_than_it_allows(world: World) -> None:
    world.db.write_sync(lambda conn: conn.execute(slots.update().where(slots.c.cap == 8).values(cap=2)))
    most = 0
    orders = [await world.order(prompt=f"Order {n}") for n in range(6)]

    def watch() -> bool:
        nonlocal most
        here = sa.select(sa.func.count()).select_from(attempts).where(attempts.c.has_slot)
        most = max(most, world.read(lambda conn: conn.execute(here).scalar_one()))
        return False

    await world.work(until=watch)
    assert most == 2
    assert [(await world.get(made))["status"] for made in orders] == ["succeeded"] * 6
