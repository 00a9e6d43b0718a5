"""`ledger import`: a vendor's invoice against our books."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from reelwright.app.migrations import upgrade
from reelwright.app.settings import Settings
from reelwright.generation.invoices import Invoices, Line, Reconciled, read_invoice
from reelwright.kit.clock import SystemClock
from reelwright.kit.database import Database
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Invalid

ledger_app = typer.Typer(help="What was spent, against what vendors bill.", no_args_is_help=True)
out = Console()


@ledger_app.callback()
def _front() -> None:
    """What was spent, against what vendors bill."""


@ledger_app.command("import")
def import_invoice(
    invoice: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV with a header, or a JSON array.")],
    vendor: Annotated[str, typer.Option(help="Whose invoice: replicate, runway, google, openai_shape.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be booked.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Book what an invoice says otherwise than we did, each job once; importing it again changes nothing.

    A line names a job (`job_id`) and its cost (`usd`, `micro_usd` or Runway's `credits`). Exit 1 where jobs are billed
    that are not ours, 2 where the invoice cannot be read.
    """
    try:
        lines = read_invoice(invoice.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid(f"{invoice} is not text in UTF-8. Give the invoice as CSV with a header, or as JSON.") from None
    found = asyncio.run(_import(Settings(), lines, vendor, dry_run))
    if as_json:
        print(json.dumps(found.as_json(), indent=2))
    else:
        _tell(found, dry_run)
    raise typer.Exit(1 if found.strangers else 0)


async def _import(settings: Settings, lines: list[Line], vendor: str, dry_run: bool) -> Reconciled:
    db = Database(settings.database, pool_size=2)
    try:
        upgrade(db)
        return await Invoices(db, SystemClock()).reconcile(lines, vendor=vendor, only_look=dry_run)
    finally:
        db.close()


def _tell(found: Reconciled, dry_run: bool) -> None:
    for one in found.differences:
        out.print(
            f"{escape(one.vendor)} {escape(one.job_id)}: booked ${usd_from_micro(one.booked_micro):.4f}, "
            f"billed ${usd_from_micro(one.invoiced_micro):.4f} ({one.attempt_id} of {one.generation_id})",
            highlight=False,
        )
    for stranger in found.strangers:
        out.print(
            f"[red]{escape(stranger.job_id)}: ${usd_from_micro(stranger.micro):.4f} for a job that is not ours[/]"
        )
    if found.undecided:
        waiting = escape(", ".join(found.undecided[:10]))
        out.print(f"{len(found.undecided)} submits whose answer was lost still need a word: {waiting}", highlight=False)
    if found.still_open:
        out.print(f"{len(found.still_open)} jobs have not ended here yet; import again later.", highlight=False)
    verb = "would be booked" if dry_run else "booked"
    out.print(
        f"{found.lines} lines, ${usd_from_micro(found.invoice_micro):.4f}; {found.matched} jobs are ours; "
        f"{len(found.differences)} differences of ${usd_from_micro(found.difference_micro):.4f} {verb}.",
        highlight=False,
    )
