"""ZIP files as a stream: nothing compressed, memory that does not grow, and the same bytes for the same entries.

Sizes and checksums are known beforehand, so no entry needs a data descriptor, which some readers refuse for stored
files; and the length of the whole is known before the first byte. From 4 GiB on by ZIP64 (PKWARE's APPNOTE 6.3.10).
"""

import struct
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

LIMIT_32 = 0xFFFF_FFFF
_LIMIT_16 = 0xFFFF
_UTF8 = 0x0800
_DATE, _TIME = (2026 - 1980) << 9 | 1 << 5 | 1, 0  # one moment for all: the bytes follow from the content alone
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END_64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR = struct.Struct("<IIQI")
_END = struct.Struct("<IHHHHIIH")

Read = Callable[[], AsyncIterator[bytes]]


@dataclass(frozen=True)
class Entry:
    """A file to be in the archive: its path there, its length in bytes and its CRC-32."""

    name: str
    bytes: int
    crc: int


@dataclass(frozen=True)
class Archive:
    """Entries in their order. `offsets` are where the content of each begins."""

    entries: tuple[Entry, ...]

    @property
    def offsets(self) -> tuple[int, ...]:
        return tuple(start + len(_local(entry)) for start, entry in zip(self._starts, self.entries, strict=False))

    @property
    def size(self) -> int:
        """The length of the whole, in bytes."""
        return self._starts[-1] + len(self._directory())

    @property
    def _starts(self) -> tuple[int, ...]:
        """Where each entry's header begins, and after the last the directory."""
        return tuple(accumulate((len(_local(entry)) + entry.bytes for entry in self.entries), initial=0))

    async def stream(self, sources: Sequence[Read]) -> AsyncIterator[bytes]:
        """The archive's bytes; a `ValueError` if a source gives other bytes than its entry says."""
        for entry, read in zip(self.entries, sources, strict=True):
            yield _local(entry)
            size, crc = 0, 0
            async for block in read():
                size, crc = size + len(block), zlib.crc32(block, crc)
                yield block
            if (size, crc) != (entry.bytes, entry.crc):
                raise ValueError(f"{entry.name} is not what it was when the archive was begun")
        yield self._directory()

    def _directory(self) -> bytes:
        starts = self._starts
        central = b"".join(_central(entry, start) for entry, start in zip(self.entries, starts, strict=False))
        return central + _end(len(self.entries), len(central), starts[-1])


def _local(entry: Entry) -> bytes:
    name = entry.name.encode()
    is_large = entry.bytes >= LIMIT_32
    extra = struct.pack("<HHQQ", 1, 16, entry.bytes, entry.bytes) if is_large else b""
    size = _shown(entry.bytes, is_large)
    version = 45 if is_large else 20
    fixed = _LOCAL.pack(0x04034B50, version, _UTF8, 0, _TIME, _DATE, entry.crc, size, size, len(name), len(extra))
    return fixed + name + extra


def _central(entry: Entry, start: int) -> bytes:
    name = entry.name.encode()
    large = [entry.bytes, entry.bytes] if entry.bytes >= LIMIT_32 else []
    far = [start] if start >= LIMIT_32 else []
    wide = [*large, *far]
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    size, offset = _shown(entry.bytes, bool(large)), _shown(start, bool(far))
    version = 45 if wide else 20
    unix_file = 3 << 8
    mode = 0o100644 << 16
    fixed = _CENTRAL.pack(
        *(0x02014B50, unix_file | version, version, _UTF8, 0, _TIME, _DATE, entry.crc, size, size),
        *(len(name), len(extra), 0, 0, 0, mode, offset),
    )
    return fixed + name + extra


def _end(count: int, size: int, start: int) -> bytes:
    wide = b""
    if is_wide := count >= _LIMIT_16 or start >= LIMIT_32 or size >= LIMIT_32:
        wide = _END_64.pack(0x06064B50, 44, 45, 45, 0, 0, count, count, size, start)
        wide += _LOCATOR.pack(0x07064B50, 0, start + size, 1)
    short = min(count, _LIMIT_16)
    return wide + _END.pack(0x06054B50, 0, 0, short, short, _shown(size, is_wide), _shown(start, is_wide), 0)


def _shown(value: int, is_wide: bool) -> int:
    """A 32-bit field: all ones where the number stands in a 64-bit one."""
    return 0xFFFF_FFFF if is_wide else value
