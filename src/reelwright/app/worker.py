"""The working half of a process: engine, dispatcher, heartbeat. `serve` has one inside; `worker` is nothing else."""

import asyncio
import logging
import shutil
import socket
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import uuid4

from reelwright.app.wiring import Services
from reelwright.dispatch.carrying import runner
from reelwright.dispatch.dispatcher import Dispatcher, Heartbeat
from reelwright.dispatch.engine import Engine, Queue
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.events import sending
from reelwright.events.sequencer import number_and_log
from reelwright.generation import segments
from reelwright.generation.failover import Failover
from reelwright.generation.housekeeping import sweep
from reelwright.generation.spool import Spool
from reelwright.generation.steps.context import Row, StepContext
from reelwright.generation.steps.submit import replay_spool
from reelwright.generation.tickets import stop_left_orphans
from reelwright.publishing import carrying as publications

log = logging.getLogger("reelwright.worker")

HOUSEKEEPING_SECONDS = 1800.0
QUEUES = ("waiting", "media", "render", "outbound")
# How late a segment may begin, against what an idle installation spends on asking: 3.5 ms of CPU each time.
POLL_SECONDS = {"waiting": 0.2, "media": 0.25, "render": 0.25, "outbound": 0.5}


class Worker:
    """Runs the segments of some queues in this process."""

    def __init__(self, services: Services, queues: Sequence[str] = QUEUES) -> None:
        self._services = services
        self._queues = queues
        self.ctx = step_context(services)
        tables, run = carried(services, self.ctx)
        is_alone = services.db.is_sqlite
        # A fixed name where only one process may be: what it left running is its own to take up again.
        executor = "local" if is_alone else f"{socket.gethostname()}-{uuid4().hex[:8]}"
        self._engine = Engine(_engine_url(services), executor, run)
        self._dispatcher = Dispatcher(
            services.db, self._engine, services.clock, tables, after_sweep=lambda: _number(services)
        )
        self._heartbeat = Heartbeat(services.db, self._engine.executor_id)
        self._stopping = threading.Event()
        self._housekeeper = threading.Thread(target=self._keep_house, name="housekeeper", daemon=True)

    def start(self) -> None:
        """Replay what the spool holds, start the engine, take up the work. Call from a thread without a loop."""
        if self._services.db.is_sqlite:
            shutil.rmtree(self._services.scratch, ignore_errors=True)  # nobody else can be using it
        self._services.scratch.mkdir(parents=True, exist_ok=True)
        if replayed := asyncio.run(replay_spool(self.ctx)):
            log.warning("%d paid jobs were found in the spool and committed", replayed)
        # Strangers' servers and long copies have a queue of their own: collecting what was paid for never waits behind.
        sizes = {"waiting": 16, "media": 2, "render": max(1, self._services.settings.workers), "outbound": 8}
        self._heartbeat.start()
        self._engine.launch([Queue(name, sizes[name], POLL_SECONDS[name]) for name in self._queues])
        self._dispatcher.start()
        self._services.waker.target = self._dispatcher.nudge
        self._housekeeper.start()

    def stop(self) -> None:
        """Stop taking up work. Paid clips at vendors stay theirs until the next start: that is said."""
        self._services.waker.target = lambda: None
        self._stopping.set()
        self._housekeeper.join()
        self._dispatcher.stop()
        paid = asyncio.run(self._services.generation.attempts_in_flight())
        if paid:
            log.warning("stopping with %d paid clips at vendors: they are collected at the next start", paid)
        self._engine.close()
        self._heartbeat.stop()

    def _keep_house(self) -> None:
        while not self._stopping.wait(HOUSEKEEPING_SECONDS):
            try:
                asyncio.run(self._sweep())
            except Exception:
                log.exception("housekeeping failed; it is tried again later")

    async def _sweep(self) -> None:
        services = self._services
        await stop_left_orphans(services.db, services.clock, self.ctx.adapter_of, self.ctx.access_of)
        await sweep(services.db, services.storage, services.clock)
        await services.accounts.sweep()
        await services.assets.sweep()
        await services.webhooks.sweep()
        await services.publishing.sweep()


def _number(services: Services) -> None:
    while number_and_log(services.db) == 500:
        pass


def _engine_url(services: Services) -> str:
    if not services.db.is_sqlite:
        return services.settings.database
    return f"sqlite:///{(services.settings.data_dir / 'engine.db').resolve()}"


def carried(services: Services, ctx: StepContext) -> tuple[Mapping[str, WorkTable], Callable[[Claim], Awaitable[None]]]:
    """Every table whose rows are due from time to time, and what runs a claimed one."""
    tables = {
        **segments.work_tables(services.clock, ctx.failover),
        **sending.work_tables(services.webhooks),
        **publications.work_tables(),
    }
    steps = {
        **segments.steps_of(ctx),
        **sending.steps_of(services.webhooks, services.poster),
        **publications.steps_of(services.publishing.means),
    }
    return tables, runner(steps, tables, services.db, services.clock, services.waker)


def step_context(services: Services) -> StepContext:
    """What the steps use of this process."""

    def hook_url(attempt: Row) -> str | None:
        base = services.settings.public_url
        if not attempt.route["hooks"] or not base:
            return None
        return f"{base}/api/hooks/{attempt.vendor}/{attempt.credential_id}?a={attempt.hook_token}"

    return StepContext(
        db=services.db,
        clock=services.clock,
        storage=services.storage,
        children=services.media_children,
        assets=services.assets,
        prompting=services.prompting,
        spool=Spool(services.settings.data_dir / "spool"),
        failover=Failover(services.generation.ordering),
        scratch=services.scratch,
        adapter_of=services.adapters.__getitem__,
        access_of=lambda attempt: services.credentials.access(attempt.credential_id, attempt.base_url),
        nudge=services.waker,
        hook_url=hook_url,
    )


class WorkerThread:
    """Starts a worker off the event loop and waits until it works."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    async def __aenter__(self) -> Worker:
        await asyncio.to_thread(self._worker.start)
        return self._worker

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self._worker.stop)
