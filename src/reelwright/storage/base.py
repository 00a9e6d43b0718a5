"""What all storages share, written once in terms of the few things each does its own way."""

import asyncio
import hashlib
import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from pathlib import Path

from reelwright.storage import keys
from reelwright.storage.contract import Head, Stored
from reelwright.storage.errors import ObjectExists, ObjectMissing, StorageError, StorageUnavailable
from reelwright.storage.streams import one, read_blocks


class BaseStorage(ABC):
    """The shared half of `contract.Storage`; its docstrings say what each method promises."""

    @abstractmethod
    async def put_stream(
        self, key: str, source: AsyncIterator[bytes], content_type: str, *, max_bytes: int | None = None
    ) -> Stored: ...

    @abstractmethod
    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]: ...

    @abstractmethod
    async def head(self, key: str) -> Head | None: ...

    @abstractmethod
    async def delete(self, key: str) -> None: ...

    @abstractmethod
    def list(self, prefix: str = "") -> AsyncIterator[Head]: ...

    @abstractmethod
    async def _copy(self, src: str, dst: str, *, replace: bool) -> bool:
        """Copy; False if `dst` is taken and `replace` is not set. Raises `ObjectMissing` for `src`."""

    async def put_file(self, key: str, path: Path, content_type: str) -> Stored:
        return await self.put_stream(key, read_blocks(path), content_type)

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> Stored:
        return await self.put_stream(key, one(data), content_type)

    async def download(self, key: str, path: Path) -> None:
        partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            with await asyncio.to_thread(partial.open, "xb") as file:
                async for block in self.stream(key):
                    await asyncio.to_thread(file.write, block)
            await asyncio.to_thread(os.replace, partial, path)
        finally:
            partial.unlink(missing_ok=True)

    async def copy(self, src: str, dst: str) -> Head:
        await self._copy(src, dst, replace=True)
        return await self._head_of_copy(src, dst)

    async def copy_new(self, src: str, dst: str) -> Head:
        # Asked first as well as left to the storage, because some S3 servers ignore a condition they do not know.
        if await self.head(dst) is None and await self._copy(src, dst, replace=False):
            return await self._head_of_copy(src, dst)
        if not await self._same_bytes(src, dst):
            raise ObjectExists(f"{dst} already holds another file, which was kept: copy to a key of its own.")
        return await self._head_of_copy(src, dst)

    async def link(
        self, key: str, seconds: int, *, filename: str | None = None, content_type: str | None = None
    ) -> str | None:
        return None

    def local_path(self, key: str) -> Path | None:
        return None

    async def check(self) -> None:
        probe = keys.temp_key(f"check-{secrets.token_hex(8)}", "txt")
        data = secrets.token_bytes(64)
        try:
            await self.put_bytes(probe, data, "text/plain")
            found = b"".join([block async for block in self.stream(probe)])
            await self.delete(probe)
        except StorageUnavailable:
            raise
        except StorageError as error:
            raise StorageUnavailable(f"Writing, reading and deleting a small file failed. {error.detail}") from error
        if found != data:
            raise StorageUnavailable("The storage gave back other bytes than it was given: check what it is behind.")

    async def _head_of_copy(self, src: str, dst: str) -> Head:
        head = await self.head(dst)
        if head is None:
            raise StorageError(f"{dst} is not there after copying {src} to it: try again.")
        return head

    async def _same_bytes(self, a: str, b: str) -> bool:
        """By reading both if need be: the etag of a copy may differ from its source's where parts were used (AWS)."""
        head_a, head_b = await self.head(a), await self.head(b)
        if head_a is None or head_b is None:
            raise missing(a if head_a is None else b)
        if head_a.bytes != head_b.bytes:
            return False
        return (head_a.etag is not None and head_a.etag == head_b.etag) or (
            await self._sha256(a) == await self._sha256(b)
        )

    async def _sha256(self, key: str) -> str:
        digest = hashlib.sha256()
        async for block in self.stream(key):
            await asyncio.to_thread(digest.update, block)
        return digest.hexdigest()


def missing(key: str) -> ObjectMissing:
    """The error for a key without an object."""
    return ObjectMissing(f"There is no file {key} in the storage: it was deleted, or never stored.")
