"""Where log lines go: JSON on stdout, readable lines in the rotating `logs/api.log`.

Every change of a generation's state is one line of the logger `VideoGeneration`, so that
`tail -f logs/api.log | grep VideoGeneration` tells the story.
"""

import atexit
import logging
import os
import queue
import sys
from collections.abc import Callable
from contextvars import ContextVar
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import TextIO

from reelwright.app.settings import Settings
from reelwright.kit.log import JsonFormatter, LineFormatter, Redactor

FILE_NAME = "api.log"
FILE_BYTES = 10_000_000
FILES_KEPT = 5

request_id: ContextVar[str] = ContextVar("request_id", default="")


def configure_logging(settings: Settings, *, to_stdout: bool = True) -> Callable[[], None]:
    """Send every logger's lines to stdout and to the file, without secrets. Call the answer to flush and stop.

    Writing happens in a thread: a slow disk or a full pipe must not hold the event loop. Without `to_stdout` the
    terminal belongs to the command that runs.
    """
    redact = Redactor(settings.secrets())
    console = logging.StreamHandler(sys.stdout)
    console.setFormatter(JsonFormatter(redact))
    settings.log_dir.mkdir(parents=True, exist_ok=True)
    file = _SharedFile(settings.log_dir / FILE_NAME)
    file.setFormatter(LineFormatter(redact))

    handler = _Queue(queue.SimpleQueue())
    listener = QueueListener(handler.queue, *([console] if to_stdout else []), file)
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], name != "uvicorn.access"  # requests are ours to log
    listener.start()

    def stop() -> None:
        atexit.unregister(stop)
        root.handlers = before
        listener.stop()
        file.close()

    atexit.register(stop)
    return stop


class _Queue(QueueHandler):
    """Hands records over whole, traceback and fields apart, with the request they belong to."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        record.msg, record.args = record.getMessage(), None
        if current := request_id.get():
            record.request_id = current
        return record


class _SharedFile(RotatingFileHandler):
    """A rotating file that several processes may write: it notices when another one has rotated it away."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream and not _is_at(self.stream, Path(self.baseFilename)):
            self.stream.close()
            self.stream = self._open()
        super().emit(record)


def _is_at(stream: TextIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False
