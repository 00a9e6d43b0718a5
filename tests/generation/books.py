"""What must hold after every story: the invariant of the accounts, the slots, and the vendor's invoice."""

from collections import Counter, defaultdict
from typing import Any

import sqlalchemy as sa

from reelwright.budget.contracts import TOTAL, Purse
from reelwright.budget.models import budgets, ledger
from reelwright.generation.models import attempts, generations, slots, takes
from reelwright.generation.states import OPEN

Row = sa.Row[Any]


def faults_of_the_books(conn: sa.Connection) -> list[str]:
    """Per account: the ledger's sum, the budget's counter and the open holds are one number; slots are as taken."""
    tries = conn.execute(sa.select(attempts, generations.c.campaign_id).join_from(attempts, generations, _own())).all()
    wrong = [f"{row.id} is {row.state}, settled {row.settled_at}" for row in tries if _is_half_settled(row)]
    open_holds: dict[tuple[str, str], int] = defaultdict(int)
    for row in tries:
        if row.settled_at is None:
            for account in Purse(row.workspace_id, row.campaign_id, row.month).accounts:
                open_holds[account] += row.hold_micro
    booked = {
        (row.scope, row.period): (int(row.held), int(row.spent))
        for row in conn.execute(
            sa.select(
                ledger.c.scope,
                ledger.c.period,
                sa.func.sum(ledger.c.held_delta).label("held"),
                sa.func.sum(ledger.c.spent_delta).label("spent"),
            ).group_by(ledger.c.scope, ledger.c.period)
        )
    }
    counted = {(row.scope, row.period): (row.held_micro, row.spent_micro) for row in conn.execute(sa.select(budgets))}
    for account in {*booked, *counted, *(account for account, micro in open_holds.items() if micro)}:
        held, spent = booked.get(account, (0, 0))
        if (held, spent) != counted.get(account, (0, 0)) or held != open_holds[account]:
            wrong.append(f"{account}: ledger {held, spent}, budget {counted.get(account)}, open {open_holds[account]}")
    return [*wrong, *_slot_faults(conn, tries), *_take_faults(conn, tries)]


def spent_micro(conn: sa.Connection) -> int:
    """What all workspaces have spent, by the ledger."""
    here = sa.and_(ledger.c.scope.startswith("workspace:"), ledger.c.period == TOTAL)
    return int(conn.execute(sa.select(sa.func.sum(ledger.c.spent_delta)).where(here)).scalar() or 0)


def open_holds_at(conn: sa.Connection, vendor: str) -> int:
    """Holds of attempts that a vendor may bill: neither closed nor still with us."""
    here = sa.and_(attempts.c.vendor == vendor, attempts.c.state.in_(("sending", "accepted", "unknown")))
    return int(conn.execute(sa.select(sa.func.sum(attempts.c.hold_micro)).where(here)).scalar() or 0)


def _own() -> sa.ColumnElement[bool]:
    return attempts.c.generation_id == generations.c.id


def _is_half_settled(row: Row) -> bool:
    is_open = row.state in OPEN
    return is_open == (row.settled_at is not None) or is_open == (row.charge_micro is not None)


def _slot_faults(conn: sa.Connection, tries: Any) -> list[str]:
    taken = Counter(row.credential_id for row in tries if row.has_slot)
    wrong = [
        f"{row.credential_id}: {row.in_use} slots in use of {row.cap}, {taken[row.credential_id]} attempts have one"
        for row in conn.execute(sa.select(slots))
        if row.in_use != taken[row.credential_id] or row.in_use > row.cap
    ]
    at_vendor = ("sending", "accepted", "unknown")
    return wrong + [
        f"{row.id} is {row.state}, slot {row.has_slot}" for row in tries if row.has_slot != (row.state in at_vendor)
    ]


def _take_faults(conn: sa.Connection, tries: Any) -> list[str]:
    kept = {row.id for row in tries if row.state == "kept"}
    have = set(conn.execute(sa.select(takes.c.attempt_id)).scalars())
    return [f"takes of {have ^ kept} and kept attempts differ"] if have != kept else []
