"""An engine in a process of its own, to be killed: `python -m tests.dispatch.engine_process URL NAME VERSION ID...`.

It hands over a segment for each id, says `ran ID` for each that it begins, and never ends one.
"""

import asyncio
import sys
import time

from reelwright.dispatch.engine import Engine, Queue
from reelwright.dispatch.work import Claim


def main() -> None:
    url, name, version, *ids = sys.argv[1:]

    async def run(claim: Claim) -> None:
        print("ran", claim.segment_id, flush=True)
        while True:  # noqa: ASYNC110
            await asyncio.sleep(1)

    engine = Engine(url, name, run, version)
    engine.launch([Queue("waiting", 4, 0.1)])
    for one in ids:
        engine.enqueue(Claim("errands", one, "run", "waiting", one))
    print("up", engine.executor_id, flush=True)
    time.sleep(120)


if __name__ == "__main__":
    main()
