"""The permanent links: `/media/{token}/...` leads to the stored file for as long as it is not deleted."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from reelwright.generation.errors import MediaGone, MediaNeverMade, MediaNotReady
from reelwright.generation.models import generations, takes
from reelwright.generation.states import RESTING, TERMINAL
from reelwright.kit.answers import errors
from reelwright.kit.database import Database
from reelwright.kit.kept_files import kept_file
from reelwright.kit.problems import NotFound
from reelwright.storage.contract import Storage

router = APIRouter(tags=["media"])

BRIEFLY = "private, max-age=60"  # another take may be chosen, and stands behind the same link
RETRY_AFTER_SECONDS = 5
POLL_SECONDS = 0.5
# file name in the link -> (where its key stands in the result, content type)
FILES = {
    "video.mp4": ("objectKey", "video/mp4"),
    "poster.jpg": ("posterKey", "image/jpeg"),
    "sprite.jpg": ("spriteKey", "image/jpeg"),
    "sprite.vtt": ("spriteVttKey", "text/vtt"),
    "captions.vtt": ("captionsKey", "text/vtt"),
}


@dataclass(frozen=True)
class MediaFile:
    """A stored file behind a link."""

    key: str
    content_type: str
    name: str


class MediaService:
    """Finds what a link stands for, and gives it out."""

    def __init__(self, db: Database, storage: Storage) -> None:
        self._db = db
        self._storage = storage

    async def find(self, token: str, name: str, wait_seconds: float) -> MediaFile:
        """The file now, after at most `wait_seconds`; raises what the link's present state says."""
        if name not in FILES:
            raise NotFound("There is no such file behind this link.")
        ends_at = asyncio.get_running_loop().time() + wait_seconds
        while True:
            row = await self._row(token)
            if row.result or row.status in RESTING or asyncio.get_running_loop().time() >= ends_at:
                return _file_of(row, name)
            await asyncio.sleep(POLL_SECONDS)

    async def find_take(self, token: str, take_id: str) -> MediaFile:
        """A kept take of the video behind a link, also one that is not in use."""
        row = await self._row(token)
        statement = sa.select(takes).where(takes.c.id == take_id, takes.c.generation_id == row.id)
        take = await self._db.read(lambda conn: conn.execute(statement).one_or_none())
        if take is None:
            raise NotFound("This video has no such take.")
        return MediaFile(take.object_key, "video/mp4", f"{take.id}.mp4")

    async def _row(self, token: str) -> sa.Row[Any]:
        statement = sa.select(generations).where(generations.c.token == token)
        row = await self._db.read(lambda conn: conn.execute(statement).one_or_none())
        if row is None:
            raise NotFound("There is nothing behind this link.")
        if row.deleted_at is not None:
            raise MediaGone("This video was deleted.")
        return row

    async def answer(self, file: MediaFile, request: Request, *, is_download: bool = False) -> Response:
        """A redirect to the storage's own address, or the file itself where it is on this machine."""
        # A page reads text by script, which a bucket's address forbids without rules of its own: it comes from here.
        is_text = file.content_type == "text/vtt"
        return await kept_file(
            self._storage,
            file.key,
            file.content_type,
            request,
            cache=BRIEFLY,
            link_cache=None if is_text else BRIEFLY,
            filename=file.name if is_download else None,
            missing="The file is missing from the storage. Restore it from a backup.",
        )


def _file_of(row: sa.Row[Any], name: str) -> MediaFile:
    member, content_type = FILES[name]
    if row.result:
        if key := row.result.get(member):
            suffix = name.rpartition(".")[2]
            return MediaFile(key, content_type, f"{row.id}.{suffix}")
        raise MediaNeverMade("This video has no such companion file.")
    if row.status in TERMINAL:
        ended = row.status.replace("_", " ")
        raise MediaNeverMade(f"There is no video: the generation ended as {ended}.", status_word=row.status)
    raise MediaNotReady(
        "The video is still being made. Ask again, or with ?wait=25.", headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
    )


def service(request: Request) -> MediaService:
    """The media service of this installation."""
    found: MediaService = request.app.state.services.media
    return found


@router.get(
    "/media/{token}/{name}",
    response_class=Response,
    responses=errors(NotFound, MediaNotReady, MediaNeverMade, MediaGone)
    | {200: {"description": "The file, with ranges."}, 307: {"description": "Where the file is."}},
)
async def get_media(
    token: str,
    name: str,
    request: Request,
    media: Annotated[MediaService, Depends(service)],
    wait: Annotated[int, Query(ge=0, le=60, description="Hold the answer so long while the video is made.")] = 0,
    download: Annotated[bool, Query(description="Save under a name instead of showing.")] = False,
) -> Response:
    """Give a finished file; the link never expires."""
    file = await media.find(token, name, wait)
    return await media.answer(file, request, is_download=download)


@router.get(
    "/media/{token}/takes/{take_id}",
    response_class=Response,
    responses=errors(NotFound, MediaGone)
    | {200: {"description": "The clip, with ranges."}, 307: {"description": "Where the clip is."}},
)
async def get_take(
    token: str, take_id: str, request: Request, media: Annotated[MediaService, Depends(service)]
) -> Response:
    """Give a kept take as it came from its vendor, to compare before one is chosen."""
    return await media.answer(await media.find_take(token, take_id), request)


@router.head("/media/{token}/{name}", include_in_schema=False)
async def head_media(
    token: str, name: str, request: Request, media: Annotated[MediaService, Depends(service)]
) -> Response:
    """The headers of the file."""
    return await get_media(token, name, request, media, wait=0, download=False)
