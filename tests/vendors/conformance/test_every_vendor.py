"""What holds for every vendor: one suite, each adapter, before a vendor that misbehaves on demand."""

import io
import logging
import time
from dataclasses import replace

import av
import pytest

from reelwright.catalog.spec import Route
from reelwright.vendors import rules
from reelwright.vendors.contract import (
    Accepted,
    Access,
    Ambiguous,
    Done,
    Ended,
    Job,
    Missing,
    Reference,
    Rejected,
    Running,
    Ticket,
    Unrecognised,
    Watch,
)
from reelwright.vendors.errors import FileGone, FileUnreadable
from reelwright.vendors.transport import Transport
from tests.simulator.running import clean_folder, served
from tests.vendors.conformance.cases import CASES, ROUTES, request_of
from tests.vendors.conformance.conftest import KEY, QUICK, Bench

HOSTED = [route for route in ROUTES.values() if route.vendor != "studio"]


async def test_an_order_becomes_the_file_that_was_ordered(bench: Bench) -> None:
    done = await bench.ended()
    assert isinstance(done, Done)
    order = request_of(bench.case.route, bench.case.mode)
    made = look_into(await bench.fetch(done.file))
    assert made == (order.width, order.height, order.frames, order.with_audio)
    [line] = await bench.bill()
    assert line["micro_usd"] > 0 and done.charge_micro in (None, line["micro_usd"])


async def test_our_price_is_what_the_vendor_bills(bench: Bench) -> None:
    await bench.accepted()
    order = request_of(bench.case.route, bench.case.mode)
    price = bench.case.mode.price_of(order.resolution, order.with_audio)
    if price is not None:
        assert (await bench.bill())[0]["micro_usd"] == price.of(order.seconds)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("invalid", "invalid_input"),
        ("unauthorized", "key_refused"),
        ("no_credit", "no_credit"),
        ("gone_model", "not_offered"),
        ("throttle:7", "throttled"),
    ],
)
async def test_a_certain_rejection_costs_nothing(bench: Bench, fault: str, code: str) -> None:
    outcome = await bench.start(fault)
    assert isinstance(outcome, Rejected) and outcome.code == code and outcome.message
    assert outcome.retry_after_seconds == (7.0 if code == "throttled" else None)
    assert await bench.bill() == []


@pytest.mark.parametrize(
    "fault", ["drop_after_accept", "error_after_accept", "garbled_answer", "hang_after_accept", "late_answer:60"]
)
async def test_a_lost_answer_is_ambiguous_and_bought_once(
    bench: Bench, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SUBMIT_SECONDS", 0.3)
    assert isinstance(await bench.start(fault), Ambiguous)
    assert len(await bench.bill()) == 1


@pytest.mark.parametrize("fault", ["error_before_accept", "drop_before_accept"])
async def test_what_cannot_be_told_from_a_lost_answer_is_ambiguous_too(bench: Bench, fault: str) -> None:
    assert isinstance(await bench.start(fault), Ambiguous)


async def test_a_late_answer_is_an_answer(bench: Bench) -> None:
    assert isinstance(await bench.start("late_answer:0.2"), Accepted)


async def test_nothing_leaves_after_its_time(bench: Bench) -> None:
    outcome = await bench.start(send_by_ms=time.time_ns() // 1_000_000 - 1)
    assert isinstance(outcome, Rejected) and outcome.code == "sent_too_late"
    assert await bench.bill() == []


async def test_a_wrong_key_is_a_rejection(bench: Bench) -> None:
    body = await bench.compose()
    outcome = await bench.adapter.start(body, replace(bench.access, key="bad"), hook_url=None, send_by_ms=2**60)
    assert isinstance(outcome, Rejected) and outcome.code == "key_refused"


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        ("refuse_input", {"refused"}),
        ("refuse_output", {"refused"}),
        ("fail", {"failed"}),
        ("fail_billed", {"failed"}),
        ("abort", {"aborted", "canceled", "failed"}),  # not every API has a word for it
    ],
)
async def test_an_end_without_a_file_says_what_it_was(bench: Bench, fate: str, words: set[str]) -> None:
    ended = await bench.ended(fate)
    assert isinstance(ended, Ended) and ended.word in words
    assert ended.is_final == (ended.word == "refused")
    [line] = await bench.bill()
    assert ended.is_billed in (None, line["micro_usd"] > 0)
    assert ended.charge_micro in (None, line["micro_usd"])
    told = bench.case.route.charge.is_billed(ended.word)
    assert told in (None, line["micro_usd"] > 0), "the catalogue's rule and the bill disagree"


async def test_a_word_nobody_knows_is_quoted(bench: Bench) -> None:
    checked = await bench.ended("unknown_word")
    assert isinstance(checked, Unrecognised) and "transmogrified" in checked.word.lower()


async def test_a_running_job_says_when_to_look_again(bench: Bench) -> None:
    job = await bench.accepted("stuck")
    checked = await bench.adapter.check(job, Watch())
    assert isinstance(checked, Running) and checked.look_again_seconds
    assert checked.progress is None or 0 <= checked.progress <= 1


async def test_a_job_nobody_knows_is_missing(bench: Bench) -> None:
    job = Job("att_1", Ticket("nobody-knows-this"), {}, bench.access)
    assert isinstance(await bench.adapter.check(job, Watch()), Missing)


