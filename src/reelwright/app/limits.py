"""How often one key, person or address may call the API. Vendors' webhooks and media links are not counted."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reelwright.app.errors import ProblemResponse
from reelwright.kit.clock import Clock
from reelwright.kit.rate import Rate, RateLimiter, Verdict, refuse

COUNTED = "/api/"
NOT_COUNTED = "/api/hooks/"


class RateLimits:
    """Counts callers with a token by the token, others by address; a token that is refused counts for its address."""

    def __init__(self, app: ASGIApp, *, rate: str, anonymous_rate: str, clock: Clock) -> None:
        self._app = app
        self._known = None if rate == "off" else RateLimiter(Rate.parse(rate), clock)
        self._anonymous = None if anonymous_rate == "off" else RateLimiter(Rate.parse(anonymous_rate), clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(COUNTED) or path.startswith(NOT_COUNTED):
            await self._app(scope, receive, send)
            return
        token = Headers(scope=scope).get("authorization")
        limiter, key = (self._known, token) if token else (self._anonymous, _address(scope))
        verdict = limiter.hit(key) if limiter else None
        if verdict and not verdict.is_allowed:
            await _refuse(verdict, scope, receive, send)
            return
        guess: Verdict | None = None

        async def count(message: Message) -> None:
            nonlocal guess
            if message["type"] == "http.response.start":
                if token and message["status"] == 401 and self._anonymous:
                    guess = self._anonymous.hit(_address(scope))
                if limiter and verdict:
                    _describe(message, limiter, verdict)
            if not guess or guess.is_allowed:
                await send(message)

        await self._app(scope, receive, count)
        if guess and not guess.is_allowed:  # guessing tokens goes no faster than calling without one
            await _refuse(guess, scope, receive, send)


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else "?"


def _describe(message: Message, limiter: RateLimiter, verdict: Verdict) -> None:
    headers = MutableHeaders(scope=message)
    headers["RateLimit-Limit"] = str(limiter.rate.amount)
    headers["RateLimit-Remaining"] = str(verdict.remaining)
    headers["RateLimit-Reset"] = str(-(-verdict.reset_ms // 1000))


async def _refuse(verdict: Verdict, scope: Scope, receive: Receive, send: Send) -> None:
    await ProblemResponse(refuse(verdict, "This caller has used up its requests for now."))(scope, receive, send)
