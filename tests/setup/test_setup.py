"""The set-up's steps: each done once, again when what it depends on changed, never noted as done when it failed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import lock, setup


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "VENV", tmp_path)
    return tmp_path


def test_a_step_is_done_once_until_its_inputs_change(venv: Path) -> None:
    lock_file, done = venv / "lock", []
    for text in ("one", "one", "two"):
        lock_file.write_text(text)
        setup.step("packages", [lock_file], lambda: done.append(lock_file.read_text()))
    assert done == ["one", "two"]


def test_a_step_that_failed_is_not_noted_as_done(venv: Path) -> None:
    with pytest.raises(setup.Failed, match="no room left"):
        setup.step("fonts", [], lambda: setup.command(sys.executable, "-c", "raise SystemExit('no room left')"))
    done: list[bool] = []
    setup.step("fonts", [], lambda: done.append(True))
    assert done == [True]


def test_missing_libraries_are_refused_with_the_command_that_brings_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "platform", "linux")
    monkeypatch.setattr(setup, "can_load", lambda name: name == "libexpat.so.1")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    assert setup.main("run") == 3
    said = capsys.readouterr().err
    assert "libEGL.so.1, libGL.so.1" in said
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1 libexpat1" in said


def test_two_set_ups_wait_for_one_another(tmp_path: Path) -> None:
    holder = (
        "import time; from tools import setup; from pathlib import Path\n"
        f"setup.ROOT = Path({str(tmp_path)!r}); diary = (setup.ROOT / 'diary').open('a', buffering=1)\n"
        "with setup.one_at_a_time():\n"
        "    diary.write('in '); diary.flush(); time.sleep(0.3); diary.write('out '); diary.flush()"
    )
    both = [subprocess.Popen([sys.executable, "-c", holder], cwd=lock.ROOT) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert (tmp_path / "diary").read_text() == "in out in out "


def test_the_test_lock_holds_only_what_the_run_lock_lacks() -> None:
    run, extra = lock.names_in(lock.ROOT / "requirements.txt"), lock.names_in(lock.ROOT / "requirements-test.txt")
    assert "pydantic" in run
    assert "pytest" in extra
    assert not run & extra
