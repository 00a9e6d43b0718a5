"""What the engine calls for a claimed row: its step; and after an error the row given back for another try."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from reelwright.dispatch.work import Claim, WorkTable
from reelwright.kit.children import ChildStopped
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.problems import Problem

log = logging.getLogger("reelwright.dispatch")

Step = Callable[[Claim], Awaitable[None]]
Steps = Mapping[tuple[str, str], Step]  # (table, segment) -> what it does


def runner(
    steps: Steps, tables: Mapping[str, WorkTable], db: Database, clock: Clock, nudge: Callable[[], None]
) -> Callable[[Claim], Awaitable[None]]:
    """Runs the step of a claim."""

    async def run(claim: Claim) -> None:
        table = tables[claim.table]
        try:
            await steps[claim.table, claim.segment](claim)
        except ChildStopped:  # this process is shutting down
            await db.write(lambda conn: table.hand_back(conn, claim, clock.now_ms()))
        except Exception as error:
            reason = error.detail if isinstance(error, Problem) else f"{type(error).__name__}: {error}"
            log.exception("segment %s failed", claim.segment_id)
            now = clock.now_ms()
            await db.write(lambda conn: table.give_back(conn, claim, reason, now))
            nudge()

    return run
