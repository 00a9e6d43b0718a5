"""The web studio: its built files, and its one page for every address that belongs to nobody else."""

import asyncio
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = Path(__file__).with_name("static")
INDEX = "index.html"
NOT_PAGES = ("/api", "/media", "/v1")  # what is missing there is said as a problem, not as a page
HASHED = "assets/"  # the build names these by their content
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # what the build wrote beside each file, the smallest first
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Reelwright</title>
<body style="font: 16px/1.5 system-ui; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem">
<h1>The web studio is not built</h1>
<p>The API works; its pages do not, as the last build failed or never ran. Stop Reelwright and start it with
<code>./run</code>: it builds them, or says in the terminal why it cannot.</p>"""


def add_web(app: FastAPI, folder: Path = STATIC) -> None:
    """Serve the studio from `folder` wherever `app` has no route: it takes no address from the API, now or later."""
    app.router.default = WebStudio(folder, otherwise=app.router.default)


def is_built(folder: Path = STATIC) -> bool:
    """Whether there is a studio to serve."""
    return (folder / INDEX).is_file()


class WebStudio:
    """Files as they lie in the folder, compressed where the build did so; every other address is the page."""

    def __init__(self, folder: Path, *, otherwise: ASGIApp) -> None:
        self._folder = folder.resolve()
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_read or any(f"{scope['path']}/".startswith(f"{prefix}/") for prefix in NOT_PAGES):
            await self._otherwise(scope, receive, send)
            return
        answer = await asyncio.to_thread(self._find, scope["path"].strip("/"), Headers(scope=scope))
        await (answer or self._otherwise)(scope, receive, send)

    def _find(self, name: str, headers: Headers) -> Response | None:
        """The file or the page; None where a file is asked for that is not there."""
        file = (self._folder / name).resolve()
        if not (file.is_relative_to(self._folder) and file.is_file()):
            if name.startswith(HASHED) or file.suffix:
                return None
            if not is_built(self._folder):
                return HTMLResponse(NOT_BUILT, 503)
            name, file = INDEX, self._folder / INDEX
        return _answer(file, headers, is_hashed=name.startswith(HASHED))


def _answer(file: Path, headers: Headers, *, is_hashed: bool) -> Response:
    accepted = {word.partition(";")[0].strip() for word in headers.get("accept-encoding", "").split(",")}
    encoding = next((one for one, suffix in ENCODINGS.items() if one in accepted and _beside(file, suffix)), None)
    stored = _beside(file, ENCODINGS[encoding]) if encoding else None
    known = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_hashed else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if encoding:
        known["Content-Encoding"] = encoding
    response = FileResponse(
        stored or file, headers=known, media_type=_type_of(file), stat_result=(stored or file).stat()
    )
    if headers.get("if-none-match") == response.headers["etag"]:
        return Response(status_code=304, headers={**known, "ETag": response.headers["etag"]})
    return response


def _beside(file: Path, suffix: str) -> Path | None:
    compressed = file.with_name(file.name + suffix)
    return compressed if compressed.is_file() else None


def _type_of(file: Path) -> str | None:
    # The system's own table may be wrong about scripts, and browsers refuse a module of another type.
    return "text/javascript" if file.suffix == ".js" else None
