"""`doctor`: is everything here that Reelwright needs, and what to do about what is not."""

import asyncio
import ctypes
import json
import os
import platform
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from reelwright.app.server import find_running
from reelwright.app.settings import Settings
from reelwright.app.wiring import vendor_keys
from reelwright.catalog.spec import BUILT_IN
from reelwright.kit.children import Children
from reelwright.kit.database import Database
from reelwright.storage.open import open_storage

LIBRARIES = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libexpat.so.1": "libexpat1"}
FREE_BYTES = 2 << 30


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `advice` says what to do where it is not well."""

    name: str
    is_well: bool
    told: str
    advice: str = ""


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Check this machine and this installation. Exit 1 where something is wrong."""
    settings = Settings()
    found = asyncio.run(_look(settings))
    if as_json:
        print(json.dumps([vars(one) for one in found], indent=2))
    else:
        console = Console()
        for one in found:
            mark = "[green]ok[/]  " if one.is_well else "[red]bad[/] "
            console.print(f"{mark} {one.name}: {escape(one.told)}", highlight=False)
            if one.advice:
                console.print(f"      {escape(one.advice)}", highlight=False)
    raise typer.Exit(0 if all(one.is_well for one in found) else 1)


async def _look(settings: Settings) -> list[Finding]:
    keys = sorted(set(vendor_keys(settings)) - {BUILT_IN})
    running = find_running(settings.data_dir)
    return [
        Finding("python", sys.version_info >= (3, 11), platform.python_version(), ""),
        Finding("packages", True, f"dbos {metadata.version('dbos')}, av {metadata.version('av')}"),
        _libraries(),
        _disk(settings),
        await _try("database", "reads", lambda: _database(settings)),
        await _try("storage", "writes, reads and deletes", lambda: open_storage(settings.storage()).check()),
        await _try("drawing", "the studio engine draws and encodes in a child", _drawing),
        Finding("server", True, f"running at {running.address}" if running else "not running"),
        Finding("vendor keys", True, ", ".join(keys) or "none: the studio engine serves every model"),
    ]


def _libraries() -> Finding:
    if sys.platform != "linux":
        return Finding("system libraries", True, "not needed on this system")
    missing = {}
    for name, package in LIBRARIES.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    if not missing:
        return Finding("system libraries", True, ", ".join(LIBRARIES))
    command = f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y {' '.join(missing.values())}"
    return Finding("system libraries", False, f"missing {', '.join(missing)}", f"Run: {command}")


def _disk(settings: Settings) -> Finding:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free
    told = f"{free / 1e9:.1f} GB free in {settings.data_dir}"
    return Finding(
        "disk", free > FREE_BYTES, told, "" if free > FREE_BYTES else "Make room, or move REELWRIGHT_DATA_DIR."
    )


async def _try(name: str, told: str, check: Callable[[], Awaitable[None]]) -> Finding:
    try:
        await check()
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", "The log says more.")
    return Finding(name, True, told)


async def _database(settings: Settings) -> None:
    import sqlalchemy as sa

    db = Database(settings.database, pool_size=1)
    try:
        await db.read(lambda conn: conn.execute(sa.text("SELECT 1")))
    finally:
        db.close()


async def _drawing() -> None:
    children = Children(1)
    try:
        await children.run("reelwright.studio.render:self_test", {}, timeout_seconds=60)
    finally:
        await asyncio.to_thread(children.close)
