"""All simulated vendors on one port of localhost; what `reelwright simulate` runs.

| vendor | base URL behind the address |
|---|---|
| Replicate | `/replicate/v1` |
| Runway | `/runway/v1` |
| Google | `/google/v1beta` |
| an OpenAI-shaped `/v1/videos` | `/openai/v1` |
| chat (Poe, OpenAI) | `/poe/v1`, `/openai/v1` |

`/` lists them, `/admin/…` is the back door (`admin`). Any key is good but `bad`.
"""

import argparse
import asyncio
from pathlib import Path

from aiohttp import web

from reelwright.simulator import admin, chat, google, openai_videos, replicate, runway
from reelwright.simulator.desk import Desk
from reelwright.simulator.scenario import Scenario, load_scenario
from reelwright.simulator.serving import serve

BASE_PATHS = {
    "replicate": replicate.PREFIX,
    "runway": runway.PREFIX,
    "google": google.PREFIX,
    "openai_shape": openai_videos.PREFIX,
    "poe": chat.PREFIXES[0],
    "openai": chat.PREFIXES[1],
}
_LARGEST_BODY = 120 * 1024 * 1024


def make_app(folder: Path, scenario: Scenario | None = None) -> web.Application:
    """The simulator as an application; its books and clips live in `folder`."""
    desk = Desk(folder, scenario)
    app = web.Application(client_max_size=_LARGEST_BODY)
    app.add_routes([web.get("/", _index), *admin.routes(desk)])
    for api in (
        replicate.ReplicateApi(desk),
        runway.RunwayApi(desk),
        google.GoogleApi(desk),
        openai_videos.OpenAIVideosApi(desk),
        chat.ChatApi(desk),
    ):
        app.add_routes(api.routes())

    async def close(_app: web.Application) -> None:
        await desk.close()

    app.on_cleanup.append(close)
    return app


def run(port: int, folder: Path, scenario: Path | None = None) -> None:
    """Serve on 127.0.0.1 until stopped (port 0 takes a free one); prints `listening on http://…` when ready.

    Raises `ValueError` for a scenario file that is wrong.
    """
    asyncio.run(_serve(port, folder, load_scenario(scenario)))


async def _serve(port: int, folder: Path, scenario: Scenario) -> None:
    await serve(make_app(folder, scenario), port)


async def _index(request: web.Request) -> web.Response:
    origin = request.url.origin()
    return web.json_response({vendor: f"{origin}{path}" for vendor, path in BASE_PATHS.items()})


def main() -> None:
    """`python -m reelwright.simulator.server --port … --folder … [--scenario file.toml]`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--scenario", type=Path)
    options = parser.parse_args()
    run(options.port, options.folder, options.scenario)


if __name__ == "__main__":
    main()
