"""Ordering: resolve who serves, plan, price, check the quote, and write everything in one durable commit.

No vendor is paid and no engine called here: what is refused costs nothing, and what is accepted is on the disk.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse, month_of
from reelwright.catalog.lifecycle import resolve, usable_routes, without
from reelwright.catalog.spec import Catalog, Route
from reelwright.generation import moves
from reelwright.generation.credentials import Credentials, EnvironmentKey
from reelwright.generation.drafts import Priced, insert_plan, prepare_queue, shots_and_attempts
from reelwright.generation.errors import IdempotencyConflict, QuoteChanged, QuoteUnknown
from reelwright.generation.examining import Examination
from reelwright.generation.models import attempts, finishes, generations, idempotency, quotes, shots
from reelwright.generation.present import Story, fresh_story
from reelwright.generation.wishes import Order
from reelwright.kit.clock import Clock, to_iso
from reelwright.kit.database import Database, insert_ignore
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Problem
from reelwright.planning.planner import models_that_fit
from reelwright.planning.planner import plan as plan_wish
from reelwright.planning.wish import Plan, Wish, plan_to_json, wish_from_json, wish_to_json
from reelwright.storage import keys
from reelwright.vendors.errors import InputNotAccepted

QUOTE_MS = 15 * 60 * 1000
IDEMPOTENCY_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class Idempotency:
    """A caller's key for an operation and the hash of the settled body with its files."""

    operation: str
    key: str
    body_sha256: str


