"""Killed at every named point, and at any instant: nothing is lost, nothing is bought twice, the books agree."""

import pytest

from reelwright.kit.failpoints import POINTS
from tests.crash.rounds import kill_at_random
from tests.crash.site import Site

pytestmark = pytest.mark.timeout(900)  # a minute or two; a crowded machine takes its time
MONEY_POINTS = ("submit.intent", "submit.answered", "submit.spooled", "store.copied")


@pytest.mark.parametrize(
    ("site", "points"),
    [
        pytest.param("sqlite", POINTS, id="sqlite"),
        pytest.param("postgres", MONEY_POINTS, id="postgres"),
        pytest.param("postgres", POINTS, id="postgres-all", marks=pytest.mark.full),
    ],
    indirect=["site"],
)
async def test_dying_at_a_point_loses_nothing(site: Site, points: tuple[str, ...]) -> None:
    """The next process takes up what the one before has left, and dies at the next point. A point that is never
    reached leaves its process alive, and the test fails."""
    for point in points:
        server = await site.start(failpoint=point)
        site.order()
        await site.dies(server)
    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict
    # An intent whose POST was never made is on no invoice: nobody can know that, so a person is asked. A death while
    # one shot pays may meet its neighbour there.
    assert set(verdict.statuses) == {"succeeded", "needs_attention"}
    assert verdict.statuses["needs_attention"] <= sum(point.startswith("submit.") for point in points)


@pytest.mark.parametrize(
    ("site", "kills"),
    [("sqlite", 3), *(pytest.param(database, 20, marks=pytest.mark.full) for database in ("sqlite", "postgres"))],
    indirect=["site"],
)
async def test_dying_at_any_instant_loses_nothing(site: Site, kills: int) -> None:
    await kill_at_random(site, kills, seed=kills)
    verdict = await site.rests(seconds=120 + 5 * kills)
    assert verdict.is_right, verdict
    assert set(verdict.statuses) <= {"succeeded", "needs_attention"}
