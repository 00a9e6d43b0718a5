"""The outermost layer of every request: its id, its time, the headers that keep browsers careful, our own mistakes."""

import logging
import re
import secrets
import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reelwright.app import health
from reelwright.app.errors import BadRequest, BodyTooLarge, InternalError, ProblemResponse
from reelwright.app.log import request_id
from reelwright.app.settings import Settings
from reelwright.kit.answers import PROBLEM_TYPE
from reelwright.kit.problems import Problem

log = logging.getLogger("reelwright.requests")

_GIVEN_ID = re.compile(r"[\w.-]{1,64}")


class Shell:
    """Wraps the whole application. A response's own header of the same name wins over ours."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._headers = security_headers(settings)
        self._log_all = settings.log_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        identity = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        mark = request_id.set(identity)
        try:
            await self._answer(scope, receive, send, identity)
        finally:
            request_id.reset(mark)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, identity: str) -> None:
        started_at = time.perf_counter()
        is_started = False
        instead: Problem | None = None

        async def dress(message: Message) -> None:
            nonlocal is_started, instead
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if message["status"] == 413 and headers["content-type"] != PROBLEM_TYPE:
                    instead = BodyTooLarge("The body is larger than this address accepts. Send less at once.")
                else:
                    is_started = True
                    headers["X-Request-Id"] = identity
                    for name, value in self._headers:
                        headers.setdefault(name, value)
                    if scope["path"].startswith("/api/"):
                        headers.setdefault("Cache-Control", "no-store")  # tokens, and other people's plans
                    self._measure(scope, message["status"], time.perf_counter() - started_at)
            if is_started:
                await send(message)

        try:
            if "\0" in scope["path"] or b"%00" in scope["query_string"]:
                instead = BadRequest("The address holds a NUL character. Send it without.")
            else:
                await self._app(scope, receive, dress)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if is_started:
                raise  # half an answer is out: the connection must break, not end well
            instead = InternalError("Something went wrong on our side. Try again; the log knows it by its requestId.")
            instead.extra["requestId"] = identity
        if instead:
            await ProblemResponse(instead)(scope, receive, dress)

    def _measure(self, scope: Scope, status: int, seconds: float) -> None:
        # A fixed word for what matched nothing, or anybody could fill the memory with made-up addresses.
        route = getattr(scope.get("route"), "path", "(none)")
        method = scope["method"] if route != "(none)" else "(any)"
        health.requests_total.labels(method, route, status).inc()
        health.request_seconds.labels(method, route).observe(seconds)
        if self._log_all or status >= 500:
            level = logging.ERROR if status >= 500 else logging.INFO
            log.log(level, "%s %s %d %.1f ms", scope["method"], scope["path"], status, seconds * 1000)


def security_headers(settings: Settings) -> list[tuple[str, str]]:
    """What every response carries. Media may come from the storage's own address, the rest from here alone."""
    origins = sorted({_origin(url) for url in (settings.s3_address, settings.s3_public_url) if url})
    media = " ".join(["'self'", "blob:", "data:", "https:", *origins])
    policy = {
        "default-src": "'self'",
        "img-src": media,
        "media-src": media,
        "style-src": "'self' 'unsafe-inline'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    headers = [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items())),
    ]
    if settings.public_url.startswith("https:"):
        headers.append(("Strict-Transport-Security", "max-age=31536000"))
    return headers


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
