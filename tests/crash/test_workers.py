"""Several processes on one PostgreSQL: one dies for good, one freezes; another carries on, nothing is sent twice."""

import asyncio
import time

import pytest

from reelwright.dispatch.dispatcher import LEASE_SECONDS
from reelwright.generation.steps.submit import SEND_BY_MS
from tests.crash import books
from tests.crash.site import Site

pytestmark = [pytest.mark.full, pytest.mark.parametrize("site", ["postgres"], indirect=True)]


async def test_a_worker_that_dies_for_good_is_replaced_by_another(site: Site) -> None:
    """The one that stays is not the one that held the dispatcher's lease, and never restarts."""
    doomed = await site.start(name="two", role="work")
    await asyncio.sleep(1.5)  # it has the dispatcher's lease
    await site.start()
    site.order(3)
    await site.are_accepted()
    await asyncio.sleep(2.5)
    await site.kill(doomed)
    died_at = time.monotonic()

    verdict = await site.rests()
    took = time.monotonic() - died_at
    assert verdict.is_right, verdict
    assert set(verdict.statuses) <= {"succeeded", "needs_attention"}
    assert took < 6 * LEASE_SECONDS, f"taken over and finished after {took:.0f} s"


@pytest.mark.parametrize("seconds", [LEASE_SECONDS + 4, SEND_BY_MS / 1000 + 4])
async def test_a_worker_that_was_frozen_sends_nothing_twice(site: Site, seconds: float) -> None:
    """Frozen while it pays: others take over what it held; when it thaws it finds its work done, or too late."""
    site.vendor.mix_faults({"late_answer:1.0": 1.0})
    frozen = await site.start(name="two", role="work")
    await asyncio.sleep(1.5)
    await site.start()
    site.order(2)
    while not await site.db.read(books.is_sending):  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    frozen.freeze()
    await asyncio.sleep(seconds)
    frozen.thaw()

    verdict = await site.rests()
    assert verdict.is_right, verdict
    assert set(verdict.statuses) <= {"succeeded", "needs_attention"}
