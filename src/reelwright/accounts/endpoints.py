"""The HTTP face of accounts."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from reelwright.accounts.auth import Manager, Reader
from reelwright.accounts.contracts import ApiKey, Invite, Member, Tokens, Workspace
from reelwright.accounts.errors import (
    AccountExists,
    AlreadyMember,
    LastOwner,
    LinkUsed,
    NotSignedIn,
    WrongCredentials,
)
from reelwright.accounts.schemas import (
    AcceptDto,
    ApiKeyDto,
    AskResetDto,
    ChangeMeDto,
    ChangeWorkspaceDto,
    InviteDto,
    LoginDto,
    MakeKeyDto,
    MeDto,
    MemberDto,
    NewApiKeyDto,
    NewInviteDto,
    OpenInviteDto,
    PasswordDto,
    PersonDto,
    RefreshDto,
    ResetDto,
    RoleDto,
    TokensDto,
    WorkspaceDto,
)
from reelwright.accounts.service import AccountsService
from reelwright.kit.answers import errors
from reelwright.kit.problems import NotFound
from reelwright.kit.rate import TooManyRequests

router = APIRouter(prefix="/api", tags=["accounts"])


def _accounts(request: Request) -> AccountsService:
    service: AccountsService = request.app.state.services.accounts
    return service


# -- signing in -----------------------------------------------------------------------------------------------------


@router.post("/auth/login", responses=errors(WrongCredentials, NotSignedIn, TooManyRequests), response_model=TokensDto)
async def login(request: Request, body: LoginDto) -> Tokens:
    """Sign in by email and password."""
    address = request.client.host if request.client else "?"
    sign_in = _accounts(request).sign_in
    return await sign_in.by_password(body.email, body.password, address=address, workspace_id=body.workspace_id)


@router.get("/auth/link/{token}", response_class=RedirectResponse, status_code=303)
async def open_sign_in_link(token: str) -> str:
    """Lead to the page that uses the link: looking at a link, as mail scanners do, must not use it up."""
    return f"/#/auth/link/{token}"


@router.post("/auth/link/{token}", responses=errors(LinkUsed), response_model=TokensDto)
async def use_sign_in_link(request: Request, token: str) -> Tokens:
    """Sign in by a one-time link."""
    return await _accounts(request).sign_in.by_link(token)


@router.post("/auth/refresh", responses=errors(NotSignedIn), response_model=TokensDto)
async def refresh_tokens(request: Request, body: RefreshDto) -> Tokens:
    """Get the next pair of tokens. Using a refresh token twice ends the sign-in."""
    return await _accounts(request).sign_in.refresh(body.refresh_token, body.workspace_id)


@router.post("/auth/logout", status_code=204)
async def logout(request: Request, who: Reader) -> None:
    """End the caller's sign-in; an API key and a token from the command line have none."""
    if who.session_id:
        await _accounts(request).sign_in.out(who.session_id)


@router.post("/password-reset", status_code=202, responses=errors(TooManyRequests))
async def ask_password_reset(request: Request, body: AskResetDto) -> None:
    """Send a link to reset the password, if the address has an account."""
    await _accounts(request).sign_in.send_reset(body.email)


@router.post("/password-reset/{token}", status_code=204, responses=errors(LinkUsed))
async def reset_password(request: Request, token: str, body: ResetDto) -> None:
    """Set a new password by a reset link; every sign-in of the person ends."""
    await _accounts(request).sign_in.reset_password(token, body.password)


# -- oneself --------------------------------------------------------------------------------------------------------


@router.get("/auth/me")
async def get_me(request: Request, who: Reader) -> MeDto:
    """Say who is calling, where, and with what rights."""
    people = _accounts(request).people
    person, workspaces = await people.me(who.person_id)
    return MeDto(
        person=PersonDto.model_validate(person) if person else None,
        workspace=WorkspaceDto.model_validate(await people.workspace(who.workspace_id)),
        workspaces=[WorkspaceDto.model_validate(workspace) for workspace in workspaces],
        role=who.role,
        scopes=sorted(who.scopes),
    )


