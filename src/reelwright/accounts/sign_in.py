"""Signing in and staying signed in: passwords, one-time links, and pairs of tokens that replace each other.

A refresh token works once. When one comes back a second time, somebody has a copy: the whole family is revoked.
"""

from collections.abc import Callable

import sqlalchemy as sa

from reelwright.accounts import repository
from reelwright.accounts.contracts import Deliver, Letter, Role, Tokens
from reelwright.accounts.errors import LinkUsed, NotSignedIn, WrongCredentials
from reelwright.accounts.gate import Gate
from reelwright.accounts.passwords import Passwords
from reelwright.accounts.tokens import TokenMaker, new_refresh_token, session_of
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.rate import Rate, RateLimiter, refuse

DAY_MS = 86_400_000
LINK_MS = DAY_MS
RESET_MS = 3_600_000


class SignIn:
    """Everything that ends in a pair of tokens, or ends one."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        tokens: TokenMaker,
        passwords: Passwords,
        gate: Gate,
        deliver: Deliver,
        *,
        address: str,
        access_token_seconds: int,
        session_days: int,
    ) -> None:
        self._db, self._clock, self._tokens, self._passwords, self._gate = db, clock, tokens, passwords, gate
        self._deliver = deliver
        self._address = address
        self._access_token_seconds = access_token_seconds
        self._session_ms = session_days * DAY_MS
        # Guessing is slow for one guesser and one victim, from however many addresses; others are not locked out.
        self._tries_of_pair = RateLimiter(Rate(10, 15 * 60_000), clock)
        self._tries_at_email = RateLimiter(Rate(100, 60 * 60_000), clock)
        self._tries_from_address = RateLimiter(Rate(60, 60_000), clock)
        self._resets = RateLimiter(Rate(3, 60 * 60_000), clock)

    async def by_password(self, email: str, password: str, *, address: str, workspace_id: str | None = None) -> Tokens:
        """Tokens for whom the email and the password name; in the workspace asked for, else the first joined.

        `address` is the caller's, for counting tries. Raises `WrongCredentials`, `TooManyRequests`.
        """
        self._count_try(email, address)
        row = await self._db.read(lambda conn: repository.find_person_row(conn, email=email))
        if not await self._passwords.fits(password, row.password_hash if row else None) or row is None:
            raise WrongCredentials("The email or the password is wrong. Try again, or reset the password.")
        self._tries_of_pair.forget(f"{email} {address}")
        return await self._open(lambda conn: row.id, workspace_id)

    async def by_link(self, token: str) -> Tokens:
        """Tokens for a one-time sign-in link, which works once and for 24 hours. Raises `LinkUsed`."""
        now, token_hash = self._clock.now_ms(), self._tokens.hash(token)
        link = await self._db.read(lambda conn: repository.find_link(conn, "sign_in", token_hash, now))
        if link is None:
            raise _link_used()

        def use(conn: sa.Connection) -> str:
            if not repository.use_link(conn, "sign_in", token_hash, now):
                raise _link_used()
            person_id: str = link.person_id
            return person_id

        return await self._open(use, link.workspace_id)

    async def open(self, person_id: str, workspace_id: str) -> Tokens:
        """Tokens for somebody whose right to them is proven already. Raises `NotSignedIn` for who is no member."""
        return await self._open(lambda conn: person_id, workspace_id)

    async def refresh(self, refresh_token: str, workspace_id: str | None = None) -> Tokens:
        """The next pair, in the same workspace or another of theirs. Raises `NotSignedIn`."""
        session_id = session_of(refresh_token)
        if session_id is None:
            raise _ended()
        now, used_hash, fresh = self._clock.now_ms(), self._tokens.hash(refresh_token), new_refresh_token(session_id)

        def renew(conn: sa.Connection) -> tuple[str, str, Role] | None:
            session = repository.find_session(conn, session_id, now)
            if session is None:
                return None
            where = workspace_id or session.workspace_id
            role = repository.find_role(conn, where, session.person_id)
            changes = {
                "token_hash": self._tokens.hash(fresh),
                "expires_at": now + self._session_ms,
                "workspace_id": where,
            }
            if role and repository.renew_session(conn, session_id, used_hash, changes):
                return session.person_id, where, role
            repository.revoke_sessions(conn, now, id=session_id)  # returned, not raised: this must be committed
            return None

        renewed = await self._db.write(renew)
        if renewed is None:
            self._gate.forget()
            raise _ended()
        return self._pair(*renewed, session_id, fresh)

    async def out(self, session_id: str) -> None:
        """End the session: neither of its tokens works any more."""
        now = self._clock.now_ms()
        await self._db.write(lambda conn: repository.revoke_sessions(conn, now, id=session_id))
        self._gate.forget()

    async def make_link(self, person_id: str, workspace_id: str) -> str:
        """The token of a new sign-in link."""
        token, now = new_token(), self._clock.now_ms()
        token_hash = self._tokens.hash(token)
        of = {"person_id": person_id, "workspace_id": workspace_id}
        await self._db.write(lambda conn: repository.add_link(conn, "sign_in", token_hash, now, now + LINK_MS, **of))
        return token

    async def send_reset(self, email: str) -> None:
        """Bring a reset link to the address if it has an account; nothing tells whether it has.

        Raises `TooManyRequests` after three for one address within an hour.
        """
        verdict = self._resets.hit(email)
        if not verdict.is_allowed:
            raise refuse(verdict, "A link was sent to this address already.")
        token, now = new_token(), self._clock.now_ms()
        token_hash = self._tokens.hash(token)

        def add(conn: sa.Connection) -> bool:
            row = repository.find_person_row(conn, email=email)
            if row is None:
                return False
            repository.drop_links(conn, "reset", person_id=row.id)
            repository.add_link(conn, "reset", token_hash, now, now + RESET_MS, person_id=row.id)
            return True

        if await self._db.write(add):
            await self._deliver(Letter(email, "Reset your password", f"{self._address}/#/password-reset/{token}"))

    async def reset_password(self, token: str, password: str) -> None:
        """Set the password by a reset link and end every session of the person. Raises `LinkUsed`."""
        now, token_hash = self._clock.now_ms(), self._tokens.hash(token)
        kept = await self._passwords.hash(password)

        def reset(conn: sa.Connection) -> None:
            link = repository.find_link(conn, "reset", token_hash, now)
            if link is None or not repository.use_link(conn, "reset", token_hash, now):
                raise _link_used()
            repository.change_person(conn, link.person_id, {"password_hash": kept})
            repository.revoke_sessions(conn, now, person_id=link.person_id)

        await self._db.write(reset)
        self._gate.forget()

    async def _open(self, prove: Callable[[sa.Connection], str], workspace_id: str | None) -> Tokens:
        """A new session for whom `prove` names, in one transaction with the proof."""
        session_id, now = new_id("ses"), self._clock.now_ms()
        fresh = new_refresh_token(session_id)

        def begin(conn: sa.Connection) -> tuple[str, str, Role]:
            person_id = prove(conn)
            theirs = [workspace.id for workspace in repository.list_workspaces_of(conn, person_id)]
            where = workspace_id or next(iter(theirs), "")
            role = repository.find_role(conn, where, person_id)
            if role is None:
                raise NotSignedIn("You are not a member of this workspace. Ask an owner for an invitation.")
            session = {
                "id": session_id,
                "workspace_id": where,
                "person_id": person_id,
                "token_hash": self._tokens.hash(fresh),
                "created_at": now,
                "expires_at": now + self._session_ms,
            }
            repository.add_session(conn, session)
            repository.change_person(conn, person_id, {"last_sign_in_at": now})
            return person_id, where, role

        return self._pair(*await self._db.write(begin), session_id, fresh)

    def _pair(self, person_id: str, workspace_id: str, role: Role, session_id: str, refresh_token: str) -> Tokens:
        seconds = self._access_token_seconds
        access = self._tokens.access_token(person_id, workspace_id, role, session_id, seconds=seconds)
        return Tokens(access, seconds, refresh_token, workspace_id, person_id, role)

    def _count_try(self, email: str, address: str) -> None:
        counters = (
            (self._tries_from_address, address),
            (self._tries_of_pair, f"{email} {address}"),
            (self._tries_at_email, email),
        )
        for limiter, key in counters:
            verdict = limiter.hit(key)
            if not verdict.is_allowed:
                raise refuse(verdict, "Too many tries to sign in.")


def _link_used() -> LinkUsed:
    return LinkUsed("This link was used already or has run out. Ask for a new one.")


def _ended() -> NotSignedIn:
    return NotSignedIn("This sign-in has ended. Sign in again.")
