"""Accounts as the rest of the product uses them."""

import sys
from collections.abc import Callable

import sqlalchemy as sa

from reelwright.accounts import repository
from reelwright.accounts.contracts import ALL_SCOPES, SCOPES_OF, ApiKey, Caller, Deliver, Letter, Role, Scope, Workspace
from reelwright.accounts.gate import Gate
from reelwright.accounts.keys import ApiKeys
from reelwright.accounts.models import memberships, people, workspaces
from reelwright.accounts.passwords import Passwords
from reelwright.accounts.people import People
from reelwright.accounts.sign_in import DAY_MS, SignIn
from reelwright.accounts.tokens import TokenMaker
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.problems import NotFound

FIRST_EMAIL = "owner@localhost"
KEPT_MS = 30 * DAY_MS


Furnish = Callable[[sa.Connection, str, int], None]


def _leave_empty(_conn: sa.Connection, _workspace_id: str, _now: int) -> None:
    """A first workspace with nothing in it."""


async def print_letter(letter: Letter) -> None:
    """Bring a letter to whoever watches the server's output, which never is the log: a link is a secret."""
    print(f"{letter.subject} ({letter.to}): {letter.link}", file=sys.stderr, flush=True)


class AccountsService:
    """`gate` tells callers apart, `sign_in` gives tokens, `people` and `keys` do as named."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        secret: bytes,
        *,
        address: str,
        deliver: Deliver = print_letter,
        access_token_seconds: int = 900,
        session_days: int = 30,
        furnish: Furnish = _leave_empty,
    ) -> None:
        """`secret` is the installation's, `address` where people reach the web studio; `furnish` puts things into the
        very first workspace, in the transaction that makes it."""
        self._db, self._clock, self._furnish = db, clock, furnish
        self._access_token_seconds = access_token_seconds
        self._tokens = TokenMaker(secret, clock)
        self._passwords = Passwords()
        self.gate = Gate(db, clock, self._tokens)
        self.sign_in = SignIn(
            db,
            clock,
            self._tokens,
            self._passwords,
            self.gate,
            deliver,
            address=address,
            access_token_seconds=access_token_seconds,
            session_days=session_days,
        )
        self.people = People(db, clock, self._tokens, self._passwords, self.gate, deliver, address=address)
        self.keys = ApiKeys(db, clock, self._tokens, self.gate)

    def close(self) -> None:
        """End the thread that checks passwords."""
        self._passwords.close()

    async def first_run(self) -> str | None:
        """The token of a sign-in link for the first owner, made along with a workspace if there is none yet.

        None once anybody has signed in. Several servers may start at once: one makes the workspace.
        """

        def begin(conn: sa.Connection) -> tuple[str, str] | None:
            if conn.execute(sa.select(people.c.id).where(people.c.last_sign_in_at.is_not(None)).limit(1)).first():
                return None
            now, person_id = self._clock.now_ms(), new_id("per")
            owner = {"id": person_id, "email": FIRST_EMAIL, "name": "Owner", "created_at": now}
            is_first = not conn.execute(sa.select(people.c.id).limit(1)).first()
            if is_first and insert_ignore(conn, people, owner):
                workspace_id = repository.add_workspace(conn, "My studio", person_id, now)
                self._furnish(conn, workspace_id, now)
                return person_id, workspace_id
            return _first_owner(conn)

        first = await self._db.write(begin)
        return await self.sign_in.make_link(*first) if first else None

    async def make_sign_in_link(self, email: str) -> str:
        """The token of a sign-in link for a person, for the operator to pass on. Raises `NotFound`."""
        person_id, workspace_id, _ = await self._member(email)
        return await self.sign_in.make_link(person_id, workspace_id)

    async def issue_token(self, email: str | None = None, *, seconds: int | None = None) -> str:
        """An access token without a session, for the command line; for the first owner unless an address is given."""
        person_id, workspace_id, role = await self._member(email)
        seconds = seconds or self._access_token_seconds
        return self._tokens.access_token(person_id, workspace_id, role, None, seconds=seconds)

    async def issue_api_key(
        self, name: str, scopes: frozenset[Scope] = frozenset(ALL_SCOPES), *, email: str | None = None
    ) -> tuple[ApiKey, str]:
        """A new API key and its text, for the command line; in the first owner's workspace unless told whose."""
        person_id, workspace_id, role = await self._member(email)
        return await self.keys.make(Caller(workspace_id, person_id, None, role, SCOPES_OF[role]), name, scopes)

    async def add_workspace(self, name: str, owner_email: str) -> Workspace:
        """A further workspace, owned by the address, which gets an account if it has none."""
        now = self._clock.now_ms()

        def add(conn: sa.Connection) -> Workspace:
            row = repository.find_person_row(conn, email=owner_email)
            owner_id = row.id if row else repository.add_person(conn, owner_email, owner_email.partition("@")[0], now)
            return Workspace(repository.add_workspace(conn, name, owner_id, now), name, None, False, now)

        return await self._db.write(add)

    async def sweep(self) -> None:
        """Delete links and sessions that have been over for a month."""
        before = self._clock.now_ms() - KEPT_MS
        await self._db.write(lambda conn: repository.forget_over(conn, before))

    async def _member(self, email: str | None) -> tuple[str, str, Role]:
        def find(conn: sa.Connection) -> tuple[str, str, Role] | None:
            if email is None:
                first = _first_owner(conn)
                return (*first, "owner") if first else None
            row = repository.find_person_row(conn, email=email)
            theirs = repository.list_workspaces_of(conn, row.id) if row else []
            role = repository.find_role(conn, theirs[0].id, row.id) if row and theirs else None
            return (row.id, theirs[0].id, role) if row and role else None

        found = await self._db.read(find)
        if found is None:
            raise NotFound(f"There is no member with the address {email}." if email else "There is no workspace yet.")
        return found


def _first_owner(conn: sa.Connection) -> tuple[str, str] | None:
    query = (
        sa.select(memberships.c.person_id, memberships.c.workspace_id)
        .join(workspaces)
        .where(memberships.c.role == "owner")
        .order_by(workspaces.c.created_at, workspaces.c.id, memberships.c.created_at)
        .limit(1)
    )
    row = conn.execute(query).first()
    return (row.person_id, row.workspace_id) if row else None
