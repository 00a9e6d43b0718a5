"""How long each callback held the event loop, with the time taken off that other processes had the processor.

A plain stopwatch would blame the code for a busy machine. Linux tells how long each thread waited for a processor; all
threads of this process count, since the one that waits may have the interpreter's lock. What remains of the wall time
is ours: computing, or blocking in a call that does not await. On a crowded machine this may miss; it never blames.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

THREADS = Path("/proc/self/task")


@dataclass(frozen=True)
class Held:
    """One callback that held the loop."""

    milliseconds: float
    by: str


class ProcessorWaits:
    """How long each thread of this process has waited for a processor; empty where the system does not say."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}

    def now(self) -> dict[str, int]:
        """Nanoseconds by thread."""
        found: dict[str, int] = {}
        for thread in os.listdir(THREADS) if THREADS.exists() else ():  # noqa: PTH208 - quicker, and often called
            with suppress(OSError, IndexError):  # a thread may end meanwhile
                if thread not in self._files:
                    self._files[thread] = os.open(THREADS / thread / "schedstat", os.O_RDONLY)
                found[thread] = int(os.pread(self._files[thread], 64, 0).split()[1])
        return found

    def milliseconds_since(self, before: dict[str, int]) -> float:
        """What all threads that are still here have waited since then."""
        return sum(waited - before[thread] for thread, waited in self.now().items() if thread in before) / 1e6

    def close(self) -> None:
        for file in self._files.values():
            os.close(file)


@contextmanager
def watch_loop(over_milliseconds: float) -> Iterator[list[Held]]:
    """Collects every callback of this process's event loops that holds its loop longer."""
    found: list[Held] = []
    run = asyncio.Handle._run
    waits = ProcessorWaits()

    def measured(handle: asyncio.Handle) -> None:
        who = getattr(getattr(handle, "_callback", None), "__self__", handle)
        before, began = waits.now(), time.perf_counter()
        run(handle)
        milliseconds = 1000 * (time.perf_counter() - began)
        if milliseconds > over_milliseconds:
            milliseconds -= waits.milliseconds_since(before)
        if milliseconds > over_milliseconds:
            found.append(Held(round(milliseconds, 1), repr(who)))

    asyncio.Handle._run = measured  # type: ignore[method-assign]
    try:
        yield found
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
        waits.close()
