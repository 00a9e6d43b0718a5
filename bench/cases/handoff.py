"""Hand-off: from the vendor's "done" (a webhook) to the clip kept, beside a bare download and upload of the file."""

import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.cases.render import SCRATCH
from bench.measure import Case, Figure, Numbers, process
from bench.serving import Served, api_key, call, reelwright, simulator

FOLDER = SCRATCH / "handoff"
SMALL, LARGE = 4, 256  # megabytes
ORDER = {"prompt": "A flask on a ridge", "model": "kling-v3", "duration": 5, "aspectRatio": "16:9"}
SCENARIO = "queue_seconds = 0.0\nrun_seconds = 2.0\nlooks = 1\n"
PATIENCE_SECONDS = 300


@contextmanager
def studio() -> Iterator[tuple[Served, Served, str]]:
    """The vendor, our server that it can call back, and a key."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with simulator(FOLDER / "vendor", SCENARIO) as vendor:
        settings = {"replicate_api_key": "bench", "replicate_base_url": vendor.base_url + "/replicate/v1"}
        with reelwright(FOLDER, settings, is_reachable=True) as server:
            yield vendor, server, api_key(server, FOLDER)


def hand_off(megabytes: int) -> Numbers:
    """A first order, which makes the vendor's clip; the clip made that large; a second order, which is measured."""
    with studio() as (vendor, server, key):
        make(server, key)
        clip = next((FOLDER / "vendor").rglob("*.mp4"))
        pad(clip, megabytes)
        server.peak_megabytes = server.megabytes()
        before = server.peak_megabytes, server.cpu_seconds()
        make(server, key)
        beyond = server.peak_megabytes - before[0]
        told = call(vendor, "GET", "/replicate/v1/predictions", "bench")["results"][0]  # the newest
        copies = FOLDER / "bare.mp4", FOLDER / "kept.mp4"
        bare = process(sys.executable, "-m", "bench.handing_off", told["output"], *copies)
        kept = kept_ms() / 1000 - datetime.fromisoformat(told["completed_at"]).timestamp()
        return {
            "wall_seconds": kept,
            "bare_seconds": bare["wall_seconds"],
            "beyond_seconds": kept - 1.2 * bare["wall_seconds"],
            "cpu_seconds": server.cpu_seconds() - before[1],
            "more_megabytes": beyond,
            "file_megabytes": clip.stat().st_size / 1e6,
        }


def make(server: Served, key: str) -> None:
    """Order a video and wait until it is finished."""
    name = call(server, "POST", "/api/video/generate", key, ORDER)["id"]
    began = time.monotonic()
    while (told := call(server, "GET", f"/api/video/{name}", key))["status"] != "succeeded":
        if told["status"] in ("failed", "needs_attention") or time.monotonic() - began > PATIENCE_SECONDS:
            raise SystemExit(f"not made: {json.dumps(told['error'])} {told['status']}")
        time.sleep(0.2)


def pad(clip: Path, megabytes: int) -> None:
    """Make an MP4 that large by a box that players skip."""
    more = megabytes * 1_000_000 - clip.stat().st_size
    with clip.open("ab") as file:
        file.write(more.to_bytes(4, "big") + b"free")
        file.truncate(megabytes * 1_000_000)


def kept_ms() -> int:
    """When the last clip was committed as kept."""
    with sqlite3.connect(f"file:{FOLDER / 'data' / 'app.db'}?mode=ro", uri=True) as books:
        found: Any = books.execute("SELECT max(created_at) FROM takes").fetchone()[0]
    return int(found)


CASE = Case(
    says=__doc__,
    contenders={"small": partial(hand_off, SMALL), "large": partial(hand_off, LARGE)},
    figures=[
        Figure(f"seconds beyond 1.2 x bare, {SMALL} MB", "small", "beyond_seconds", at_most=1),
        Figure(f"seconds beyond 1.2 x bare, {LARGE} MB", "large", "beyond_seconds", at_most=1),
        Figure(f"more memory at {LARGE} MB, in MB", "large", "more_megabytes", at_most=LARGE / 4),
    ],
    packages=("aiohttp", "dbos", "sqlalchemy"),
)
