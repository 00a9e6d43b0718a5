"""What other domains see of accounts: frozen values, nothing else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["owner", "editor", "viewer"]
Scope = Literal["read", "write", "order", "manage"]
"""read: see everything · write: change campaigns and files · order: spend money · manage: people, keys, budgets."""

ALL_SCOPES: tuple[Scope, ...] = get_args(Scope)
SCOPES_OF: dict[Role, frozenset[Scope]] = {
    "viewer": frozenset({"read"}),
    "editor": frozenset({"read", "write", "order"}),
    "owner": frozenset(ALL_SCOPES),
}


def least_role(scopes: frozenset[Scope]) -> Role:
    """The least role that may do all of `scopes`; how a key is shown where a role is asked for."""
    roles: tuple[Role, ...] = ("viewer", "editor", "owner")
    return next(role for role in roles if scopes <= SCOPES_OF[role])


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request, in which workspace, and what they may do there."""

    workspace_id: str
    person_id: str | None  # None: an API key
    api_key_id: str | None  # None: a person
    role: Role
    scopes: frozenset[Scope]
    session_id: str | None = None  # None: an API key, or a token made on the command line

    def may(self, scope: Scope) -> bool:
        """Whether the scope is among theirs."""
        return scope in self.scopes


@dataclass(frozen=True)
class Workspace:
    """A workspace and its defaults. `max_price_micro` None: no ceiling per order."""

    id: str
    name: str
    max_price_micro: int | None
    auto_refine: bool
    created_at: int


@dataclass(frozen=True)
class Person:
    """Somebody who may sign in."""

    id: str
    email: str
    name: str
    has_password: bool
    created_at: int


@dataclass(frozen=True)
class Member:
    """A person in a workspace."""

    person_id: str
    email: str
    name: str
    role: Role
    joined_at: int


@dataclass(frozen=True)
class Invite:
    """An open invitation."""

    id: str
    email: str
    role: Role
    created_at: int
    expires_at: int


@dataclass(frozen=True)
class ApiKey:
    """An API key without the key: that is shown once, when made."""

    id: str
    name: str
    hint: str
    scopes: tuple[Scope, ...]
    created_by: str | None
    created_at: int
    last_used_at: int | None


@dataclass(frozen=True)
class Tokens:
    """What a sign-in gives: an access token for the Authorization header, and a refresh token for the next pair."""

    access_token: str
    expires_in_seconds: int
    refresh_token: str
    workspace_id: str
    person_id: str
    role: Role


@dataclass(frozen=True)
class Letter:
    """Something to bring to a person: a sentence and a link."""

    to: str
    subject: str
    link: str


Deliver = Callable[[Letter], Awaitable[None]]
