"""The billing vendor on a thread of its own, on the tests' clock: its jobs get on when a test says so."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from reelwright.kit.clock import Clock, ManualClock
from reelwright.simulator.desk import Desk
from reelwright.simulator.scenario import Scenario
from tests.fakes import billing_vendor


class BorrowedClock:
    """Whatever clock the running test has."""

    def __init__(self) -> None:
        self.of: Clock = ManualClock()

    def now_ms(self) -> int:
        return self.of.now_ms()


class Vendor:
    """The back door of the billing vendor."""

    def __init__(self, base_url: str, desk: Desk, clock: BorrowedClock) -> None:
        self.base_url = base_url
        self._desk = desk
        self._clock = clock

    def begin(self, clock: Clock) -> None:
        """A clean slate, on this clock."""
        self._clock.of = clock
        self._desk.reset()
        self.wear(0)
        self._desk.change_scenario(asdict(Scenario()))

    def push(self, words: str, times: int = 1) -> None:
        """Faults of the next `times` submits; an empty text stands for a submit without any."""
        self._desk.plan.push(words, times)

    def change(self, **fields: Any) -> None:
        """Change its manners, see `reelwright.simulator.scenario.Scenario`."""
        self._desk.change_scenario(fields)

    def wear(self, look: int) -> None:
        """The colour (0 or 1) of the clips ordered from now on; else all look alike."""
        self._desk.draw_look = lambda: look  # type: ignore[method-assign]

    def invoice(self) -> list[dict[str, Any]]:
        """Every job it accepted, and what it costs as of now."""
        return self._desk.book.invoice(self._clock.now_ms())

    def bodies(self) -> list[dict[str, Any]]:
        """What was ordered, in the order of arrival."""
        return [job.order.body for job in self._desk.book.jobs()]

    def billed(self) -> int:
        """The invoice's sum in micro-dollars."""
        return sum(line["micro_usd"] for line in self.invoice())


@contextmanager
def running_vendor(folder: Path) -> Iterator[Vendor]:
    """The vendor, serving on localhost from a thread."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    ready = threading.Event()
    found: list[Vendor] = []

    async def serve() -> None:
        clock = BorrowedClock()
        app = billing_vendor.make_app(folder, clock=clock)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        found.append(Vendor(f"http://{host}:{port}", app[billing_vendor.DESK], clock))
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="vendor", daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
