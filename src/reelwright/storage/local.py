"""Objects as files in one folder: each written aside, flushed to the disk, then moved into place.

Files are only ever replaced, never changed, so a copy is a second name (hard link) of the same bytes. No content type
is kept; the key's extension tells it.
"""

import asyncio
import errno
import hashlib
import os
import secrets
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

from reelwright.storage.base import BaseStorage, missing
from reelwright.storage.contract import Head, Stored
from reelwright.storage.errors import StorageError, StorageFull, StorageUnavailable
from reelwright.storage.keys import InvalidKey, check_key, check_prefix
from reelwright.storage.streams import Meter, read_blocks

P = ParamSpec("P")
T = TypeVar("T")

_INCOMING = ".incoming"  # no key starts with a dot, so half-written files can meet no object
_STALE_SECONDS = 24 * 3600
_NO_HARD_LINKS = {errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}
_copying = threading.Lock()


class LocalStorage(BaseStorage):
    """A folder, which is made if it does not exist. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._incoming = self._folder / _INCOMING

    async def put_stream(
        self, key: str, source: AsyncIterator[bytes], content_type: str, *, max_bytes: int | None = None
    ) -> Stored:
        path = self._path(key)
        meter = Meter(source, max_bytes)
        partial = await self._run(key, self._partial)
        try:
            with await self._run(key, partial.open, "xb") as file:
                async for block in meter.blocks():  # outside of `_run`: the source's errors are the caller's
                    await self._run(key, file.write, block)
                await self._run(key, _flush, file)
            await self._run(key, self._move, partial, path)
        finally:
            partial.unlink(missing_ok=True)
        return Stored(key, meter.bytes, meter.sha256, _etag(path.stat()))

    async def put_file(self, key: str, path: Path, content_type: str) -> Stored:
        """No byte is copied where both are on one disk: the file gets a second name here."""
        target, source = self._path(key), path.resolve()
        size, sha256 = await self._run(key, _flushed, source)
        await self._run(key, self._link, source, target, replace=True)
        return Stored(key, size, sha256, _etag(target.stat()))

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        path = self._path(key)
        with _explained(key, self._folder):
            async for block in read_blocks(path, start, end):
                yield block

    async def head(self, key: str) -> Head | None:
        return await self._run(key, _head, key, self._path(key))

    async def delete(self, key: str) -> None:
        # Emptied folders stay: removing one would pull it from under a write that has just made sure of it.
        await self._run(key, _unlink, self._path(key))

    async def list(self, prefix: str = "") -> AsyncIterator[Head]:
        folders = [check_prefix(prefix)]
        while folders:
            found, deeper = await self._run(prefix, _scan, self._folder, folders.pop())
            folders += deeper
            for head in found:
                yield head

    def local_path(self, key: str) -> Path | None:
        path = self._path(key)
        return path if path.is_file() else None

    async def check(self) -> None:
        await super().check()
        await self._run("", self._sweep)

    async def _copy(self, src: str, dst: str, *, replace: bool) -> bool:
        return await self._run(src, self._link, self._path(src), self._path(dst), replace)

    async def _run(self, key: str, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something to the disk in a thread, its errors told in our words."""
        with _explained(key, self._folder):
            return await asyncio.to_thread(do, *args, **kwargs)

    def _link(self, source: Path, target: Path, replace: bool) -> bool:
        partial = self._partial()
        try:
            _link_or_copy(source, partial)
            if replace:
                self._move(partial, target)
                return True
            _make_folder(target.parent)
            return _take_name(partial, target)
        finally:
            partial.unlink(missing_ok=True)  # also after a move: renaming one name of a file to another does nothing

    def _move(self, partial: Path, path: Path) -> None:
        _make_folder(path.parent)
        partial.replace(path)
        _flush_folder(path.parent)

    def _partial(self) -> Path:
        _make_folder(self._incoming)
        return self._incoming / secrets.token_hex(16)

    def _path(self, key: str) -> Path:
        path = self._folder / check_key(key)
        if not path.resolve().is_relative_to(self._folder.resolve()):  # a link planted inside leads outside
            raise InvalidKey(f"This key leads out of the storage folder: {key!r}")
        return path

    def _sweep(self) -> None:
        """Remove what writers left that died half-way; a day is longer than any write."""
        for partial in self._incoming.iterdir():
            try:
                if time.time() - partial.stat().st_mtime > _STALE_SECONDS:
                    partial.unlink()
            except FileNotFoundError:
                continue  # its writer finished meanwhile


def _scan(root: Path, folder: str) -> tuple[list[Head], list[str]]:
    """One folder's objects and the folders in it, both as keys."""
    found: list[Head] = []
    deeper: list[str] = []
    try:
        entries = list(os.scandir(root / folder))
    except (FileNotFoundError, NotADirectoryError):
        return found, deeper
    for entry in entries:
        key = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            deeper.append(key)
        elif entry.is_file(follow_symlinks=False) and (head := _head(key, Path(entry.path))):
            found.append(head)
    return found, deeper


def _head(key: str, path: Path) -> Head | None:
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Head(key, stat.st_size, _etag(stat), None, stat.st_mtime_ns // 1_000_000) if path.is_file() else None


def _etag(stat: os.stat_result) -> str:
    return f"{stat.st_ino:x}-{stat.st_mtime_ns:x}-{stat.st_size:x}"


def _take_name(partial: Path, target: Path) -> bool:
    """Give `partial` the name `target` unless that is taken; atomic where the file system has hard links."""
    try:
        os.link(partial, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        with _copying:  # without hard links only writers of this process are kept apart
            if target.exists():
                return False
            partial.replace(target)
    _flush_folder(target.parent)
    return True


def _link_or_copy(source: Path, partial: Path) -> None:
    try:
        os.link(source, partial)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        with source.open("rb") as reading, partial.open("xb") as writing:
            shutil.copyfileobj(reading, writing, 1024 * 1024)
            _flush(writing)


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        pass  # a file is where the key has a folder, so there is no such object


def _flushed(path: Path) -> tuple[int, str]:
    """The size and SHA-256 of a file that is on the disk afterwards."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _make_folder(folder: Path) -> None:
    """Make it and its parents, each recorded in its own parent, so that a power cut forgets none."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _explained(key: str, folder: Path) -> Iterator[None]:
    """Turn the operating system's errors into ours."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise missing(key) from error
    except PermissionError as error:
        raise StorageUnavailable(
            f"The folder {folder} may not be written or read by this user: change its owner or its rights."
        ) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull(f"The disk of {folder} is full: free some room, or move the folder.") from error
        if error.errno == errno.EROFS:
            raise StorageUnavailable(f"The folder {folder} is read-only: mount it for writing.") from error
        raise StorageError(f"The folder {folder} failed: {error.strerror or error}. Look at the disk.") from error
