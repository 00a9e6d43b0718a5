"""Fakes as processes of their own, and a way to speak to their back doors from any test."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class RunningFake:
    """A fake vendor in another process; `base_url` has no slash at its end."""

    base_url: str
    process: subprocess.Popen[str]

    def push_faults(self, words: str, times: int = 1) -> None:
        """Queue faults (`"drop_after_accept, fail"`) for the next submits."""
        self._call("POST", "/admin/faults", {"push": words, "times": times})

    def mix_faults(self, mix: Mapping[str, float], seed: int = 0) -> None:
        """Draw faults for every later submit with these probabilities."""
        self._call("POST", "/admin/faults", {"mix": dict(mix), "seed": seed})

    def change_scenario(self, **fields: Any) -> None:
        """Change fields of `reelwright.simulator.scenario.Scenario`."""
        self._call("PATCH", "/admin/scenario", fields)

    def invoice(self) -> list[dict[str, Any]]:
        """Every accepted job: job_id, client_ref, micro_usd, phase, submitted_body_sha, …"""
        lines: list[dict[str, Any]] = self._call("GET", "/admin/invoice")
        return lines

    def jobs(self) -> list[dict[str, Any]]:
        """The invoice with the bodies as they arrived."""
        lines: list[dict[str, Any]] = self._call("GET", "/admin/jobs")
        return lines

    def reset(self) -> None:
        """Forget jobs and faults."""
        self._call("POST", "/admin/reset", {})

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base_url}{path}", data, {"Content-Type": "application/json"})
        request.method = method
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)


@contextmanager
def running_fake(module: str, folder: Path, *arguments: str) -> Iterator[RunningFake]:
    """Start `python -m module --port 0 --folder …` and stop it at the end; yields when it listens."""
    command = [sys.executable, "-m", module, "--port", "0", "--folder", str(folder), *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd=Path(__file__).parents[2]
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"{module} did not start: {line!r}, exit code {process.poll()}")
        yield RunningFake(line.removeprefix("listening on ").strip(), process)
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout:
            process.stdout.close()


@contextmanager
def billing_vendor(folder: Path) -> Iterator[RunningFake]:
    """The billing vendor in a process of its own."""
    with running_fake("tests.fakes.billing_vendor", folder) as fake:
        yield fake
