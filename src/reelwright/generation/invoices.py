"""A vendor's invoice against our books: each job's difference becomes an `adjust` entry, once, and is told.

What an attempt costs by the ledger is compared with what the vendor bills for its job (and for orphan jobs of it), so
importing the same invoice again finds nothing to book.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.generation import moves
from reelwright.generation.models import attempts, orphans
from reelwright.generation.states import OPEN
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.money import micro_from_usd, usd_from_micro
from reelwright.kit.problems import Invalid

Row = sa.Row[Any]
CREDIT_MICRO = 10_000
_JOB = ("job_id", "vendor_job_id", "prediction_id", "task_id", "id")
_AMOUNTS = {"micro_usd": 1, "usd": 1_000_000, "amount": 1_000_000, "cost": 1_000_000, "credits": CREDIT_MICRO}
_FIRST_IMPORT = 10_000  # numbers of corrections by import; smaller ones are orphans'


@dataclass(frozen=True)
class Line:
    """What a vendor bills for one job, in micro-dollars."""

    job_id: str
    micro: int
    vendor: str = ""


@dataclass(frozen=True)
class Difference:
    """One attempt whose booked cost was not what the invoice says."""

    attempt_id: str
    generation_id: str
    vendor: str
    job_id: str
    booked_micro: int
    invoiced_micro: int


@dataclass(frozen=True)
class Reconciled:
    """What an import found. `strangers`: billed jobs that no attempt of ours holds; `undecided`: attempts whose answer
    was lost, which may be theirs; `still_open`: jobs on the invoice that have not ended with us yet."""

    lines: int
    invoice_micro: int
    matched: int
    differences: Sequence[Difference]
    strangers: Sequence[Line]
    still_open: Sequence[str]
    undecided: Sequence[str]

    @property
    def difference_micro(self) -> int:
        """What the invoice says above (or below) our books, for the jobs that are ours and over."""
        return sum(one.invoiced_micro - one.booked_micro for one in self.differences)

    def as_json(self) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "invoiceUsd": usd_from_micro(self.invoice_micro),
            "matched": self.matched,
            "differenceUsd": usd_from_micro(self.difference_micro),
            "differences": [
                {
                    "attempt": one.attempt_id,
                    "generation": one.generation_id,
                    "vendor": one.vendor,
                    "job": one.job_id,
                    "bookedUsd": usd_from_micro(one.booked_micro),
                    "invoicedUsd": usd_from_micro(one.invoiced_micro),
                }
                for one in self.differences
            ],
            "strangers": [{"job": one.job_id, "usd": usd_from_micro(one.micro)} for one in self.strangers],
            "stillOpen": list(self.still_open),
            "undecided": list(self.undecided),
        }


def read_invoice(text: str) -> list[Line]:
    """The lines of a CSV with a header, or of a JSON array of objects.

    A job is named by `job_id` (or `vendor_job_id`, `prediction_id`, `task_id`, `id`); its cost is `micro_usd`, dollars
    as `usd`, `amount` or `cost`, or Runway's `credits`; `vendor` may say whose it is. Raises `Invalid` naming the line.
    """
    rows: Iterable[Mapping[str, Any]]
    if text.lstrip().startswith("["):
        try:
            rows = json.loads(text)
        except ValueError as error:
            raise Invalid(f"The invoice is no JSON: {error}") from error
    else:
        rows = csv.DictReader(io.StringIO(text))
    return [_line(row, number) for number, row in enumerate(rows, 1)]


def _line(row: Mapping[str, Any], number: int) -> Line:
    told = {str(name).strip().lower(): value for name, value in row.items()} if isinstance(row, Mapping) else {}
    job = next((str(told[name]).strip() for name in _JOB if told.get(name)), "")
    amount = next((name for name in _AMOUNTS if told.get(name) not in (None, "")), None)
    if not job or amount is None:
        raise Invalid(f"Line {number} of the invoice needs a job ({', '.join(_JOB)}) and one of {', '.join(_AMOUNTS)}.")
    try:
        exact = Decimal(str(told[amount]).replace("$", "").replace(",", "").strip())
        micro = micro_from_usd(exact * _AMOUNTS[amount] / 1_000_000)
    except (InvalidOperation, ValueError) as error:
        raise Invalid(f"Line {number} of the invoice: {amount} {told[amount]!r} is no amount.") from error
    return Line(job, micro, str(told.get("vendor") or ""))


class Invoices:
    """Brings invoices into the books of an installation."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def reconcile(self, lines: Sequence[Line], *, vendor: str = "", only_look: bool = False) -> Reconciled:
        """Book what differs, or with `only_look` tell what would be. `vendor` narrows it to one vendor's jobs."""
        work = self._db.read if only_look else self._db.write
        return await work(lambda conn: _reconcile(conn, lines, vendor, self._clock.now_ms(), only_look=only_look))


