"""The second start: from `./run` to `/readyz` answering 200, on SQLite and a local folder."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from bench.measure import ROOT, Case, Figure, Numbers

FOLDER = ROOT / "bench" / "scratch" / "start"
PATIENCE_SECONDS = 60


def start() -> Numbers:
    """Start, wait for 200, stop. CPU time is the server's own, its stop included."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "REELWRIGHT_PORT": str(port),
        "REELWRIGHT_DATA_DIR": str(FOLDER / "data"),
        "REELWRIGHT_LOG_DIR": str(FOLDER / "logs"),
    }
    began = time.monotonic()
    with subprocess.Popen([ROOT / "run"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}/readyz", began)
            ready = time.monotonic() - began
        finally:
            server.send_signal(signal.SIGINT)
        _, status, usage = os.wait4(server.pid, 0)
        server.returncode = os.waitstatus_to_exitcode(status)
    return {"wall_seconds": ready, "cpu_seconds": usage.ru_utime + usage.ru_stime}


def wait_until_ready(address: str, began: float) -> None:
    while time.monotonic() - began < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise SystemExit(f"not ready after {PATIENCE_SECONDS} s")


def prepare() -> None:
    """The first start, which makes the database and the keys."""
    start()


CASE = Case(
    says=__doc__,
    contenders={"start": start},
    figures=[Figure("seconds to ready", "start", "wall_seconds", at_most=3)],
    prepare=prepare,
    packages=("fastapi", "dbos", "sqlalchemy"),
)
