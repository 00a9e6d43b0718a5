"""Webhooks of vendors: signature checked on the raw body, kept in an inbox, answered at once. Only a hint to look."""

from collections.abc import Callable
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request

from reelwright.generation.credentials import Credentials
from reelwright.generation.models import attempts, credentials, hook_inbox
from reelwright.generation.steps.submit import accept
from reelwright.kit.answers import errors
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, insert_ignore
from reelwright.kit.dto import Dto
from reelwright.kit.problems import Invalid, NotFound
from reelwright.vendors.contract import Adapter, HookHint, Ticket

router = APIRouter(tags=["hooks"])


class HookDto(Dto):
    """Thanks; `isNew` is false for a delivery we had."""

    is_new: bool


class HooksService:
    """Takes in hints."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        creds: Credentials,
        adapter_of: Callable[[str], Adapter],
        nudge: Callable[[], None],
    ) -> None:
        self._db = db
        self._clock = clock
        self._credentials = creds
        self._adapter_of = adapter_of
        self._nudge = nudge

    async def take_in(
        self, vendor: str, credential_id: str, token: str | None, headers: dict[str, str], raw: bytes
    ) -> bool:
        """Check and keep one delivery; True if it is new."""
        statement = sa.select(credentials).where(credentials.c.id == credential_id, credentials.c.vendor == vendor)
        row = await self._db.read(lambda conn: conn.execute(statement).one_or_none())
        if row is None:
            raise NotFound("There is no such hook.")
        access = self._credentials.access(credential_id, row.base_url)
        hint = await self._adapter_of(vendor).read_hook(headers, raw, access)
        if hint is None:
            raise Invalid("The signature does not fit the body, or the delivery is too old.")
        now = self._clock.now_ms()
        is_new = await self._db.write(lambda conn: _keep(conn, credential_id, token, hint, now))
        self._nudge()
        return is_new


def _keep(conn: sa.Connection, credential_id: str, token: str | None, hint: HookHint, now: int) -> bool:
    row = {"credential_id": credential_id, "delivery_id": hint.delivery_id, "vendor_job_id": hint.vendor_job_id}
    if not insert_ignore(conn, hook_inbox, {**row, "received_at": now}):
        return False
    a = attempts.c
    same_job = sa.and_(a.credential_id == credential_id, a.vendor_job_id == hint.vendor_job_id)
    attempt = conn.execute(sa.select(attempts).where(same_job)).one_or_none()
    if attempt is None and token:
        attempt = conn.execute(sa.select(attempts).where(a.hook_token == token)).one_or_none()
        if attempt is not None and attempt.state == "unknown" and attempt.credential_id == credential_id:
            accept(conn, attempt.id, Ticket(hint.vendor_job_id), now)  # the lost answer came by another door
    if attempt is None:
        return True
    due = sa.and_(a.id == attempt.id, a.state == "accepted", a.segment_id.is_(None))
    conn.execute(attempts.update().where(due).values(due_at=now))
    handled: dict[str, Any] = {"attempt_id": attempt.id, "handled_at": now}
    mine = sa.and_(hook_inbox.c.credential_id == credential_id, hook_inbox.c.delivery_id == hint.delivery_id)
    if attempt.state in ("accepted", "unknown"):
        conn.execute(hook_inbox.update().where(mine).values(**handled))
    return True


def service(request: Request) -> HooksService:
    """The hooks service of this installation."""
    found: HooksService = request.app.state.services.hooks
    return found


@router.post("/api/hooks/{vendor}/{credential}", responses=errors(NotFound, Invalid))
async def take_hook(
    vendor: str,
    credential: str,
    request: Request,
    hooks: Annotated[HooksService, Depends(service)],
    a: Annotated[str | None, Query(max_length=100, description="The attempt's own token.")] = None,
) -> HookDto:
    """Take in a vendor's webhook."""
    raw = await request.body()
    is_new = await hooks.take_in(vendor, credential, a, dict(request.headers), raw)
    return HookDto(is_new=is_new)
