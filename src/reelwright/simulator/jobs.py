"""The simulated vendors' own books: every accepted job and what it costs, on disk before the vendor answers."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from reelwright.simulator.clips import Clip
from reelwright.simulator.faults import Faults

Json = dict[str, Any]
Phase = Literal[
    "queued",
    "running",
    "succeeded",
    "failed",
    "failed_billed",
    "refused_input",
    "refused_output",
    "canceled",
    "aborted",
    "unheard_of",
]
_FATES: Mapping[str, Phase] = {
    "refuse_input": "refused_input",
    "refuse_output": "refused_output",
    "fail": "failed",
    "fail_billed": "failed_billed",
    "abort": "aborted",
    "unknown_word": "unheard_of",
}
_ENDS_BEFORE_START = {"refused_input", "aborted"}
_NEVER_MS = 10 * 365 * 86_400_000


@dataclass(frozen=True)
class Order:
    """What a vendor's dialect read out of a submit. `billed` are the ends this vendor charges for."""

    job_id: str
    vendor: str
    model: str
    body: Json
    clip: Clip
    price_micro: int
    key: str
    billed: frozenset[str] = frozenset({"succeeded"})
    client_ref: str = ""
    hook_url: str | None = None
    cancel_after_ms: int | None = None  # the vendor cancels it this long after its creation
    extra: Mapping[str, Any] = field(default_factory=dict)  # whatever the dialect wants to remember


@dataclass(frozen=True)
class SimJob:
    """An accepted job. Its phase follows from the clock; only a cancel and a delete are written later."""

    order: Order
    faults: Faults
    accepted_ms: int
    starts_ms: int
    ends_ms: int
    canceled_ms: int | None = None
    is_deleted: bool = False

    @property
    def id(self) -> str:
        return self.order.job_id

    def phase(self, now_ms: int) -> Phase:
        """Where the job stands at this moment."""
        if self.canceled_ms is not None and now_ms >= self.canceled_ms:
            return "canceled" if self.canceled_ms >= self.starts_ms else "aborted"
        if now_ms >= self.ends_ms:
            return self._fate
        return "running" if now_ms >= self.starts_ms else "queued"

    def ended_ms(self) -> int:
        return self.canceled_ms if self.canceled_ms is not None else self.ends_ms

    def is_over(self, now_ms: int) -> bool:
        return self.phase(now_ms) not in ("queued", "running")

    def progress(self, now_ms: int) -> float:
        """Share of the work done, 0 to 1."""
        return min(1.0, max(0.0, (now_ms - self.starts_ms) / max(1, self.ends_ms - self.starts_ms)))

    def charge_micro(self, now_ms: int) -> int:
        """What is on the bill: the full price while it runs, and at its end what this vendor's rule says."""
        return self.order.price_micro if self.is_billed(now_ms) else 0

    def is_billed(self, now_ms: int) -> bool:
        return not self.is_over(now_ms) or self.phase(now_ms) in self.order.billed

    @property
    def _fate(self) -> Phase:
        fault = self.faults.at("fate")
        return "succeeded" if fault is None else _FATES.get(fault.name, "succeeded")


class JobBook:
    """The books of all simulated vendors in one SQLite file; each accepted job is fsync'd before `accept` returns."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE IF NOT EXISTS jobs (no INTEGER PRIMARY KEY, id TEXT UNIQUE, vendor TEXT, order_json TEXT,"
            " faults TEXT, accepted_ms INTEGER, starts_ms INTEGER, ends_ms INTEGER, canceled_ms INTEGER,"
            " is_deleted INTEGER DEFAULT 0);"
        )

    def accept(self, order: Order, faults: Faults, now_ms: int, queue_ms: int, run_ms: int) -> SimJob:
        """The job, from now on billed."""
        starts = now_ms + queue_ms
        ends = starts + run_ms
        fault = faults.at("fate")
        if fault and fault.name == "stuck":
            ends = now_ms + _NEVER_MS
        elif fault and _FATES[fault.name] in _ENDS_BEFORE_START:
            ends = starts
        deadline = None if order.cancel_after_ms is None else now_ms + order.cancel_after_ms
        canceled = deadline if deadline is not None and deadline < ends else None
        self._db.execute(
            "INSERT INTO jobs (id, vendor, order_json, faults, accepted_ms, starts_ms, ends_ms, canceled_ms)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (order.job_id, order.vendor, _dump(order), str(faults), now_ms, starts, ends, canceled),
        )
        return SimJob(order, faults, now_ms, starts, ends, canceled)

    def find(self, vendor: str, job_id: str) -> SimJob | None:
        """The job, unless it was deleted."""
        found = self._read("vendor = ? AND id = ? AND NOT is_deleted", (vendor, job_id))
        return found[0] if found else None

    def jobs(self, vendor: str | None = None, since_ms: int = 0) -> list[SimJob]:
        """Jobs accepted at or after a moment, oldest first; deleted ones too."""
        return self._read("(vendor = ?1 OR ?1 IS NULL) AND accepted_ms >= ?2", (vendor, since_ms))

    def cancel(self, job: SimJob, now_ms: int) -> SimJob:
        """The job as it is after the request: one that is over stays what it is."""
        if not job.is_over(now_ms):
            self._db.execute("UPDATE jobs SET canceled_ms = ? WHERE id = ?", (now_ms, job.id))
        return self.find(job.order.vendor, job.id) or job

    def delete(self, job: SimJob) -> None:
        """Hide the job from its owner; the bill keeps it."""
        self._db.execute("UPDATE jobs SET is_deleted = 1 WHERE id = ?", (job.id,))

    def invoice(self, now_ms: int) -> list[Json]:
        """One line a job, in the order of acceptance, with what it costs as of now."""
        return [self.line(job, now_ms) for job in self.jobs()]

    def line(self, job: SimJob, now_ms: int) -> Json:
        """The bill's line of one job."""
        return {
            "job_id": job.id,
            "vendor": job.order.vendor,
            "model": job.order.model,
            "client_ref": job.order.client_ref,
            "micro_usd": job.charge_micro(now_ms),
            "phase": job.phase(now_ms),
            "accepted_ms": job.accepted_ms,
            "submitted_body_sha": body_sha(job.order.body),
            "faults": str(job.faults),
        }

    def clear(self) -> None:
        self._db.execute("DELETE FROM jobs")

    def close(self) -> None:
        self._db.close()

    def _read(self, where: str, values: tuple[Any, ...]) -> list[SimJob]:
        columns = "order_json, faults, accepted_ms, starts_ms, ends_ms, canceled_ms, is_deleted"
        rows = self._db.execute(f"SELECT {columns} FROM jobs WHERE {where} ORDER BY no", values)  # noqa: S608 - ours
        return [SimJob(_load(row[0]), Faults.read(row[1]), *row[2:]) for row in rows]


def body_sha(body: Mapping[str, Any]) -> str:
    """SHA-256 of a body, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _dump(order: Order) -> str:
    return json.dumps({**asdict(order), "billed": sorted(order.billed)})


def _load(text: str) -> Order:
    data = json.loads(text)
    return Order(**{**data, "clip": Clip(**data["clip"]), "billed": frozenset(data["billed"])})
