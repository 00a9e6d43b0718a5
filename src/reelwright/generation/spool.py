"""Tickets of accepted jobs, fsynced to a local file before they are committed.

Between a vendor's 'accepted' and our commit lies an instant in which only this file knows that money was spent.
The host that wrote it replays it at start and before anything is called `unknown`.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reelwright.vendors.contract import Ticket


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
        path = self.folder / f"{attempt_id}.json"
        return _read(path) if path.exists() else None

    def forget(self, attempt_id: str) -> None:
        """The ticket is committed."""
        (self.folder / f"{attempt_id}.json").unlink(missing_ok=True)

    def all(self) -> Mapping[str, Ticket]:
        """Every ticket not committed yet, by attempt."""
        return {path.stem: _read(path) for path in sorted(self.folder.glob("*.json"))}


def _read(path: Path) -> Ticket:
    raw: dict[str, Any] = json.loads(path.read_text())
    return Ticket(raw["vendorJobId"], raw["data"])