@router.patch("/auth/me", status_code=204, responses=errors(WrongCredentials, AccountExists, TooManyRequests))
async def change_me(request: Request, who: Reader, body: ChangeMeDto) -> None:
    """Change one's name or address."""
    people = _accounts(request).people
    await people.change_me(who, name=body.name, email=body.email, current_password=body.current_password)


@router.put("/auth/password", status_code=204, responses=errors(WrongCredentials, TooManyRequests))
async def set_password(request: Request, who: Reader, body: PasswordDto) -> None:
    """Set one's password; every other sign-in of oneself ends."""
    people = _accounts(request).people
    await people.set_password(who, current_password=body.current_password, new_password=body.new_password)


# -- the workspace and its members ----------------------------------------------------------------------------------


@router.get("/workspace", response_model=WorkspaceDto)
async def get_workspace(request: Request, who: Reader) -> Workspace:
    """The workspace and its defaults."""
    return await _accounts(request).people.workspace(who.workspace_id)


@router.patch("/workspace", response_model=WorkspaceDto)
async def change_workspace(request: Request, who: Manager, body: ChangeWorkspaceDto) -> Workspace:
    """Change the workspace's name or defaults."""
    return await _accounts(request).people.change_workspace(who.workspace_id, body.changes())


@router.get("/members", response_model=list[MemberDto])
async def list_members(request: Request, who: Reader) -> list[Member]:
    """Everybody in the workspace."""
    return await _accounts(request).people.members(who.workspace_id)


@router.patch("/members/{person_id}", status_code=204, responses=errors(NotFound, LastOwner))
async def change_member(request: Request, who: Manager, person_id: str, body: RoleDto) -> None:
    """Give a member another role."""
    await _accounts(request).people.set_role(who.workspace_id, person_id, body.role)


@router.delete("/members/{person_id}", status_code=204, responses=errors(NotFound, LastOwner))
async def remove_member(request: Request, who: Manager, person_id: str) -> None:
    """End a membership."""
    await _accounts(request).people.remove(who.workspace_id, person_id)


@router.get("/invites", response_model=list[OpenInviteDto])
async def list_invites(request: Request, who: Manager) -> list[Invite]:
    """Invitations that wait for an answer."""
    return await _accounts(request).people.invites(who.workspace_id)


@router.post("/invites", status_code=201, responses=errors(AlreadyMember))
async def invite_member(request: Request, who: Manager, body: InviteDto) -> NewInviteDto:
    """Invite somebody; the link is shown once."""
    invite, link = await _accounts(request).people.invite(who.workspace_id, body.email, body.role)
    return NewInviteDto(**vars(invite), link=link)


@router.post(
    "/invites/accept",
    responses=errors(LinkUsed, AccountExists, AlreadyMember, TooManyRequests),
    response_model=TokensDto,
)
async def accept_invite(request: Request, body: AcceptDto) -> Tokens:
    """Join a workspace by an invitation, and be signed in to it."""
    accounts = _accounts(request)
    person_id, workspace_id = await accounts.people.accept(body.token, name=body.name, password=body.password)
    return await accounts.sign_in.open(person_id, workspace_id)


@router.delete("/invites/{invite_id}", status_code=204, responses=errors(NotFound))
async def withdraw_invite(request: Request, who: Manager, invite_id: str) -> None:
    """Take an invitation back."""
    await _accounts(request).people.withdraw(who.workspace_id, invite_id)


# -- API keys -------------------------------------------------------------------------------------------------------


@router.get("/api-keys", response_model=list[ApiKeyDto])
async def list_api_keys(request: Request, who: Manager) -> list[ApiKey]:
    """The workspace's keys, by their first characters."""
    return await _accounts(request).keys.list(who.workspace_id)


@router.post("/api-keys", status_code=201)
async def make_api_key(request: Request, who: Manager, body: MakeKeyDto) -> NewApiKeyDto:
    """Make a key; its text is shown once."""
    key, text = await _accounts(request).keys.make(who, body.name, frozenset(body.scopes))
    return NewApiKeyDto(**vars(key), key=text)


@router.delete("/api-keys/{key_id}", status_code=204, responses=errors(NotFound))
async def revoke_api_key(request: Request, who: Manager, key_id: str) -> None:
    """End a key."""
    await _accounts(request).keys.revoke(who.workspace_id, key_id)
