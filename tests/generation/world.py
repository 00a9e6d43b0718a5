"""The whole product over a vendor that bills, carried on by hand: what is due runs until nothing is, on our clock."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import Any

import httpx2
import sqlalchemy as sa

from reelwright.app import wiring
from reelwright.app.worker import carried, step_context
from reelwright.catalog.spec import Catalog, DurationRange, Mode, Model, Route, Size
from reelwright.dispatch.work import Claim
from reelwright.events.sequencer import number_and_log
from reelwright.generation.models import attempts, generations, shots, takes
from reelwright.generation.states import RESTING
from reelwright.kit.ids import new_id
from tests.fakes.billing_adapter import catalog_with_fake
from tests.generation.children import RememberingChildren
from tests.generation.street import Vendor
from tests.house import House

Json = dict[str, Any]
CREDENTIAL = "env_billing"
SIZES = (Size("16:9", "720p", 1280, 720), Size("9:16", "720p", 720, 1280))
SECOND_MICRO = 100_000  # what a second costs at the billing vendor


def street_catalog() -> Catalog:
    """The packaged catalogue, `fake-video`, and its sisters: each with one manner of its own."""
    base = catalog_with_fake()
    fake = base.models["fake-video"]
    route = fake.routes[0]
    charge = route.charge
    modes = tuple(replace(mode, sizes=SIZES) for mode in route.modes)  # nothing to enlarge: quick to finish
    short = tuple(replace(mode, durations=DurationRange(Fraction(2), Fraction(3))) for mode in modes)
    plain = tuple(replace(mode, audio="none", supports_seed=False, supports_negative_prompt=False) for mode in modes)
    blind = tuple(replace(mode, inputs=frozenset({"text"}), max_references=0) for mode in modes)
    first_frame = frozenset({"text", "firstFrame"})
    pictured = replace(short[0], id="pictured", inputs=frozenset({"text", "references"}))
    start = replace(short[0], id="start", inputs=first_frame, requires=first_frame, max_references=0)
    route = replace(route, modes=modes)
    sisters = {
        "fake-video": route,
        "fake-short": replace(route, modes=short),  # five seconds are two shots
        "fake-plain": replace(route, modes=plain),
        "fake-blind": replace(route, modes=blind),
        "fake-short-unlisted": replace(route, modes=short, lookup="none"),
        "fake-chain": replace(route, modes=(pictured, start)),
        "fake-unlisted": replace(route, lookup="none"),
        "fake-stubborn": replace(route, cancel="none", charge=replace(charge, canceled="billed")),
        "fake-kind": replace(route, charge=replace(charge, canceled="free", aborted="free")),
        "fake-strict": replace(route, charge=replace(charge, canceled="billed", aborted="billed")),
    }
    made = {key: _sister(fake, key, billing=changed) for key, changed in sisters.items()}
    made["fake-pair"] = _sister(fake, "fake-pair", a=route, b=route)
    made["fake-dear"] = _sister(fake, "fake-dear", a=route, b=replace(route, modes=tuple(map(_ten_times, modes))))
    return replace(base, models={**base.models, **made})


def _sister(fake: Model, key: str, **routes: Route) -> Model:
    named = tuple(replace(route, id=f"{key}/{name}") for name, route in routes.items())
    return replace(fake, key=key, name=key, routes=named)


def _ten_times(mode: Mode) -> Mode:
    return replace(mode, prices=tuple(replace(price, micro_usd=10 * price.micro_usd) for price in mode.prices))


class World(House):
    """The application, an owner with a key, and the worker's steps without its engine."""

    def __init__(self, services: wiring.Services, vendor: Vendor, children: RememberingChildren) -> None:
        super().__init__(services, wiring.routers())
        self.vendor = vendor
        self.children = children
        self.ctx = step_context(services)
        self.tables, self.run_claim = carried(services, self.ctx)
        self.api: httpx2.AsyncClient
        self.workspace_id: str

    async def open(self) -> "World":
        """Let the first owner in, with a key that outlives every jump of the clock."""
        workspace = await self.accounts.add_workspace("Acme", "owner@acme.example")
        self.workspace_id = workspace.id
        _, key = await self.accounts.issue_api_key("tests", email="owner@acme.example")
        self.api = self.client(key)
        return self

    async def neighbour(self) -> httpx2.AsyncClient:
        """Somebody in another workspace who may do everything there."""
        email = f"{new_id('n')}@beta.example"
        await self.accounts.add_workspace("Beta", email)
        _, key = await self.accounts.issue_api_key("tests", email=email)
        return self.client(key)

    # -- what people do -------------------------------------------------------------------------------------------

    async def post(self, path: str, body: Json | None = None, *, status: int = 202, **headers: str) -> Json:
        """The JSON answer of a POST, which must have this status."""
        answer = await self.api.post(
            path, json=body, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )
        assert answer.status_code == status, answer.text
        told: Json = answer.json()
        return told

    async def order(
        self, model: str = "fake-video", *, status: int = 202, headers: Json | None = None, **body: Any
    ) -> Json:
        """Order five seconds in 720p of something, unless told otherwise."""
        whole = {"prompt": "A steel flask at dawn", "model": model, "duration": 5, "resolution": "720p", **body}
        return await self.post("/api/video/generate", whole, status=status, **(headers or {}))

    async def get(self, generation: Json | str) -> Json:
        """The generation as it is now."""
        name = generation if isinstance(generation, str) else generation["id"]
        answer = await self.api.get(f"/api/video/{name}")
        assert answer.status_code == 200, answer.text
        told: Json = answer.json()
        return told

    async def act(self, generation: Json, action: str, body: Json | None = None, *, status: int = 202) -> Json:
        """POST to one of the generation's actions."""
        return await self.post(f"/api/video/{generation['id']}/{action}", body, status=status)

    # -- what the worker does -------------------------------------------------------------------------------------

    async def work(self, *, until: Callable[[], bool] | None = None, seconds: float = 7200) -> None:
        """Run what is due, moving the clock to the next moment something is, until nothing is within `seconds`."""
        end = self.clock.now_ms() + round(seconds * 1000)
        while until is None or not until():
            if await self.round():
                continue
            due = self._next_due()
            if due is None or due > end:
                return
            self.clock.advance(max(0, due - self.clock.now_ms()) / 1000)

    async def round(self) -> int:
        """Run what is due now, once; returns how many segments that were."""
        claims = self.claim()
        for claim in claims:
            await self.run_claim(claim)
        number_and_log(self.db)
        return len(claims)

    def claim(self) -> list[Claim]:
        """Take what is due now out of the rows, as the dispatcher does."""
        now = self.clock.now_ms()
        return [
            claim
            for table in self.tables.values()
            for claim in self.db.write_sync(lambda c, t=table: t.claim(c, now, 100))
        ]

    async def finished(self, generation: Json) -> Json:
        """Work until everything rests; the generation as it is then."""
        await self.work()
        return await self.get(generation)

    async def work_until(self, state: str, generation: Json) -> Json:
        """Work until an attempt, or the generation itself, is in this state."""
        await self.work(until=lambda: self._is_in(state, generation["id"]))
        told = await self.get(generation)
        assert self._is_in(state, generation["id"]), f"it never became {state}: {told['status']} {told['error']}"
        return told

    def _is_in(self, state: str, generation_id: str) -> bool:
        states = {row.state for row in self.attempts(generation_id)}
        return state in states or self.row(generation_id).status == state

    def _next_due(self) -> int | None:
        found = [
            self.read(lambda conn, t=table: conn.execute(sa.select(sa.func.min(t.table.c.due_at))).scalar())
            for table in self.tables.values()
        ]
        return min((due for due in found if due is not None), default=None)

    # -- what is in the database ----------------------------------------------------------------------------------

    def read(self, fn: Callable[[sa.Connection], Any]) -> Any:
        return self.db.read_sync(fn)

    def row(self, generation: Json | str) -> sa.Row[Any]:
        name = generation if isinstance(generation, str) else generation["id"]
        return self.read(lambda conn: conn.execute(sa.select(generations).where(generations.c.id == name)).one())

    def attempts(self, generation: Json | str) -> list[sa.Row[Any]]:
        """Its attempts by shot and number."""
        name = generation if isinstance(generation, str) else generation["id"]
        statement = (
            sa.select(attempts, shots.c.n)
            .join_from(attempts, shots, attempts.c.shot_id == shots.c.id)
            .where(attempts.c.generation_id == name)
            .order_by(shots.c.rev, shots.c.n, attempts.c.no)
        )
        return list(self.read(lambda conn: conn.execute(statement).all()))

    def states(self, generation: Json) -> list[str]:
        """The states of its attempts by shot and number."""
        return [row.state for row in self.attempts(generation)]

    def takes(self, generation: Json) -> list[sa.Row[Any]]:
        statement = sa.select(takes).where(takes.c.generation_id == generation["id"]).order_by(takes.c.created_at)
        return list(self.read(lambda conn: conn.execute(statement).all()))

    def rests(self) -> bool:
        """Whether every generation rests."""
        words = self.read(lambda conn: conn.execute(sa.select(generations.c.status)).scalars().all())
        return set(words) <= RESTING


class Surprises(logging.Handler):
    """Segments that failed though no test said that they would."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.found.append(f"{record.getMessage()}: {record.exc_info[1]!r}")


@contextmanager
def noting_surprises() -> Iterator[Surprises]:
    """Listens to what the steps log."""
    handler = Surprises()
    logger = logging.getLogger("reelwright")
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
