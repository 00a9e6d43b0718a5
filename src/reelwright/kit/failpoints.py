"""Named points where a test may kill this very process, to prove that what follows survives it.

Off unless `REELWRIGHT_FAILPOINT=name` or `name:3` (die at the third visit) is set.
"""

import os
import signal

POINTS = (
    "order.committed",
    "dispatch.claimed",
    "prepare.done",
    "submit.intent",
    "submit.answered",
    "submit.spooled",
    "submit.committed",
    "collect.fetched",
    "collect.stored",
    "collect.committed",
    "finish.rendered",
    "finish.uploaded",
    "finish.committed",
    "store.copied",
    "store.committed",
)
OUTWARD_POINTS = ("deliver.intent", "deliver.answered", "bundle.intent", "bundle.stored")  # what leaves the house

_name, _left = "", 0


def arm(wish: str) -> None:
    """Die at `name`, or with `name:3` at its third visit; nowhere if `wish` is empty."""
    global _name, _left
    _name, _, visit = wish.partition(":")
    _left = int(visit or 1)


def hit(point: str) -> None:
    """Die here by SIGKILL if that is asked for."""
    global _left
    if point != _name:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


arm(os.environ.get("REELWRIGHT_FAILPOINT", ""))
