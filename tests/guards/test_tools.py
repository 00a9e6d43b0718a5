"""The linters are tests: one command, one summary, nothing to forget."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.sources import ROOT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "words",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=lambda words: " ".join(words),
)
def test_is_clean(words: list[str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([BIN / words[0], *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
