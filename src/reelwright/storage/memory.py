"""Objects in this process's memory: for unit tests, gone with it."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from reelwright.kit.clock import Clock, SystemClock
from reelwright.storage.base import BaseStorage, missing
from reelwright.storage.contract import Head, Stored
from reelwright.storage.keys import check_key, check_prefix
from reelwright.storage.streams import BLOCK_BYTES, Meter


@dataclass(frozen=True)
class _Object:
    data: bytes
    content_type: str
    etag: str
    modified_ms: int


class MemoryStorage(BaseStorage):
    """A dictionary behind the face of a storage."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._objects: dict[str, _Object] = {}

    async def put_stream(
        self, key: str, source: AsyncIterator[bytes], content_type: str, *, max_bytes: int | None = None
    ) -> Stored:
        check_key(key)
        meter = Meter(source, max_bytes)
        data = b"".join([block async for block in meter.blocks()])
        etag = hashlib.sha256(data).hexdigest()[:32]
        self._objects[key] = _Object(data, content_type, etag, self._clock.now_ms())
        return Stored(key, meter.bytes, meter.sha256, etag)

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        data = self._get(key).data[start:end]
        for offset in range(0, len(data), BLOCK_BYTES):
            yield data[offset : offset + BLOCK_BYTES]

    async def head(self, key: str) -> Head | None:
        found = self._objects.get(check_key(key))
        return _head(key, found) if found else None

    async def delete(self, key: str) -> None:
        self._objects.pop(check_key(key), None)

    async def list(self, prefix: str = "") -> AsyncIterator[Head]:
        folder = check_prefix(prefix)
        for key, found in list(self._objects.items()):
            if not folder or key.startswith(f"{folder}/"):
                yield _head(key, found)

    async def _copy(self, src: str, dst: str, *, replace: bool) -> bool:
        found = self._get(src)
        if check_key(dst) in self._objects and not replace:
            return False
        self._objects[dst] = _Object(found.data, found.content_type, found.etag, self._clock.now_ms())
        return True

    def _get(self, key: str) -> _Object:
        if found := self._objects.get(check_key(key)):
            return found
        raise missing(key)


def _head(key: str, found: _Object) -> Head:
    return Head(key, len(found.data), found.etag, found.content_type, found.modified_ms)
