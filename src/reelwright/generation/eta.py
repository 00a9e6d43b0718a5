"""How long a video still takes: from our own history of its model, and from how this one gets on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Any

import sqlalchemy as sa

from reelwright.generation.models import UNDER_WAY, attempts, generations
from reelwright.planning.wish import Plan

HISTORY = 40  # how many earlier videos of a model are looked at
NEWEST = 5  # of them tell how fast this machine, or the vendor, is at present
PIXELS = 1920 * 1080 * 30  # a second of 1080p at 30 fps is one load
ALIKE = 1.5  # loads within this ratio tell nothing of how time grows with them
LEAST_PROGRESS = 0.05  # before that, progress tells nothing
LEAST_SPREAD = 0.05
MOST_AHEAD = 200  # videos before one, from which on nobody can say when it begins


@dataclass(frozen=True)
class Sample:
    """One earlier video: how much it was, and the seconds from its first submit to its end."""

    load: float
    seconds: float


@dataclass(frozen=True)
class Pace:
    """What videos of a model take: so much for any, so much more for each load; and how far off that was."""

    base_seconds: float
    seconds_per_load: float
    ratios: tuple[float, ...]  # what earlier ones really took, of what they should have

    @property
    def spread(self) -> float:
        """How far off the middle one is, relative."""
        return max(LEAST_SPREAD, median(abs(one - 1) for one in self.ratios))

    def expected_seconds(self, load: float) -> float:
        """From the first submit to the end."""
        return max(0.5, self.base_seconds + self.seconds_per_load * load)

    def left_after(self, load: float, seconds: float) -> float:
        """The seconds that were left, in the middle, of earlier ones that took longer than this one has until now."""
        usual = self.expected_seconds(load)
        longer = [one * usual - seconds for one in self.ratios if one * usual > seconds]
        return median(longer) if longer else 0.2 * seconds


def load_of(plan: Plan) -> float:
    """How much a plan's video is to make."""
    return plan.frames * plan.width * plan.height / PIXELS


def pace_from(samples: Sequence[Sample]) -> Pace | None:
    """The pace that earlier videos, the newest first, speak for: robust to the few that took very long."""
    if not samples:
        return None
    base, slope = _line(samples)
    usual = [max(0.5, base + slope * one.load) for one in samples]
    ratios = [one.seconds / seconds for one, seconds in zip(samples, usual, strict=True)]
    now = _present(ratios)
    return Pace(base * now, slope * now, tuple(ratios))


def _present(ratios: Sequence[float]) -> float:
    """How much slower than usual it goes at present: a busy machine is slower for all.

    The newest few say so, and are believed as far as they say more than chance does: their own middle is off by about
    half the spread.
    """
    told = log(median(ratios[:NEWEST]))
    chance = 0.8 * max(LEAST_SPREAD, median(abs(one - 1) for one in ratios))
    return exp(told * told**2 / (told**2 + chance**2))


def _line(samples: Sequence[Sample]) -> tuple[float, float]:
    """Base and slope by the median of all slopes between two samples (Theil and Sen)."""
    by_ratio = median(one.seconds / one.load for one in samples)
    loads = [one.load for one in samples]
    if max(loads) < ALIKE * min(loads):
        return 0.0, by_ratio
    slopes = [
        (b.seconds - a.seconds) / (b.load - a.load)
        for n, a in enumerate(samples)
        for b in samples[n + 1 :]
        if abs(b.load - a.load) > 0.1 * max(a.load, b.load)
    ]
    slope = max(0.0, median(slopes)) if slopes else by_ratio
    base = median(one.seconds - slope * one.load for one in samples)
    return (base, slope) if base >= 0 else (0.0, by_ratio)


def seconds_to_go(
    pace: Pace | None, load: float, progress: float, working_seconds: float | None, queue_seconds: float | None = 0.0
) -> float | None:
    """Seconds until the end; `working_seconds` since the first submit, None before it, when `queue_seconds` are still
    to pass (None: nobody can say). None if nothing is known.

    The history's word and the progress's are weighed by how sure each is: the history by its spread, progress the more
    the further it is.
    """
    expected = pace.expected_seconds(load) if pace else None
    if working_seconds is None:
        return None if expected is None or queue_seconds is None else queue_seconds + expected
    by_history = None if pace is None else pace.left_after(load, working_seconds)
    if progress < LEAST_PROGRESS:
        return by_history
    by_progress = working_seconds * (1 - progress) / progress
    if pace is None or by_history is None:
        return by_progress
    doubt = 0.05 + 0.6 * (1 - progress)  # relative, of progress: what is left need not go as fast as what is done
    trust = pace.spread**2 / (pace.spread**2 + doubt**2)
    return by_history * (1 - trust) + by_progress * trust


# -- from the database ------------------------------------------------------------------------------------------------


_g, _a = generations.c, attempts.c
_OF_MODEL = _g.served_by["model"].as_string() == sa.bindparam("model")


def _newest() -> sa.Select[Any]:
    newest = (
        sa.select(_g.id, _g.finished_at, _g.result)
        .where(_g.status == "succeeded", _OF_MODEL, _g.run_no == 1, _g.finish_rev == 1)
        .order_by(_g.id.desc())
        .limit(HISTORY)
        .subquery()
    )
    begun = sa.select(sa.func.min(_a.sent_at)).where(_a.generation_id == newest.c.id).scalar_subquery()
    return sa.select(newest.c.finished_at, newest.c.result, begun.label("begun_at"))


def _ahead() -> sa.Select[Any, Any]:
    has_begun = sa.exists().where(_a.generation_id == _g.id, _a.sent_at.is_not(None))
    ahead = (
        sa.select(has_begun.label("has_begun"))
        .where(UNDER_WAY, _OF_MODEL, _g.id < sa.bindparam("before"))
        .limit(MOST_AHEAD)
        .subquery()
    )
    return sa.select(sa.func.count(), sa.func.sum(sa.case((ahead.c.has_begun, 1), else_=0))).select_from(ahead)


_NEWEST, _AHEAD = _newest(), _ahead()  # built once: every order and every look at a running one comes by here


def read_pace(conn: sa.Connection, model: str) -> Pace | None:
    """The pace of a model's last videos, over all workspaces; None without any."""
    rows = conn.execute(_NEWEST, {"model": model}).all()
    return pace_from([one for row in rows if (one := _sample(row)) is not None])


def _sample(row: Any) -> Sample | None:
    probe = (row.result or {}).get("probe")
    if not (probe and row.finished_at and row.begun_at):
        return None
    load = probe["frames"] * probe["width"] * probe["height"] / PIXELS
    return Sample(load, max(0.1, (row.finished_at - row.begun_at) / 1000))


def read_queue(conn: sa.Connection, model: str, before: str, mean_seconds: float) -> float | None:
    """Seconds until the generation `before` begins, by what its model makes before it and how many of those at once;
    None where so many wait that it would be a guess. The cost does not grow with the queue."""
    count, begun = conn.execute(_AHEAD, {"model": model, "before": before}).one()
    if count >= MOST_AHEAD:
        return None
    left = count - 0.5 * (begun or 0)  # on average, what has begun is half done
    return float(left * mean_seconds / max(1, begun or 0))
