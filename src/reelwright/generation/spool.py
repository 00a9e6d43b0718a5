"""Tickets of accepted jobs, fsynced to a local file before they are committed.

Between a vendor's 'accepted' and our commit lies an instant in which only this file knows that money was spent.
The host that wrote it replays it at start and before anything is called `unknown`.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reelwright.vendors.contract import Ticket

_WRITTEN_SECONDS = 10.0  # a ticket is written in milliseconds


@dataclass(frozen=True)
class Spool:
    """A folder of one small file per attempt."""

    folder: Path

    def write(self, attempt_id: str, ticket: Ticket) -> None:
        """Keep the ticket, on the disk before this returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        temp = self.folder / f"{attempt_id}.tmp"
        with temp.open("w") as file:
            json.dump({"vendorJobId": ticket.vendor_job_id, "data": dict(ticket.data)}, file)
            file.flush()
            os.fsync(file.fileno())
        temp.rename(self.folder / f"{attempt_id}.json")
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def find(self, attempt_id: str) -> Ticket | None:
        """The ticket of one attempt, if this host has it."""
        return _read(self.folder / f"{attempt_id}.json") or _read(self.folder / f"{attempt_id}.tmp")

    def forget(self, attempt_id: str) -> None:
        """The ticket is committed."""
        for suffix in ("json", "tmp"):
            (self.folder / f"{attempt_id}.{suffix}").unlink(missing_ok=True)

    def all(self) -> Mapping[str, Ticket]:
        """Every ticket not committed yet, by attempt; one that a dying process wrote whole, but not named, too."""
        paths = [*self.folder.glob("*.tmp"), *self.folder.glob("*.json")]
        found = {path.stem: ticket for path in sorted(paths) if (ticket := _read(path))}
        for path in paths:
            if path.stem not in found and _is_left(path):
                path.unlink(missing_ok=True)  # begun, but never a word of it
        return found


def _read(path: Path) -> Ticket | None:
    """What a file says; None where there is none, or where writing it was cut short."""
    try:
        raw: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    except ValueError:
        if path.suffix == ".tmp":
            return None
        raise
    return Ticket(raw["vendorJobId"], raw["data"])


def _is_left(path: Path) -> bool:
    """Whether nobody can still be writing it."""
    try:
        return time.time() - path.stat().st_mtime > _WRITTEN_SECONDS
    except FileNotFoundError:
        return False
