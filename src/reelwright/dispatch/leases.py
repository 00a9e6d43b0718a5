"""Who does a thing that only one process may do, by a row that expires on the database's own clock."""

import sqlalchemy as sa

from reelwright.dispatch.models import leases
from reelwright.kit.database import insert_ignore


def database_now_ms(conn: sa.Connection) -> int:
    """The database's clock, so that two machines never argue about the time."""
    if conn.dialect.name == "postgresql":
        statement = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
    else:
        statement = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
    return int(conn.execute(sa.text(statement)).scalar_one())


def acquire(conn: sa.Connection, name: str, holder: str, ttl_seconds: float) -> int | None:
    """Take or renew a lease; the fence number grows with every new holder. None: somebody else holds it."""
    now = database_now_ms(conn)
    expires_at = now + round(ttl_seconds * 1000)
    if insert_ignore(conn, leases, {"name": name, "holder": holder, "fence": 1, "expires_at": expires_at}):
        return 1
    free = sa.or_(leases.c.holder == holder, leases.c.expires_at <= now)
    fence = leases.c.fence + sa.case((leases.c.holder == holder, 0), else_=1)
    row = conn.execute(
        leases.update()
        .where(leases.c.name == name, free)
        .values(holder=holder, fence=fence, expires_at=expires_at)
        .returning(leases.c.fence)
    ).one_or_none()
    return None if row is None else int(row.fence)


def release(conn: sa.Connection, name: str, holder: str) -> None:
    """Give a lease back before it expires."""
    conn.execute(leases.delete().where(leases.c.name == name, leases.c.holder == holder))


def live_holders(conn: sa.Connection, prefix: str) -> dict[str, int]:
    """Holders of unexpired leases named `prefix...`, each with the milliseconds left."""
    now = database_now_ms(conn)
    rows = conn.execute(
        sa.select(leases.c.holder, leases.c.expires_at).where(
            leases.c.name.startswith(prefix, autoescape=True), leases.c.expires_at > now
        )
    )
    return {row.holder: row.expires_at - now for row in rows}
