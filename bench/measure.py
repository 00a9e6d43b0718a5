"""How a case is measured: interleaved rounds, CPU time beside wall time, medians, and the machine written down."""

import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"

Numbers = dict[str, float]
Contender = Callable[[], Numbers]


@dataclass(frozen=True)
class Figure:
    """A number promised in public: a ratio of two contenders (`over` the other), or one contender's own value."""

    says: str
    of: str
    measure: str
    over: str | None = None
    at_most: float | None = None
    at_least: float | None = None

    def value(self, rounds: Sequence[Mapping[str, Numbers]]) -> float:
        """The median over the rounds; each ratio is taken inside one round, where the machine was the same."""
        return median(r[self.of][self.measure] / (r[self.over][self.measure] if self.over else 1) for r in rounds)

    def is_reached(self, value: float) -> bool:
        over = self.at_most is not None and value > self.at_most
        return not over and (self.at_least is None or value >= self.at_least)

    @property
    def target(self) -> str:
        most = "" if self.at_most is None else f"≤ {self.at_most:g}"
        least = "" if self.at_least is None else f"≥ {self.at_least:g}"
        return " ".join(filter(None, [most, least])) or "none, told beside"


@dataclass(frozen=True)
class Case:
    """Contenders measured in turns, and the figures taken from them. `prepare` runs once, unmeasured.

    `with_seconds` gives the contenders of a case that can last longer or shorter.
    """

    says: str
    contenders: Mapping[str, Contender]
    figures: Sequence[Figure]
    prepare: Callable[[], None] = lambda: None
    with_seconds: Callable[[float], Mapping[str, Contender]] | None = None
    packages: Sequence[str] = field(default_factory=tuple)

    def with_only(self, names: Collection[str]) -> "Case":
        """The case without its other contenders, and without the figures that need them."""
        contenders = {name: one for name, one in self.contenders.items() if name in names}
        figures = [f for f in self.figures if f.of in contenders and (f.over is None or f.over in contenders)]
        return replace(self, contenders=contenders, figures=figures)


def run(name: str, case: Case, pairs: int) -> bool:
    """Measure, print and write the result; True if every figure is reached."""
    case.prepare()
    rounds: list[dict[str, Numbers]] = []
    load_before = os.getloadavg()[0]
    for number in range(pairs):
        order = list(case.contenders)[:: 1 if number % 2 == 0 else -1]
        taken = {contender: case.contenders[contender]() for contender in order}
        rounds.append(taken)
        told = "; ".join(f"{who} {short(numbers)}" for who, numbers in taken.items())
        print(f"round {number + 1} of {pairs}: {told}", flush=True)
    medians = {
        who: {measure: median(r[who][measure] for r in rounds) for measure in rounds[0][who]} for who in case.contenders
    }
    figures = [
        {
            "says": f.says,
            "value": round(f.value(rounds), 3),
            "target": f.target,
            "reached": f.is_reached(f.value(rounds)),
        }
        for f in case.figures
    ]
    for figure in figures:
        print(f"{figure['says']}: {figure['value']} (target {figure['target']})")
    machine = {**about_this_machine(case.packages), "load_before": load_before, "load_after": os.getloadavg()[0]}
    write(name, {"case": case.says, "figures": figures, "medians": medians, "rounds": rounds, "machine": machine})
    return all(figure["reached"] for figure in figures)


def process(*words: str | Path, env: Mapping[str, str] | None = None) -> Numbers:
    """Run a program; its numbers are the JSON of its last line, with its whole CPU and wall seconds beside them.

    CPU seconds are user and system time of the process and all it waited for.
    """
    began = time.monotonic()
    with subprocess.Popen([str(word) for word in words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {child.returncode}")
    numbers: Numbers = json.loads(said.strip().splitlines()[-1])
    whole = {"process_cpu_seconds": usage.ru_utime + usage.ru_stime, "process_wall_seconds": time.monotonic() - began}
    return {**numbers, **whole}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Stopwatch:
    """CPU and wall seconds of this process, all its threads included, from here to `numbers()`."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.monotonic()

    def numbers(self) -> Numbers:
        return {"cpu_seconds": time.process_time() - self._cpu, "wall_seconds": time.monotonic() - self._wall}


def about_this_machine(packages: Sequence[str]) -> dict[str, Any]:
    cpu = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return {
        "cpu": cpu[0] if cpu else platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in packages},
        "revision": revision.stdout.strip(),
    }


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def write(name: str, result: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    path = RESULTS / f"{name}-{now:%Y-%m-%d-%H%M}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"measured_at": f"{now:%Y-%m-%d %H:%M} UTC", **result}, indent=1) + "\n")
    print(f"written to {path.relative_to(ROOT)}", file=sys.stderr)


def short(numbers: Numbers) -> str:
    return f"{numbers.get('cpu_seconds', 0):.2f} CPU s, {numbers.get('wall_seconds', 0):.2f} s"