async def test_a_vendor_that_stumbles_is_asked_again(bench: Bench) -> None:
    job = await bench.accepted("check_error:1")
    assert isinstance(await bench.adapter.check(job, Watch()), Running | Done)


async def test_a_cancel_tells_the_truth(bench: Bench) -> None:
    job = await bench.accepted("stuck")
    answer = await bench.adapter.cancel(job)
    [line] = await bench.bill()
    if not bench.case.cancels:
        assert not answer.stopped and isinstance(await bench.adapter.check(job, Watch()), Running)
        return
    assert answer.stopped and answer.will_bill in (None, line["micro_usd"] > 0)
    ended = await bench.adapter.check(job, Watch())
    assert isinstance(ended, Ended) and ended.word in ("canceled", "aborted")
    assert ended.is_billed in (None, line["micro_usd"] > 0)


async def test_a_cancel_that_comes_too_late_leaves_the_file(bench: Bench) -> None:
    job = await bench.accepted()
    while not isinstance(done := await bench.adapter.check(job, Watch()), Done):
        pass
    assert not (await bench.adapter.cancel(job)).stopped
    assert await bench.fetch(done.file)


async def test_a_lost_job_is_found_where_the_vendor_lists(bench: Bench) -> None:
    since = time.time_ns() // 1_000_000
    body = await bench.compose("drop_after_accept")
    other = await bench.compose(prompt="Somebody else's kite")
    await bench.adapter.start(other, bench.access, hook_url=None, send_by_ms=2**60)
    assert isinstance(await bench.adapter.start(body, bench.access, hook_url=None, send_by_ms=2**60), Ambiguous)
    window = {"since_ms": since, "until_ms": since + 60_000}
    found = await bench.adapter.find(body, bench.access, **window)
    lost = (await bench.bill())[-1]["job_id"]
    assert [ticket.vendor_job_id for ticket in found] == ([lost] if bench.case.lists else [])


async def test_twins_are_both_candidates(bench: Bench) -> None:
    since = time.time_ns() // 1_000_000
    body = await bench.compose()
    for _ in range(2):
        await bench.adapter.start(body, bench.access, hook_url=None, send_by_ms=2**60)
    found = await bench.adapter.find(body, bench.access, since_ms=since, until_ms=since + 60_000)
    assert len(found) == (2 if bench.case.lists else 0)


@pytest.mark.parametrize(
    ("fault", "error"),
    [("file_gone", FileGone), ("file_expired", FileGone), ("file_truncated", FileUnreadable)],
)
async def test_a_file_that_cannot_be_had_is_an_error(bench: Bench, fault: str, error: type[Exception]) -> None:
    done = await bench.ended(fault)
    assert isinstance(done, Done)
    with pytest.raises(error):
        await bench.fetch(done.file)


async def test_a_short_file_is_fetched_as_it_is(bench: Bench) -> None:
    done = await bench.ended("file_short")
    assert isinstance(done, Done)
    _, _, frames, _ = look_into(await bench.fetch(done.file))
    assert 0 < frames < request_of(bench.case.route, bench.case.mode).frames


async def test_the_key_is_nowhere_to_be_read(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = await bench.compose()
    seen = [body, await bench.start(), await bench.start("error_after_accept"), await bench.ended(), bench.access]
    assert KEY not in repr(seen) and KEY not in caplog.text


@pytest.mark.parametrize("route", HOSTED, ids=lambda route: route.id)
async def test_every_mode_of_the_catalogue_is_taken_and_made(
    route: Route, transport: Transport, clip_folder: object, picture: Reference
) -> None:
    """Bodies from the catalogue's facts, with every picture a mode takes, against the vendor's own validation."""
    case = next(case for case in CASES.values() if case.vendor == route.vendor)
    async with served(case.make_app(clean_folder(clip_folder), QUICK)) as fake:  # type: ignore[arg-type]
        access = Access("cred_1", route.vendor, fake.base_url(route.vendor), KEY)
        adapter = case.adapter(transport)
        for mode in route.modes:
            wish = request_of(route, mode, references=_pictures(picture, mode.inputs, mode.max_references))
            body = await adapter.compose(wish, access)
            started = await adapter.start(body, access, hook_url=None, send_by_ms=2**60)
            assert isinstance(started, Accepted), (mode.id, started)


def _pictures(picture: Reference, inputs: frozenset[str], most: int) -> tuple[Reference, ...]:
    first = (replace(picture, role="firstFrame"),) if "firstFrame" in inputs else ()
    others = tuple(replace(picture, asset_id=f"ast_{n}") for n in range(2, 2 + min(2, most)))
    return first + others


def test_every_hosted_vendor_of_the_catalogue_has_a_case() -> None:
    assert {route.vendor for route in HOSTED} == {case.vendor for case in CASES.values()}


def look_into(content: bytes) -> tuple[int, int, int, bool]:
    """Width, height, decoded frames, and whether there is sound."""
    with av.open(io.BytesIO(content), "r") as container:
        stream = container.streams.video[0]
        return stream.width, stream.height, len(list(container.decode(stream))), bool(container.streams.audio)
