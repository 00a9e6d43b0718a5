"""What is swept now and then: drafts of files, files of deleted videos, and quotes, keys and hints that are over."""

import sqlalchemy as sa

from reelwright.generation.models import hook_inbox, idempotency, objects, quotes
from reelwright.generation.ordering import IDEMPOTENCY_MS
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.storage import keys
from reelwright.storage.contract import Storage

TEMP_MS = 24 * 3600 * 1000
HINT_MS = 30 * 24 * 3600 * 1000  # a vendor delivers again for hours; how fast its routes are is told by newer ones


async def sweep(db: Database, storage: Storage, clock: Clock) -> int:
    """One round; returns how many objects were removed. Safe to run twice and beside running work."""
    now = clock.now_ms()
    await db.write(lambda conn: _forget(conn, now))
    doomed = set(await db.read(_deleting))
    async for head in storage.list(keys.TEMP):
        if head.modified_ms < now - TEMP_MS:
            doomed.add(head.key)
    for key in doomed:
        await storage.delete(key)
    gone = objects.c.key.in_(sorted(doomed))
    await db.write(lambda conn: conn.execute(objects.delete().where(gone)))
    return len(doomed)


def _forget(conn: sa.Connection, now: int) -> None:
    conn.execute(quotes.delete().where(quotes.c.expires_at < now - TEMP_MS))
    conn.execute(hook_inbox.delete().where(hook_inbox.c.received_at < now - HINT_MS))
    conn.execute(idempotency.delete().where(idempotency.c.created_at < now - IDEMPOTENCY_MS))


def _deleting(conn: sa.Connection) -> list[str]:
    return list(conn.execute(sa.select(objects.c.key).where(objects.c.state == "deleting").limit(1000)).scalars())
