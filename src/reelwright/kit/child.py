"""One child of `reelwright.kit.children`: `python -m reelwright.kit.child`, a loop of jobs read from a pipe.

JSON lines. Down: `{"call", "args"}`. Up, for each: `{"began"}`, any number of `{"progress"}`, then `{"result"}` or
`{"error"}`. The end of the pipe is the end of the parent, and so of this process and all it started.
"""

import argparse
import importlib
import json
import os
import queue
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from reelwright.kit.problems import Problem

Json = dict[str, Any]
Handler = Callable[[Json, Callable[[Json], None]], Json]


def main() -> None:
    """One job after the other until the parent closes the pipe, which also is how its death looks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--nice", type=int, default=0)
    parser.add_argument("--memory", type=int, default=0)
    options = parser.parse_args()
    os.nice(options.nice)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if options.memory:
        # DATA, not AS: reserved but untouched address space (thread arenas, JIT heaps) is not memory in use.
        resource.setrlimit(resource.RLIMIT_DATA, (options.memory, options.memory))
    down, up = _own_pipes()
    jobs: queue.SimpleQueue[Json] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(down, jobs), daemon=True).start()

    def say(message: Json) -> None:
        try:
            up.write(json.dumps(message).encode() + b"\n")
            up.flush()
        except BrokenPipeError:
            _die_with_parent()

    while True:
        job = jobs.get()
        say({"began": True})
        try:
            answer = {"result": _handler(job["call"])(job["args"], lambda progress: say({"progress": progress}))}
        except BaseException as error:  # whatever a handler raises, SystemExit too, is an answer
            answer = {"error": _describe(error)}
        say(answer)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our two ends, moved away from 0 and 1, so that a library that prints or reads cannot break into the talk."""
    down, up = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return down, up


def _listen(down: BinaryIO, jobs: "queue.SimpleQueue[Json]") -> None:
    """Runs beside the handler, so that the parent's end is seen in the middle of a job."""
    for line in down:
        jobs.put(json.loads(line))
    _die_with_parent()


def _die_with_parent() -> None:
    os.killpg(0, signal.SIGKILL)


def _handler(call: str) -> Handler:
    module, _, name = call.partition(":")
    handler: Handler = getattr(importlib.import_module(module), name)
    return handler


def _describe(error: BaseException) -> Json:
    if isinstance(error, Problem):
        return {
            "code": error.code,
            "status": error.status,
            "title": error.title,
            "detail": error.detail,
            "fields": error.fields,
            "extra": error.extra,
        }
    detail = f"{type(error).__name__}: {error}"
    return {"code": "child_failed", "detail": detail, "traceback": "".join(traceback.format_exception(error))}


if __name__ == "__main__":
    main()
