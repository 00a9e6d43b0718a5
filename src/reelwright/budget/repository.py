"""The only statements that change budgets and the ledger; each runs inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.budget.contracts import TOTAL, Purse, workspace_scope
from reelwright.budget.errors import BudgetExceeded
from reelwright.budget.models import budgets, ledger
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.money import usd_from_micro


def hold(conn: sa.Connection, purse: Purse, holds: Mapping[str, int], now_ms: int) -> None:
    """Set money aside for attempts (attempt id -> micro-USD), or raise `BudgetExceeded` and change nothing.

    A hold of zero writes nothing: there is nothing to set aside.
    """
    wanted = {attempt_id: micro for attempt_id, micro in holds.items() if micro}
    if not wanted:
        return
    total = sum(wanted.values())
    for scope, period in purse.accounts:
        _hold_account(conn, purse.workspace_id, scope, period, total)
    entries = [
        _entry(f"hold:{attempt}:{scope}:{period}", purse, attempt, scope, period, micro, 0, {}, now_ms)
        for scope, period in purse.accounts
        for attempt, micro in wanted.items()
    ]
    conn.execute(ledger.insert(), entries)


_b = budgets.c
_HERE = sa.and_(_b.scope == sa.bindparam("account"), _b.period == sa.bindparam("of_period"))
_WANTED = sa.bindparam("wanted", type_=sa.BigInteger)
_HOLD = (  # built once: every order of every workspace comes by here
    budgets.update()
    .where(_HERE, sa.or_(_b.limit_micro.is_(None), _b.held_micro + _b.spent_micro + _WANTED <= _b.limit_micro))
    .values(held_micro=_b.held_micro + _WANTED)
)


def _hold_account(conn: sa.Connection, workspace_id: str, scope: str, period: str, total: int) -> None:
    account = {"account": scope, "of_period": period}
    if conn.execute(_HOLD, {**account, "wanted": total}).rowcount:
        return
    _open_account(conn, workspace_id, scope, period)
    if conn.execute(_HOLD, {**account, "wanted": total}).rowcount:
        return
    row = conn.execute(sa.select(budgets).where(_HERE), account).one()
    left = max(0, row.limit_micro - row.held_micro - row.spent_micro)
    whose, when = scope.split(":")[0], "in all" if period == TOTAL else f"for {period}"
    raise BudgetExceeded(
        f"This needs ${usd_from_micro(total):.2f} but the {whose}'s budget {when} "
        f"has ${usd_from_micro(left):.2f} left. "
        "Raise the budget, or order something shorter or from a cheaper model.",
        scope=whose,
        period=period,
        neededUsd=usd_from_micro(total),
        leftUsd=usd_from_micro(left),
    )


def settle(
    conn: sa.Connection, purse: Purse, attempt_id: str, held: int, charge: int, evidence: Mapping[str, Any], now_ms: int
) -> None:
    """Turn an attempt's hold into what it cost (0 releases it). A second call changes nothing.

    An actual above the hold is booked in full: limits stop new holds, never the truth.
    """
    if not held and not charge:
        return
    b = budgets.c
    for scope, period in purse.accounts:
        key = f"settle:{attempt_id}:{scope}:{period}"
        entry = _entry(key, purse, attempt_id, scope, period, -held, charge, evidence, now_ms)
        if not insert_ignore(conn, ledger, entry):
            continue
        _book(conn, purse.workspace_id, scope, period, b.held_micro - held, charge)


def adjust(
    conn: sa.Connection, purse: Purse, attempt_id: str, n: int, charge: int, evidence: Mapping[str, Any], now_ms: int
) -> None:
    """Book a later correction of an attempt's cost; `n` tells corrections of one attempt apart."""
    for scope, period in purse.accounts:
        key = f"adjust:{attempt_id}:{n}:{scope}:{period}"
        entry = _entry(key, purse, attempt_id, scope, period, 0, charge, evidence, now_ms)
        if insert_ignore(conn, ledger, entry):
            _book(conn, purse.workspace_id, scope, period, budgets.c.held_micro, charge)


