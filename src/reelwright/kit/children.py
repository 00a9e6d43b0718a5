"""Heavy work in child processes: a pool that survives its children, and children that never survive their parent.

A handler is a plain function `handler(args, report) -> dict` in a module that only children import, named as
`"package.module:function"`. Drawing, decoding and hostile files stay out of the server's memory and GIL; a child
is capped in memory, can be killed at any instant with everything it started, and is replaced after some jobs.

The other side of the pipe is `reelwright.kit.child`.
"""

import asyncio
import json
import logging
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from reelwright.kit.problems import Problem

Json = dict[str, Any]
Report = Callable[[Json], None]

log = logging.getLogger(__name__)

STOP_POLL_SECONDS = 0.2
# Children open hostile files, so they get no keys or passwords: only what an interpreter and its libraries need.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV")
_ENVIRONMENT_PREFIXES = ("PYTHON", "LC_", "NUMBA_", "OMP_", "XDG_")


class ChildFailed(Problem):
    """The handler raised. A `Problem` keeps its code, status, title and detail; anything else is `child_failed`."""

    code = "child_failed"

    def __init__(self, code: str, detail: str, *, status: int = 500, title: str = Problem.title, **more: Any) -> None:
        super().__init__(detail, **more)
        vars(self).update(code=code, status=status, title=title)  # the class's constants, for this instance alone


class ChildDied(Problem):
    """The child ended without an answer: killed, crashed, or out of memory."""

    code = "child_died"


class _NeverBegan(ChildDied):
    """The child was already dying when it was given the job."""


class ChildTimedOut(ChildDied):
    """The job was still running after `timeout_seconds`; the child was killed."""

    code = "child_timed_out"


class ChildStopped(Problem):
    """`should_stop` said yes, or the pool was closed; the child was killed."""

    code = "child_stopped"
    status = 409
    title = "Stopped"


class Children:
    """A pool of child processes, started when first needed, usable from any thread and any event loop."""

    def __init__(
        self,
        size: int,
        memory_bytes: int | None = None,
        jobs_per_child: int = 50,
        *,
        nice: int = 5,
    ) -> None:
        """`memory_bytes` caps the private memory of each child (RLIMIT_DATA); None leaves it uncapped."""
        self.size = size
        self._jobs_per_child = jobs_per_child
        self._command = [
            sys.executable,
            "-m",
            "reelwright.kit.child",
            f"--nice={nice}",
            f"--memory={memory_bytes or 0}",
        ]
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._idle: list[_Child] = []  # a stack: the warmest child is taken first
        self._running: set[_Job] = set()
        self._is_closed = False

    async def run(
        self,
        call: str,
        args: Mapping[str, Any],
        *,
        on_progress: Report | None = None,
        should_stop: Callable[[], bool] | None = None,
        timeout_seconds: float | None = None,
    ) -> Json:
        """The handler's answer. Both callbacks run in the caller's event loop.

        `should_stop` is asked five times a second, also while the job waits its turn; `timeout_seconds` counts from
        the start of the work. Cancelling the awaiting task kills the child too.
        Raises `ChildFailed`, `ChildDied`, `ChildTimedOut`, `ChildStopped`.
        """
        job = _Job(call, dict(args), _in_loop(on_progress), timeout_seconds)
        self._submit(job)
        waiter = asyncio.wrap_future(job.answer)
        try:
            while not waiter.done():
                await asyncio.wait({waiter}, timeout=STOP_POLL_SECONDS if should_stop else None)
                if should_stop and not waiter.done() and should_stop():
                    job.stop(ChildStopped("The work was stopped as asked."))
            return waiter.result()
        finally:
            if not waiter.done():  # this task was cancelled
                waiter.cancel()
                job.stop(ChildStopped("The task that waited for the work was cancelled."))

    def close(self) -> None:
        """Kill every child, answer every waiting job with `ChildStopped`, and end the pool's threads."""
        with self._lock:
            self._is_closed = True
            threads, jobs = list(self._threads), list(self._running)
        for job in jobs:
            job.stop(ChildStopped("The pool was closed."))
        for _ in threads:
            self._queue.put(None)
        for thread in threads:
            thread.join()
        with self._lock:
            for child in self._idle:
                child.kill()
            self._idle.clear()

    def _submit(self, job: "_Job") -> None:
        with self._lock:
            if self._is_closed:
                raise ChildStopped("The pool is closed.")
            self._running.add(job)
            job.answer.add_done_callback(lambda _: self._running.discard(job))
            if len(self._threads) < self.size:
                # A daemon: an interpreter that ends closes the pipes, and the children end with them.
                thread = threading.Thread(target=self._serve, name="children", daemon=True)
                self._threads.append(thread)
                thread.start()
        self._queue.put(job)

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                job.resolve(self._work(job))
            except BaseException as error:  # whatever happened, somebody waits for an answer
                job.resolve(error)

    def _work(self, job: "_Job") -> Json:
        while True:
            job.raise_if_stopped()
            child = self._take_child()
            is_usable = False
            try:
                answer = job.run_on(child)
                is_usable = True
                return answer
            except ChildFailed:  # the handler's own error: the child is as good as before
                is_usable = True
                raise
            except _NeverBegan:
                if child.jobs_done == 0:  # a new child that does not come up: the next one would not either
                    raise
            finally:
                self._put_back(child, is_usable=is_usable and not job.is_stopped)

    def _take_child(self) -> "_Child":
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                child.kill()
        return _Child(self._command)

    def _put_back(self, child: "_Child", *, is_usable: bool) -> None:
        child.jobs_done += 1
        with self._lock:
            if is_usable and child.jobs_done < self._jobs_per_child and not self._is_closed:
                self._idle.append(child)
                return
        child.kill()


