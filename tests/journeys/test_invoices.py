"""A vendor's invoice is brought into our books once, line by line, and what is nobody's is told."""

import asyncio
import json
import os
import subprocess
import sys
from typing import Any

import pytest
import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse
from reelwright.generation.invoices import Invoices, Line, Reconciled, read_invoice
from reelwright.generation.models import attempts, generations, orphans
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.problems import Invalid
from tests.journeys.installation import Installation

PURSE = Purse("w", None, "2026-11")


def bought(conn: sa.Connection, job: str, hold: int, charge: int | None, *, state: str = "kept") -> str:
    """An attempt with its generation and its money; without a charge it has not ended."""
    generation, attempt = new_id("gen"), new_id("att")
    empty: dict[str, Any] = {"request": {}, "wish": {}, "references": [], "served_by": {}, "warnings": []}
    words = {"workspace_id": "w", "prompt": "", "model": "m", "status": "generating", "token": new_token()}
    times = {"created_at": 0, "updated_at": 0}
    conn.execute(generations.insert().values(id=generation, month="2026-11", **words, **empty, **times))
    owner = {"workspace_id": "w", "generation_id": generation, "shot_id": attempt, "no": 1, "vendor": "replicate"}
    facts = {"route": {}, "credential_id": "c", "base_url": "", "hook_token": new_token(), "month": "2026-11"}
    row = {"id": attempt, "state": state, "hold_micro": hold, "vendor_job_id": job, "sent_at": 1, **owner, **facts}
    conn.execute(attempts.insert().values(**row, **times, charge_micro=charge))
    money.hold(conn, PURSE, {attempt: hold}, 0)
    if charge is not None:
        money.settle(conn, PURSE, attempt, hold, charge, {}, 0)
    return attempt


async def bring_in(db: Database, *lines: Line, only_look: bool = False) -> Reconciled:
    return await Invoices(db, ManualClock()).reconcile(lines, only_look=only_look)


def spent(db: Database) -> list[int]:
    rows = db.read_sync(lambda conn: money.list_budgets(conn, "w"))
    return [row.spent_micro for row in rows]


async def test_a_difference_is_booked_once(db: Database) -> None:
    attempt = db.write_sync(lambda conn: bought(conn, "job-1", 500_000, 500_000))
    db.write_sync(lambda conn: bought(conn, "job-2", 300_000, 300_000))
    lines = [Line("job-1", 420_000), Line("job-2", 300_000)]

    seen = await bring_in(db, *lines, only_look=True)
    assert (seen.difference_micro, spent(db)) == (-80_000, [800_000, 800_000])

    first = await bring_in(db, *lines)
    assert [(one.attempt_id, one.booked_micro, one.invoiced_micro) for one in first.differences] == [
        (attempt, 500_000, 420_000)
    ]
    assert (await bring_in(db, *lines)).differences == []
    assert spent(db) == [720_000, 720_000]  # in all and in its month


async def test_a_later_correction_of_the_same_job_is_another_entry(db: Database) -> None:
    db.write_sync(lambda conn: bought(conn, "job-1", 500_000, 500_000))
    await bring_in(db, Line("job-1", 400_000))
    await bring_in(db, Line("job-1", 450_000))
    assert spent(db) == [450_000, 450_000]


async def test_several_lines_and_orphan_jobs_of_an_attempt_are_one_sum(db: Database) -> None:
    attempt = db.write_sync(lambda conn: bought(conn, "job-1", 500_000, 500_000))
    orphan = {"id": "o", "credential_id": "c", "vendor_job_id": "job-1b", "attempt_id": attempt, "action": "cancel"}
    db.write_sync(lambda conn: conn.execute(orphans.insert().values(**orphan, created_at=0)))
    found = await bring_in(db, Line("job-1", 250_000), Line("job-1", 250_000), Line("job-1b", 500_000))
    assert found.difference_micro == 500_000 and spent(db) == [1_000_000, 1_000_000]


async def test_what_is_open_waits_and_what_is_not_ours_is_told(db: Database) -> None:
    waiting = db.write_sync(lambda conn: bought(conn, "job-1", 500_000, None, state="accepted"))
    found = await bring_in(db, Line("job-1", 500_000), Line("job-x", 700_000), Line("job-y", 0))
    assert found.still_open == [waiting] and found.differences == []
    assert found.strangers == [Line("job-x", 700_000)]  # what costs nothing is nobody's worry


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("job_id,usd\na,0.84\nb,$1.20\n", [Line("a", 840_000), Line("b", 1_200_000)]),
        ("id,credits,vendor\nt,60,runway\n", [Line("t", 600_000, "runway")]),
        ('[{"job_id": "a", "micro_usd": 5}]', [Line("a", 5)]),
    ],
)
def test_invoices_are_read_as_vendors_write_them(text: str, lines: list[Line]) -> None:
    assert read_invoice(text) == lines


@pytest.mark.parametrize("text", ["job_id,usd\na,much\n", "name,usd\na,1\n", "[1]", "[{"])
def test_a_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(Invalid, match="invoice"):
        read_invoice(text)


@pytest.mark.full
async def test_what_a_vendor_left_open_is_settled_by_its_invoice(studio: Installation) -> None:
    """Nobody knows whether Google bills a failure: it is booked as if, until the invoice says."""
    wish = {"prompt": "A harbour {{simulate: fail}}", "model": "gemini-omni", "duration": 5, "resolution": "720p"}
    made = await studio.order(**wish)
    assert (made["status"], made["price"]["chargedUsd"]) == ("failed", 0.5)

    told = await asyncio.to_thread(_ledger_import, studio)
    assert told["strangers"] == [] and -0.5 in [
        one["invoicedUsd"] - one["bookedUsd"] for one in told["differences"] if one["generation"] == made["id"]
    ]
    assert (await asyncio.to_thread(_ledger_import, studio))["differences"] == []
    async with await studio.client() as client:
        assert (await client.get(made["id"]))["price"]["chargedUsd"] == 0


def _ledger_import(studio: Installation) -> dict[str, Any]:
    """`reelwright ledger import` beside the running server."""
    path = studio.folder / "invoice.json"
    path.write_text(json.dumps(studio.vendors.invoice()))
    environment = {**os.environ, "REELWRIGHT_DATA_DIR": str(studio.folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "reelwright.app.cli", "ledger", "import", str(path), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
