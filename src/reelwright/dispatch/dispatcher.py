"""One thread that turns due rows into engine segments: nudged in process, swept each second, lease-held."""

import logging
import threading
from collections.abc import Callable, Mapping

from reelwright.dispatch import leases
from reelwright.dispatch.engine import Engine
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.kit import failpoints
from reelwright.kit.clock import Clock, to_iso
from reelwright.kit.database import Database

log = logging.getLogger("reelwright.dispatch")

LEASE = "dispatcher"
LEASE_SECONDS = 10.0
HEARTBEAT = "worker:"
SWEEP_SECONDS = 1.0
BATCH = 100
STRANDED_AFTER_MS = 15_000
PURGE_AFTER_MS = 6 * 3600 * 1000

Handler = Callable[[Claim], object]


class Dispatcher:
    """Holds the dispatcher lease when it can; everything it does is safe to do twice."""

    def __init__(
        self,
        db: Database,
        engine: Engine,
        clock: Clock,
        tables: Mapping[str, WorkTable],
        after_sweep: Callable[[], None] = lambda: None,
    ) -> None:
        self._db = db
        self._engine = engine
        self._clock = clock
        self._tables = tables
        self._after_sweep = after_sweep
        self._nudge = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)
        self._sweeps = 0

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Something may be due now."""
        self._nudge.set()

    def stop(self) -> None:
        """Stop and give the lease back."""
        self._stop.set()
        self._nudge.set()
        self._thread.join()
        self._db.write_sync(lambda conn: leases.release(conn, LEASE, self._engine.executor_id))

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                fence = self._db.write_sync(
                    lambda conn: leases.acquire(conn, LEASE, self._engine.executor_id, LEASE_SECONDS)
                )
                if fence is not None:
                    self.sweep()
            except Exception:
                log.exception("the dispatcher's sweep failed; it goes on with the next one")
            self._nudge.wait(SWEEP_SECONDS)
            self._nudge.clear()

    def sweep(self) -> None:
        """One round: hand over what is due, number events, and now and then look for what was lost."""
        for table in self._tables.values():
            while self._hand_over(table) == BATCH and not self._stop.is_set():
                pass
        self._after_sweep()
        self._sweeps += 1
        if self._sweeps % 5 == 1:
            self._recover()
        if self._sweeps % 600 == 599:
            self._engine.purge(to_iso(self._clock.now_ms() - PURGE_AFTER_MS))

    def _hand_over(self, table: WorkTable) -> int:
        now = self._clock.now_ms()
        claims = self._db.write_sync(lambda conn: table.claim(conn, now, BATCH))
        if claims:
            failpoints.hit("dispatch.claimed")
        for claim in claims:
            self._engine.enqueue(claim)
        return len(claims)

    def _recover(self) -> None:
        holders = self._db.read_sync(lambda conn: leases.live_holders(conn, HEARTBEAT))
        dead = self._engine.take_over(set(holders))
        if dead:
            log.warning("took over the running segments of %s", ", ".join(dead))
        before = self._clock.now_ms() - STRANDED_AFTER_MS
        for table in self._tables.values():
            claims = self._db.read_sync(lambda conn, t=table: t.claimed_before(conn, before, BATCH))  # type: ignore[misc]
            lost = self._engine.lost([claim.segment_id for claim in claims], holders) if claims else {}
            for claim in claims:
                if word := lost.get(claim.segment_id):
                    self._give_back(table, claim, f"the engine lost segment {claim.segment}: {word}")

    def _give_back(self, table: WorkTable, claim: Claim, reason: str) -> None:
        now = self._clock.now_ms()
        self._db.write_sync(lambda conn: table.give_back(conn, claim, reason, now))


class Heartbeat:
    """Renews this worker's lease from a thread, so that a busy event loop does not lose it."""

    def __init__(self, db: Database, executor_id: str, ttl_seconds: float = LEASE_SECONDS) -> None:
        self._db = db
        self._name = HEARTBEAT + executor_id
        self._holder = executor_id
        self._ttl_seconds = ttl_seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._beat()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._db.write_sync(lambda conn: leases.release(conn, self._name, self._holder))

    def _beat(self) -> None:
        self._db.write_sync(lambda conn: leases.acquire(conn, self._name, self._holder, self._ttl_seconds))

    def _run(self) -> None:
        while not self._stop.wait(self._ttl_seconds / 4):
            try:
                self._beat()
            except Exception:
                log.exception("the worker's heartbeat failed; it is tried again")