class _Job:
    """One call, its answer to be, and the right to kill the child while (and only while) it works on this."""

    def __init__(self, call: str, args: Json, on_progress: Report, timeout_seconds: float | None) -> None:
        self.answer: Future[Json] = Future()
        self.answer.set_running_or_notify_cancel()  # from here on only `resolve` ends it
        self._line = json.dumps({"call": call, "args": args}).encode() + b"\n"
        self._call = call
        self._on_progress = on_progress
        self._timeout_seconds = timeout_seconds
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._stop_reason: Problem | None = None

    @property
    def is_stopped(self) -> bool:
        return self._stop_reason is not None

    def raise_if_stopped(self) -> None:
        if self._stop_reason:
            raise self._stop_reason

    def resolve(self, outcome: Json | BaseException) -> None:
        """Answer once; later answers are dropped."""
        with self._lock:
            if self.answer.done():
                return
            if isinstance(outcome, BaseException):
                self.answer.set_exception(outcome)
            else:
                self.answer.set_result(outcome)

    def stop(self, reason: Problem) -> None:
        """End the job with `reason`: its child is killed; a job that still waits its turn is answered at once."""
        with self._lock:
            self._stop_reason = self._stop_reason or reason
            if self._child:
                self._child.kill_group()
                return
        self.resolve(reason)

    def run_on(self, child: "_Child") -> Json:
        with self._lock:
            self.raise_if_stopped()
            self._child = child
        try:
            return self._converse(child)
        finally:
            with self._lock:
                self._child = None

    def _converse(self, child: "_Child") -> Json:
        deadline = None if self._timeout_seconds is None else time.monotonic() + self._timeout_seconds
        has_begun = False
        try:
            child.send(self._line)
            while (line := child.receive(deadline)) is not None:
                message = json.loads(line)
                has_begun = True
                if "began" in message:
                    pass
                elif "progress" in message:
                    self._on_progress(message["progress"])
                elif "error" in message:
                    raise _failure(self._call, message["error"])
                else:
                    result: Json = message["result"]
                    return result
        except TimeoutError:
            child.kill_group()
            raise ChildTimedOut(f"{self._call} did not end within {self._timeout_seconds:g} s.") from None
        except BrokenPipeError:
            pass
        self.raise_if_stopped()
        death = ChildDied if has_begun else _NeverBegan
        raise death(f"The process running {self._call} ended without an answer: {child.post_mortem()}.")


class _Child:
    """One process of ours: its own session, so that it dies with all it started; pipes, so that it dies with us."""

    def __init__(self, command: list[str]) -> None:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in _ENVIRONMENT or name.startswith(_ENVIRONMENT_PREFIXES)
        }
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)  # handlers import as we do
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
            env=environment,
        )
        self.jobs_done = 0
        self._unread = bytearray()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def send(self, line: bytes) -> None:
        assert self._process.stdin
        view = memoryview(line)
        while view:
            view = view[self._process.stdin.write(view) or 0 :]

    def receive(self, deadline: float | None) -> bytes | None:
        """The next line, None at the end of the stream; `TimeoutError` past the deadline."""
        assert self._process.stdout
        stream = select.poll()  # not select(): a busy server has descriptors above 1024
        stream.register(self._process.stdout, select.POLLIN)
        while (end := self._unread.find(b"\n")) < 0:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
            if not stream.poll(wait):
                raise TimeoutError
            chunk = self._process.stdout.read(65536)
            if not chunk:
                return None
            self._unread += chunk
        line = bytes(self._unread[:end])
        del self._unread[: end + 1]
        return line

    def kill_group(self) -> None:
        """Kill the child and everything it started. The process is not reaped here, so the id cannot be another's."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        self.kill_group()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()

    def post_mortem(self) -> str:
        self.kill_group()  # one that only closed its pipe must not keep us waiting
        code = self._process.wait()
        if code < 0:
            return f"killed by {signal.Signals(-code).name} (by the system when memory runs out)"
        return f"exit code {code}"


def _in_loop(callback: Report | None) -> Report:
    if callback is None:
        return lambda _progress: None
    loop = asyncio.get_running_loop()

    def deliver(progress: Json) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(callback, progress)

    return deliver


def _failure(call: str, error: Json) -> ChildFailed:
    if "traceback" in error:
        log.error("%s failed in a child:\n%s", call, error["traceback"])
        return ChildFailed(error["code"], error["detail"])
    return ChildFailed(
        error["code"],
        error["detail"],
        status=error["status"],
        title=error["title"],
        fields=error["fields"],
        **error["extra"],
    )
