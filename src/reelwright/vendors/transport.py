"""The one way out to vendors over HTTP: `submit` (spends money, sent at most once), `ask` (free, repeated), `download`.

A submit's answer follows from one fact that this module knows for certain: whether the first byte was written.
Nothing written, nothing bought. Keys travel in headers only, and are cut out of whatever text a vendor sends back.
"""

import asyncio
import json
import logging
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import aiohttp
from yarl import URL

from reelwright.kit.clock import Clock, SystemClock
from reelwright.kit.retry_after import retry_after
from reelwright.vendors import rules as limits
from reelwright.vendors.connections import DatedBody, Pool
from reelwright.vendors.contract import Access, Ambiguous, Json, Missing, Rejected, Unreachable
from reelwright.vendors.errors import VendorRefusedCall, VendorUnreachable
from reelwright.vendors.files import Files
from reelwright.vendors.rules import WORTH_RETRYING, Rules

log = logging.getLogger(__name__)

_MESSAGE_CHARACTERS = 500
_NOT_TO_LOG = re.compile(r"^\w+://([^/@]*@)?")
_RETRY_STATUS = {429, 500, 502, 503, 504}
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.3, 10.0
_UNREACHABLE_PAUSE_SECONDS = 5.0
# ValueError: a URL or a header that nobody can send. RuntimeError: uvloop, for some OSErrors.
_NO_ANSWER = (aiohttp.ClientError, OSError, TimeoutError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Reply:
    """A vendor's answer. `body` is its JSON object, None where there is none or it cannot be read; `message` is what
    it says went wrong, at most 500 characters and without our key.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: Json | None = field(repr=False)
    message: str


class Transport:
    """Connections to all vendors, one pool an event loop. Usable from any loop; `close` closes the running one's."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._pools: WeakKeyDictionary[asyncio.AbstractEventLoop, Pool] = WeakKeyDictionary()
        self.files = Files(lambda: self._pool().reading, lambda: self._pool().guarded)

    async def submit(
        self,
        url: str,
        body: bytes,
        rules: Rules,
        access: Access,
        *,
        headers: Mapping[str, str],
        send_by_ms: int,
    ) -> Reply | Rejected | Ambiguous:
        """POST once, on a fresh connection, and not a byte of it after `send_by_ms`.

        A `Reply` is always a 2xx with a JSON object; what it says is the adapter's to read.
        """
        payload = DatedBody(body, send_by_ms, self._clock)
        started = time.monotonic()
        outcome: Reply | Rejected | Ambiguous
        try:
            async with self._pool().spending.post(
                url, data=payload, headers=headers, allow_redirects=False
            ) as response:
                reply = await self._read(response, rules, access)
                outcome = _judge(reply, rules)
        except _NO_ANSWER as error:
            outcome = _no_answer(error, payload, access)
        finally:
            payload.revoke()
        _log("POST", url, outcome.status if isinstance(outcome, Reply) else type(outcome).__name__, started)
        return outcome

    async def ask(
        self,
        method: str,
        url: str,
        rules: Rules,
        access: Access,
        *,
        headers: Mapping[str, str],
        data: bytes | None = None,
    ) -> Reply | Unreachable:
        """A call that is free and may be repeated: three tries on silence, 429 and 5xx; other answers as they are."""
        pause = _FIRST_PAUSE_SECONDS
        for attempt in range(1, limits.ASK_TRIES + 1):
            outcome = await self._ask_once(method, url, rules, access, headers=headers, data=data)
            if isinstance(outcome, Reply) and outcome.status not in _RETRY_STATUS:
                return outcome
            wanted = retry_after(outcome.headers) if isinstance(outcome, Reply) else None
            if attempt == limits.ASK_TRIES or (wanted or 0) > _LONGEST_PAUSE_SECONDS:
                break
            await asyncio.sleep(wanted if wanted is not None else pause)
            pause *= 3
        if isinstance(outcome, Unreachable):
            return outcome
        return Unreachable(f"HTTP {outcome.status}: {outcome.message}", wanted)

    async def look(
        self, url: str, rules: Rules, access: Access, *, headers: Mapping[str, str], method: str = "GET"
    ) -> Json | Missing | Unreachable:
        """The JSON object at a URL of a job. 404 and 410 mean the vendor does not know it (any more)."""
        reply = await self.ask(method, url, rules, access, headers=headers)
        if isinstance(reply, Unreachable):
            return reply
        if reply.status in (404, 410):
            return Missing(reply.message)
        if reply.status >= 300 or reply.body is None:
            return Unreachable(f"HTTP {reply.status}: {reply.message if reply.status >= 300 else 'unreadable answer'}")
        return reply.body

    async def need(
        self,
        method: str,
        url: str,
        rules: Rules,
        access: Access,
        *,
        headers: Mapping[str, str],
        data: bytes | None = None,
    ) -> Reply:
        """A free call whose success is needed before a submit. Raises `VendorUnreachable`, `VendorRefusedCall`."""
        reply = await self.ask(method, url, rules, access, headers=headers, data=data)
        if isinstance(reply, Unreachable):
            raise VendorUnreachable(f"{rules.vendor} did not answer: {reply.reason}. Nothing was ordered; try again.")
        if reply.status == 429 or reply.status >= 500:
            raise VendorUnreachable(f"{rules.vendor} answered HTTP {reply.status}: {reply.message}")
        if reply.status >= 300:
            raise VendorRefusedCall(f"{rules.vendor} answered HTTP {reply.status}: {reply.message}")
        return reply

    async def close(self) -> None:
        """Close the connections of the running event loop; those of loops that are gone went with them."""
        if pool := self._pools.pop(asyncio.get_running_loop(), None):
            await pool.close()

    async def _ask_once(
        self,
        method: str,
        url: str,
        rules: Rules,
        access: Access,
        *,
        headers: Mapping[str, str],
        data: bytes | None,
    ) -> Reply | Unreachable:
        started = time.monotonic()
        try:
            async with self._session_for(url, access).request(
                method, url, data=data, headers=headers, allow_redirects=False
            ) as response:
                reply = await self._read(response, rules, access)
        except _NO_ANSWER as error:
            _log(method, url, type(error).__name__, started)
            return Unreachable(_reason(error, access))
        _log(method, url, reply.status, started)
        return reply

    async def _read(self, response: aiohttp.ClientResponse, rules: Rules, access: Access) -> Reply:
        """The answer with its body up to the cap. A body that breaks off leaves `body` None; the status stands."""
        raw, body = b"", None
        with suppress(aiohttp.ClientError, OSError, TimeoutError):
            raw = await _read_up_to(response, rules.max_answer_bytes)
        with suppress(ValueError, RecursionError):
            body = json.loads(raw)
        body = body if isinstance(body, dict) else None
        words = _words(body) or raw[: 4 * _MESSAGE_CHARACTERS].decode("utf-8", "replace") or f"HTTP {response.status}"
        return Reply(response.status, response.headers, body, _presentable(words, access))

    def _session_for(self, url: str, access: Access) -> aiohttp.ClientSession:
        """Another host than the vendor's (where it told us to upload to) must be public."""
        is_own = URL(url).origin() == URL(access.base_url).origin()
        return self._pool().reading if is_own else self._pool().guarded

    def _pool(self) -> Pool:
        loop = asyncio.get_running_loop()
        if (pool := self._pools.get(loop)) is None:
            pool = self._pools[loop] = Pool()
        return pool


_IN_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "no answer came in time"),
    (aiohttp.ServerDisconnectedError, "the connection was closed before an answer came"),
    (aiohttp.ClientPayloadError, "the answer broke off"),
    (ConnectionResetError, "the connection was reset before an answer came"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid for its address"),
    (aiohttp.ClientConnectorDNSError, "its address is not known"),
)