def body_hash(*parts: Any) -> str:
    """The same body gives the same hash, whatever the order of its members."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def same_action(operation: str, key: str | None) -> Idempotency | None:
    """The identity of an action without a body, for a caller who sent a key."""
    return Idempotency(operation, key, body_hash(operation)) if key else None


class Ordering:
    """Prices wishes and admits orders."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        catalog: Callable[[], Catalog],
        credentials: Credentials,
        examination: Examination,
    ) -> None:
        self._db = db
        self._examination = examination
        self._clock = clock
        self._catalog = catalog
        self._credentials = credentials

    @property
    def keyless(self) -> bool:
        """Whether no vendor key is set at all, so that the studio engine serves every model."""
        return not self._credentials.kinds

    async def price(self, order: Order) -> Priced:
        """Who serves it, by which plan, for how much; raises the `Problem` that says why it cannot be met.

        A route that would not take the plan today is passed over for the next, with a warning.
        """
        priced = self._price(order.model, order.wish, is_strict=order.is_strict)
        passed: dict[str, InputNotAccepted] = {}
        while True:
            try:
                told = await self._examination.look(order, priced.plan, priced.route)
                break
            except InputNotAccepted as refused:
                passed[priced.route.id] = refused
            try:
                priced = self._price(
                    order.model, order.wish, is_strict=order.is_strict, without_routes=frozenset(passed)
                )
            except Problem:
                raise next(iter(passed.values())) from None
        said = [f"{refused.detail} So {priced.route.id} makes it." for refused in passed.values()]
        warnings = (*order.warnings, *said, *([told] if told else []), *priced.warnings)
        return replace(priced, warnings=warnings)

    def can_meet(self, order: Order) -> bool:
        """Whether somebody makes it, as far as the catalogue tells."""
        try:
            self._price(order.model, order.wish, is_strict=order.is_strict)
        except Problem:
            return False
        return True

    def price_again(self, generation: sa.Row[Any], *, without_routes: frozenset[str]) -> Priced:
        """The wish of a stored generation on the routes that are left. Raises `ModelUnavailable` if none is."""
        wish, is_strict = wish_from_json(generation.wish), bool(generation.request.get("strictModel"))
        return self._price(generation.model, wish, is_strict=is_strict, without_routes=without_routes)

    def alternatives(self, generation: sa.Row[Any]) -> Sequence[dict[str, Any]]:
        """Other models that could make a stored generation's wish now: `{model, name, vendor, priceUsd}`."""
        fitting = models_that_fit(
            self._catalog(),
            today=self._today,
            keys_present=self._credentials.kinds,
            except_key=generation.served_by["model"],
        )
        return fitting(replace(wish_from_json(generation.wish), max_price_micro=None))

    @property
    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock.now_ms() / 1000, UTC).date()

    def _price(
        self, model: str, wish: Wish, *, is_strict: bool, without_routes: frozenset[str] = frozenset()
    ) -> Priced:
        catalog = without(self._catalog(), without_routes)
        today, kinds = self._today, self._credentials.kinds
        served = resolve(
            catalog,
            model,
            today=today,
            has_first_frame=wish.has_first_frame,
            keys_present=kinds,
            keyless=self.keyless,
            strict=is_strict,
        )
        others = models_that_fit(catalog, today=today, keys_present=kinds, except_key=served.model.key)
        plan = plan_wish(wish, served, others)
        route = next(route for route in served.routes if route.id == plan.served_by.route)
        return Priced(wish, served, plan, route, plan.warnings, catalog.revision)

    def routes_of(self, model: str) -> tuple[Route, ...]:
        """The routes of a model that can be ordered from now, in catalogue order."""
        return usable_routes(self._catalog().models[model], self._today, self._credentials.kinds)

    def credential_for(self, route: Route) -> tuple[EnvironmentKey, str]:
        """The key that orders on a route, and the address to order at."""
        key = self._credentials.for_kind(route.credential)
        return key, route.base_url or key.base_url

    # -- quotes ---------------------------------------------------------------------------------------------------

    async def quote(self, workspace_id: str, order: Order) -> tuple[str, Priced, int]:
        """Keep a priced plan for 15 minutes; returns its id, itself and when it expires."""
        priced = await self.price(order)
        now = self._clock.now_ms()
        quote_id, expires_at = new_id("quo"), now + QUOTE_MS
        row = {
            "id": quote_id,
            "workspace_id": workspace_id,
            "request": {"served": priced.served_by, "plan": _essence(priced.plan)},
            "plan": plan_to_json(priced.plan),
            "total_micro": priced.plan.total_micro,
            "created_at": now,
            "expires_at": expires_at,
        }
        await self._db.write(lambda conn: conn.execute(quotes.insert(), row))
        return quote_id, priced, expires_at

    # -- orders ---------------------------------------------------------------------------------------------------

    async def find_replay(self, workspace_id: str, same: Idempotency | None) -> str | None:
        """The generation an earlier request with this key made; raises if its body was another one."""
        if same is None:
            return None
        oldest = self._clock.now_ms() - IDEMPOTENCY_MS
        return await self._db.read(lambda conn: _find_replay(conn, workspace_id, same, oldest))

    async def admit(self, workspace_id: str, person: str | None, order: Order, same: Idempotency | None) -> Story | str:
        """Commit the order whole: request, plan, shots, holds, attempts, permanent path. Returns its story, or the id
        of the generation that an earlier request with this key made."""
        if replayed := await self.find_replay(workspace_id, same):
            return replayed
        priced = await self.price(order)
        if order.quote_id:
            await self._check_quote(workspace_id, order, priced)
        now = self._clock.now_ms()
        generation_id = new_id("gen")
        key, base_url = self.credential_for(priced.route)

        values = _generation_values(workspace_id, person, order, priced, generation_id, now)
        video = keys.video_key(workspace_id, generation_id, 1, now)
        finish = {"generation_id": generation_id, "rev": 1, "workspace_id": workspace_id, "object_key": video}
        shot_rows, attempt_rows = shots_and_attempts(workspace_id, generation_id, 1, priced, key.id, base_url, now)
        purse = Purse(workspace_id, order.campaign_id, month_of(now))

        def commit(conn: sa.Connection) -> str | None:
            if same is not None and (found := claim_key(conn, workspace_id, same, generation_id, now)):
                return found
            conn.execute(generations.insert(), values)
            insert_plan(conn, workspace_id, generation_id, 1, priced, now)
            conn.execute(finishes.insert(), finish)
            conn.execute(shots.insert(), shot_rows)
            conn.execute(attempts.insert(), attempt_rows)
            money.hold(conn, purse, {row["id"]: row["hold_micro"] for row in attempt_rows}, now)
            moves.emit(conn, generation_id, "generation.status", {"status": "queued", "model": order.model}, now)
            return None

        replayed = await self._db.write(commit)
        return replayed or fresh_story(priced.plan, values, shot_rows, attempt_rows, finish)

    async def _check_quote(self, workspace_id: str, order: Order, priced: Priced) -> None:
        statement = sa.select(quotes).where(quotes.c.id == order.quote_id, quotes.c.workspace_id == workspace_id)
        row = await self._db.read(lambda conn: conn.execute(statement).one_or_none())
        if row is None:
            raise QuoteUnknown("There is no such quote in this workspace. Ask for one at POST /api/video/quote.")
        is_late = row.expires_at < self._clock.now_ms()
        is_same = row.request == {"served": priced.served_by, "plan": _essence(priced.plan)}
        if is_late or not is_same or priced.plan.total_micro > row.total_micro:
            new_quote, _, expires_at = await self.quote(workspace_id, order)
            why = "The quote has expired." if is_late else "The plan behind this quote has changed."
            raise QuoteChanged(
                f"{why} The new price is ${usd_from_micro(priced.plan.total_micro):.2f}: "
                f"order with quoteId {new_quote}.",
                quote={
                    "quoteId": new_quote,
                    "priceUsd": usd_from_micro(priced.plan.total_micro),
                    "expiresAt": to_iso(expires_at),
                },
            )


