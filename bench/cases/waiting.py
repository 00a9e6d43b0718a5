"""Waiting: 2,000 videos at the vendor and 18,000 in the queue for it, while nothing happens (`--seconds`, else 600)."""

import shutil
import sys
import time

from bench.cases.render import SCRATCH
from bench.measure import Case, Figure, Numbers, free_port
from bench.serving import Served, api_key, call, reelwright, serving
from bench.waiting.crowd import multiply

FOLDER = SCRATCH / "waiting"
ACCEPTED, QUEUED = 2_000, 18_000
SETTLING_SECONDS = 10
ORDER = {"prompt": "A flask on a ridge", "model": "kling-v3", "duration": 5, "aspectRatio": "16:9"}


def prepare() -> None:
    """One order at a vendor that answers nothing but "processing", and twenty thousand like it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)


def waits(seconds: float) -> Numbers:
    prepare()
    port = free_port()
    with serving(sys.executable, "-m", "bench.waiting.vendor", str(port), port=port, ready="/looks") as vendor:
        settings = {"rate_limit": "off", "replicate_api_key": "bench", "replicate_base_url": vendor.base_url + "/v1"}
        with reelwright(FOLDER, settings) as server:
            key = api_key(server, FOLDER)
            made = call(server, "POST", "/api/video/generate", key, ORDER)
            until_accepted(server, key, made["id"])
        multiply(f"sqlite:///{FOLDER / 'data' / 'app.db'}", ACCEPTED, QUEUED, time.time_ns() // 1_000_000)
        with reelwright(FOLDER, settings) as server:
            time.sleep(SETTLING_SECONDS)
            looks, before, began = call(vendor, "GET", "/looks", key)["looks"], server.cpu_seconds(), time.monotonic()
            time.sleep(seconds)
            took, passed = server.cpu_seconds() - before, time.monotonic() - began
            looked = call(vendor, "GET", "/looks", key)["looks"] - looks
            return {
                "cpu_seconds": took,
                "wall_seconds": passed,
                "core_percent": 100 * took / passed,
                "peak_megabytes": server.peak_megabytes,
                "looks_per_second": looked / passed,
            }


def until_accepted(server: Served, key: str, name: str) -> None:
    began = time.monotonic()
    while not any(
        attempt["state"] == "accepted"
        for shot in call(server, "GET", f"/api/video/{name}", key)["plan"]["shots"]
        for attempt in shot["attempts"]
    ):
        if time.monotonic() - began > 120:
            raise SystemExit("the vendor has not accepted the order after 120 s")
        time.sleep(0.5)


CASE = Case(
    says=__doc__,
    contenders={"ours": lambda: waits(600)},
    with_seconds=lambda seconds: {"ours": lambda: waits(seconds)},
    figures=[
        Figure("percent of a core", "ours", "core_percent", at_most=25),
        Figure("megabytes of the process", "ours", "peak_megabytes", at_most=500),
        Figure("looks at the vendor a second", "ours", "looks_per_second"),
    ],
    packages=("dbos", "sqlalchemy", "uvicorn"),
)
