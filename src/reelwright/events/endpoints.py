"""`/api/events`: everything that happens in a workspace, in one order, with replay."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from reelwright.accounts.auth import Reader, may_still_read
from reelwright.events import repository
from reelwright.kit.clock import to_iso
from reelwright.kit.database import Database

router = APIRouter(prefix="/api", tags=["events"])

POLL_SECONDS = 0.5


@router.get("/events", response_class=EventSourceResponse)
async def follow_workspace(
    who: Reader,
    request: Request,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID", max_length=18)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Follow the workspace: with `Last-Event-ID` everything since, else what happens from now on.

    It ends when the key or sign-in does.
    """
    db: Database = request.app.state.services.db
    workspace = who.workspace_id
    if last_event_id and last_event_id.isdigit():
        number = int(last_event_id)
    else:
        number = await db.read(lambda conn: repository.last_stream_no(conn, workspace))
    while await may_still_read(request, who):
        rows = await db.read(lambda conn, number=number: repository.after_stream_no(conn, workspace, number))  # type: ignore[misc]
        for row in rows:
            number = row.stream_no
            data = {"generationId": row.generation_id, "seq": row.seq, "at": to_iso(row.created_at), **row.data}
            yield ServerSentEvent(event=row.type, data=data, id=str(row.stream_no))
        if not rows:
            await asyncio.sleep(POLL_SECONDS)
