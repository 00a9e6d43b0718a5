"""How an endpoint names its caller: `who: Reader`, `who: Writer`, `who: Buyer`, `who: Manager`."""

from functools import cache
from typing import Annotated

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer as BearerScheme
from fastapi.security.base import SecurityBase

from reelwright.accounts.contracts import Caller, Scope
from reelwright.accounts.errors import NotAllowed, NotSignedIn

_DOES = {
    "read": "see this",
    "write": "change campaigns and files",
    "order": "order videos",
    "manage": "manage people, keys and budgets",
}


class CallerWith(SecurityBase):
    """A dependency that gives the caller, or refuses who lacks the scope; documented as bearer security."""

    def __init__(self, scope: Scope) -> None:
        self.scope: Scope = scope
        self.scheme_name = "bearer"
        self.model = BearerScheme(description="An API key (`rw_live_...`) or an access token (JWT).")

    async def __call__(self, request: Request) -> Caller:
        """The caller. Raises `NotSignedIn`, `TokenExpired`, `NotAllowed`."""
        gate = request.app.state.services.accounts.gate
        who: Caller = await gate.caller(request.headers.get("authorization"))
        if self.scope not in who.scopes:
            raise NotAllowed(
                f"This takes the scope `{self.scope}` (may {_DOES[self.scope]}). Ask an owner of the workspace.",
                scope=self.scope,
            )
        return who


async def may_still_read(request: Request, who: Caller) -> bool:
    """Whether a stream may tell `who` more: their key, session or membership may have ended since it began."""
    gate = request.app.state.services.accounts.gate
    try:
        now: Caller = await gate.caller(request.headers.get("authorization"))
    except NotSignedIn:
        return False
    return now.workspace_id == who.workspace_id and now.may("read")


@cache
def caller(scope: Scope) -> CallerWith:
    """The dependency for endpoints that take `scope`."""
    return CallerWith(scope)


Reader = Annotated[Caller, Depends(caller("read"))]
Writer = Annotated[Caller, Depends(caller("write"))]
Buyer = Annotated[Caller, Depends(caller("order"))]
Manager = Annotated[Caller, Depends(caller("manage"))]
