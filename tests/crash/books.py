"""Our books against the vendor's: what an auditor would ask after everything has come to rest.

Only facts are compared: rows of the database as it is, lines of the invoice as the vendor sends it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from reelwright.budget.contracts import TOTAL
from reelwright.budget.models import budgets, ledger
from reelwright.events.models import events
from reelwright.generation.models import attempts, finishes, generations, objects, slots
from reelwright.generation.states import OPEN, RESTING

Row = sa.Row[Any]
Invoice = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """`lost`: orders that are not at rest, or not there. `ordered_twice`: generations beyond one an order.
    `bought_twice`: vendor jobs beyond one an attempt. `unfound`: jobs on the invoice whose attempt does not hold them,
    though it was looked for. `unsettled`: accounts, slots and files that do not add up, in words.
    """

    statuses: Mapping[str, int]
    lost: Sequence[str]
    ordered_twice: int
    bought_twice: int
    unfound: Sequence[str]
    booked_micro: int
    invoice_micro: int
    unsettled: Sequence[str]

    @property
    def difference_micro(self) -> int:
        """What we booked, less what was billed."""
        return self.booked_micro - self.invoice_micro

    @property
    def is_moving(self) -> bool:
        """Whether something is still to come to rest, or to be found."""
        return bool(self.lost or self.unfound)

    @property
    def is_right(self) -> bool:
        bad = (self.lost, self.ordered_twice, self.bought_twice, self.unfound, self.difference_micro, self.unsettled)
        return not any(bad)


def is_sending(conn: sa.Connection) -> bool:
    """Whether a paid submit was on its way: its intent is committed, its ticket is not."""
    return conn.execute(sa.select(attempts.c.id).where(attempts.c.state == "sending")).first() is not None


def judge(conn: sa.Connection, invoice: Invoice, accepted: Mapping[str, str]) -> Verdict:
    """The state of everything, as of this one reading."""
    tries = list(conn.execute(sa.select(attempts)))
    ours = {row.id: row.status for row in conn.execute(sa.select(generations))}
    jobs = Counter(str(line["client_ref"]) for line in invoice)
    return Verdict(
        statuses=Counter(ours.values()),
        # From the same rows: on PostgreSQL a second query may see a later moment.
        lost=[*(one for one in accepted.values() if one not in ours), *_restless(ours)],
        ordered_twice=len(ours) - len(accepted),
        bought_twice=sum(count - 1 for count in jobs.values()),
        unfound=_unfound(tries, invoice, jobs),
        booked_micro=_booked(conn, tries, jobs),
        invoice_micro=sum(int(line["micro_usd"]) for line in invoice),
        unsettled=[*_accounts(conn, tries), *_slots(conn, tries), *_stored(conn)],
    )


def states_told(conn: sa.Connection, generation_id: str) -> list[str]:
    """The states that the attempts of a generation went through, in order."""
    here = sa.and_(events.c.generation_id == generation_id, events.c.type == "shot.attempt")
    return [row.data["state"] for row in conn.execute(sa.select(events).where(here).order_by(events.c.seq))]


def restless(conn: sa.Connection) -> list[str]:
    """Generations that are still on their way."""
    return _restless({row.id: row.status for row in conn.execute(sa.select(generations))})


def _restless(statuses: Mapping[str, str]) -> list[str]:
    return [f"{one} is {status}" for one, status in statuses.items() if status not in RESTING]


def _unfound(tries: Sequence[Row], invoice: Invoice, jobs: Mapping[str, int]) -> list[str]:
    """Where a look-up finds exactly one candidate, nothing may stay unknown."""
    held = {row.id: row.vendor_job_id for row in tries}
    return [
        f"{line['job_id']} of {line['client_ref']}"
        for line in invoice
        if jobs[line["client_ref"]] == 1 and held.get(line["client_ref"]) != line["job_id"]
    ]


def _booked(conn: sa.Connection, tries: Sequence[Row], jobs: Mapping[str, int]) -> int:
    """Settled charges and corrections, and the open holds of what the vendor has billed already."""
    spent = conn.execute(sa.select(sa.func.sum(ledger.c.spent_delta)).where(ledger.c.period == TOTAL)).scalar() or 0
    open_holds = [int(row.hold_micro) for row in tries if row.state in OPEN and jobs.get(row.id)]
    return int(spent) + sum(open_holds)


def _accounts(conn: sa.Connection, tries: Sequence[Row]) -> list[str]:
    """Each account: the ledger's sum, the budget's counter and the attempts' open holds are one number."""
    wrong = []
    for budget in conn.execute(sa.select(budgets)):
        here = sa.and_(ledger.c.scope == budget.scope, ledger.c.period == budget.period)
        sums = sa.select(sa.func.sum(ledger.c.held_delta), sa.func.sum(ledger.c.spent_delta)).where(here)
        held, spent = (int(value or 0) for value in conn.execute(sums).one())
        mine = [row for row in tries if row.settled_at is None and budget.period in (TOTAL, row.month)]
        holds = sum(row.hold_micro for row in mine if budget.scope == f"workspace:{row.workspace_id}")
        if not held == budget.held_micro == holds or spent != budget.spent_micro:
            told = f"ledger {held}, budget {budget.held_micro}, open holds {holds}"
            wrong.append(f"{budget.scope} {budget.period}: held {told}; spent {spent}, budget {budget.spent_micro}")
    wrong += [
        f"{row.id} is {row.state} and not settled" for row in tries if (row.state in OPEN) == bool(row.settled_at)
    ]
    return wrong


def _slots(conn: sa.Connection, tries: Sequence[Row]) -> list[str]:
    taken = Counter(row.credential_id for row in tries if row.has_slot)
    rows = conn.execute(sa.select(slots))
    return [
        f"{row.credential_id}: {row.in_use} slots taken, by {taken[row.credential_id]} attempts"
        for row in rows
        if row.in_use != taken[row.credential_id]
    ]


def _stored(conn: sa.Connection) -> list[str]:
    """What succeeded has its permanent object."""
    g, f, o = generations.c, finishes.c, objects.c
    files = sa.outerjoin(generations, finishes, sa.and_(f.generation_id == g.id, f.rev == g.finish_rev))
    statement = sa.select(g.id, f.stored_at, o.state).select_from(files.outerjoin(objects, o.key == f.object_key))
    rows = conn.execute(statement.where(g.status == "succeeded"))
    return [f"{row.id} succeeded without its file" for row in rows if row.stored_at is None or row.state != "stored"]
