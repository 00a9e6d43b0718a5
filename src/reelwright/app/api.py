"""The web application: the domains' routers inside one shell."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel
from starlette.middleware.cors import CORSMiddleware

import reelwright
from reelwright.app import health, openapi
from reelwright.app.errors import handle_errors
from reelwright.app.limits import RateLimits
from reelwright.app.settings import Settings
from reelwright.app.shell import Shell
from reelwright.kit.clock import Clock

EXPOSED_HEADERS = (
    "Deprecation",
    "Location",
    "Preference-Applied",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Sunset",
    "X-Request-Id",
)

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class Services(Protocol):
    """What the wiring brings: these, and one attribute for each domain's service, which its endpoints ask for."""

    @property
    def settings(self) -> Settings: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def checks(self) -> Mapping[str, health.Check]: ...


def create_app(services: Services, routers: Sequence[APIRouter] = (), *, lifespan: Lifespan | None = None) -> FastAPI:
    """The application over `services`, which endpoints find as `request.app.state.services`.

    JSON bodies are limited by the settings; a route that takes files says `max_body_size=` itself.
    """
    settings = services.settings
    app = FastAPI(
        title="Reelwright",
        version=reelwright.__version__,
        description=reelwright.__doc__ or "",
        openapi_url=None,  # ours is made off the event loop
        docs_url=None,  # they load scripts from other hosts, which our own policy forbids
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        lifespan=lifespan,
    )
    app.state.services = services
    every = (openapi.router, health.router, *routers)
    for router in every:
        # Here and not on the application, whose limiter would answer from outside our shell.
        app.include_router(router, max_body_size=settings.max_body_bytes)
    handle_errors(app, every)
    openapi.describe(app)
    _enclose(app, services)
    return app


def _enclose(app: FastAPI, services: Services) -> None:
    """From the inside out: limits, shell, CORS; so that a 429 and a 500 carry an id, and browsers may read them."""
    settings = services.settings
    app.add_middleware(
        RateLimits, rate=settings.rate_limit, anonymous_rate=settings.anonymous_rate_limit, clock=services.clock
    )
    app.add_middleware(Shell, settings=settings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        )


def _operation_id(route: APIRoute) -> str:
    return to_camel(route.name)
