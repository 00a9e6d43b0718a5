"""Every storage there is, each behind the same fixture."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from reelwright.storage.contract import Storage
from reelwright.storage.local import LocalStorage
from reelwright.storage.memory import MemoryStorage
from reelwright.storage.open import open_storage


@pytest.fixture(params=["memory", "local", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """An empty storage, once of each kind; the S3 one is a real server."""
    match request.param:
        case "memory":
            return MemoryStorage()
        case "local":
            return LocalStorage(tmp_path / "storage")
        case _:
            return open_storage(request.getfixturevalue("seaweed").settings())


def pattern(size: int) -> bytes:
    """Bytes in which every part tells where it is from."""
    counted = b"".join(number.to_bytes(4, "big") for number in range(min(size // 4 + 1, 65_537)))
    return (counted * (size // len(counted) + 1))[:size]


def odd_sizes(size: int) -> Iterator[int]:
    """Chunk lengths as a network brings them: never the same, some empty, together `size`."""
    number, left = 0, size
    while left:
        length = min(left, (number * 7_919) % 300_000)
        yield length
        left -= length
        number += 1


async def in_odd_chunks(data: bytes) -> AsyncIterator[bytes]:
    """`data` cut as a network would."""
    at = 0
    for length in odd_sizes(len(data)):
        yield data[at : at + length]
        at += length


async def read(source: AsyncIterator[bytes]) -> bytes:
    """All of a stream."""
    return b"".join([block async for block in source])
