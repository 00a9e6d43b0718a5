"""Clients that each send their next order when the last was answered; the last line of output is JSON.

`python -m bench.accepting.clients URL KEY BODY CONNECTIONS SECONDS`, after a second that does not count.
"""

import asyncio
import json
import sys
import time
from statistics import quantiles

import aiohttp

WARM_UP_SECONDS = 1.0


async def main(url: str, key: str, body: str, connections: int, seconds: float) -> dict[str, float]:
    """Answers a second, and how long the median and the slowest hundredth took. Any status but 2xx ends it."""
    took: list[float] = []
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    begins = time.monotonic() + WARM_UP_SECONDS
    ends = begins + seconds

    async def client(session: aiohttp.ClientSession) -> None:
        while (sent := time.monotonic()) < ends:
            async with session.post(url, data=body) as answer:
                said = await answer.read()
            if answer.status >= 300:
                raise SystemExit(f"{answer.status}: {said[:500]!r}")
            if begins <= sent and (now := time.monotonic()) <= ends:
                took.append(now - sent)

    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(headers=headers, connector=connector) as session:
        await asyncio.gather(*(client(session) for _ in range(connections)))
    hundredths = quantiles(took, n=100)
    return {
        "requests_per_second": len(took) / seconds,
        "median_ms": 1000 * hundredths[49],
        "p99_ms": 1000 * hundredths[98],
        "wall_seconds": seconds,
    }


if __name__ == "__main__":
    url, key, body, connections, seconds = sys.argv[1:]
    print(json.dumps(asyncio.run(main(url, key, body, int(connections), float(seconds)))))
