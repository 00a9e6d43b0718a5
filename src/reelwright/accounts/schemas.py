"""The JSON of accounts."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StringConstraints

from reelwright.accounts.contracts import SCOPES_OF, Role, Scope
from reelwright.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from reelwright.kit.dto import Dto, Moment, Text, Usd
from reelwright.kit.money import micro_from_usd

Email = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
]
Name = Annotated[Text, Field(max_length=120)]
GivenPassword = Annotated[str, Field(max_length=MAX_LENGTH)]
NewPassword = Annotated[str, Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH)]
Token = Annotated[str, Field(max_length=200)]


# -- signing in -----------------------------------------------------------------------------------------------------


class LoginDto(Dto):
    """Sign in by email and password; into one workspace of several, if named."""

    email: Email
    password: GivenPassword
    workspace_id: str | None = None


class RefreshDto(Dto):
    """The refresh token of the latest pair; with `workspaceId` the next pair is for another workspace."""

    refresh_token: Token
    workspace_id: str | None = None


class TokensDto(Dto):
    """A pair of tokens. The refresh token works once and brings the next pair."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the word of RFC 6750, no password
    expires_in_seconds: int
    refresh_token: str
    workspace_id: str
    person_id: str
    role: Role


class AskResetDto(Dto):
    """Whose password is forgotten."""

    email: Email


class ResetDto(Dto):
    """The new password."""

    password: NewPassword


# -- oneself --------------------------------------------------------------------------------------------------------


class PersonDto(Dto):
    """Somebody who may sign in."""

    id: str
    email: str
    name: str
    has_password: bool
    created_at: Moment


class WorkspaceDto(Dto):
    """A workspace. `maxPriceUsd` is the ceiling of an order that names none; null: no ceiling."""

    id: str
    name: str
    max_price_usd: Usd | None = Field(validation_alias="max_price_micro")
    auto_refine: bool
    created_at: Moment


class MeDto(Dto):
    """Who is calling (`person` is null for an API key), where, with what rights; and their other workspaces."""

    person: PersonDto | None
    workspace: WorkspaceDto
    workspaces: list[WorkspaceDto]
    role: Role
    scopes: list[Scope]


class ChangeMeDto(Dto):
    """A new name or address. A new address takes the current password, if there is one."""

    name: Name | None = None
    email: Email | None = None
    current_password: GivenPassword | None = None


class PasswordDto(Dto):
    """A new password; with the current one, if there is one."""

    current_password: GivenPassword | None = None
    new_password: NewPassword


# -- workspace, members, invitations, keys --------------------------------------------------------------------------


class ChangeWorkspaceDto(Dto):
    """What to change; what is left out stays. `maxPriceUsd: null` takes the ceiling away."""

    name: Name | None = None
    max_price_usd: Annotated[Decimal, Field(ge=0, le=100_000, max_digits=12, decimal_places=6)] | None = None
    auto_refine: StrictBool | None = None

    def changes(self) -> dict[str, Any]:
        """The columns to set."""
        given = self.model_dump(exclude_unset=True)
        changes = {name: given[name] for name in ("name", "auto_refine") if given.get(name) is not None}
        if "max_price_usd" in given:
            price = given["max_price_usd"]
            changes["max_price_micro"] = None if price is None else micro_from_usd(price)
        return changes


class MemberDto(Dto):
    """A person in the workspace."""

    person_id: str
    email: str
    name: str
    role: Role
    joined_at: Moment


class RoleDto(Dto):
    """A member's new role."""

    role: Role


class InviteDto(Dto):
    """Whom to invite, as what."""

    email: Email
    role: Role = "editor"


class OpenInviteDto(Dto):
    """An invitation that waits for an answer."""

    id: str
    email: str
    role: Role
    created_at: Moment
    expires_at: Moment


class NewInviteDto(OpenInviteDto):
    """A new invitation with its link, which is not shown again."""

    link: str


class AcceptDto(Dto):
    """Join by an invitation's token. An address that has an account gives its password, a new one may set one."""

    token: Token
    name: Name | None = None
    password: NewPassword | None = None


class MakeKeyDto(Dto):
    """What the key is for and may do."""

    name: Name
    scopes: set[Scope] = Field(default_factory=lambda: set(SCOPES_OF["editor"]), min_length=1)


class ApiKeyDto(Dto):
    """An API key by its first characters. `createdBy` is the person, or the key, it was made by."""

    id: str
    name: str
    hint: str
    scopes: list[Scope]
    created_by: str | None
    created_at: Moment
    last_used_at: Moment | None


class NewApiKeyDto(ApiKeyDto):
    """A new key with its text, which is not shown again."""

    key: str
