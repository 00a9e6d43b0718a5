"""Limits and the ledger as people use them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository
from reelwright.budget.contracts import TOTAL, Purpose, Purposes, campaign_scope, month_of, workspace_scope
from reelwright.budget.models import ledger
from reelwright.kit.clock import Clock, to_iso
from reelwright.kit.database import Database
from reelwright.kit.money import usd_from_micro
from reelwright.kit.pagination import Page, page

CSV_COLUMNS = (
    *("createdAt", "entry", "attempt", "scope", "period", "heldUsd", "spentUsd", "state", "vendorJobId"),
    *("generation", "prompt", "campaign", "model", "vendor"),
)

Explained = tuple[sa.Row[Any], Purpose | None]
"""An entry of the ledger, and what it was for; None where that is not known any more."""


class BudgetService:
    """Budgets of a workspace and its campaigns."""

    def __init__(self, db: Database, clock: Clock, purposes: Purposes) -> None:
        self._db, self._clock, self._purposes = db, clock, purposes

    async def list(self, workspace_id: str) -> Sequence[sa.Row[Any]]:
        """Every account with its limit, held and spent; a new month's with the limit it takes over."""
        month = month_of(self._clock.now_ms())
        rows = await self._db.read(lambda conn: repository.list_budgets(conn, workspace_id))
        opened = {row.scope for row in rows if row.period == month}
        if all(row.limit_micro is None or row.period == TOTAL or row.scope in opened for row in rows):
            return rows
        await self._db.write(lambda conn: repository.begin_month(conn, workspace_id, month))
        return await self._db.read(lambda conn: repository.list_budgets(conn, workspace_id))

    async def set_limit(
        self, workspace_id: str, campaign_id: str | None, *, is_monthly: bool, limit_micro: int | None
    ) -> Sequence[sa.Row[Any]]:
        """Limit the workspace or a campaign, in all or by month from the running one on; None takes the limit away."""
        scope = campaign_scope(campaign_id) if campaign_id else workspace_scope(workspace_id)
        period = month_of(self._clock.now_ms()) if is_monthly else TOTAL
        await self._db.write(lambda conn: repository.set_limit(conn, workspace_id, scope, period, limit_micro))
        return await self.list(workspace_id)

    async def ledger(self, workspace_id: str, scope: str | None, cursor: str | None, limit: int) -> Page[Explained]:
        """Entries, newest first. Without a scope: the workspace's own, in all (each entry stands in every account)."""
        query = _entries(workspace_id, scope)

        def read(conn: sa.Connection) -> Page[Explained]:
            found = page(conn, query, ledger.c.id, cursor=cursor, limit=limit)
            return Page([*self._explained(conn, found.items)], found.next_cursor)

        return await self._db.read(read)

    async def ledger_csv(self, workspace_id: str, scope: str | None) -> str:
        """The whole ledger of a scope as CSV, oldest first."""
        query = _entries(workspace_id, scope).order_by(ledger.c.id)
        rows = await self._db.read(lambda conn: self._explained(conn, conn.execute(query).all()))
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(CSV_COLUMNS)
        table.writerows(_cells(row, purpose) for row, purpose in rows)
        return out.getvalue()

    def _explained(self, conn: sa.Connection, rows: Sequence[sa.Row[Any]]) -> Sequence[Explained]:
        purposes = self._purposes(conn, list(dict.fromkeys(row.attempt_id for row in rows)))
        return [(row, purposes.get(row.attempt_id)) for row in rows]


def _cells(row: sa.Row[Any], purpose: Purpose | None) -> list[Any]:
    """An entry as a line of the table."""
    said = [purpose.prompt, purpose.campaign_name] if purpose else []
    prompt, campaign = [_as_text(words) for words in said] or ["", ""]
    return [
        to_iso(row.created_at),
        row.entry_key.split(":")[0],
        row.attempt_id,
        row.scope,
        row.period,
        usd_from_micro(row.held_delta),
        usd_from_micro(row.spent_delta),
        row.evidence.get("state", ""),
        row.evidence.get("vendorJobId") or "",
        purpose.generation_id if purpose else "",
        prompt,
        campaign,
        purpose.model if purpose else "",
        purpose.vendor if purpose else "",
    ]


def _as_text(words: str | None) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words and words[0] in "=+-@\t\r" else words or ""


def campaign_limits(conn: sa.Connection, campaign_ids: Sequence[str]) -> dict[str, int]:
    """The hard limits of campaigns that have one, in all, in micro-USD."""
    return repository.limits_of(conn, {campaign_scope(one): one for one in campaign_ids}, TOTAL)


def limit_campaign(conn: sa.Connection, workspace_id: str, campaign_id: str, limit_micro: int | None) -> None:
    """Set or take away a campaign's hard limit, in the caller's transaction."""
    repository.set_limit(conn, workspace_id, campaign_scope(campaign_id), TOTAL, limit_micro)


def _entries(workspace_id: str, scope: str | None) -> sa.Select[Any]:
    wanted = scope or workspace_scope(workspace_id)
    return sa.select(ledger).where(
        ledger.c.workspace_id == workspace_id, ledger.c.scope == wanted, ledger.c.period == TOTAL
    )
