"""A stored object as an answer: its own address where it has one, else the file, or its bytes one after the other."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Protocol

from fastapi import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from reelwright.kit.problems import NotFound
from reelwright.kit.text import save_as

LINK_SECONDS = 3600


class Shelf(Protocol):
    """What is asked of a storage."""

    async def link(
        self, key: str, seconds: int, *, filename: str | None = None, content_type: str | None = None
    ) -> str | None: ...

    def local_path(self, key: str) -> Path | None: ...

    async def head(self, key: str) -> Any: ...

    def stream(self, key: str) -> AsyncIterator[bytes]: ...


async def kept_file(
    shelf: Shelf,
    key: str,
    content_type: str,
    request: Request,
    *,
    cache: str,
    link_cache: str | None,
    filename: str | None = None,
    missing: str,
) -> Response:
    """The file under `key`, with ranges where it is on this machine. `cache` and `link_cache` are Cache-Control of the
    file and of a redirect to it; without `link_cache` it comes from here. `filename`: saved under it, not shown.

    A HEAD is answered from here: an address signed for GET allows nothing else. Raises `NotFound` saying `missing`.
    """
    headers = {"Cache-Control": cache}
    if path := shelf.local_path(key):
        return FileResponse(path, media_type=content_type, filename=filename, headers=headers)
    if link_cache and request.method != "HEAD":
        link = await shelf.link(key, LINK_SECONDS, filename=filename, content_type=content_type)
        if link is not None:
            return RedirectResponse(link, 307, headers={"Cache-Control": link_cache})
    head = await shelf.head(key)
    if head is None:
        raise NotFound(missing)
    headers |= {"Content-Length": str(head.bytes)}
    if filename:
        headers["Content-Disposition"] = save_as(filename)
    if request.method == "HEAD":
        return Response(media_type=content_type, headers=headers)
    return StreamingResponse(shelf.stream(key), media_type=content_type, headers=headers)
