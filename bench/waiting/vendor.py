"""Replicate as it looks while nothing gets done: any prediction is running. `… vendor PORT`, books at `/looks`."""

import asyncio
import sys

from aiohttp import web

from reelwright.simulator.replicate_models import MODELS, openapi_schema
from reelwright.simulator.serving import serve

_looks = 0


async def _create(request: web.Request) -> web.Response:
    await request.read()
    return _prediction(request, "p1", 201)


async def _get(request: web.Request) -> web.Response:
    global _looks
    _looks += 1
    return _prediction(request, request.match_info["id"], 200)


def _prediction(request: web.Request, name: str, status: int) -> web.Response:
    urls = {word: f"{request.url.origin()}/v1/predictions/{name}" for word in ("get", "cancel")}
    told = {"id": name, "status": "processing", "output": None, "error": None, "input": {}, "urls": urls}
    return web.json_response({**told, "created_at": "2026-11-25T00:00:00Z"}, status=status)


async def _model(request: web.Request) -> web.Response:
    owner, name = request.match_info["owner"], request.match_info["name"]
    schema = openapi_schema(MODELS[f"{owner}/{name}"])
    return web.json_response({"owner": owner, "name": name, "latest_version": {"id": "1", "openapi_schema": schema}})


async def _count(_request: web.Request) -> web.Response:
    return web.json_response({"looks": _looks})


if __name__ == "__main__":
    app = web.Application()
    app.add_routes(
        [
            web.post("/v1/models/{owner}/{name}/predictions", _create),
            web.get("/v1/models/{owner}/{name}", _model),
            web.get("/v1/predictions/{id}", _get),
            web.get("/looks", _count),
        ]
    )
    asyncio.run(serve(app, int(sys.argv[1])))
