"""Kill -9 at random instants: how many orders are lost, how many clips are bought twice, and do the books agree.

A median would hide the one order that is lost in one round of five: any wrong in any round ends the run.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.measure import Case, Figure, Numbers
from reelwright.kit.children import Children
from tests.crash.rounds import kill_at_random
from tests.crash.site import Site
from tests.fakes.running import billing_vendor
from tests.servers.postgres import postgres

KILLS = 40  # a round; five rounds of two databases are 400


def measure(database: str, kills: int, seed: int) -> Numbers:
    """One installation, killed so many times, then left to rest and audited."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="reelwright-kills-")))
        vendor = stack.enter_context(billing_vendor(folder / "vendor"))
        vendor.change_scenario(queue_seconds=0.1, run_seconds=1.0)
        vendor.mix_faults({"late_answer:1.0": 0.5}, seed=seed)
        url = stack.enter_context(stack.enter_context(postgres()).database()) if database == "postgres" else ""
        children = Children(1)
        stack.callback(children.close)
        return asyncio.run(_measure(Site(folder, url, vendor, children), kills, seed))


async def _measure(site: Site, kills: int, seed: int) -> Numbers:
    began = time.monotonic()
    try:
        await kill_at_random(site, kills, seed, lambda line: print(line, file=sys.stderr, flush=True))
        verdict = await site.rests(seconds=180 + 5 * kills)
    finally:
        await site.close()
    if not verdict.is_right:
        raise SystemExit(f"after {site.kills} kills, {site.kills_in_send_window} in the send window: {verdict}")
    return {
        "kills": site.kills,
        "in_send_window": site.kills_in_send_window,
        "orders": len(site.accepted),
        "succeeded": verdict.statuses.get("succeeded", 0),
        "needs_attention": verdict.statuses.get("needs_attention", 0),
        "lost": len(verdict.lost),
        "ordered_twice": verdict.ordered_twice,
        "bought_twice": verdict.bought_twice,
        "found_but_unknown": len(verdict.unfound),
        "invoice_usd": verdict.invoice_micro / 1e6,
        "ledger_minus_invoice_usd": verdict.difference_micro / 1e6,
        "unsettled": len(verdict.unsettled),
        "wall_seconds": round(time.monotonic() - began, 1),
    }


_seeds = iter(range(1, 1_000_000))


def _another(database: str) -> Numbers:
    return measure(database, KILLS, next(_seeds))


CASE = Case(
    says=__doc__,
    contenders={name: partial(_another, name) for name in ("sqlite", "postgres")},
    figures=[
        Figure(f"{what.replace('_', ' ')}, on {database}", database, what, at_most=0)
        for database in ("sqlite", "postgres")
        for what in ("lost", "bought_twice", "found_but_unknown", "ledger_minus_invoice_usd", "unsettled")
    ],
    packages=("dbos", "sqlalchemy"),
)


def main() -> None:
    """`python -m bench.cases.kills --kills 200 --database sqlite`: one long round, printed as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for name, value in measure(asked.database, asked.kills, asked.seed).items():
        print(f"{name.replace('_', ' '):>26}  {value:g}")


if __name__ == "__main__":
    main()
