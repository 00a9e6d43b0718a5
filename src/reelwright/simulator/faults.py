"""What can go wrong at a vendor, by name, and who gets it next.

A fault is a word with an optional number: `late_answer:3`. Faults reach a submit by the header `X-Simulate`, by a
`faults` list in the body, by `{{simulate: fail, hook_late}}` in the prompt, or from the plan: first what was queued
for the next submits, then a seeded random mix.
"""

import json
import random
import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FAULTS: Mapping[str, tuple[str, str]] = {
    "invalid": ("before", "422: the input is not valid; nothing was made"),
    "unauthorized": ("before", "401"),
    "no_credit": ("before", "402"),
    "gone_model": ("before", "404: the model is no more"),
    "throttle": ("before", "429 with Retry-After (seconds, 1)"),
    "error_before_accept": ("before", "500, and nothing was made"),
    "drop_before_accept": ("before", "the connection is reset, and nothing was made"),
    "drop_after_accept": ("after", "made and billed, then the connection is reset: the answer is lost"),
    "hang_after_accept": ("after", "made and billed, then silence (seconds, 3600)"),
    "late_answer": ("after", "made, answered late (seconds, 2)"),
    "error_after_accept": ("after", "made and billed, answered with a 500"),
    "garbled_answer": ("after", "made and billed, answered with half a JSON"),
    "refuse_input": ("fate", "refused for what was sent; not billed"),
    "refuse_output": ("fate", "refused for what came out; billed where the vendor does so"),
    "fail": ("fate", "fails; not billed"),
    "fail_billed": ("fate", "fails and is billed where the vendor does so"),
    "abort": ("fate", "ended by the vendor before it began; not billed"),
    "unknown_word": ("fate", "ends in a state nobody has heard of"),
    "stuck": ("fate", "never ends"),
    "file_gone": ("file", "404 for the finished file"),
    "file_expired": ("file", "403 for the finished file, as signed links answer when they are over"),
    "file_truncated": ("file", "the connection ends in the middle of the file"),
    "file_short": ("file", "fewer frames than ordered: one second, or half of a shorter clip, is missing"),
    "file_garbage": ("file", "bytes that are no video"),
    "file_slow": ("file", "64 kB a second"),
    "check_error": ("check", "the first looks at the job answer 503 (how many, 2)"),
    "check_lost": ("check", "every look at the job answers 404"),
    "hook_none": ("hook", "no webhook comes"),
    "hook_duplicate": ("hook", "the webhook comes twice, with the same id"),
    "hook_late": ("hook", "the webhook comes late (seconds, 5)"),
    "hook_early": ("hook", "a webhook comes before the submit is answered"),
    "hook_unsigned": ("hook", "the webhook's signature is wrong"),
}
"""Name -> (stage, what happens). Stages: before or after the job is made, its fate, its file, looks, webhooks."""

HEADER = "X-Simulate"
_IN_PROMPT = re.compile(r"\{\{\s*simulate:\s*([^}]*)\}\}")


@dataclass(frozen=True)
class Fault:
    """One fault as asked for. `number` is what stood behind the colon."""

    name: str
    number: float | None = None

    def __post_init__(self) -> None:
        if self.name not in FAULTS:
            raise ValueError(f"no fault is called {self.name!r}; there are {', '.join(FAULTS)}")

    def __str__(self) -> str:
        return self.name if self.number is None else f"{self.name}:{self.number:g}"

    @property
    def stage(self) -> str:
        return FAULTS[self.name][0]


@dataclass(frozen=True)
class Faults:
    """The faults of one submit."""

    all: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, words: str | Iterable[str]) -> "Faults":
        """`"fail, hook_late:2"` or a list of such words. Raises `ValueError` for a name that does not exist."""
        parts = words.split(",") if isinstance(words, str) else list(words)
        split = (part.strip().partition(":") for part in parts if part.strip())
        return cls(tuple(Fault(name, float(number) if number else None) for name, _, number in split))

    def find(self, name: str) -> Fault | None:
        return next((fault for fault in self.all if fault.name == name), None)

    def number(self, name: str, default: float) -> float | None:
        """The fault's number, `default` where it has none, None where the fault is absent."""
        fault = self.find(name)
        return None if fault is None else (default if fault.number is None else fault.number)

    def at(self, stage: str) -> Fault | None:
        """The first fault of a stage."""
        return next((fault for fault in self.all if fault.stage == stage), None)

    def __str__(self) -> str:
        return ",".join(str(fault) for fault in self.all)


class FaultPlan:
    """Who gets which faults: those asked for, else the next of the queue, else a seeded draw from the mix."""

    def __init__(self, seed: int = 0, mix: Mapping[str, float] | None = None) -> None:
        self._queue: deque[Faults] = deque()
        self.set_mix(mix or {}, seed)

    def set_mix(self, mix: Mapping[str, float], seed: int = 0) -> None:
        """Probability of each fault list (`{"drop_after_accept": 0.1}`); what is left of 1 gets none."""
        self._mix = [(Faults.read(words), share) for words, share in mix.items()]
        self._random = random.Random(seed)

    def push(self, words: str | Iterable[str], times: int = 1) -> None:
        """Queue faults for the next `times` submits; an empty text stands for a submit without any."""
        self._queue.extend([Faults.read(words)] * times)

    def clear(self) -> None:
        self._queue.clear()
        self._mix = []

    def take(self, headers: Mapping[str, str], body: Mapping[str, Any]) -> Faults:
        """The faults of the submit that is being read. Raises `ValueError` for a name that does not exist."""
        if words := headers.get(HEADER):
            return Faults.read(words)
        if isinstance(told := body.get("faults"), list):
            return Faults.read(str(word) for word in told)
        if marker := _IN_PROMPT.search(json.dumps(body, ensure_ascii=False)):
            return Faults.read(marker[1])
        if self._queue:
            return self._queue.popleft()
        return self._draw()

    def _draw(self) -> Faults:
        point = self._random.random() if self._mix else 1.0
        for faults, share in self._mix:
            point -= share
            if point < 0:
                return faults
        return Faults()
