"""An OpenAI-shaped endpoint that answers every order at once and keeps nothing: `… upstream PORT`."""

import asyncio
import sys

from aiohttp import web

from reelwright.simulator.serving import serve


async def _create(request: web.Request) -> web.Response:
    await request.read()
    told = {"id": "video_1", "object": "video", "model": "sora-2", "status": "queued", "progress": 0}
    return web.json_response({**told, "created_at": 0, "seconds": "8", "size": "1280x720"})


async def _ready(_request: web.Request) -> web.Response:
    return web.Response(text="ready")


if __name__ == "__main__":
    app = web.Application()
    app.add_routes([web.post("/v1/videos", _create), web.get("/", _ready)])
    asyncio.run(serve(app, int(sys.argv[1])))
