"""`/healthz`: alive. `/readyz`: able to work, part by part. `/metrics`: Prometheus."""

import asyncio
import hmac
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from pydantic import Field
from starlette.responses import PlainTextResponse, Response

from reelwright.kit.answers import errors
from reelwright.kit.dto import Dto
from reelwright.kit.problems import Problem

Check = Callable[[], Awaitable[None]]  # returns when the part works, else raises and says why
CHECK_SECONDS = 5.0
REMEMBERED_SECONDS = 10.0

log = logging.getLogger(__name__)
router = APIRouter(tags=["health"])

requests_total = Counter("reelwright_http_requests_total", "HTTP requests.", ["method", "route", "status"])
request_seconds = Histogram(
    "reelwright_http_request_seconds",
    "Seconds from a request's start to its response's start.",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


class NotReady(Problem):
    """503: a part this server needs does not work; `parts` says which."""

    code = "not_ready"
    status = 503
    title = "Not ready"


class MetricsRefused(Problem):
    """403: the metrics are open to this machine, or with the token of the setting `METRICS_TOKEN`."""

    code = "metrics_refused"
    status = 403
    title = "Not allowed"


class HealthDto(Dto):
    """Which parts were looked at, and how they are."""

    status: str
    parts: dict[str, str] = Field(default_factory=dict)


@router.get("/healthz")
async def healthz() -> HealthDto:
    """Say that the process answers."""
    return HealthDto(status="ok")


@router.get("/readyz", responses=errors(NotReady))
async def readyz(request: Request) -> HealthDto:
    """Look at the database, the storage and the worker's heartbeat."""
    checks: Mapping[str, Check] = getattr(request.app.state.services, "checks", {})
    parts = dict(zip(checks, await asyncio.gather(*(_state(name, checks[name]) for name in checks)), strict=True))
    broken = [name for name, state in parts.items() if state != "ok"]
    if broken:
        raise NotReady(f"Not able to work: {', '.join(broken)}. The server's log says more.", parts=parts)
    return HealthDto(status="ok", parts=parts)


@router.get("/metrics", response_class=PlainTextResponse, responses=errors(MetricsRefused))
async def metrics(request: Request) -> Response:
    """Give the measures in Prometheus' text format."""
    token = request.app.state.services.settings.metrics_token.get_secret_value()
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not (token and hmac.compare_digest(given.encode(), token.encode())) and not _is_local(request):
        raise MetricsRefused("Ask from the machine itself, or send the METRICS_TOKEN as a Bearer token.")
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def remembered(check: Check) -> Check:
    """A check that costs something, made one at a time; that it went well is believed for `REMEMBERED_SECONDS`.

    `/readyz` is open to everybody, and a bucket's owner pays for each request.
    """
    turn, good_until = asyncio.Lock(), 0.0

    async def ask() -> None:
        nonlocal good_until
        async with turn:
            if time.monotonic() >= good_until:
                await check()
                good_until = time.monotonic() + REMEMBERED_SECONDS

    return ask


async def _state(name: str, check: Check) -> str:
    try:
        await asyncio.wait_for(check(), CHECK_SECONDS)
    except TimeoutError:
        return f"no answer within {CHECK_SECONDS:g} s"
    except Problem as problem:
        return problem.detail
    except Exception as error:
        log.warning("readiness: %s does not work", name, exc_info=True)
        return type(error).__name__  # a driver's message may hold an address or a password
    return "ok"


def _is_local(request: Request) -> bool:
    # Behind a proxy we do not know, every request seems to come from this machine.
    is_forwarded = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    return not is_forwarded and request.client is not None and request.client.host in ("127.0.0.1", "::1")
