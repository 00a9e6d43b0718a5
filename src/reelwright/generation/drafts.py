"""The rows of an order before it is committed: its plan, its shots, and their first attempts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from reelwright.budget.contracts import month_of
from reelwright.catalog.lifecycle import Served
from reelwright.catalog.spec import Route
from reelwright.generation.models import plans
from reelwright.kit.ids import new_id, new_token
from reelwright.planning.wish import Plan, Wish, plan_to_json

LOOK_SHARE = 0.4  # without a history, the first look comes after this share of a route's typical time
MAX_FIRST_LOOK_SECONDS = 20.0  # a look is cheap; waiting for a clip that is ready is not


@dataclass(frozen=True)
class Priced:
    """A wish that can be met: who serves it, how, and what it costs."""

    wish: Wish
    served: Served
    plan: Plan
    route: Route
    warnings: tuple[str, ...]
    catalogue_rev: str

    @property
    def served_by(self) -> dict[str, Any]:
        made = "generated" if self.route.needs_key else "drawn"  # by a model, or by our own engine
        return {
            "model": self.served.model.key,
            "vendor": self.route.vendor,
            "reason": self.served.reason,
            "made": made,
        }


def prepare_queue(references: Iterable[Mapping[str, Any]]) -> str:
    """Where an order is prepared: pictures from elsewhere are fetched and decoded, which is heavy; anything else takes
    a moment and must not wait behind videos that are being finished."""
    return "waiting" if all(reference.get("assetId") for reference in references) else "media"


def insert_plan(conn: sa.Connection, workspace_id: str, generation_id: str, rev: int, priced: Priced, now: int) -> None:
    """Keep a plan under its revision, for good."""
    row = {
        "generation_id": generation_id,
        "rev": rev,
        "workspace_id": workspace_id,
        "plan": plan_to_json(priced.plan),
        "catalogue_rev": priced.catalogue_rev,
        "total_micro": priced.plan.total_micro,
        "created_at": now,
    }
    conn.execute(plans.insert(), row)


def route_facts(route: Route) -> dict[str, Any]:
    """What an attempt must remember of its route, whatever the catalogue says tomorrow."""
    charge = {word: route.charge.rule(word) for word in ("failed", "refused", "canceled", "aborted")}
    return {
        "id": route.id,
        "model": route.model,
        "resend": route.resend,
        "lookup": route.lookup,
        "cancel": route.cancel,
        "hooks": route.hooks,
        "queue": route.queue,
        "lifetime_seconds": route.lifetime_seconds,
        "first_look_seconds": min(max(2.0, route.typical_seconds * LOOK_SHARE), MAX_FIRST_LOOK_SECONDS),
        "charge": charge | {"success": route.charge.success, "expired": route.charge.expired},
    }


def shots_and_attempts(
    workspace_id: str,
    generation_id: str,
    rev: int,
    priced: Priced,
    credential_id: str,
    base_url: str,
    now: int,
    run_no: int = 1,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of a plan: each shot with its first attempt, not due before its references are ready."""
    facts = route_facts(priced.route)
    shot_rows: list[dict[str, Any]] = []
    attempt_rows: list[dict[str, Any]] = []
    is_chain = priced.wish.continuity == "continuous"
    for planned in priced.plan.shots:
        shot = {
            "id": new_id("shot"),
            "workspace_id": workspace_id,
            "generation_id": generation_id,
            "rev": rev,
            "n": planned.n,
            "from_shot": planned.n - 1 if is_chain and planned.n > 1 else None,
        }
        shot_rows.append(shot)
        owner = {
            "workspace_id": workspace_id,
            "generation_id": generation_id,
            "shot_id": shot["id"],
            "run_no": run_no,
        }
        attempt_rows.append(
            first_attempt(owner, facts, priced.route.vendor, credential_id, base_url, planned.price_micro, now)
        )
    return shot_rows, attempt_rows


def first_attempt(
    owner: dict[str, Any],
    facts: dict[str, Any],
    vendor: str,
    credential_id: str,
    base_url: str,
    hold_micro: int,
    now: int,
    no: int = 1,
) -> dict[str, Any]:
    """A new attempt at a shot, with what it holds."""
    return {
        **owner,
        "id": new_id("att"),
        "no": no,
        "state": "new",
        "route": facts,
        "credential_id": credential_id,
        "base_url": base_url,
        "vendor": vendor,
        "hook_token": new_token(),
        "hold_micro": hold_micro,
        "month": month_of(now),
        "created_at": now,
        "updated_at": now,
        "segment": "submit",
        "queue": "waiting",
        "due_at": None,
        "seq": 0,
        "tries": 0,
    }
