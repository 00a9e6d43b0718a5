"""A creative as one ZIP to download: video, poster, captions, copy and manifest, from storage to storage.

Every file is read twice: once for its checksums, which the archive states before the content and the manifest lists,
and once to be copied. So what is written is what was checked, and the same publication is the same bytes each time.
"""

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from reelwright.kit import failpoints
from reelwright.kit.zipping import Archive, Entry, Read
from reelwright.publishing.channels import Done, Failed, Means, Outcome
from reelwright.publishing.contracts import Publication
from reelwright.publishing.manifest import Counted, manifest_of, texts_of
from reelwright.storage.contract import Storage
from reelwright.storage.errors import ObjectMissing

CONTENT_TYPE = "application/zip"
LEFT_OUT = {"sprite.jpg", "sprite.vtt"}  # for our own player


class SourceDiffers(ValueError):
    """The stored video is not the one that was frozen."""


@dataclass(frozen=True)
class _Part:
    counted: Counted
    crc: int
    read: Read

    @property
    def entry(self) -> Entry:
        return Entry(self.counted.name, self.counted.bytes, self.crc)


async def publish(means: Means, publication: Publication) -> Outcome:
    """Write the bundle under its key; over what an earlier try may have left there."""
    assert publication.object_key is not None
    try:
        parts = [
            await _stored(means.storage, one["name"], one["key"], one["content_type"])
            for one in publication.frozen["files"]
            if one["name"] not in LEFT_OUT
        ]
        _check_video(publication, parts[0].counted)
        parts += [_written(name, text) for name, text in texts_of(publication).items()]
        manifest = manifest_of(publication, [part.counted for part in parts])
        parts.append(_written("manifest.json", manifest))
        archive = Archive(tuple(part.entry for part in parts))
        source = archive.stream([part.read for part in parts])
        stored = await means.storage.put_stream(publication.object_key, source, CONTENT_TYPE)
    except ObjectMissing:
        return Failed("The video was deleted before its bundle was written.")
    except SourceDiffers as error:
        return Failed(str(error))
    failpoints.hit("bundle.stored")
    entries = [
        {"name": part.entry.name, "bytes": part.entry.bytes, "crc": part.crc, "offset": offset}
        for part, offset in zip(parts, archive.offsets, strict=True)
    ]
    answer = {"bytes": stored.bytes, "sha256": stored.sha256, "files": [part.entry.name for part in parts]}
    return Done(answer, {"entries": entries})


def _check_video(publication: Publication, found: Counted) -> None:
    if found.sha256 != publication.frozen["sha256"]:
        raise SourceDiffers("The stored video is not the one that was finished: restore it from a backup.")


async def _stored(storage: Storage, name: str, key: str, content_type: str) -> _Part:
    digest, size, crc = hashlib.sha256(), 0, 0

    def take(block: bytes) -> None:
        nonlocal size, crc
        digest.update(block)
        size, crc = size + len(block), zlib.crc32(block, crc)

    async for block in storage.stream(key):
        await asyncio.to_thread(take, block)
    return _Part(Counted(name, size, digest.hexdigest(), content_type), crc, lambda: storage.stream(key))


def _written(name: str, text: str) -> _Part:
    raw = text.encode()
    kind = "application/json" if name.endswith(".json") else "text/plain"
    counted = Counted(name, len(raw), hashlib.sha256(raw).hexdigest(), kind)

    async def read() -> AsyncIterator[bytes]:
        yield raw

    return _Part(counted, zlib.crc32(raw), read)
