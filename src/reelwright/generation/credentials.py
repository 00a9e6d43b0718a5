"""The keys we order with: those of the environment, those of the settings, and the studio engine's own.

A row never changes its key, so an attempt can pin it; environment keys live in the environment and are read-only here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from reelwright.generation.errors import CredentialGone
from reelwright.generation.models import credentials, slots
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, insert_ignore
from reelwright.vendors.contract import Access

DEFAULT_CAP = 8


@dataclass(frozen=True)
class EnvironmentKey:
    """A key given by the environment. `cap`: how many jobs at once the vendor allows us."""

    kind: str
    vendor: str
    base_url: str
    key: str = field(repr=False)
    cap: int = DEFAULT_CAP
    origin: str = "environment"

    @property
    def id(self) -> str:
        return f"{self.origin[:3]}_{self.kind}"


class Credentials:
    """Which keys there are, for the catalogue's routes and for pinned attempts."""

    def __init__(self, db: Database, clock: Clock, keys: Mapping[str, EnvironmentKey]) -> None:
        self._db = db
        self._clock = clock
        self._keys = {key.id: key for key in keys.values()}
        self._by_kind = dict(keys)

    def sync(self) -> None:
        """Write a row and a slot counter for each key, and switch rows off whose key has gone. At every start."""
        now = self._clock.now_ms()
        self._db.write_sync(lambda conn: self._sync(conn, now))

    def _sync(self, conn: sa.Connection, now: int) -> None:
        conn.execute(credentials.update().where(credentials.c.id.not_in(self._keys)).values(is_enabled=False))
        for key in self._keys.values():
            row = {"id": key.id, "vendor": key.vendor, "kind": key.kind, "origin": key.origin, "created_at": now}
            insert_ignore(conn, credentials, {**row, "base_url": key.base_url, "is_enabled": True})
            live = {"is_enabled": True, "base_url": key.base_url}
            conn.execute(credentials.update().where(credentials.c.id == key.id).values(**live))
            insert_ignore(conn, slots, {"credential_id": key.id, "cap": key.cap, "in_use": 0})
            conn.execute(slots.update().where(slots.c.credential_id == key.id).values(cap=key.cap))

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of vendor keys at hand, as the catalogue names them."""
        return frozenset(kind for kind, key in self._by_kind.items() if key.origin != "builtin")

    def for_kind(self, kind: str) -> EnvironmentKey:
        """The key an order of a route pins."""
        key = self._by_kind.get(kind)
        if key is None:
            raise CredentialGone(f"No key for {kind} is set. Set it and order again.")
        return key

    def access(self, credential_id: str, base_url: str) -> Access:
        """How to reach the vendor of a pinned attempt: its key, at the address it was ordered from."""
        key = self._keys.get(credential_id)
        if key is None:
            raise CredentialGone(
                f"The key {credential_id} that paid for this job is not set any more. "
                "Set it again: until then the job cannot be looked at."
            )
        return Access(credential_id, key.vendor, base_url, key.key)
