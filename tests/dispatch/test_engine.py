"""The real engine: what it runs, forgets and loses, and who takes over from the dead."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dbos
import pytest
from dbos import DBOS

from reelwright.dispatch import engine as module
from reelwright.dispatch.engine import Engine, Queue
from reelwright.dispatch.work import Claim
from tests.servers.postgres import Postgres

CONCURRENCY = 4
LONG_AGO = "2000-01-01T00:00:00Z"


def claim(name: str) -> Claim:
    return Claim("errands", name, "run", "waiting", name)


def until(condition: Callable[[], Any], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('engine') / 'engine.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    with server.database() as found:
        yield found


@pytest.fixture(scope="module")
def ran(url: str) -> list[str]:
    """What our own engine has run on this database."""
    return []


@pytest.fixture(scope="module")
def engine(url: str, ran: list[str]) -> Iterator[Engine]:
    """One engine a process: it keeps a registry of its own."""

    async def run(one: Claim) -> None:
        ran.append(one.segment_id)
        while one.segment_id.startswith("busy") and "rest" not in ran:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        if one.segment_id.startswith("broken"):
            raise RuntimeError("it broke")

    made = Engine(url, "ours", run)
    made.launch([Queue("waiting", CONCURRENCY, 0.1)])
    yield made
    made.close()


@contextmanager
def another(url: str, name: str, version: str, *ids: str) -> Iterator["subprocess.Popen[str]"]:
    """An engine in another process, killed at the end."""
    command = [sys.executable, "-m", "tests.dispatch.engine_process", url, name, version, *ids]
    folder = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_for(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdout
    for line in process.stdout:
        if line.strip() == words:
            return
    raise AssertionError(f"it ended without saying {words!r}")


def test_a_segment_runs_once_however_often_it_is_handed_over(engine: Engine, ran: list[str]) -> None:
    for _ in range(3):
        engine.enqueue(claim("once"))
    until(lambda: "once" in ran)
    engine.enqueue(claim("once"))
    time.sleep(0.5)
    assert ran.count("once") == 1


def test_the_lost_are_the_missing_the_ended_and_the_broken(engine: Engine, ran: list[str]) -> None:
    for name in ("ended", "broken"):
        engine.enqueue(claim(name))
    until(lambda: {"ended", "broken"} <= set(ran))
    until(lambda: len(engine.lost(["ended", "broken"], set())) == 2)
    assert engine.lost(["ended", "broken", "never"], set()) == {
        "ended": "SUCCESS",
        "broken": "ERROR",
        "never": "missing",
    }


def test_what_ended_is_forgotten_in_time(engine: Engine, ran: list[str]) -> None:
    engine.enqueue(claim("old"))
    until(lambda: engine.lost(["old"], set()) == {"old": "SUCCESS"})
    assert engine.purge(LONG_AGO) == 0
    assert engine.purge("2100-01-01T00:00:00Z") >= 1
    assert engine.lost(["old"], set()) == {"old": "missing"}


def test_a_dead_executors_running_segments_are_run_by_the_living(url: str, engine: Engine, ran: list[str]) -> None:
    busy = [f"busy-{n}" for n in range(CONCURRENCY)]  # so that the other one gets it
    for name in busy:
        engine.enqueue(claim(name))
    until(lambda: set(busy) <= set(ran))
    with another(url, "dying", module.APPLICATION_VERSION, "held") as process:
        wait_for(process, "ran held")
        theirs = f"dying.v{module.APPLICATION_VERSION}"
        assert engine.take_over({theirs, engine.executor_id}) == [], "it lives: its work stays its own"
        assert engine.lost(["held"], {theirs}) == {}
    ran.append("rest")
    assert engine.take_over({engine.executor_id}) == [theirs]
    until(lambda: "held" in ran)
    assert engine.take_over({engine.executor_id}) == []


def test_two_versions_side_by_side_each_run_their_own(url: str, engine: Engine, ran: list[str]) -> None:
    """A release that gave segments another meaning comes while workers of the one before still run."""
    with another(url, "newer", "2", "new-a") as process:
        wait_for(process, "ran new-a")
        engine.enqueue(claim("old-a"))
        until(lambda: "old-a" in ran)
        assert "new-a" not in ran
        assert engine.lost(["new-a"], {"newer.v2"}) == {}
    # The last worker of that version died: nobody here can run what it held, so its row has to begin anew.
    assert engine.take_over({engine.executor_id}) == []
    assert engine.lost(["new-a"], {engine.executor_id}) == {"new-a": "made for version 2, which no worker runs"}
    assert "new-a" not in ran


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_engines_file_is_in_wal(url: str, engine: Engine) -> None:
    import sqlite3

    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_private_call_of_the_take_over_is_still_there() -> None:
    """The open-source engine takes nothing over by itself. If this fails, read its source before changing the pin."""
    version = tuple(int(part) for part in dbos.__version__.split(".")[:2]) if hasattr(dbos, "__version__") else (3, 4)
    assert version == (3, 4)
    import inspect

    assert list(inspect.signature(DBOS._recover_pending_workflows).parameters) == ["executor_ids"]