def _judge(reply: Reply, rules: Rules) -> Reply | Rejected | Ambiguous:
    if reply.status < 300:
        return reply if reply.body is not None else Ambiguous(f"HTTP {reply.status} with an unreadable body")
    if reply.status not in rules.rejections:
        return Ambiguous(f"HTTP {reply.status}: {reply.message}")
    code = rules.rejections[reply.status]
    return Rejected(
        code,
        reply.message,
        retry_after_seconds=_worth_waiting(reply, rules) if code in WORTH_RETRYING else None,
        is_refusal=code == "invalid_input" and rules.refusal.search(reply.message) is not None,
    )


def _no_answer(error: Exception, body: DatedBody, access: Access) -> Rejected | Ambiguous:
    reason = _reason(error, access)
    if body.has_begun:
        return Ambiguous(reason)
    if body.is_late:
        return Rejected("sent_too_late", "It was too late to send; nothing was.", retry_after_seconds=0.0)
    return Rejected("unreachable", f"No connection was made: {reason}", retry_after_seconds=_UNREACHABLE_PAUSE_SECONDS)


def _worth_waiting(reply: Reply, rules: Rules) -> float:
    if (told := retry_after(reply.headers)) is not None:
        return told
    found = rules.retry_after_text.search(reply.message)
    return float(found[1]) if found else rules.throttled_seconds


async def _read_up_to(response: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    pieces: list[bytes] = []
    left = most_bytes
    async for piece in response.content.iter_any():
        left -= len(piece)
        if left < 0:
            return b""  # an answer of this size is none
        pieces.append(piece)
    return b"".join(pieces)


def _words(body: Json | None) -> str:
    """The sentence of an error body: `detail` (Replicate), `error` (Runway), `error.message` (OpenAI, Google)."""
    for key in ("detail", "error", "message", "title"):
        value = (body or {}).get(key)
        if isinstance(value, dict):
            value = value.get("message")
        if isinstance(value, str) and value:
            return value
    return json.dumps(body) if body else ""


def _reason(error: Exception, access: Access) -> str:
    """What a person is told of a call without an answer; the library's own words only where they say more."""
    for kind, words in _IN_WORDS:
        if isinstance(error, kind):
            return words
    return _presentable(f"{type(error).__name__}: {error}".rstrip(": "), access)


def _presentable(text: str, access: Access) -> str:
    """The text without the key, should a vendor echo it, and not endless."""
    return (text.replace(access.key, "[key]") if access.key else text)[:_MESSAGE_CHARACTERS]


def _log(method: str, url: str, outcome: object, started: float) -> None:
    milliseconds = round((time.monotonic() - started) * 1000)
    address = _NOT_TO_LOG.sub("", url.partition("?")[0])  # a query may be a signature
    is_routine = method == "GET" and outcome == 200  # thousands of jobs are looked at again and again
    log.log(
        logging.DEBUG if is_routine else logging.INFO, "%s %s -> %s in %d ms", method, address, outcome, milliseconds
    )
