"""The durable engine (DBOS) behind a face of five calls, so that it could be swapped.

Settings come from measurement: WAL before launch (rollback journal: 40 enqueues/s instead of 123), a bounded thread
pool (unbounded stalled at 20,000 rows), JSON instead of pickle, a hand-set application version (the default, a code
hash, strands rows of the version before).
"""

import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID

from reelwright.dispatch.work import Claim
from reelwright.kit.database import use_wal

APPLICATION_VERSION = "1"  # bumped only when a segment's meaning changes
_VERSION = ".v"
LOST = {"ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "CANCELLED", "SUCCESS"}

Segment = Callable[[Claim], Awaitable[None]]

_run_segment: Segment | None = None  # one engine per process: DBOS keeps a global registry


@dataclass(frozen=True)
class Queue:
    """How many segments of a kind one process runs at a time."""

    name: str
    concurrency: int
    poll_seconds: float


class JsonSerializer(Serializer):
    """Plain JSON: readable rows, and no code runs when one is loaded."""

    def name(self) -> str:
        return "reelwright_json"

    def serialize(self, data: Any) -> str:
        return json.dumps(data, default=repr)

    @classmethod
    def deserialize(cls, serialized_data: str) -> Any:
        return json.loads(serialized_data)


@DBOS.workflow(name="reelwright.segment", max_recovery_attempts=5)
async def segment_workflow(table: str, row_id: str, segment: str, queue: str, segment_id: str) -> None:
    """One short durable segment. No inner step: the row itself remembers what was done, and by whom."""
    if _run_segment is None:
        raise RuntimeError("the engine was launched without segments")
    await _run_segment(Claim(table, row_id, segment, queue, segment_id))


class Engine:
    """Start with `launch`; `enqueue` is idempotent per segment id.

    A process runs the segments of its own `version` only. Its `executor_id` tells the version, so that whoever sees
    which executors live knows which versions do.
    """

    def __init__(self, url: str, executor: str, run_segment: Segment, version: str = APPLICATION_VERSION) -> None:
        self.executor_id = f"{executor}{_VERSION}{version}"
        self._version = version
        self._url = url
        self._run_segment = run_segment

    def launch(self, queues: Iterable[Queue]) -> None:
        """Start the engine in this process. Call from a thread without an event loop: segments get one of their own."""
        global _run_segment
        _run_segment = self._run_segment
        if self._url.startswith("sqlite"):
            _put_into_wal(Path(self._url.removeprefix("sqlite:///")))
        wanted = list(queues)
        config: DBOSConfig = {
            "name": "reelwright",
            "system_database_url": self._url,
            "executor_id": self.executor_id,
            "application_version": self._version,
            "serializer": JsonSerializer(),
            "max_executor_threads": 32,
            "sys_db_idle_transaction_timeout_sec": 10.0,
            "log_level": "WARNING",
        }
        # Its lines go the way of ours, redacted; without a handler it would add one of its own to the terminal.
        engine_log = logging.getLogger("dbos")
        engine_log.handlers, engine_log.propagate = [logging.NullHandler()], True
        DBOS(config=config)
        for name in ("dbos", "dbos.logger"):
            logging.getLogger(name).setLevel(logging.WARNING)
        DBOS.listen_queues([queue.name for queue in wanted])
        DBOS.launch()
        for queue in wanted:
            DBOS.register_queue(
                queue.name,
                worker_concurrency=queue.concurrency,
                polling_interval_sec=queue.poll_seconds,
                on_conflict="always_update",
            )

    def enqueue(self, claim: Claim) -> None:
        """Hand one claimed row over."""
        with SetWorkflowID(claim.segment_id):
            DBOS.enqueue_workflow(
                claim.queue,
                segment_workflow,
                claim.table,
                claim.row_id,
                claim.segment,
                claim.queue,
                claim.segment_id,
            )

    def lost(self, segment_ids: list[str], live_executors: Collection[str]) -> dict[str, str]:
        """Those of the given ids that will never run (again), each with the word for it."""
        versions = {self._version, *(executor.rpartition(_VERSION)[2] for executor in live_executors)}
        found = DBOS.list_workflows(workflow_ids=segment_ids, load_input=False, load_output=False)
        known = {status.workflow_id: status for status in found}
        lost = {}
        for segment_id in segment_ids:
            status = known.get(segment_id)
            if status is None:
                lost[segment_id] = "missing"
            elif status.status in LOST:
                lost[segment_id] = status.status
            elif status.app_version not in versions:
                lost[segment_id] = f"made for version {status.app_version}, which no worker runs"
        return lost

    def take_over(self, live_executors: set[str]) -> list[str]:
        """Re-enqueue running segments of executors that are gone; returns those executors.

        The open-source engine never does this by itself. `_recover_pending_workflows` is private: the version is
        pinned and a test fails if it changes. It is safe to run on several workers at once.
        """
        pending = DBOS.list_workflows(
            status="PENDING", app_version=self._version, load_input=False, load_output=False
        )  # of other versions we could run none
        dead = {status.executor_id for status in pending if status.executor_id} - live_executors - {self.executor_id}
        if dead:
            DBOS._recover_pending_workflows(sorted(dead))
        return sorted(dead)

    def purge(self, before_iso: str) -> int:
        """Forget segments that ended before a time; our own rows are the history."""
        done = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            end_time=before_iso,
            limit=500,
            load_input=False,
            load_output=False,
        )
        if done:
            DBOS.delete_workflows([status.workflow_id for status in done])
        return len(done)

    def close(self, drain_seconds: int = 0) -> None:
        """Stop. Running segments get `drain_seconds` to end; what they leave is met again at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=drain_seconds)


def _put_into_wal(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as connection:
        use_wal(connection)
    connection.close()