def _reconcile(conn: sa.Connection, lines: Sequence[Line], vendor: str, now: int, *, only_look: bool) -> Reconciled:
    lines = [line for line in lines if not vendor or line.vendor in ("", vendor)]
    billed: dict[str, int] = defaultdict(int)
    for line in lines:
        billed[line.job_id] += line.micro
    owners = _owners(conn, vendor)
    jobs_of: dict[str, list[str]] = defaultdict(list)
    for job_id in billed:
        if job_id in owners:
            jobs_of[owners[job_id].id].append(job_id)
    ours = {row.id: row for row in owners.values() if row.id in jobs_of}
    differences, still_open = [], []
    for attempt_id, jobs in jobs_of.items():
        row = ours[attempt_id]
        if row.state in OPEN:
            still_open.append(attempt_id)
            continue
        invoiced, booked = sum(billed[job] for job in jobs), money.spent_on(conn, row.workspace_id, attempt_id)
        if invoiced != booked:
            job = row.vendor_job_id or jobs[0]
            found = Difference(attempt_id, row.generation_id, row.vendor, job, booked, invoiced)
            differences.append(found)
            if not only_look:
                _book(conn, row, found, billed.get(job, 0), now)
    return Reconciled(
        lines=len(lines),
        invoice_micro=sum(billed.values()),
        matched=len(jobs_of),
        differences=differences,
        strangers=[Line(job, micro) for job, micro in billed.items() if job not in owners and micro],
        still_open=still_open,
        undecided=_undecided(conn, vendor),
    )


def _owners(conn: sa.Connection, vendor: str) -> dict[str, Row]:
    """Our attempts by the vendor's job ids, orphan jobs among them."""
    a = attempts.c
    columns: tuple[sa.ColumnElement[Any], ...] = (
        a.id,
        a.generation_id,
        a.workspace_id,
        a.vendor,
        a.state,
        a.vendor_job_id,
        a.month,
    )
    here = a.vendor == vendor if vendor else sa.true()
    rows = {row.id: row for row in conn.execute(sa.select(*columns).where(a.sent_at.is_not(None), here))}
    found: dict[str, Row] = {str(row.vendor_job_id): row for row in rows.values() if row.vendor_job_id}
    for orphan in conn.execute(sa.select(orphans.c.vendor_job_id, orphans.c.attempt_id)):
        if orphan.attempt_id in rows:
            found.setdefault(orphan.vendor_job_id, rows[orphan.attempt_id])
    return found


def _undecided(conn: sa.Connection, vendor: str) -> list[str]:
    a = attempts.c
    here = a.vendor == vendor if vendor else sa.true()
    return list(conn.execute(sa.select(a.id).where(a.state == "unknown", here)).scalars())


def _book(conn: sa.Connection, attempt: Row, found: Difference, own_micro: int, now: int) -> None:
    moves.lock(conn, attempt.generation_id)
    n = _FIRST_IMPORT + money.count_adjustments(conn, attempt.id)
    evidence = {"state": "invoice", "vendorJobId": found.job_id, "invoicedMicro": found.invoiced_micro}
    correction = found.invoiced_micro - found.booked_micro
    money.adjust(conn, moves.purse_of(conn, attempt), attempt.id, n, correction, evidence, now)
    told = {"charge_micro": own_micro, "billed": own_micro > 0, "updated_at": now}
    conn.execute(attempts.update().where(attempts.c.id == attempt.id).values(**told))
    said = {"attempt": attempt.id, "chargedUsd": usd_from_micro(own_micro)}
    moves.emit(conn, attempt.generation_id, "money.settled", said, now)
