"""The shell half of the set-up: quick when done, done again when something changed, honest when it cannot be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.sources import ROOT

STANDS_IN = """
import pathlib, sys
root = pathlib.Path(__file__).resolve().parent.parent
with (root / "calls").open("a") as calls:
    calls.write(sys.argv[1] + " ")
(root / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
python = root / ".venv" / "bin" / "python"
python.exists() or python.symlink_to(sys.executable)
sys.exit(int((root / "status").read_text()))
"""


class Checkout:
    """A folder with the real scripts and a set-up that only notes that it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tools").mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "ready.sh", folder / "tools")
        (folder / "tools" / "setup.py").write_text(STANDS_IN)
        (folder / "requirements.txt").write_text("a==1\n")
        (folder / "status").write_text("0")
        (folder / "go").write_text(f'set -eu\nroot="{folder}"\n. "$root/tools/ready.sh"\nready "$1"\necho started\n')

    def go(self, purpose: str = "run", **env: str) -> subprocess.CompletedProcess[str]:
        whole = {"PATH": os.environ["PATH"], "PYTHON": sys.executable, **env}
        return subprocess.run(["sh", self.folder / "go", purpose], env=whole, capture_output=True, text=True)

    @property
    def calls(self) -> list[str]:
        noted = self.folder / "calls"
        return noted.read_text().split() if noted.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "a folder with spaces")


def test_the_second_start_sets_nothing_up(checkout: Checkout) -> None:
    assert checkout.go().stdout == "started\n"
    assert checkout.go().stdout == "started\n"
    assert checkout.calls == ["run"]


def test_tests_need_more_than_the_program(checkout: Checkout) -> None:
    checkout.go()
    checkout.go("test")
    assert checkout.calls == ["run", "test"]


def test_a_new_lock_is_installed(checkout: Checkout) -> None:
    checkout.go()
    (checkout.folder / "requirements.txt").write_text("a==2\n")
    checkout.go()
    assert len(checkout.calls) == 2


def test_a_failed_set_up_is_tried_again_and_never_started_upon(checkout: Checkout) -> None:
    (checkout.folder / "status").write_text("3")
    failed = checkout.go()
    assert (failed.returncode, failed.stdout) == (3, "")
    (checkout.folder / "status").write_text("0")
    assert checkout.go().stdout == "started\n"


def test_without_its_pages_it_starts_and_the_next_start_tries_again(checkout: Checkout) -> None:
    (checkout.folder / "status").write_text("4")
    assert checkout.go().stdout == "started\n"
    assert checkout.go().stdout == "started\n"
    assert len(checkout.calls) == 2


def test_a_lost_environment_is_made_again(checkout: Checkout) -> None:
    checkout.go()
    (checkout.folder / ".venv" / "bin" / "python").unlink()
    assert checkout.go().stdout == "started\n"
    assert len(checkout.calls) == 2


def test_without_a_python_it_says_what_to_install(checkout: Checkout, tmp_path: Path) -> None:
    for name in ("sh", "find", "cat", "cksum"):
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    lost = checkout.go(PATH=str(tmp_path), PYTHON="/nowhere/python3")
    assert (lost.returncode, lost.stdout) == (3, "")
    assert "Python 3.11 or newer" in lost.stderr
