"""Bundles on their way to a browser."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from reelwright.kit.zipping import Archive, Entry, Read
from reelwright.publishing.contracts import Json, Publication
from reelwright.publishing.manifest import slug_of
from reelwright.storage.contract import Storage


@dataclass(frozen=True)
class Download:
    """A stored bundle and the name to save it under."""

    key: str
    name: str


@dataclass(frozen=True)
class CampaignBundle:
    """An archive that is put together while it is sent: its name, its length in bytes and its content."""

    name: str
    size: int
    stream: AsyncIterator[bytes]


def gathered(storage: Storage, bundles: Sequence[Publication], name: str) -> CampaignBundle:
    """The files of several bundles in one archive, a numbered folder for each creative.

    Bundles hold their files as they are, so that a file is copied out of one by its place there.
    """
    entries: list[Entry] = []
    sources: list[Read] = []
    for number, one in enumerate(bundles, 1):
        folder = f"{number:02}-{slug_of(one.frozen['creative']['title'])}"
        for file in one.entries or ():
            entries.append(Entry(f"{folder}/{file['name']}", file["bytes"], file["crc"]))
            sources.append(_part(storage, one.object_key or "", file))
    archive = Archive(tuple(entries))
    return CampaignBundle(name, archive.size, archive.stream(sources))


def _part(storage: Storage, key: str, file: Json) -> Read:
    return lambda: storage.stream(key, file["offset"], file["offset"] + file["bytes"])
