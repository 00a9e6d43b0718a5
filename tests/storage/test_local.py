"""What only a folder does."""

import errno
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reelwright.storage.errors import StorageFull, StorageUnavailable
from reelwright.storage.keys import InvalidKey
from reelwright.storage.local import LocalStorage
from reelwright.storage.open import StorageSettings, open_storage
from tests.storage.conftest import read

KEY = "takes/ws_1/att_1.mp4"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "storage"


@pytest.fixture
def storage(folder: Path) -> LocalStorage:
    return LocalStorage(folder)


async def test_an_object_is_a_file_that_we_may_serve_ourselves(storage: LocalStorage, folder: Path) -> None:
    assert storage.local_path(KEY) is None
    await storage.put_bytes(KEY, b"film", "video/mp4")
    assert storage.local_path(KEY) == folder / KEY
    assert (folder / KEY).read_bytes() == b"film"
    assert await storage.link(KEY, 60, filename="film.mp4") is None


async def test_nothing_is_seen_before_it_is_whole(storage: LocalStorage, folder: Path) -> None:
    async def watched() -> AsyncIterator[bytes]:
        for _ in range(3):
            assert await storage.head(KEY) is None
            assert [head async for head in storage.list()] == []
            yield bytes(2_000_000)

    await storage.put_stream(KEY, watched(), "video/mp4")
    assert [head.key async for head in storage.list()] == [KEY]
    assert names(folder / ".incoming") == []


async def test_the_bytes_are_on_the_disk_before_the_name_is(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """A power cut after the rename must not leave an empty film under its permanent name."""
    flushed: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{handle}").readlink()) + (" named" if (folder / KEY).exists() else ""))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    await storage.put_bytes(KEY, b"film", "video/mp4")

    assert any(note.startswith(f"{folder}/.incoming/") and not note.endswith("named") for note in flushed)
    assert flushed[-1] == f"{folder / KEY} named".replace(f"/{Path(KEY).name}", "", 1)
    assert str(folder / "takes") in flushed, "a new folder is recorded in its parent"


async def test_a_link_planted_in_the_folder_does_not_lead_out(
    storage: LocalStorage, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    await storage.put_bytes(KEY, b"x", "text/plain")
    (folder / "away").symlink_to(outside)

    for trying in (read(storage.stream("away/secret")), storage.put_bytes("away/new", b"x", "text/plain")):
        with pytest.raises(InvalidKey):
            await trying
    assert [head.key async for head in storage.list()] == [KEY]
    assert names(outside) == ["secret"]


async def test_a_copy_shares_the_bytes_but_not_the_fate(storage: LocalStorage, folder: Path) -> None:
    await storage.put_bytes("temp/a.mp4", b"film", "video/mp4")
    await storage.copy("temp/a.mp4", KEY)
    await storage.copy("temp/a.mp4", KEY)  # onto itself: two names of one file
    assert (folder / KEY).samefile(folder / "temp/a.mp4")
    assert names(folder / ".incoming") == []

    await storage.put_bytes("temp/a.mp4", b"other", "video/mp4")
    assert (folder / KEY).read_bytes() == b"film"


async def test_a_disk_without_hard_links_copies_the_bytes(
    storage: LocalStorage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refused)
    await storage.put_bytes("temp/a.mp4", b"film", "video/mp4")
    await storage.copy("temp/a.mp4", "takes/over.mp4")
    await storage.copy_new("temp/a.mp4", KEY)
    await storage.copy_new("temp/a.mp4", KEY)
    assert (folder / KEY).read_bytes() == (folder / "takes/over.mp4").read_bytes() == b"film"
    assert not (folder / KEY).samefile(folder / "temp/a.mp4")


async def test_a_full_disk_says_so_and_keeps_nothing(
    storage: LocalStorage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    folder.joinpath(".incoming").mkdir(parents=True)
    with pytest.raises(StorageFull, match="free some room"):
        await storage.put_bytes(KEY, b"film", "video/mp4")
    assert names(folder / ".incoming") == []
    assert not (folder / KEY).exists()


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(StorageUnavailable, match="taken"):
        await LocalStorage(tmp_path / "taken").check()


async def test_a_check_clears_what_a_crash_left_a_day_ago(storage: LocalStorage, folder: Path) -> None:
    await storage.check()
    old, fresh = folder / ".incoming" / "old", folder / ".incoming" / "fresh"
    for left in (old, fresh):
        left.write_bytes(b"half a film")
    os.utime(old, (time.time() - 90_000,) * 2)
    await storage.check()
    assert (old.exists(), fresh.exists()) == (False, True)


async def test_a_key_through_a_file_is_no_key_of_an_object(storage: LocalStorage) -> None:
    await storage.put_bytes(KEY, b"film", "video/mp4")
    assert await storage.head(f"{KEY}/more") is None
    assert await storage.head("takes") is None
    await storage.delete(f"{KEY}/more")
    assert [head async for head in storage.list(KEY)] == []


async def test_settings_open_a_folder(tmp_path: Path) -> None:
    storage = open_storage(StorageSettings(kind="local", folder=tmp_path / "kept"))
    await storage.put_bytes(KEY, b"film", "video/mp4")
    assert storage.local_path(KEY) == tmp_path / "kept" / KEY


async def test_a_file_on_the_same_disk_is_kept_without_copying_it(tmp_path: Path) -> None:
    storage, source = LocalStorage(tmp_path / "media"), tmp_path / "take.mp4"
    source.write_bytes(b"frames")
    await storage.put_file("takes/a.mp4", source, "video/mp4")
    kept = tmp_path / "media" / "takes" / "a.mp4"
    assert kept.samefile(source)
    source.unlink()
    assert kept.read_bytes() == b"frames"
