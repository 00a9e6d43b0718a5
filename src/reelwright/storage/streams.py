"""Bytes in passing: grouped into blocks worth a system call, counted, hashed, and stopped at a limit."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

from reelwright.storage.errors import ObjectTooLarge

BLOCK_BYTES = 1024 * 1024


class Meter:
    """Passes a stream on in blocks of 1 MiB (the last may be shorter) and knows `bytes` and `sha256` afterwards."""

    def __init__(self, source: AsyncIterator[bytes], max_bytes: int | None = None) -> None:
        self._source = source
        self._max_bytes = max_bytes
        self._digest = hashlib.sha256()
        self.bytes = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    async def blocks(self) -> AsyncGenerator[bytes, None]:
        """The same bytes, regrouped. Hashing runs in a thread: a megabyte may take milliseconds of the event loop."""
        waiting = bytearray()
        async for chunk in self._source:
            self.bytes += len(chunk)
            if self._max_bytes is not None and self.bytes > self._max_bytes:
                raise ObjectTooLarge(
                    f"The file has more than the {self._max_bytes:,} bytes allowed: send a smaller one."
                )
            waiting += chunk
            full = len(waiting) - len(waiting) % BLOCK_BYTES
            for start in range(0, full, BLOCK_BYTES):
                yield await self._hashed(bytes(waiting[start : start + BLOCK_BYTES]))
            del waiting[:full]
        if waiting:
            yield await self._hashed(bytes(waiting))

    async def _hashed(self, block: bytes) -> bytes:
        await asyncio.to_thread(self._digest.update, block)
        return block


async def read_blocks(path: Path, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
    """A file's bytes from `start` up to `end`, read in threads."""
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(start)
        left = end - start if end is not None else None
        while left is None or left > 0:
            block = await asyncio.to_thread(file.read, BLOCK_BYTES if left is None else min(BLOCK_BYTES, left))
            if not block:
                return
            left = None if left is None else left - len(block)
            yield block


async def one(data: bytes) -> AsyncIterator[bytes]:
    """Bytes in memory as a stream."""
    yield data
