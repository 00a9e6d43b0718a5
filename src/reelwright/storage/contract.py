"""The face of every storage: keys to bytes, whole objects only, nothing half-written ever visible.

A key is a relative path as `storage.keys` makes them. Objects are replaced or removed, never changed in place.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Stored:
    """What a write kept. `sha256` (hex) is of the bytes as they passed; `etag` is the backend's own word for them."""

    key: str
    bytes: int
    sha256: str
    etag: str | None


@dataclass(frozen=True)
class Head:
    """What is known of an object without reading it. `content_type` is None where the backend keeps none."""

    key: str
    bytes: int
    etag: str | None
    content_type: str | None
    modified_ms: int


class Storage(Protocol):
    """A place for objects. Every method may raise `StorageUnavailable`; those that read, `ObjectMissing`."""

    async def put_stream(
        self, key: str, source: AsyncIterator[bytes], content_type: str, *, max_bytes: int | None = None
    ) -> Stored:
        """Keep what `source` yields, in any chunk sizes, with memory that does not grow with it.

        Replaces what was there. If the source fails, is canceled or passes `max_bytes` (`ObjectTooLarge`), no object
        appears and an earlier one stays.
        """
        ...

    async def put_file(self, key: str, path: Path, content_type: str) -> Stored:
        """Keep a file, which is not changed afterwards (removing it is fine): on one disk both are the same bytes."""
        ...

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> Stored:
        """Keep bytes that are in memory already."""
        ...

    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`; cut to the object, so a range past it yields nothing."""
        ...

    async def download(self, key: str, path: Path) -> None:
        """Copy an object to a file, which appears whole or not at all."""
        ...

    async def head(self, key: str) -> Head | None:
        """What is known of an object, None if there is none."""
        ...

    async def copy(self, src: str, dst: str) -> Head:
        """Copy within the storage, over whatever `dst` held; the bytes do not pass through us."""
        ...

    async def copy_new(self, src: str, dst: str) -> Head:
        """Copy only where `dst` is free. Finding the same bytes there is success, so a replay is harmless.

        Raises `ObjectExists` if `dst` holds other bytes.
        """
        ...

    async def delete(self, key: str) -> None:
        """Remove an object; a missing one is fine."""
        ...

    def list(self, prefix: str = "") -> AsyncIterator[Head]:
        """Everything in the folder `prefix` (`"temp"` or `"temp/"`, not `"tem"`), at any depth, in no set order."""
        ...

    async def link(
        self, key: str, seconds: int, *, filename: str | None = None, content_type: str | None = None
    ) -> str | None:
        """An address where anybody can GET the object for `seconds`; None where only we can serve it.

        With `filename` a browser saves it under that name; `content_type` is what the answer will say it is. Not a
        check that the object exists.
        """
        ...

    def local_path(self, key: str) -> Path | None:
        """The object's file where it is one on this machine, to be read only; None elsewhere."""
        ...

    async def check(self) -> None:
        """Prove that writing, reading and deleting work; raises `StorageUnavailable` saying what to change."""
        ...
