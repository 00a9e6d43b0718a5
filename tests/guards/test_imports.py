"""Who may know what, beyond the layers that import-linter holds."""

import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest

from tests.guards.sources import ROOT, imports, inside_package, python_files

DOMAINS = {
    *("accounts", "assets", "batches", "brands", "budget", "campaigns", "dispatch", "events", "generation"),
    *("prompting", "publishing", "templates"),
}
FACES = {"service", "contracts", "errors", "auth"}  # what one domain may see of another
# The order of a video is one transaction over money, events and shots: their repositories meet inside it, and only
# there (STATES: "the closing state, ledger, budget, slot and event share one transaction").
# Rows that are carried by segments (docs/decisions/0010) have the dispatcher's columns and are claimed by its table.
CARRIED = {"dispatch.work", "dispatch.models", "dispatch.carrying"}
ONE_TRANSACTION = {
    "generation": {"budget.repository", "events.repository", "events.announcing"} | CARRIED,
    "events": CARRIED,
    "publishing": CARRIED,
}

ALLOWED = {  # package -> the only files that may import it
    "dbos": ["dispatch/*", "generation/segments.py", "app/worker.py"],
    "skia": ["studio/*", "media/*"],
    "av": ["studio/*", "media/*", "simulator/clip_file.py"],
    "numba": ["studio/*", "media/*"],
    "cv2": ["media/*"],
    "alembic": ["app/migrations/*"],
    "typer": ["app/cli.py", "app/commands/*"],
}


def knowing_too_much() -> Iterator[str]:
    for path in python_files():
        inside = inside_package(path)
        if inside is None:
            continue
        for module, line in imports(path):
            places = ALLOWED.get(module.split(".")[0])
            if places and not any(fnmatch(inside, place) for place in places):
                yield f"{path}:{line} imports {module}"


def reaching_into_another_domain() -> Iterator[str]:
    for path in python_files():
        own = (inside_package(path) or "").split("/")[0]
        if own not in DOMAINS:
            continue
        for module, line in imports(path):
            parts = module.split(".")
            if parts[0] != "reelwright" or parts[1] not in DOMAINS - {own} or len(parts) == 2:
                continue
            inner = ".".join(parts[1:3])
            if parts[2] not in FACES and inner not in ONE_TRANSACTION.get(own, set()):
                yield f"{path}:{line} imports {module}"


def test_each_library_stays_where_it_belongs() -> None:
    assert not list(knowing_too_much())


def test_domains_meet_only_at_their_faces() -> None:
    assert not list(reaching_into_another_domain())


@pytest.mark.parametrize("module", ["reelwright.app.wiring", "reelwright.app.cli"])
def test_the_server_process_never_loads_what_only_children_may(module: str) -> None:
    """Drawing and decoding libraries hold the GIL, crash on hostile files, and cost the server 300 MB."""
    look = f"import sys, {module}; print(sorted({{'skia', 'av', 'numba', 'scipy', 'cv2'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
