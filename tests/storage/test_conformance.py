"""What every storage promises, asked of each of them."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reelwright.storage.contract import Storage
from reelwright.storage.errors import ObjectExists, ObjectMissing, ObjectTooLarge
from reelwright.storage.keys import InvalidKey
from tests.storage.conftest import in_odd_chunks, pattern, read

KEY = "videos/generated/ws_1/2026/11/gen_1-r1.mp4"
MB = 1_000_000


@pytest.mark.parametrize("size", [0, 1, 3 * MB, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1, 20 * MB])
async def test_a_stream_is_kept_byte_for_byte(storage: Storage, size: int) -> None:
    data = pattern(size)

    stored = await storage.put_stream(KEY, in_odd_chunks(data), "video/mp4")

    assert (stored.key, stored.bytes, stored.sha256) == (KEY, size, hashlib.sha256(data).hexdigest())
    assert await read(storage.stream(KEY)) == data
    head = await storage.head(KEY)
    assert head is not None
    assert (head.key, head.bytes, head.etag) == (KEY, size, stored.etag)
    assert head.content_type in {"video/mp4", None}
    assert abs(head.modified_ms - time.time() * 1000) < 60_000


async def test_bytes_and_files_are_kept_too(storage: Storage, tmp_path: Path) -> None:
    source = tmp_path / "take.mp4"
    source.write_bytes(pattern(5 * MB))

    by_bytes = await storage.put_bytes("takes/a.bin", b"hello", "text/plain")
    by_file = await storage.put_file("takes/b.mp4", source, "video/mp4")

    assert by_bytes.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert by_file.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    back = tmp_path / "back.mp4"
    await storage.download("takes/b.mp4", back)
    assert back.read_bytes() == source.read_bytes()
    assert not list(tmp_path.glob(".*")), "no half-written file stays beside it"


async def test_a_second_write_replaces_the_first(storage: Storage) -> None:
    await storage.put_bytes(KEY, b"a longer first", "video/mp4")
    await storage.put_bytes(KEY, b"second", "video/mp4")
    assert await read(storage.stream(KEY)) == b"second"


@pytest.mark.parametrize(
    ("start", "end"), [(0, None), (0, 10), (10, 20), (99_990, None), (99_990, 500_000), (100_000, None), (5, 5), (7, 3)]
)
async def test_a_range_is_cut_to_the_object(storage: Storage, start: int, end: int | None) -> None:
    data = pattern(100_000)
    await storage.put_bytes(KEY, data, "video/mp4")
    assert await read(storage.stream(KEY, start, end)) == data[start:end]


async def test_a_source_that_dies_leaves_what_was_there(storage: Storage) -> None:
    class LinkBroke(Exception):
        pass

    async def dies() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield bytes(MB)
        raise LinkBroke

    with pytest.raises(LinkBroke):
        await storage.put_stream("takes/new.mp4", dies(), "video/mp4")
    assert await storage.head("takes/new.mp4") is None

    await storage.put_bytes(KEY, b"old", "video/mp4")
    with pytest.raises(LinkBroke):
        await storage.put_stream(KEY, dies(), "video/mp4")
    assert await read(storage.stream(KEY)) == b"old"


async def test_a_sources_own_network_error_is_not_taken_for_the_storages(storage: Storage) -> None:
    async def reset() -> AsyncIterator[bytes]:
        yield b"some"
        raise ConnectionResetError("by the vendor")

    with pytest.raises(ConnectionResetError):
        await storage.put_stream(KEY, reset(), "video/mp4")


async def test_a_canceled_write_leaves_nothing(storage: Storage) -> None:
    is_half_way = asyncio.Event()

    async def stalls() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield bytes(MB)
        is_half_way.set()
        await asyncio.sleep(3600)

    writing = asyncio.create_task(storage.put_stream(KEY, stalls(), "video/mp4"))
    await is_half_way.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await storage.head(KEY) is None


async def test_a_stream_over_the_limit_is_refused_and_one_at_it_is_not(storage: Storage) -> None:
    for size in (1000, 10 * MB):
        await storage.put_stream("takes/fits.bin", in_odd_chunks(pattern(size)), "text/plain", max_bytes=size)
        with pytest.raises(ObjectTooLarge):
            await storage.put_stream("takes/big.bin", in_odd_chunks(pattern(size + 1)), "text/plain", max_bytes=size)
    assert await storage.head("takes/big.bin") is None


async def test_a_copy_is_whole_and_outlives_its_source(storage: Storage) -> None:
    data = pattern(20 * MB)
    await storage.put_stream("temp/one.mp4", in_odd_chunks(data), "video/mp4")
    await storage.put_bytes(KEY, b"old", "video/mp4")

    head = await storage.copy("temp/one.mp4", KEY)
    await storage.delete("temp/one.mp4")

    assert (head.key, head.bytes) == (KEY, len(data))
    assert await read(storage.stream(KEY)) == data


async def test_copying_anew_twice_is_harmless(storage: Storage) -> None:
    await storage.put_stream("temp/one.mp4", in_odd_chunks(pattern(9 * MB)), "video/mp4")

    first = await storage.copy_new("temp/one.mp4", KEY)
    again = await storage.copy_new("temp/one.mp4", KEY)

    assert first.bytes == again.bytes == 9 * MB


async def test_equal_bytes_written_apart_count_as_the_same(storage: Storage) -> None:
    await storage.put_stream("temp/one.mp4", in_odd_chunks(pattern(9 * MB)), "video/mp4")
    await storage.put_bytes(KEY, pattern(9 * MB), "video/mp4")  # in one part, so with another etag
    assert (await storage.copy_new("temp/one.mp4", KEY)).bytes == 9 * MB


async def test_a_new_copy_never_replaces_other_bytes(storage: Storage) -> None:
    await storage.put_bytes("temp/one.mp4", b"ours", "video/mp4")
    await storage.put_bytes(KEY, b"them", "video/mp4")
    with pytest.raises(ObjectExists):
        await storage.copy_new("temp/one.mp4", KEY)
    assert await read(storage.stream(KEY)) == b"them"


async def test_of_many_new_copies_at_once_one_wins(storage: Storage) -> None:
    for number in range(8):
        await storage.put_bytes(f"temp/{number}.mp4", f"take {number}".encode(), "video/mp4")

    ended = await asyncio.gather(
        *(storage.copy_new(f"temp/{number}.mp4", KEY) for number in range(8)), return_exceptions=True
    )

    winners = [number for number, end in enumerate(ended) if not isinstance(end, BaseException)]
    assert len(winners) == 1
    assert all(isinstance(end, ObjectExists) for number, end in enumerate(ended) if number not in winners)
    assert await read(storage.stream(KEY)) == f"take {winners[0]}".encode()


async def test_what_is_not_there_is_said_to_be_missing(storage: Storage, tmp_path: Path) -> None:
    assert await storage.head(KEY) is None
    await storage.delete(KEY)
    for reading in (read(storage.stream(KEY)), read(storage.stream(KEY, 5, 10)), storage.download(KEY, tmp_path / "x")):
        with pytest.raises(ObjectMissing):
            await reading
    for copying in (storage.copy, storage.copy_new):
        with pytest.raises(ObjectMissing):
            await copying(KEY, "takes/x.mp4")
    assert [head async for head in storage.list()] == []
    assert not list(tmp_path.glob("*x*"))


async def test_deleting_deletes(storage: Storage) -> None:
    await storage.put_bytes(KEY, b"x", "video/mp4")
    await storage.delete(KEY)
    assert await storage.head(KEY) is None


async def test_a_listing_goes_by_folders_not_by_letters(storage: Storage) -> None:
    keys = ["temp/a.mp4", "temp/deep/er/b.mp4", "temporary/c.mp4", "takes/d.mp4"]
    for key in keys:
        await storage.put_bytes(key, key.encode(), "video/mp4")

    assert sorted([head.key async for head in storage.list()]) == sorted(keys)
    for spelled in ("temp", "temp/"):
        found = [head async for head in storage.list(spelled)]
        assert sorted(head.key for head in found) == keys[:2]
        assert all(head.bytes == len(head.key) for head in found)
    assert [head.key async for head in storage.list("nowhere")] == []


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../up", "a/../../b", "a//b", "a/", ".incoming/x", "a\\b", "a\0b"])
async def test_no_key_leads_out(storage: Storage, key: str, tmp_path: Path) -> None:
    await storage.put_bytes("temp/a", b"x", "text/plain")
    for trying in (
        storage.put_bytes(key, b"x", "text/plain"),
        storage.head(key),
        storage.delete(key),
        read(storage.stream(key)),
        storage.download(key, tmp_path / "out"),
        storage.copy("temp/a", key),
        storage.copy(key, "temp/a"),
        storage.copy_new(key, "temp/a"),
    ):
        with pytest.raises(InvalidKey):
            await trying


async def test_a_check_leaves_nothing_behind(storage: Storage) -> None:
    await storage.check()
    assert [head async for head in storage.list()] == []
