"""When the first look at a job is worth its call: by our own history of the route, else by the catalogue's word."""

from collections.abc import Mapping
from statistics import median
from typing import Any

import sqlalchemy as sa

from reelwright.generation.models import attempts, hook_inbox

SHARE = 0.9  # of the usual time: most clips are ready soon after, and a look too early costs one call
NEWEST = 400  # attempts looked through, whichever route they took: a bound on the work, not on the truth
SAMPLES = 20
LEAST_SAMPLES = 3
SHORTEST_SECONDS = 2.0


def first_look_seconds(conn: sa.Connection, route: Mapping[str, Any]) -> float:
    """Seconds from acceptance to the first look: 0.9 of the median that recent clips of the route took to be kept.

    A clip that was ready at our first look may have been ready long before: its time counts half, unless a webhook
    told of it. So a look that comes too late is earlier next time, and one too early is followed by others anyway.
    """
    times = _recent_seconds(conn, str(route["id"]))
    if len(times) < LEAST_SAMPLES:
        return float(route["first_look_seconds"])
    longest = float(route["lifetime_seconds"]) / 2
    return min(max(SHORTEST_SECONDS, SHARE * median(times)), longest)


def _recent_seconds(conn: sa.Connection, route_id: str) -> list[float]:
    a = attempts.c
    columns = (a.id, a.route, a.state, a.accepted_at, a.settled_at, a.looks)
    newest = sa.select(*columns).order_by(a.id.desc()).limit(NEWEST).subquery()
    was_told = sa.exists().where(hook_inbox.c.attempt_id == newest.c.id)
    kept = sa.and_(newest.c.state == "kept", newest.c.route["id"].as_string() == route_id)
    recent = (
        sa.select(newest.c.accepted_at, newest.c.settled_at, newest.c.looks, was_told.label("was_told"))
        .where(kept, newest.c.accepted_at.is_not(None))
        .order_by(newest.c.id.desc())
        .limit(SAMPLES)
    )
    return [
        (row.settled_at - row.accepted_at) / 1000 * (1.0 if row.looks or row.was_told else 0.5)
        for row in conn.execute(recent)
    ]
