"""Who is calling: from the Authorization header to a `Caller`, fast.

What was found is believed for a few seconds, so that a busy key costs one hash and one look into a dictionary; what
is revoked here is forgotten at once, elsewhere within those seconds.
"""

from collections.abc import Awaitable

import sqlalchemy as sa

from reelwright.accounts import repository
from reelwright.accounts.contracts import SCOPES_OF, Caller, least_role
from reelwright.accounts.errors import NotSignedIn
from reelwright.accounts.tokens import API_KEY_PREFIX, Claims, TokenMaker
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database

BELIEVED_MS = 5_000
TOUCHED_EVERY_MS = 60_000
MAX_BELIEVED = 20_000
MAX_TOKEN_LENGTH = 4096

_Known = tuple[int, Caller | None]  # until when it is believed; None: refused


class Gate:
    """Tells callers apart."""

    def __init__(self, db: Database, clock: Clock, tokens: TokenMaker) -> None:
        self._db = db
        self._clock = clock
        self._tokens = tokens
        self._believed: dict[str | Claims, _Known] = {}
        self._changes = 0

    async def caller(self, authorization: str | None) -> Caller:
        """Who sent this header. Raises `NotSignedIn`, `TokenExpired`."""
        scheme, _, token = (authorization or "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn("Send an API key or an access token as `Authorization: Bearer ...`.")
        if len(token) > MAX_TOKEN_LENGTH or not token.isascii():
            raise NotSignedIn("The token is not one of ours. Sign in, or use an API key.")
        if token.startswith(API_KEY_PREFIX):
            return await self._by_key(self._tokens.hash(token))
        return await self._by_claims(self._tokens.read_access_token(token))

    def forget(self) -> None:
        """Believe nothing found before: a key, a role or a session has changed."""
        self._changes += 1
        self._believed.clear()

    async def _by_key(self, key_hash: str) -> Caller:
        now = self._clock.now_ms()
        known = self._believed.get(key_hash)
        if known is None or known[0] <= now:
            known = await self._learn(key_hash, self._find_key(key_hash, now), now)
        if known[1] is None:
            raise NotSignedIn("This API key is unknown or revoked. Make a new one in the settings.")
        return known[1]

    async def _by_claims(self, claims: Claims) -> Caller:
        now = self._clock.now_ms()
        known = self._believed.get(claims)
        if known is None or known[0] <= now:
            known = await self._learn(claims, self._find_person(claims, now), now)
        if known[1] is None:
            raise NotSignedIn("This sign-in has ended. Sign in again.")
        return known[1]

    async def _learn(self, who: str | Claims, search: Awaitable[Caller | None], now: int) -> _Known:
        changes = self._changes
        known = now + BELIEVED_MS, await search
        if changes == self._changes:  # else the answer may be older than a revocation made meanwhile
            if len(self._believed) >= MAX_BELIEVED:
                self._believed.clear()
            self._believed[who] = known
        return known

    async def _find_key(self, key_hash: str, now: int) -> Caller | None:
        row = await self._db.read(lambda conn: repository.find_api_key_row(conn, key_hash))
        if row is None:
            return None
        if row.last_used_at is None or row.last_used_at <= now - TOUCHED_EVERY_MS:
            await self._db.write(lambda conn: repository.touch_api_key(conn, row.id, now))
        scopes = frozenset(row.scopes)
        return Caller(row.workspace_id, None, row.id, least_role(scopes), scopes)

    async def _find_person(self, claims: Claims, now: int) -> Caller | None:
        def look(conn: sa.Connection) -> Caller | None:
            if claims.session_id and not repository.find_session(conn, claims.session_id, now):
                return None
            role = repository.find_role(conn, claims.workspace_id, claims.person_id)
            if role is None:
                return None
            return Caller(claims.workspace_id, claims.person_id, None, role, SCOPES_OF[role], claims.session_id)

        return await self._db.read(look)
