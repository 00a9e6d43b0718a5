"""What every step may use, and how a step reads its row and hands it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from reelwright.assets.service import AssetsService
from reelwright.dispatch.work import Claim
from reelwright.generation.failover import Failover
from reelwright.generation.models import attempts, generations
from reelwright.generation.spool import Spool
from reelwright.kit.children import Children
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.prompting.service import Prompting
from reelwright.storage.contract import Storage
from reelwright.vendors.contract import Access, Adapter

Row = sa.Row[Any]


@dataclass(frozen=True)
class StepContext:
    """Built once per worker. `adapter_of` and `access_of` find an attempt's vendor and its pinned credential."""

    db: Database
    clock: Clock
    storage: Storage
    children: Children
    assets: AssetsService
    prompting: Prompting
    spool: Spool
    failover: Failover
    scratch: Path
    adapter_of: Callable[[str], Adapter]
    access_of: Callable[[Row], Access]
    nudge: Callable[[], None]
    hook_url: Callable[[Row], str | None]

    async def generation(self, claim: Claim) -> Row | None:
        """The generation this segment was made for, or None if it has moved on."""
        return await self.db.read(lambda conn: _row(conn, generations, claim))

    async def attempt(self, claim: Claim) -> Row | None:
        """The attempt this segment was made for, or None if it has moved on."""
        return await self.db.read(lambda conn: _row(conn, attempts, claim))

    async def take_file(self, take: Row, folder: Path) -> Path:
        """A kept take as a file: the stored one itself where that is on this machine, else a copy in the folder."""
        if path := self.storage.local_path(take.object_key):
            return path
        path = folder / f"{take.id}.mp4"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            await self.storage.download(take.object_key, path)
        return path

    async def again(self, table: sa.Table, claim: Claim, after_seconds: float, **values: Any) -> None:
        """Nothing to decide yet: the same segment again after a while."""
        await self.db.write(lambda conn: self.put_off(conn, table, claim, after_seconds, **values))

    def put_off(self, conn: sa.Connection, table: sa.Table, claim: Claim, after_seconds: float, **values: Any) -> None:
        """`again`, inside the caller's transaction."""
        due_at = self.clock.now_ms() + round(after_seconds * 1000)
        changes: Mapping[str, Any] = {"segment_id": None, "tries": 0, "due_at": due_at, **values}
        here = sa.and_(table.c.id == claim.row_id, table.c.segment_id == claim.segment_id)
        conn.execute(table.update().where(here).values(**changes))


def _row(conn: sa.Connection, table: sa.Table, claim: Claim) -> Row | None:
    row = conn.execute(sa.select(table).where(table.c.id == claim.row_id)).one_or_none()
    return row if row is not None and row.segment_id == claim.segment_id else None
