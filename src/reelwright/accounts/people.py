"""The people of a workspace: oneself, members, invitations, and the workspace's own settings."""

from typing import Any

import sqlalchemy as sa

from reelwright.accounts import repository
from reelwright.accounts.contracts import (
    SCOPES_OF,
    Caller,
    Deliver,
    Invite,
    Letter,
    Member,
    Person,
    Role,
    Workspace,
)
from reelwright.accounts.errors import AccountExists, AlreadyMember, LastOwner, LinkUsed, NotAllowed, WrongCredentials
from reelwright.accounts.gate import Gate
from reelwright.accounts.passwords import Passwords
from reelwright.accounts.tokens import TokenMaker
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_token
from reelwright.kit.problems import NotFound
from reelwright.kit.rate import Rate, RateLimiter, refuse

INVITE_MS = 7 * 86_400_000


class People:
    """Who belongs to a workspace, and as what."""

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
    ) -> None:
        self._db, self._clock, self._tokens, self._passwords, self._gate = db, clock, tokens, passwords, gate
        self._deliver = deliver
        self._address = address
        self._proofs = RateLimiter(Rate(10, 15 * 60_000), clock)

    # -- oneself ----------------------------------------------------------------------------------------------------

    async def me(self, person_id: str | None) -> tuple[Person | None, list[Workspace]]:
        """The person (None for an API key) and the workspaces they are in."""

        def look(conn: sa.Connection) -> tuple[Person | None, list[Workspace]]:
            row = person_id and repository.find_person_row(conn, person_id=person_id)
            if not row:
                return None, []
            return repository.person_from(row), repository.list_workspaces_of(conn, row.id)

        return await self._db.read(look)

    async def change_me(
        self, who: Caller, *, name: str | None, email: str | None, current_password: str | None
    ) -> None:
        """Change the name or the address; the address takes the password, where there is one.

        Raises `NotAllowed` for an API key, `WrongCredentials`, `AccountExists`.
        """
        row = await self._person_row(who)
        changes = {key: value for key, value in (("name", name), ("email", email)) if value is not None}
        if email is not None and email != row.email:
            await self._check_password(row, current_password)

        def change(conn: sa.Connection) -> None:
            other = email is not None and repository.find_person_row(conn, email=email)
            if other and other.id != row.id:
                raise AccountExists("Another account has this address. Use a different one.")
            if changes:
                repository.change_person(conn, row.id, changes)

        await self._db.write(change)

    async def set_password(self, who: Caller, *, current_password: str | None, new_password: str) -> None:
        """Set the password and end the person's other sessions. Raises `NotAllowed`, `WrongCredentials`."""
        row = await self._person_row(who)
        await self._check_password(row, current_password)
        kept, now = await self._passwords.hash(new_password), self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            repository.change_person(conn, row.id, {"password_hash": kept})
            repository.drop_links(conn, "reset", person_id=row.id)
            repository.revoke_sessions(conn, now, person_id=row.id, but=who.session_id)

        await self._db.write(change)
        self._gate.forget()

    async def _person_row(self, who: Caller) -> repository.Row:
        if who.person_id is None:
            raise NotAllowed("This is a person's own affair: sign in instead of using an API key.")
        person_id = who.person_id
        row = await self._db.read(lambda conn: repository.find_person_row(conn, person_id=person_id))
        if row is None:
            raise NotFound("This account no longer exists.")
        return row

    async def _check_password(self, row: repository.Row, given: str | None) -> None:
        if row.password_hash is not None and not await self._is_password_of(row, given):
            raise WrongCredentials("The current password is wrong. Send it as currentPassword.")

    # -- the workspace ----------------------------------------------------------------------------------------------

    async def workspace(self, workspace_id: str) -> Workspace:
        """The workspace and its defaults."""
        found = await self._db.read(lambda conn: repository.find_workspace(conn, workspace_id))
        if found is None:
            raise NotFound("This workspace no longer exists.")
        return found

    async def change_workspace(self, workspace_id: str, changes: dict[str, Any]) -> Workspace:
        """Set its name, `max_price_micro` or `auto_refine`; the workspace as it is then."""
        if changes:
            await self._db.write(lambda conn: repository.change_workspace(conn, workspace_id, changes))
        return await self.workspace(workspace_id)

    # -- members ----------------------------------------------------------------------------------------------------

    async def members(self, workspace_id: str) -> list[Member]:
        """All of them, the first joined first."""
        return await self._db.read(lambda conn: repository.list_members(conn, workspace_id))

    async def set_role(self, workspace_id: str, person_id: str, role: Role) -> None:
        """Give a member another role; keys of theirs that may do more are ended. Raises `NotFound`, `LastOwner`."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            _must_keep_an_owner(conn, workspace_id, person_id, is_owner_after=role == "owner")
            repository.set_role(conn, workspace_id, person_id, role)
            repository.revoke_keys_of(conn, workspace_id, person_id, now, allowed=SCOPES_OF[role])

        await self._db.write(change)
        self._gate.forget()

    async def remove(self, workspace_id: str, person_id: str) -> None:
        """End a membership with its sessions and keys; what the person made stays. Raises `NotFound`, `LastOwner`."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            _must_keep_an_owner(conn, workspace_id, person_id, is_owner_after=False)
            repository.remove_member(conn, workspace_id, person_id)
            repository.revoke_sessions(conn, now, workspace_id=workspace_id, person_id=person_id)
            repository.drop_links(conn, "sign_in", workspace_id=workspace_id, person_id=person_id)
            repository.revoke_keys_of(conn, workspace_id, person_id, now)

        await self._db.write(change)
        self._gate.forget()

    # -- invitations ------------------------------------------------------------------------------------------------

    async def invite(self, workspace_id: str, email: str, role: Role) -> tuple[Invite, str]:
        """Invite an address, in place of an earlier invitation; with the link, which is brought to the address too.

        Raises `AlreadyMember`.
        """
        token, now = new_token(), self._clock.now_ms()
        token_hash, expires_at = self._tokens.hash(token), now + INVITE_MS
        of = {"workspace_id": workspace_id, "email": email}

        def add(conn: sa.Connection) -> str:
            row = repository.find_person_row(conn, email=email)
            if row and repository.find_role(conn, workspace_id, row.id):
                raise AlreadyMember("This person is a member already. Change the role in the list of members.")
            repository.drop_links(conn, "invite", **of)
            return repository.add_link(conn, "invite", token_hash, now, expires_at, role=role, **of)

        invite = Invite(await self._db.write(add), email, role, now, expires_at)
        link = f"{self._address}/#/invite/{token}"
        await self._deliver(Letter(email, "You are invited to a Reelwright workspace", link))
        return invite, link

    async def invites(self, workspace_id: str) -> list[Invite]:
        """Invitations that wait for an answer."""
        now = self._clock.now_ms()
        return await self._db.read(lambda conn: repository.list_invites(conn, workspace_id, now))

    async def withdraw(self, workspace_id: str, invite_id: str) -> None:
        """Take an invitation back. Raises `NotFound`."""
        of = {"workspace_id": workspace_id, "id": invite_id}
        if not await self._db.write(lambda conn: repository.drop_links(conn, "invite", **of)):
            raise NotFound("There is no such open invitation in this workspace.")

    async def accept(self, token: str, *, name: str | None, password: str | None) -> tuple[str, str]:
        """Join by an invitation; the person's and the workspace's id.

        A new address becomes an account, with the password if one is given. An address that has an account proves
        itself by its password: whoever invites must not become whom he invites.
        Raises `LinkUsed`, `AccountExists`, `AlreadyMember`.
        """
        now, token_hash = self._clock.now_ms(), self._tokens.hash(token)
        row, has_proven = await self._look_at_invite(token_hash, password)
        kept = await self._passwords.hash(password) if password and row is None else None

        def join(conn: sa.Connection) -> tuple[str, str]:
            link = repository.find_link(conn, "invite", token_hash, now)
            if link is None or not repository.use_link(conn, "invite", token_hash, now):
                raise LinkUsed("This invitation was used already or has run out. Ask for a new one.")
            person = repository.find_person_row(conn, email=link.email)
            if person and not has_proven:
                raise AccountExists("This address has an account. Accept with its password.")
            if person and repository.find_role(conn, link.workspace_id, person.id):
                raise AlreadyMember("You are a member of this workspace already. Sign in.")
            person_id = person.id if person else _add_person(conn, link.email, name, now, kept)
            repository.add_member(conn, link.workspace_id, person_id, link.role, now)
            return person_id, link.workspace_id

        return await self._db.write(join)

    async def _look_at_invite(self, token_hash: str, password: str | None) -> tuple[repository.Row | None, bool]:
        """Who has the invited address now, and whether the password is theirs."""
        now = self._clock.now_ms()

        def look(conn: sa.Connection) -> repository.Row | None:
            link = repository.find_link(conn, "invite", token_hash, now)
            return repository.find_person_row(conn, email=link.email) if link else None

        row = await self._db.read(look)
        return row, row is not None and await self._is_password_of(row, password)

    async def _is_password_of(self, row: repository.Row, given: str | None) -> bool:
        """Counted like a sign-in: an open session or an invitation must not be a quicker way to guess."""
        verdict = self._proofs.hit(row.id)
        if not verdict.is_allowed:
            raise refuse(verdict, "Too many wrong passwords.")
        fits = await self._passwords.fits(given or "", row.password_hash)
        if fits:
            self._proofs.forget(row.id)
        return fits


def _add_person(conn: sa.Connection, email: str, name: str | None, now: int, kept: str | None) -> str:
    return repository.add_person(conn, email, name or email.partition("@")[0], now, kept)


def _must_keep_an_owner(conn: sa.Connection, workspace_id: str, person_id: str, *, is_owner_after: bool) -> None:
    owners = repository.lock_owners(conn, workspace_id)
    if repository.find_role(conn, workspace_id, person_id) is None:
        raise NotFound("There is no such member in this workspace.")
    if owners == [person_id] and not is_owner_after:
        raise LastOwner("This is the only owner. Make somebody else an owner first.")
