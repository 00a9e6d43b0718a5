"""`models`, `token`, `catalog check`: small questions with small answers."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from reelwright.accounts.service import FIRST_EMAIL, AccountsService
from reelwright.app.commands.studio import local_token
from reelwright.app.migrations import upgrade
from reelwright.app.settings import Settings
from reelwright.app.wiring import own_catalog, vendor_keys
from reelwright.campaigns.sample import add_sample
from reelwright.catalog.lifecycle import Finding, check
from reelwright.catalog.liveness import ask_vendors
from reelwright.catalog.present import model_views
from reelwright.catalog.spec import BUILT_IN, Catalog
from reelwright.kit.clock import SystemClock
from reelwright.kit.database import Database
from reelwright.vendors.contract import Access
from reelwright.vendors.registry import hosted_adapters
from reelwright.vendors.transport import Transport

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Live = Annotated[bool, typer.Option("--live", help="Ask the vendors too what their models take today; it is free.")]
out = Console()

catalog_app = typer.Typer(help="The catalogue of models.", no_args_is_help=True)


def models(as_json: AsJson = False) -> None:
    """List every model: who serves it today, for how much, until when."""
    settings = Settings()
    kinds = set(vendor_keys(settings)) - {BUILT_IN}
    today = datetime.now(UTC).date()
    views = model_views(own_catalog(settings), today=today, keys_present=kinds, keyless=not kinds)
    if as_json:
        print(json.dumps(views, indent=2))
        return
    table = Table("key", "name", "served by", "state", "from $/s", box=None, pad_edge=False)
    for view in views:
        prices = [mode["pricePerSecondUsd"] for route in view["routes"] for mode in route["modes"]]
        known = [price for price in prices if price is not None]
        life = view["lifecycle"]
        state = life["status"] + (f" {life['retiresAt']}" if life["retiresAt"] else "")
        served = view["servedBy"]["model"] if view["available"] else "-"
        table.add_row(*map(escape, (view["key"], view["name"], served)), state, f"{min(known):g}" if known else "-")
    out.print(table)


def token(
    email: Annotated[str | None, typer.Option(help="Whose. Default: the first owner's.")] = None,
    days: Annotated[float, typer.Option(min=0.01, max=365, help="How long it is valid.")] = 1.0,
    link: Annotated[bool, typer.Option(help="Print a one-time sign-in link instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print an access token for the API: export JWT_TOKEN=$(./run token)."""
    settings = Settings()
    text = asyncio.run(_token(settings, email, round(days * 86_400), link))
    print(json.dumps({"link" if link else "token": text}) if as_json else text)


async def _token(settings: Settings, email: str | None, seconds: int, link: bool) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    db = Database(settings.database, pool_size=2)
    upgrade(db)
    accounts = AccountsService(db, SystemClock(), settings.key(), address=settings.address, furnish=add_sample)
    try:
        first = await accounts.first_run()
        if link:
            made = await accounts.make_sign_in_link(email or FIRST_EMAIL) if email or first is None else first
            return f"{settings.address}/auth/link/{made}"
    finally:
        accounts.close()
        db.close()
    return await local_token(settings, email, seconds)


@catalog_app.command("check")
def catalog_check(as_json: AsJson = False, live: Live = False) -> None:
    """Say what has ended, ends soon, has changed or is priced by old facts. Exit 1 where something needs a hand now."""
    settings = Settings()
    catalog = own_catalog(settings)
    found = check(catalog, datetime.now(UTC).date())
    if live:
        found = [*asyncio.run(_changed(settings, catalog)), *found]
    if as_json:
        print(json.dumps([vars(one) for one in found], indent=2))
    else:
        colours = {"error": "red", "warning": "yellow", "note": "dim"}
        for one in found:
            out.print(f"[{colours[one.level]}]{one.level:8}[/] {escape(one.message)}", highlight=False)
    raise typer.Exit(1 if any(one.level == "error" for one in found) else 0)


async def _changed(settings: Settings, catalog: Catalog) -> Sequence[Finding]:
    keys = {
        kind: Access(key.id, key.vendor, key.base_url, key.key)
        for kind, key in vendor_keys(settings).items()
        if key.key
    }
    transport = Transport()
    try:
        adapters = {adapter.vendor: adapter for adapter in hosted_adapters(transport)}
        return await ask_vendors(catalog, adapters, keys)
    finally:
        await transport.close()
