"""Webhooks of vendors: signature checked on the raw body, kept in an inbox, answered at once. Only a hint to look."""

from collections.abc import Callable
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request

from reelwright.generation import moves
from reelwright.generation.credentials import Credentials
from reelwright.generation.models import attempts, credentials, hook_inbox
from reelwright.generation.tickets import accept, is_orphan, stop_orphan
from reelwright.kit.answers import errors
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, insert_ignore
from reelwright.kit.dto import Dto
from reelwright.kit.problems import Invalid, NotFound
from reelwright.vendors.contract import Adapter, HookHint, Ticket

router = APIRouter(tags=["hooks"])

Row = sa.Row[Any]


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
        """Check and keep one delivery; True if it is new. A job that stands for nothing is stopped."""
        statement = sa.select(credentials).where(credentials.c.id == credential_id, credentials.c.vendor == vendor)
        row = await self._db.read(lambda conn: conn.execute(statement).one_or_none())
        if row is None:
            raise NotFound("There is no such hook.")
        access = self._credentials.access(credential_id, row.base_url)
        hint = await self._adapter_of(vendor).read_hook(headers, raw, access)
        if hint is None:
            raise Invalid("The signature does not fit the body, or the delivery is too old.")
        now = self._clock.now_ms()
        is_new, orphan = await self._db.write(lambda conn: _keep(conn, credential_id, token, hint, now))
        if orphan is not None:
            access = self._credentials.access(credential_id, orphan.base_url)
            ticket = Ticket(hint.vendor_job_id)
            await stop_orphan(self._db, self._clock, self._adapter_of(vendor), access, orphan, ticket)
        self._nudge()
        return is_new


def _keep(
    conn: sa.Connection, credential_id: str, token: str | None, hint: HookHint, now: int
) -> tuple[bool, Row | None]:
    """Whether the delivery is new, and the attempt its job came for in vain."""
    row = {"credential_id": credential_id, "delivery_id": hint.delivery_id, "vendor_job_id": hint.vendor_job_id}
    if not insert_ignore(conn, hook_inbox, {**row, "received_at": now}):
        return False, None
    attempt = _attempt_of(conn, credential_id, token, hint.vendor_job_id)
    if attempt is None:
        return True, None
    mine = sa.and_(hook_inbox.c.credential_id == credential_id, hook_inbox.c.delivery_id == hint.delivery_id)
    handled = None if attempt.state == "sending" else now  # its answer is awaited; if it is lost, this stands in
    conn.execute(hook_inbox.update().where(mine).values(attempt_id=attempt.id, handled_at=handled))
    if attempt.state == "unknown":  # the lost answer came by another door
        attempt = accept(conn, attempt.id, Ticket(hint.vendor_job_id), now)
    due = sa.and_(attempts.c.id == attempt.id, attempts.c.state == "accepted", attempts.c.segment_id.is_(None))
    conn.execute(attempts.update().where(due).values(due_at=now))
    is_stray = attempt.state != "sending" and is_orphan(attempt, hint.vendor_job_id)
    return True, attempt if is_stray else None


def _attempt_of(conn: sa.Connection, credential_id: str, token: str | None, vendor_job_id: str) -> Row | None:
    """By its job, else by the token that only its webhook knows; locked, as its answer may come at this moment."""
    a = attempts.c
    same_job = sa.and_(a.credential_id == credential_id, a.vendor_job_id == vendor_job_id)
    found = conn.execute(sa.select(a.id).where(same_job)).scalar()
    if found is None and token:
        by_token = sa.and_(a.credential_id == credential_id, a.hook_token == token)
        found = conn.execute(sa.select(a.id).where(by_token)).scalar()
    if found is None:
        return None
    moves.lock_of(conn, found)
    return conn.execute(sa.select(attempts).where(a.id == found)).one()


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