def _essence(plan: Plan) -> dict[str, Any]:
    """What a quote promises: everything of the plan but its words and the catalogue's revision."""
    return {name: value for name, value in plan_to_json(plan).items() if name != "warnings"}


def _find_replay(conn: sa.Connection, workspace_id: str, same: Idempotency, oldest: int) -> str | None:
    row = conn.execute(
        sa.select(idempotency).where(
            idempotency.c.workspace_id == workspace_id,
            idempotency.c.operation == same.operation,
            idempotency.c.key == same.key,
            idempotency.c.created_at > oldest,
        )
    ).one_or_none()
    if row is None:
        return None
    if row.body_sha256 != same.body_sha256:
        raise IdempotencyConflict(
            "This Idempotency-Key was used within 24 hours for another body. Send the same body, or a new key.",
            generationId=row.generation_id,
        )
    return str(row.generation_id)


def claim_key(conn: sa.Connection, workspace_id: str, same: Idempotency, generation_id: str, now: int) -> str | None:
    """Take a key in the transaction of what it stands for; the generation of the request that had it, if one did."""
    i, oldest = idempotency.c, now - IDEMPOTENCY_MS
    mine = sa.and_(i.workspace_id == workspace_id, i.operation == same.operation, i.key == same.key)
    conn.execute(idempotency.delete().where(mine, i.created_at <= oldest))
    row = {"workspace_id": workspace_id, "operation": same.operation, "key": same.key}
    fresh = {**row, "body_sha256": same.body_sha256, "generation_id": generation_id, "created_at": now}
    if insert_ignore(conn, idempotency, fresh):
        return None
    return _find_replay(conn, workspace_id, same, oldest)


def _generation_values(
    workspace_id: str, person: str | None, order: Order, priced: Priced, generation_id: str, now: int
) -> dict[str, Any]:
    total = priced.plan.total_micro
    ceiling = total if order.max_price_micro is None or order.quote_id else max(total, order.max_price_micro)
    return {
        "id": generation_id,
        "workspace_id": workspace_id,
        "campaign_id": order.campaign_id,
        "created_by": person,
        "token": new_token(),
        "request": order.request,
        "wish": wish_to_json(order.wish),
        "prompt": order.prompt,
        "references": list(order.references),
        "model": order.model,
        "served_by": priced.served_by,
        "status": "queued",
        "run_no": 1,
        "plan_rev": 1,
        "finish_rev": 1,
        "ceiling_micro": ceiling,
        "month": month_of(now),
        "event_seq": 0,
        "progress": 0.0,
        "warnings": list(priced.warnings),
        "created_at": now,
        "updated_at": now,
        "segment": "refine" if order.is_refined else "prepare",
        "queue": "waiting" if order.is_refined else prepare_queue(order.references),
        "due_at": now,
        "seq": 0,
        "tries": 0,
    }
