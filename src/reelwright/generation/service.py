"""The face of generation: order, read, wait; `actions` holds what can be done to one afterwards."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from reelwright.events import repository as outbox
from reelwright.generation.actions import Actions, get_row
from reelwright.generation.assistance import assisted
from reelwright.generation.contracts import KeptFile, StoredVideo, Work
from reelwright.generation.media import FILES
from reelwright.generation.models import attempts, generations
from reelwright.generation.ordering import Idempotency, Ordering
from reelwright.generation.present import Story, plan_view, planned_shot, present, read_stories, with_outlook
from reelwright.generation.schemas import GenerationDto, QuoteDto, ServedByDto
from reelwright.generation.states import RESTING
from reelwright.generation.wishes import Order
from reelwright.kit import failpoints
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.pagination import Page, page

POLL_SECONDS = 0.4
Row = sa.Row[Any]


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed to."""

    campaign_id: str | None = None
    status: str | None = None
    model: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Progress:
    """Where a running generation is: seen by SSE, never stored as an event."""

    status: str
    progress: float
    eta_seconds: float | None
    shots: Sequence[float]


class GenerationService:
    """Orders and reads generations of one installation; every call is scoped to a workspace."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        ordering: Ordering,
        actions: Actions,
        nudge: Callable[[], None],
        public_url: Callable[[], str],
    ) -> None:
        self._db = db
        self._clock = clock
        self.ordering = ordering
        self._actions = actions
        self._nudge = nudge
        self._public_url = public_url

    async def order(
        self, workspace_id: str, person: str | None, order: Order, same: Idempotency | None
    ) -> GenerationDto:
        """Admit an order; the same Idempotency-Key with the same body gives the same generation again."""
        admitted = await self.ordering.admit(workspace_id, person, order, same)
        if isinstance(admitted, str):
            return await self.get(workspace_id, admitted)
        failpoints.hit("order.committed")
        self._nudge()
        (story,) = await self._db.read(lambda conn: with_outlook(conn, [admitted]))
        return self._present(story)

    async def quote(self, workspace_id: str, order: Order) -> QuoteDto:
        """The plan and its price, kept for 15 minutes."""
        quote_id, priced, expires_at = await self.ordering.quote(workspace_id, order)
        plan = priced.plan
        return QuoteDto(
            quote_id=quote_id,
            model=order.model,
            served_by=ServedByDto(**priced.served_by),
            duration=float(plan.seconds),
            aspect_ratio=order.wish.aspect_ratio,
            resolution=order.wish.resolution,
            plan=plan_view(plan, [planned_shot(shot) for shot in plan.shots]),
            price_usd=plan.total_micro,
            warnings=list(priced.warnings),
            expires_at=expires_at,
        )

    async def get(self, workspace_id: str, generation_id: str) -> GenerationDto:
        """One generation as it is now."""

        def read(conn: sa.Connection) -> Story:
            return read_stories(conn, [get_row(conn, workspace_id, generation_id)])[0]

        story = await self._db.read(read)
        view = self._present(story)
        if view.status == "refused" and view.error:
            others = self.ordering.alternatives(story.generation)
            view.error = assisted(view.error, view.refined_prompt or view.prompt, story.plan.max_prompt, others)
        return view

    async def message(self, workspace_id: str, generation_id: str) -> dict[str, Any] | None:
        """One generation as webhooks tell of it, the same as the API's answer; None once it is deleted."""
        work = (await self.works(workspace_id, [generation_id])).get(generation_id)
        return work.view.model_dump(mode="json", by_alias=True) if work else None

    async def works(self, workspace_id: str, generation_ids: Sequence[str]) -> dict[str, Work]:
        """Some generations with their files, by id; what was deleted or is not this workspace's is left out."""
        g = generations.c
        here = sa.and_(g.workspace_id == workspace_id, g.id.in_(generation_ids), g.deleted_at.is_(None))

        def read(conn: sa.Connection) -> list[Story]:
            return read_stories(conn, conn.execute(sa.select(generations).where(here)).all())

        stories = await self._db.read(read)
        return {story.generation.id: Work(self._present(story), _stored(story.generation)) for story in stories}

    async def list(self, workspace_id: str, narrow: ListFilter, cursor: str | None, limit: int) -> Page[GenerationDto]:
        """Newest first."""
        g = generations.c
        query = sa.select(generations).where(g.workspace_id == workspace_id, g.deleted_at.is_(None))
        for column, wanted in ((g.campaign_id, narrow.campaign_id), (g.status, narrow.status), (g.model, narrow.model)):
            if wanted:
                query = query.where(column == wanted)
        if narrow.text:
            query = query.where(g.prompt.icontains(narrow.text, autoescape=True))

        def read(conn: sa.Connection) -> Page[Story]:
            rows = page(conn, query, g.id, cursor=cursor, limit=limit)
            return Page(read_stories(conn, rows.items), rows.next_cursor)

        return (await self._db.read(read)).map(self._present)

    def _present(self, story: Story) -> GenerationDto:
        return present(story, self._public_url(), self._clock.now_ms())

    async def status(self, workspace_id: str, generation_id: str) -> str:
        """Just the status."""
        return str((await self._db.read(lambda conn: get_row(conn, workspace_id, generation_id))).status)

    async def wait(self, workspace_id: str, generation_id: str, seconds: float) -> GenerationDto:
        """The generation once it rests, or as it is when the time is over."""
        ends_at = asyncio.get_running_loop().time() + seconds
        while await self.status(workspace_id, generation_id) not in RESTING:
            if asyncio.get_running_loop().time() >= ends_at:
                break
            await asyncio.sleep(POLL_SECONDS)
        return await self.get(workspace_id, generation_id)

    # -- actions: each answers with the generation afterwards -----------------------------------------------------

    async def cancel(self, workspace_id: str, generation_id: str) -> GenerationDto:
        """Ask everything to stop; see `Actions.cancel`."""
        await self._actions.cancel(workspace_id, generation_id)
        return await self._after(workspace_id, generation_id)

    async def retry(self, workspace_id: str, generation_id: str, same: Idempotency | None = None) -> GenerationDto:
        """Make what is missing; once for each key in `same`."""
        await self._actions.retry(workspace_id, generation_id, same)
        return await self._after(workspace_id, generation_id)

    async def redo(
        self, workspace_id: str, generation_id: str, n: int, same: Idempotency | None = None
    ) -> GenerationDto:
        """Another take of a shot; once for each key in `same`."""
        await self._actions.redo(workspace_id, generation_id, n, same)
        return await self._after(workspace_id, generation_id)

    async def choose(self, workspace_id: str, generation_id: str, take_id: str) -> GenerationDto:
        """Use a kept take."""
        await self._actions.choose(workspace_id, generation_id, take_id)
        return await self._after(workspace_id, generation_id)

    async def resolve(
        self, workspace_id: str, generation_id: str, attempt_id: str, outcome: str, vendor_job_id: str | None
    ) -> GenerationDto:
        """Settle a submit whose answer was lost."""
        await self._actions.resolve(workspace_id, generation_id, attempt_id, outcome, vendor_job_id)
        return await self._after(workspace_id, generation_id)

    async def delete(self, workspace_id: str, generation_id: str) -> None:
        """Delete with its files."""
        await self._actions.delete(workspace_id, generation_id)

    async def _after(self, workspace_id: str, generation_id: str) -> GenerationDto:
        self._nudge()
        return await self.get(workspace_id, generation_id)

    # -- events ---------------------------------------------------------------------------------------------------

    async def follow(
        self,
        workspace_id: str,
        generation_id: str,
        after: int | None,
        goes_on: Callable[[], Awaitable[bool]] | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """A snapshot (or a replay after `after`), then events as they come and progress between them, until it rests
        or `goes_on` says no.

        Yields `{type, id?, data}`; progress has no id.
        """
        newest = await self._seq(generation_id)  # before the view: what comes between them is told twice, not never
        view = await self.get(workspace_id, generation_id)
        seq = newest if after is None else min(after, newest)
        if after is None:
            yield {"type": "snapshot", "id": seq, "data": view.model_dump(mode="json", by_alias=True)}
        last: Progress | None = None
        while goes_on is None or await goes_on():
            rows = await self._db.read(lambda conn, seq=seq: outbox.after_seq(conn, generation_id, seq))  # type: ignore[misc]
            for row in rows:
                seq = row.seq
                yield {"type": row.type, "id": row.seq, "data": row.data}
            view = await self.get(workspace_id, generation_id)
            now = Progress(view.status, view.progress, view.eta_seconds, [shot.progress for shot in view.plan.shots])
            if now != last and not rows:
                last = now
                data = {"status": now.status, "progress": now.progress, "etaSeconds": now.eta_seconds}
                yield {"type": "progress", "data": data | {"shots": list(now.shots)}}
            if view.status in RESTING and not rows and await self._seq(generation_id) == seq:
                return
            await asyncio.sleep(POLL_SECONDS)

    async def _seq(self, generation_id: str) -> int:
        statement = sa.select(generations.c.event_seq).where(generations.c.id == generation_id)
        return int(await self._db.read(lambda conn: conn.execute(statement).scalar_one()))

    async def attempts_in_flight(self) -> int:
        """Paid jobs at vendors right now; said when the server shuts down."""
        here = sa.and_(attempts.c.state.in_(("sending", "accepted")), attempts.c.hold_micro > 0)
        statement = sa.select(sa.func.count()).select_from(attempts).where(here)
        return int(await self._db.read(lambda conn: conn.execute(statement).scalar_one()))


def _stored(row: Row) -> StoredVideo | None:
    result = row.result
    if not result:
        return None
    files = [KeptFile(name, result[member], kind) for name, (member, kind) in FILES.items() if result.get(member)]
    return StoredVideo(result["rev"], result["sha256"], result["bytes"], tuple(files), result["provenance"])
