"""The accounts' questions to the database. Each is a function of a connection; the services commit."""

from typing import Any

import sqlalchemy as sa

from reelwright.accounts.contracts import ApiKey, Invite, Member, Person, Role, Workspace
from reelwright.accounts.models import api_keys, links, memberships, people, sessions, workspaces
from reelwright.kit.ids import new_id

Row = sa.Row[Any]


# -- workspaces -----------------------------------------------------------------------------------------------------


def add_workspace(conn: sa.Connection, name: str, owner_id: str, now: int) -> str:
    """A new workspace with its owner; its id."""
    workspace_id = new_id("ws")
    conn.execute(workspaces.insert().values(id=workspace_id, name=name, auto_refine=False, created_at=now))
    add_member(conn, workspace_id, owner_id, "owner", now)
    return workspace_id


def find_workspace(conn: sa.Connection, workspace_id: str) -> Workspace | None:
    """The workspace."""
    row = conn.execute(sa.select(workspaces).where(workspaces.c.id == workspace_id)).one_or_none()
    return Workspace(**row._mapping) if row else None


def list_workspaces_of(conn: sa.Connection, person_id: str) -> list[Workspace]:
    """Where the person is a member, the first joined first."""
    query = (
        sa.select(workspaces)
        .join(memberships)
        .where(memberships.c.person_id == person_id)
        .order_by(memberships.c.created_at, workspaces.c.id)
    )
    return [Workspace(**row._mapping) for row in conn.execute(query)]


def change_workspace(conn: sa.Connection, workspace_id: str, changes: dict[str, Any]) -> None:
    """Set the given columns."""
    conn.execute(workspaces.update().where(workspaces.c.id == workspace_id).values(changes))


# -- people and members ---------------------------------------------------------------------------------------------


def add_person(conn: sa.Connection, email: str, name: str, now: int, password_hash: str | None = None) -> str:
    """A new person; the id. The address must be free."""
    person_id = new_id("per")
    conn.execute(
        people.insert().values(id=person_id, email=email, name=name, password_hash=password_hash, created_at=now)
    )
    return person_id


def find_person_row(conn: sa.Connection, *, email: str | None = None, person_id: str | None = None) -> Row | None:
    """The person's row, password hash included, by address or by id."""
    condition = people.c.email == email if email is not None else people.c.id == person_id
    return conn.execute(sa.select(people).where(condition)).one_or_none()


def person_from(row: Row) -> Person:
    """The person without secrets."""
    return Person(row.id, row.email, row.name, row.password_hash is not None, row.created_at)


def change_person(conn: sa.Connection, person_id: str, changes: dict[str, Any]) -> None:
    """Set the given columns."""
    conn.execute(people.update().where(people.c.id == person_id).values(changes))


def add_member(conn: sa.Connection, workspace_id: str, person_id: str, role: Role, now: int) -> None:
    """Make the person a member."""
    conn.execute(memberships.insert().values(workspace_id=workspace_id, person_id=person_id, role=role, created_at=now))


def find_role(conn: sa.Connection, workspace_id: str, person_id: str) -> Role | None:
    """The person's role; None: not a member."""
    role: Role | None = conn.execute(
        sa.select(memberships.c.role).where(*_membership(workspace_id, person_id))
    ).scalar()
    return role


def list_members(conn: sa.Connection, workspace_id: str) -> list[Member]:
    """All members, the first joined first."""
    query = (
        sa.select(people.c.id, people.c.email, people.c.name, memberships.c.role, memberships.c.created_at)
        .join(memberships)
        .where(memberships.c.workspace_id == workspace_id)
        .order_by(memberships.c.created_at, people.c.id)
    )
    return [Member(*row) for row in conn.execute(query)]


def lock_owners(conn: sa.Connection, workspace_id: str) -> list[str]:
    """The owners' ids, held until the commit: two owners cannot demote each other at the same time."""
    query = sa.select(memberships.c.person_id).where(
        memberships.c.workspace_id == workspace_id, memberships.c.role == "owner"
    )
    return list(conn.execute(query.with_for_update()).scalars())


def set_role(conn: sa.Connection, workspace_id: str, person_id: str, role: Role) -> None:
    """Change a member's role."""
    conn.execute(memberships.update().where(*_membership(workspace_id, person_id)).values(role=role))


def remove_member(conn: sa.Connection, workspace_id: str, person_id: str) -> None:
    """End the membership, not the person."""
    conn.execute(memberships.delete().where(*_membership(workspace_id, person_id)))


