"""Due rows of one table: claim them for the engine, find the stranded, give them back.

A claim commits a fresh segment id on the row before the engine hears of it, and the segment's own transaction
clears it; so a segment that runs late or twice sees that the row has moved on and does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

RETRY_SECONDS = (1, 5, 20)
MAX_TRIES = 3

Exhausted = Callable[[sa.Connection, str, str, str], None]  # (conn, row id, segment, reason)


@dataclass(frozen=True)
class Claim:
    """One row's segment on its way to the engine."""

    table: str
    row_id: str
    segment: str
    queue: str
    segment_id: str


class WorkTable:
    """The work columns of one table. `exhausted` ends a row whose segment failed three times."""

    def __init__(self, table: sa.Table, exhausted: Exhausted) -> None:
        self.table = table
        self.exhausted = exhausted

    def claim(self, conn: sa.Connection, now_ms: int, limit: int) -> list[Claim]:
        """Mark up to `limit` due rows as handed over."""
        t = self.table
        rows = conn.execute(
            sa.select(t.c.id, t.c.segment, t.c.queue, t.c.seq)
            .where(t.c.due_at <= now_ms)
            .order_by(t.c.due_at)
            .limit(limit)
        ).all()
        claims = []
        for row in rows:
            segment_id = f"{row.id}:{row.segment}:{row.seq + 1}"
            moved = conn.execute(
                t.update()
                .where(t.c.id == row.id, t.c.seq == row.seq, t.c.due_at <= now_ms)
                .values(due_at=None, seq=row.seq + 1, segment_id=segment_id, claimed_at=now_ms)
            ).rowcount
            if moved:
                claims.append(Claim(t.name, row.id, row.segment, row.queue, segment_id))
        return claims

    def claimed_before(self, conn: sa.Connection, before_ms: int, limit: int) -> list[Claim]:
        """Rows handed over a while ago and not back yet; the caller asks the engine what became of them."""
        t = self.table
        rows = conn.execute(
            sa.select(t.c.id, t.c.segment, t.c.queue, t.c.segment_id)
            .where(t.c.segment_id.is_not(None), t.c.claimed_at < before_ms)
            .order_by(t.c.claimed_at)
            .limit(limit)
        )
        return [Claim(t.name, row.id, row.segment, row.queue, row.segment_id) for row in rows]

    def give_back(self, conn: sa.Connection, claim: Claim, reason: str, now_ms: int) -> None:
        """A segment failed or vanished: due again after a pause, or ended with `reason` after the third time."""
        t = self.table
        here = sa.and_(t.c.id == claim.row_id, t.c.segment_id == claim.segment_id)
        tries = conn.execute(
            t.update().where(here).values(tries=t.c.tries + 1).returning(t.c.tries)
        ).scalar_one_or_none()
        if tries is None:
            return
        due_at = now_ms + RETRY_SECONDS[min(tries, MAX_TRIES) - 1] * 1000
        conn.execute(t.update().where(here).values(segment_id=None, due_at=due_at if tries < MAX_TRIES else None))
        if tries >= MAX_TRIES:
            self.exhausted(conn, claim.row_id, claim.segment, reason)

    def hand_back(self, conn: sa.Connection, claim: Claim, now_ms: int) -> None:
        """A segment was interrupted by the end of its process, which is no failure: due again at once."""
        t = self.table
        here = sa.and_(t.c.id == claim.row_id, t.c.segment_id == claim.segment_id)
        conn.execute(t.update().where(here).values(segment_id=None, due_at=now_ms))

    def holds(self, conn: sa.Connection, claim: Claim) -> bool:
        """Whether the row still waits for exactly this segment."""
        t = self.table
        return conn.execute(sa.select(t.c.segment_id).where(t.c.id == claim.row_id)).scalar() == claim.segment_id
