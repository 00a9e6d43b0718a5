"""Children work, fail, die, and never outlive their parent."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reelwright.kit.children import ChildDied, ChildFailed, Children, ChildStopped, ChildTimedOut, Json

HERE = f"{__name__.rpartition('.')[0]}.child_handlers".lstrip(".")


@pytest.fixture
def children() -> Iterator[Children]:
    pool = Children(2, jobs_per_child=50, nice=0)
    yield pool
    pool.close()


def call(name: str) -> str:
    return f"{HERE}:{name}"


def wait_until_gone(*pids: int) -> bool:
    for _ in range(100):
        if not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" for pid in pids):
            return True
        time.sleep(0.05)
    return False


def read_pids(path: Path) -> list[int]:
    for _ in range(200):
        if path.exists() and len(path.read_text().split()) == 2:
            return [int(pid) for pid in path.read_text().split()]
        time.sleep(0.05)
    raise AssertionError("the child never started")


async def test_a_warm_child_is_used_again_and_replaced_after_its_jobs() -> None:
    pool = Children(2, jobs_per_child=3)
    try:
        pids = [(await pool.run(call("echo"), {"word": "ä\n"}))["pid"] for _ in range(6)]
    finally:
        pool.close()
    assert len(set(pids[:3])) == len(set(pids[3:])) == 1
    assert pids[0] != pids[3]


async def test_progress_arrives_whole_and_before_the_answer(children: Children) -> None:
    seen: list[Json] = []
    answer = await children.run(call("count"), {"to": 500}, on_progress=seen.append)
    assert answer == {"counted": 500}
    assert [progress["number"] for progress in seen] == list(range(500))


async def test_a_problem_crosses_with_its_code_status_and_sentence(children: Children) -> None:
    with pytest.raises(ChildFailed) as caught:
        await children.run(call("refuse"), {})
    assert caught.value.as_json() == {
        "type": "about:blank#invalid_request",
        "title": "The request cannot be met as written",
        "status": 422,
        "code": "invalid_request",
        "detail": "The file is a poem.",
        "fields": {"file": "not a picture"},
        "seen": "poem",
    }
    assert ChildFailed.code == "child_failed"  # the class itself is unchanged


async def test_any_other_error_shows_its_type_and_keeps_its_traceback_in_the_log(
    children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ChildFailed, match="ZeroDivisionError: by nothing") as caught:
        await children.run(call("stumble"), {})
    assert (caught.value.code, caught.value.status) == ("child_failed", 500)
    assert "child_handlers.py" in caplog.text
    assert "child_handlers.py" not in str(caught.value)


async def test_a_death_is_told_and_the_next_job_gets_a_new_child(children: Children) -> None:
    with pytest.raises(ChildDied, match="exit code 3"):
        await children.run(call("leave"), {})
    assert (await children.run(call("echo"), {"word": 1}))["word"] == 1


async def test_a_child_killed_while_idle_is_replaced(children: Children) -> None:
    first = (await children.run(call("echo"), {}))["pid"]
    os.kill(first, signal.SIGKILL)
    assert wait_until_gone(first)
    assert (await children.run(call("echo"), {}))["pid"] != first


async def test_memory_is_capped() -> None:
    pool = Children(1, memory_bytes=300_000_000)
    try:
        assert await pool.run(call("allocate"), {"bytes": 50_000_000}) == {"bytes": 50_000_000}
        with pytest.raises(ChildFailed, match="MemoryError"):
            await pool.run(call("allocate"), {"bytes": 600_000_000})
    finally:
        pool.close()


async def test_stopping_kills_the_child_and_what_it_started(children: Children, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(ChildStopped):
        await children.run(call("sleep_with_grandchild"), {"pids": str(pids)}, should_stop=pids.exists)
    assert wait_until_gone(*read_pids(pids))


async def test_a_job_past_its_time_is_killed(children: Children, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(ChildTimedOut, match=r"within 0\.6 s"):
        await children.run(call("sleep_with_grandchild"), {"pids": str(pids)}, timeout_seconds=0.6)
    assert wait_until_gone(*read_pids(pids))


async def test_cancelling_the_task_kills_the_child(children: Children, tmp_path: Path) -> None:
    pids, started = tmp_path / "pids", asyncio.Event()
    work = children.run(call("sleep_with_grandchild"), {"pids": str(pids)}, on_progress=lambda _: started.set())
    task = asyncio.create_task(work)
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert wait_until_gone(*read_pids(pids))


async def test_a_waiting_job_can_be_stopped_and_closing_stops_the_rest(tmp_path: Path) -> None:
    pool = Children(1)
    pids, started = tmp_path / "pids", asyncio.Event()
    work = pool.run(call("sleep_with_grandchild"), {"pids": str(pids)}, on_progress=lambda _: started.set())
    busy = asyncio.create_task(work)
    await started.wait()
    with pytest.raises(ChildStopped):
        await pool.run(call("echo"), {}, should_stop=lambda: True)
    pool.close()
    with pytest.raises(ChildStopped):
        await busy
    with pytest.raises(ChildStopped):
        await pool.run(call("echo"), {})
    assert wait_until_gone(*read_pids(pids))


def test_one_pool_serves_several_event_loops(children: Children) -> None:
    answers: list[int] = []

    def in_own_loop(number: int) -> None:
        answers.append(asyncio.run(children.run(call("echo"), {"number": number}))["number"])

    threads = [threading.Thread(target=in_own_loop, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == list(range(5))


async def test_children_get_no_secrets(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATE_API_KEY", "r8_secret")
    assert "r8_secret" not in (await children.run(call("environment"), {})).values()


def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    story = (
        "import asyncio, sys; from reelwright.kit.children import Children\n"
        f"asyncio.run(Children(1).run({call('sleep_with_grandchild')!r}, {{'pids': {str(pids)!r}}}))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    parent = subprocess.Popen([sys.executable, "-c", story], env=environment)
    child, grandchild = read_pids(pids)
    assert psutil.pid_exists(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until_gone(child, grandchild)
