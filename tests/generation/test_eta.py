"""How long it still takes: within 30 % in the middle of all estimates, on histories as noisy as real ones."""

import math
import random
from collections.abc import Callable
from statistics import median

import pytest
import sqlalchemy as sa

from reelwright.generation.eta import Pace, Sample, pace_from, seconds_to_go
from reelwright.generation.models import UNDER_WAY, generations
from tests.generation.world import World

NOISE = 0.2  # log-normal: two of three within 20 %
Run = Callable[[random.Random, float], float]


def renderer(chance: random.Random, load: float) -> float:
    """A machine of our own: some seconds to begin and end, then time by load."""
    return (4 + 1.4 * load) * math.exp(chance.gauss(0, NOISE))


def vendor(chance: random.Random, load: float) -> float:
    """Shots side by side: the length hardly matters, and now and then one takes four times as long."""
    return (70 + 0.5 * load) * math.exp(chance.gauss(0, NOISE)) * (4 if chance.random() < 0.05 else 1)


def busy(chance: random.Random, load: float) -> float:
    """The same machine with much else to do."""
    return 2.5 * renderer(chance, load)


def load(chance: random.Random) -> float:
    return chance.uniform(5, 60) * chance.choice([1.0, 0.44])  # 1080p and 720p


def shown(chance: random.Random, done: float) -> float:
    """Progress as a person sees it at that share of the time: making counts for 85 %, whatever it really took."""
    share = chance.uniform(0.7, 0.95)
    return 0.85 * done / share if done < share else 0.85 + 0.15 * (done - share) / (1 - share)


def errors(history: Run, now: Run, *, has_progress: bool, seed: int) -> list[float]:
    """|estimate - truth| / truth, from a tenth of the way on, for videos after 40 others."""
    chance = random.Random(seed)
    found = []
    for _ in range(60):
        past = [load(chance) for _ in range(40)]
        samples = [Sample(one, (now if n < 5 else history)(chance, one)) for n, one in enumerate(past)]
        pace, wish = pace_from(samples), load(chance)
        truth = now(chance, wish)
        for done in (0.1, 0.25, 0.5, 0.75):
            progress = shown(chance, done) if has_progress else 0.0
            left = seconds_to_go(pace, wish, progress, done * truth)
            assert left is not None
            found.append(abs(left - (1 - done) * truth) / ((1 - done) * truth))
    return found


@pytest.mark.parametrize(
    ("history", "now", "has_progress"),
    [(renderer, renderer, True), (vendor, vendor, False), (renderer, busy, True)],
    ids=["our engine", "a vendor that tells no progress", "a machine that has become busy"],
)
def test_half_of_all_estimates_are_within_30_percent(history: Run, now: Run, has_progress: bool) -> None:
    middles = [median(errors(history, now, has_progress=has_progress, seed=seed)) for seed in range(8)]
    assert max(middles) < 0.30, [round(one, 3) for one in middles]


def test_a_long_video_is_not_told_from_short_ones_by_ratio_where_both_are_known() -> None:
    samples = [Sample(size, 30 + size) for size in (5, 8, 15, 30)]
    pace = pace_from(samples)
    assert pace is not None and pace.expected_seconds(60) == pytest.approx(90)


def test_one_video_of_the_past_is_better_than_none() -> None:
    assert pace_from([]) is None
    assert seconds_to_go(None, 8, 0.0, 3.0) is None
    assert seconds_to_go(None, 8, 0.5, 10.0) == pytest.approx(10)
    pace = pace_from([Sample(8, 16)])
    assert seconds_to_go(pace, 8, 0.0, None, 20) == pytest.approx(36)


def test_it_never_says_that_it_is_over_before_it_is() -> None:
    pace = Pace(0, 1, (1.0, 1.1))
    late = seconds_to_go(pace, 10, 0.4, 60.0)
    assert late is not None and late > 0


async def test_the_next_video_is_told_by_the_last_ones(world: World) -> None:
    first = await world.finished(await world.order())
    assert first["etaSeconds"] is None
    second = await world.order()
    assert (await world.api.get(f"/api/video/{second['id']}")).json()["etaSeconds"] is not None


async def test_another_take_is_told_by_its_own_round(world: World) -> None:
    """Hours lie between the first order and the redo of one of its two shots."""
    made, _ = [await world.finished(await world.order("fake-short")) for _ in range(2)]
    fresh = await world.work_until("accepted", await world.order("fake-short"))
    world.clock.advance(7_200)
    await world.act(made, "shots/2/redo")
    again = await world.work_until("accepted", made)
    assert again["etaSeconds"] <= fresh["etaSeconds"]


async def test_behind_a_crowd_nobody_says_when_it_begins(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is the crowd counted to its end for each who asks."""
    await world.finished(await world.order())
    monkeypatch.setattr("reelwright.generation.eta.MOST_AHEAD", 2)
    ids = [(await world.order())["id"] for _ in range(4)]
    etas = [(await world.api.get(f"/api/video/{one}")).json()["etaSeconds"] for one in ids]
    assert etas[0] is not None and etas[1] > etas[0]
    assert etas[2:] == [None, None]


def test_what_waits_is_found_without_a_look_at_what_is_done(world: World) -> None:
    if not world.db.is_sqlite:
        pytest.skip("PostgreSQL chooses by how many rows there are")
    found = sa.select(generations.c.id).where(UNDER_WAY, generations.c.id < "gen_z").limit(5)
    text = found.compile(world.db.engine, compile_kwargs={"literal_binds": True})
    plan = world.db.read_sync(lambda conn: conn.execute(sa.text(f"EXPLAIN QUERY PLAN {text}")).all())
    assert "ix_generations_under_way" in str(plan)