def _membership(workspace_id: str, person_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return memberships.c.workspace_id == workspace_id, memberships.c.person_id == person_id


# -- one-time links -------------------------------------------------------------------------------------------------


def add_link(conn: sa.Connection, kind: str, token_hash: str, now: int, expires_at: int, **more: Any) -> str:
    """A new link; its id."""
    link_id = new_id("link")
    values = {"id": link_id, "kind": kind, "token_hash": token_hash, "created_at": now, "expires_at": expires_at}
    conn.execute(links.insert().values(**values, **more))
    return link_id


def find_link(conn: sa.Connection, kind: str, token_hash: str, now: int) -> Row | None:
    """A link that still works."""
    return conn.execute(sa.select(links).where(*_usable(kind, now), links.c.token_hash == token_hash)).one_or_none()


def use_link(conn: sa.Connection, kind: str, token_hash: str, now: int) -> bool:
    """Use the link up; False if somebody else just did, or it never worked."""
    statement = links.update().where(*_usable(kind, now), links.c.token_hash == token_hash).values(used_at=now)
    return conn.execute(statement).rowcount == 1


def drop_links(conn: sa.Connection, kind: str, **of: Any) -> int:
    """Take unused links of somebody or somewhere back; how many."""
    conditions = [links.c[name] == value for name, value in of.items()]
    return conn.execute(links.delete().where(links.c.kind == kind, links.c.used_at.is_(None), *conditions)).rowcount


def list_invites(conn: sa.Connection, workspace_id: str, now: int) -> list[Invite]:
    """Invitations that wait for an answer, the newest first."""
    query = sa.select(links.c.id, links.c.email, links.c.role, links.c.created_at, links.c.expires_at)
    query = query.where(*_usable("invite", now), links.c.workspace_id == workspace_id).order_by(links.c.id.desc())
    return [Invite(*row) for row in conn.execute(query)]


def _usable(kind: str, now: int) -> tuple[sa.ColumnElement[bool], ...]:
    return links.c.kind == kind, links.c.used_at.is_(None), links.c.expires_at > now


# -- sessions -------------------------------------------------------------------------------------------------------


def add_session(conn: sa.Connection, session: dict[str, Any]) -> None:
    """A new family of refresh tokens."""
    conn.execute(sessions.insert().values(session))


def find_session(conn: sa.Connection, session_id: str, now: int) -> Row | None:
    """A session that is neither revoked nor over."""
    query = sa.select(sessions).where(
        sessions.c.id == session_id, sessions.c.revoked_at.is_(None), sessions.c.expires_at > now
    )
    return conn.execute(query).one_or_none()


def renew_session(conn: sa.Connection, session_id: str, used_hash: str, changes: dict[str, Any]) -> bool:
    """Put the next token in the place of the used one; False if that one no longer counted."""
    current = sessions.c.id == session_id, sessions.c.token_hash == used_hash, sessions.c.revoked_at.is_(None)
    return conn.execute(sessions.update().where(*current).values(changes)).rowcount == 1


def revoke_sessions(conn: sa.Connection, now: int, *, but: str | None = None, **of: str) -> None:
    """Revoke the sessions `of` a person, a workspace, both, or of one id; all `but` one."""
    conditions = [sessions.c[name] == value for name, value in of.items()]
    if but is not None:
        conditions.append(sessions.c.id != but)
    conn.execute(sessions.update().where(*conditions, sessions.c.revoked_at.is_(None)).values(revoked_at=now))


# -- API keys -------------------------------------------------------------------------------------------------------


def add_api_key(conn: sa.Connection, key: dict[str, Any]) -> None:
    """A new key, by its hash."""
    conn.execute(api_keys.insert().values(key))


def find_api_key_row(conn: sa.Connection, key_hash: str) -> Row | None:
    """A key that is not revoked."""
    query = sa.select(api_keys).where(api_keys.c.key_hash == key_hash, api_keys.c.revoked_at.is_(None))
    return conn.execute(query).one_or_none()


def list_api_keys(conn: sa.Connection, workspace_id: str) -> list[ApiKey]:
    """The keys that are not revoked, the newest first."""
    query = (
        sa.select(api_keys)
        .where(api_keys.c.workspace_id == workspace_id, api_keys.c.revoked_at.is_(None))
        .order_by(api_keys.c.id.desc())
    )
    return [api_key_from(row._mapping) for row in conn.execute(query)]


def api_key_from(row: Any) -> ApiKey:
    """The key without what only the database knows."""
    names = ("id", "name", "hint", "created_by", "created_at", "last_used_at")
    return ApiKey(**{name: row.get(name) for name in names}, scopes=tuple(row["scopes"]))


def touch_api_key(conn: sa.Connection, key_id: str, now: int) -> None:
    """Remember when the key was used last."""
    conn.execute(api_keys.update().where(api_keys.c.id == key_id).values(last_used_at=now))


def revoke_api_key(conn: sa.Connection, workspace_id: str, key_id: str, now: int) -> bool:
    """Revoke the workspace's key; False if there is none."""
    of = api_keys.c.workspace_id == workspace_id, api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)
    return conn.execute(api_keys.update().where(*of).values(revoked_at=now)).rowcount == 1


def revoke_keys_of(
    conn: sa.Connection, workspace_id: str, person_id: str, now: int, *, allowed: frozenset[str] = frozenset()
) -> None:
    """End the keys that a person made, and those made with them, but those that may do no more than `allowed`."""
    rows = conn.execute(sa.select(api_keys).where(api_keys.c.workspace_id == workspace_id)).all()
    makers = {person_id}
    while made := {row.id for row in rows if row.created_by in makers} - makers:
        makers |= made
    ended = [row.id for row in rows if row.id in makers and not (allowed and allowed.issuperset(row.scopes))]
    conn.execute(
        api_keys.update().where(api_keys.c.id.in_(ended), api_keys.c.revoked_at.is_(None)).values(revoked_at=now)
    )


# -- tidying --------------------------------------------------------------------------------------------------------


def forget_over(conn: sa.Connection, before: int) -> None:
    """Delete links and sessions that were over before a moment."""
    conn.execute(links.delete().where(links.c.expires_at < before))
    conn.execute(sessions.delete().where(sessions.c.expires_at < before))
