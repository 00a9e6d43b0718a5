"""API keys: made, listed, revoked. The key itself is seen once."""

from reelwright.accounts import repository
from reelwright.accounts.contracts import ApiKey, Caller, Scope
from reelwright.accounts.errors import NotAllowed
from reelwright.accounts.gate import Gate
from reelwright.accounts.tokens import HINT_LENGTH, TokenMaker, new_api_key
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id
from reelwright.kit.problems import NotFound


class ApiKeys:
    """The keys of workspaces."""

    def __init__(self, db: Database, clock: Clock, tokens: TokenMaker, gate: Gate) -> None:
        self._db, self._clock, self._tokens, self._gate = db, clock, tokens, gate

    async def make(self, who: Caller, name: str, scopes: frozenset[Scope]) -> tuple[ApiKey, str]:
        """A new key and its text. Raises `NotAllowed` for scopes the caller does not have."""
        beyond = sorted(scopes - who.scopes)
        if beyond:
            raise NotAllowed(f"A key may do no more than who makes it: leave out {', '.join(beyond)}.")
        text = new_api_key()
        row = {
            "id": new_id("key"),
            "workspace_id": who.workspace_id,
            "name": name,
            "hint": text[:HINT_LENGTH],
            "key_hash": self._tokens.hash(text),
            "scopes": sorted(scopes),
            "created_by": who.person_id or who.api_key_id,
            "created_at": self._clock.now_ms(),
        }
        await self._db.write(lambda conn: repository.add_api_key(conn, row))
        return repository.api_key_from(row), text

    async def list(self, workspace_id: str) -> list[ApiKey]:
        """The keys that work, the newest first."""
        return await self._db.read(lambda conn: repository.list_api_keys(conn, workspace_id))

    async def revoke(self, workspace_id: str, key_id: str) -> None:
        """End a key, here at once and on other servers within seconds. Raises `NotFound`."""
        now = self._clock.now_ms()
        if not await self._db.write(lambda conn: repository.revoke_api_key(conn, workspace_id, key_id, now)):
            raise NotFound("There is no such key in this workspace.")
        self._gate.forget()