def spent_on(conn: sa.Connection, workspace_id: str, attempt_id: str) -> int:
    """What the ledger says an attempt has cost so far, corrections included, in micro-USD."""
    own = sa.and_(ledger.c.scope == workspace_scope(workspace_id), ledger.c.period == TOTAL)
    total = sa.select(sa.func.sum(ledger.c.spent_delta)).where(own, ledger.c.attempt_id == attempt_id)
    return int(conn.execute(total).scalar() or 0)


def count_adjustments(conn: sa.Connection, attempt_id: str) -> int:
    """How many ledger entries correct an attempt's cost."""
    mine = sa.and_(ledger.c.attempt_id == attempt_id, ledger.c.entry_key.startswith("adjust:"))
    return int(conn.execute(sa.select(sa.func.count()).select_from(ledger).where(mine)).scalar_one())


def _book(
    conn: sa.Connection, workspace_id: str, scope: str, period: str, held: sa.ColumnElement[int], charge: int
) -> None:
    b = budgets.c
    statement = (
        budgets.update()
        .where(b.scope == scope, b.period == period)
        .values(held_micro=held, spent_micro=b.spent_micro + charge)
    )
    if not conn.execute(statement).rowcount:
        _open_account(conn, workspace_id, scope, period)
        conn.execute(statement)


def _entry(
    key: str,
    purse: Purse,
    attempt_id: str,
    scope: str,
    period: str,
    held_delta: int,
    spent_delta: int,
    evidence: Mapping[str, Any],
    now_ms: int,
) -> dict[str, Any]:
    return {
        "id": new_id("led"),
        "entry_key": key,
        "workspace_id": purse.workspace_id,
        "attempt_id": attempt_id,
        "scope": scope,
        "period": period,
        "held_delta": held_delta,
        "spent_delta": spent_delta,
        "evidence": dict(evidence),
        "created_at": now_ms,
    }


def _open_account(conn: sa.Connection, workspace_id: str, scope: str, period: str) -> None:
    """A month begins with the limit of the one before; an account that another made meanwhile does as well."""
    fresh = {"scope": scope, "period": period, "workspace_id": workspace_id, "held_micro": 0, "spent_micro": 0}
    if period != TOTAL:
        fresh["limit_micro"] = _limit_before(conn, scope, period)
    insert_ignore(conn, budgets, fresh)


def _limit_before(conn: sa.Connection, scope: str, month: str) -> int | None:
    b = budgets.c
    earlier = sa.and_(b.scope == scope, b.period != TOTAL, b.period < month)
    latest = sa.select(b.limit_micro).where(earlier).order_by(b.period.desc()).limit(1)
    found: int | None = conn.execute(latest).scalar()
    return found


def begin_month(conn: sa.Connection, workspace_id: str, month: str) -> None:
    """Open the month's account of every scope that was limited in the months before."""
    b = budgets.c
    limited = sa.and_(b.workspace_id == workspace_id, b.period != TOTAL, b.limit_micro.is_not(None))
    for scope in conn.execute(sa.select(b.scope).where(limited).distinct()).scalars().all():
        _open_account(conn, workspace_id, scope, month)


def set_limit(conn: sa.Connection, workspace_id: str, scope: str, period: str, limit_micro: int | None) -> None:
    """Put a limit on one account, or take it away with None."""
    _open_account(conn, workspace_id, scope, period)
    here = sa.and_(budgets.c.scope == scope, budgets.c.period == period)
    conn.execute(budgets.update().where(here).values(limit_micro=limit_micro))


def list_budgets(conn: sa.Connection, workspace_id: str) -> Sequence[sa.Row[Any]]:
    """Every account of a workspace, its own first."""
    b = budgets.c
    statement = sa.select(budgets).where(b.workspace_id == workspace_id)
    return conn.execute(statement.order_by(b.scope.desc(), b.period.desc())).all()


def limits_of(conn: sa.Connection, scopes: Mapping[str, str], period: str) -> dict[str, int]:
    """The limits of those scopes that have one, by what each scope is called in the mapping."""
    b = budgets.c
    limited = sa.select(b.scope, b.limit_micro).where(
        b.scope.in_(scopes), b.period == period, b.limit_micro.is_not(None)
    )
    return {scopes[row.scope]: row.limit_micro for row in conn.execute(limited)}
