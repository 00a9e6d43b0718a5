"""A bare download to a file and its upload to a folder: `… handing_off URL FILE KEPT`; the last line is JSON."""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path

import aiohttp

from bench.measure import Stopwatch


async def main(url: str, path: Path, kept: Path) -> dict[str, float]:
    """Seconds for both, until the kept copy is on the disk."""
    watch = Stopwatch()
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        answer.raise_for_status()
        with path.open("wb") as out:
            async for chunk in answer.content.iter_chunked(1 << 18):
                out.write(chunk)
    with path.open("rb") as source, kept.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    return watch.numbers()


if __name__ == "__main__":
    address, *names = sys.argv[1:]
    print(json.dumps(asyncio.run(main(address, *map(Path, names)))))
