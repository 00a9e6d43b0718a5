"""How long each callback held the event loop, with the time taken off that other processes had the processor.

A plain stopwatch would blame the code for a busy machine. Linux tells how long a thread waited for a processor; what
remains of the wall time is ours: computing, or blocking in a call that does not await.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SCHEDSTAT = Path("/proc/thread-self/schedstat")


@dataclass(frozen=True)
class Held:
    """One callback that held the loop."""

    milliseconds: float
    by: str


def waited_seconds() -> float:
    """How long this thread has waited for a processor since it began; 0 where the system does not say."""
    return int(SCHEDSTAT.read_text().split()[1]) / 1e9 if SCHEDSTAT.exists() else 0.0


@contextmanager
def watch_loop(over_milliseconds: float) -> Iterator[list[Held]]:
    """Collects every callback of this process's event loops that holds its loop longer."""
    found: list[Held] = []
    run = asyncio.Handle._run

    def measured(handle: asyncio.Handle) -> None:
        waited, began = waited_seconds(), time.perf_counter()
        run(handle)
        milliseconds = 1000 * (time.perf_counter() - began - (waited_seconds() - waited))
        if milliseconds > over_milliseconds:
            found.append(Held(round(milliseconds, 1), repr(handle)))

    asyncio.Handle._run = measured  # type: ignore[method-assign]
    try:
        yield found
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
