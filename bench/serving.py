"""Servers as processes of their own, with what they took: CPU seconds, memory."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.measure import ROOT, free_port

PATIENCE_SECONDS = 300
_LOOK_SECONDS = 0.2


@dataclass
class Served:
    """A running server; `base_url` has no slash at its end."""

    base_url: str
    process: psutil.Process
    peak_megabytes: float = 0.0

    def cpu_seconds(self) -> float:
        """User and system time so far, of the process and its children."""
        return sum(_cpu(process) for process in [self.process, *self.process.children(recursive=True)])

    def megabytes(self) -> float:
        """Resident memory now."""
        return float(self.process.memory_info().rss / 1e6)


def _cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


@contextmanager
def serving(
    *words: str | Path, port: int, ready: str, env: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[Served]:
    """Start a program that listens on `port` and wait until `ready` (a path) answers 200; stop it at the end."""
    with (log or Path(os.devnull)).open("w") as file:
        child = subprocess.Popen([str(word) for word in words], cwd=ROOT, env=env, stdout=file, stderr=file)
        served = Served(f"http://127.0.0.1:{port}", psutil.Process(child.pid))
        stop = threading.Event()
        watch = threading.Thread(target=_watch, args=(served, stop), daemon=True)
        try:
            wait_until_ready(served.base_url + ready)
            watch.start()
            yield served
        finally:
            stop.set()
            child.send_signal(signal.SIGINT)
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _watch(served: Served, stop: threading.Event) -> None:
    while not stop.wait(_LOOK_SECONDS):
        try:
            served.peak_megabytes = max(served.peak_megabytes, served.megabytes())
        except psutil.NoSuchProcess:
            return


def wait_until_ready(address: str) -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise SystemExit(f"{address} not ready after {PATIENCE_SECONDS} s")


@contextmanager
def reelwright(folder: Path, settings: Mapping[str, str], *, is_reachable: bool = False) -> Iterator[Served]:
    """Our server on a data folder of its own, with these settings (`{"rate_limit": "off"}`).

    `is_reachable`: vendors are told where to call back.
    """
    port = free_port()
    reached = {"public_url": f"http://127.0.0.1:{port}"} if is_reachable else {}
    env = environment(folder, {"port": str(port), **reached, **settings})
    command = [sys.executable, "-m", "reelwright.app.cli", "serve"]
    with serving(*command, port=port, ready="/readyz", env=env, log=folder.with_suffix(".log")) as served:
        yield served


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of our programs on that data folder."""
    own = {"data_dir": str(folder / "data"), "log_dir": str(folder / "logs"), **settings}
    return {**os.environ, **{f"REELWRIGHT_{name.upper()}": value for name, value in own.items()}}


@contextmanager
def simulator(folder: Path, scenario: str) -> Iterator[Served]:
    """The vendors' APIs, played; `scenario` is its TOML."""
    folder.mkdir(parents=True, exist_ok=True)
    script, port = folder / "scenario.toml", free_port()
    script.write_text(scenario)
    words = ["-m", "reelwright.app.cli", "simulate", "--port", str(port)]
    places = ["--folder", str(folder), "--scenario", str(script)]
    with serving(sys.executable, *words, *places, port=port, ready="/") as served:
        yield served


def api_key(server: Served, folder: Path) -> str:
    """A key of the first owner's for orders."""
    env = environment(folder, {"port": server.base_url.rpartition(":")[2]})
    command = [sys.executable, "-m", "reelwright.app.cli", "token", "--json"]
    told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    made = call(server, "POST", "/api/api-keys", json.loads(told.stdout)["token"], {"name": "bench"})
    return str(made["key"])


def call(server: Served, method: str, path: str, key: str, body: Any = None) -> Any:
    """One request; its JSON."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server.base_url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise SystemExit(f"{method} {path}: {refused.code} {refused.read()[:1000]!r}") from refused
