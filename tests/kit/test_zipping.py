"""Archives that anybody's reader opens, the same bytes each time, of a length known beforehand."""

import io
import zipfile
import zlib
from collections.abc import AsyncIterator

import pytest

from reelwright.kit import zipping
from reelwright.kit.zipping import Archive, Entry, Read

FILES = {"video.mp4": b"\0\1\2" * 100_000, "copy/größe.txt": "Grün".encode(), "empty": b""}


def source(data: bytes) -> Read:
    async def read() -> AsyncIterator[bytes]:
        for start in range(0, len(data), 70_000):
            yield data[start : start + 70_000]

    return read


def archive_of(files: dict[str, bytes]) -> Archive:
    return Archive(tuple(Entry(name, len(data), zlib.crc32(data)) for name, data in files.items()))


async def written(archive: Archive, files: dict[str, bytes]) -> bytes:
    return b"".join([block async for block in archive.stream([source(data) for data in files.values()])])


@pytest.mark.parametrize("is_far", [False, True], ids=["zip", "zip64"])
async def test_an_archive_holds_its_files_where_it_says(is_far: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_far:  # as if four gibibytes were a hundred kilobytes
        monkeypatch.setattr(zipping, "LIMIT_32", 100_000)
    archive = archive_of(FILES)
    raw = await written(archive, FILES)
    assert len(raw) == archive.size
    assert raw == await written(archive_of(FILES), FILES)
    for (name, data), offset in zip(FILES.items(), archive.offsets, strict=True):
        assert raw[offset : offset + len(data)] == data, name
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        assert opened.testzip() is None
        assert {one.filename: opened.read(one) for one in opened.infolist()} == FILES
        assert {one.compress_type for one in opened.infolist()} == {zipfile.ZIP_STORED}


async def test_a_file_that_changed_meanwhile_spoils_the_archive_instead_of_lying() -> None:
    archive = archive_of({"a": b"one"})
    with pytest.raises(ValueError, match="a is not what it was"):
        await written(archive, {"a": b"two"})
