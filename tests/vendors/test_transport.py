"""What is known for certain after a submit: stories on real sockets, with a server that keeps every byte it gets."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import uvloop

from reelwright.kit.clock import ManualClock
from reelwright.vendors.contract import Access, Ambiguous, Missing, Rejected, Unreachable
from reelwright.vendors.errors import FileGone, FileUnreadable
from reelwright.vendors.rules import COMMON_REJECTIONS, Rules
from reelwright.vendors.transport import Reply, Transport

RULES = Rules("acme")
KEY = "secret-key-0123456789"


@dataclass
class Wire:
    """A server whose every connection is answered by `reply` (bytes; None closes without a word)."""

    port: int = 0
    reply: bytes | None = b""
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def access(self) -> Access:
        return Access("cred", "acme", f"http://127.0.0.1:{self.port}", KEY)

    def url(self, path: str = "/jobs") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def answer(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def serving(wire: Wire, before: Callable[[], Awaitable[None]] | None = None) -> AsyncIterator[Wire]:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire.connections += 1
        try:
            got = await asyncio.wait_for(reader.read(65536), 1)
            wire.requests.append(got)
            if before:
                await before()
            if wire.reply is not None:
                writer.write(wire.reply)
                await writer.drain()
        except (TimeoutError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    async with server:
        yield wire


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with serving(Wire()) as wire:
        yield wire


@pytest.fixture
async def transport(clock: ManualClock) -> AsyncIterator[Transport]:
    transport = Transport(clock)
    yield transport
    await transport.close()


async def submit(
    transport: Transport, wire: Wire, *, send_by_ms: int = 2**60, rules: Rules = RULES
) -> Reply | Rejected | Ambiguous:
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    return await transport.submit(wire.url(), b'{"a":1}', rules, wire.access(), headers=headers, send_by_ms=send_by_ms)


async def test_an_accepted_job_is_read(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(201, b'{"id": "j1"}')
    reply = await submit(transport, wire)
    assert isinstance(reply, Reply) and reply.body == {"id": "j1"}
    assert wire.requests[0].startswith(b"POST /jobs") and wire.requests[0].endswith(b'{"a":1}')


async def test_not_a_byte_leaves_after_its_time(transport: Transport, wire: Wire, clock: ManualClock) -> None:
    wire.reply = answer(201, b'{"id": "j1"}')
    outcome = await submit(transport, wire, send_by_ms=clock.now_ms() - 1)
    assert isinstance(outcome, Rejected) and outcome.code == "sent_too_late"
    await asyncio.sleep(0.05)
    assert wire.requests in ([], [b""])  # a connection perhaps, never a request


async def test_nobody_there_is_a_certain_rejection(transport: Transport) -> None:
    async with serving(Wire()) as gone:
        pass
    outcome = await submit(transport, gone)
    assert isinstance(outcome, Rejected) and outcome.code == "unreachable" and outcome.retry_after_seconds


@pytest.mark.parametrize("host", ["no-such-host.invalid", "[::bad"])
async def test_a_name_that_does_not_resolve_is_a_certain_rejection(transport: Transport, wire: Wire, host: str) -> None:
    outcome = await transport.submit(f"http://{host}/jobs", b"{}", RULES, wire.access(), headers={}, send_by_ms=2**60)
    assert isinstance(outcome, Rejected) and outcome.code == "unreachable"


async def test_a_failed_handshake_is_a_certain_rejection(transport: Transport, wire: Wire) -> None:
    wire.reply = b"this is not TLS"
    url = wire.url().replace("http:", "https:")
    outcome = await transport.submit(url, b"{}", RULES, wire.access(), headers={}, send_by_ms=2**60)
    assert isinstance(outcome, Rejected) and outcome.code == "unreachable"


@pytest.mark.parametrize("status", sorted(COMMON_REJECTIONS))
async def test_the_table_says_what_is_certain(transport: Transport, wire: Wire, status: int) -> None:
    wire.reply = answer(status, b'{"detail": "no"}')
    outcome = await submit(transport, wire)
    assert isinstance(outcome, Rejected) and outcome.message == "no"
    assert (outcome.retry_after_seconds is not None) == (status == 429)


@pytest.mark.parametrize("status", [301, 307, 403, 408, 409, 500, 502, 503, 504])
async def test_everything_else_may_have_been_taken(transport: Transport, wire: Wire, status: int) -> None:
    wire.reply = answer(status, b"{}", "Location: /elsewhere")
    assert isinstance(await submit(transport, wire), Ambiguous)
    assert wire.connections == 1  # redirects are not followed, nothing is sent again


@pytest.mark.parametrize(
    "reply",
    [None, b"", b"HTTP/1.1 2", answer(201, b'{"id"')[:-3], answer(201, b"<html>"), answer(201, b'["j1"]')],
    ids=["closed", "silent", "half a head", "half a body", "html", "no object"],
)
async def test_a_lost_answer_is_never_ordered_twice(transport: Transport, wire: Wire, reply: bytes | None) -> None:
    wire.reply = reply
    assert isinstance(await submit(transport, wire), Ambiguous)
    assert wire.connections == 1


async def test_silence_after_the_bytes_left_is_ambiguous(transport: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelwright.vendors.rules.SUBMIT_SECONDS", 0.3)
    async with serving(Wire(), before=lambda: asyncio.sleep(5)) as silent:
        assert isinstance(await submit(transport, silent), Ambiguous)
        assert len(silent.requests) == 1


async def test_a_rejection_whose_body_breaks_off_stays_certain(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(422, b'{"detail": "too long"}')[:-5]
    assert isinstance(await submit(transport, wire), Rejected)


async def test_submits_never_share_a_connection(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(201, b'{"id": "j1"}').replace(b"Connection: close", b"Connection: keep-alive")
    await submit(transport, wire)
    await submit(transport, wire)
    assert wire.connections == 2


@pytest.mark.parametrize(
    ("headers", "detail", "seconds"),
    [(["Retry-After: 7"], "slow", 7.0), ([], "Your rate limit resets in ~30s.", 30.0), ([], "slow", 10.0)],
)
async def test_throttled_says_when(
    transport: Transport, wire: Wire, headers: list[str], detail: str, seconds: float
) -> None:
    wire.reply = answer(429, json.dumps({"detail": detail}).encode(), *headers)
    outcome = await submit(transport, wire)
    assert isinstance(outcome, Rejected) and outcome.retry_after_seconds == seconds


async def test_policy_words_make_a_refusal(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(400, b'{"error": {"message": "Blocked by our moderation system"}}')
    outcome = await submit(transport, wire)
    assert isinstance(outcome, Rejected) and outcome.is_refusal


async def test_keys_never_come_back(transport: Transport, wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire.reply = answer(401, json.dumps({"detail": f"bad token {KEY}"}).encode())
    outcome = await submit(transport, wire)
    asked = await transport.ask("GET", wire.url(f"/x?key={KEY}"), RULES, wire.access(), headers={"X-Key": KEY})
    assert KEY not in repr(outcome) and KEY not in repr(asked) and KEY not in repr(wire.access())
    assert KEY not in caplog.text and f"POST 127.0.0.1:{wire.port}/jobs" in caplog.text


async def test_free_calls_are_asked_three_times(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(503, b"", "Retry-After: 0")
    outcome = await transport.look(wire.url(), RULES, wire.access(), headers={})
    assert isinstance(outcome, Unreachable) and wire.connections == 3
    wire.reply = answer(404, b'{"detail": "gone"}')
    assert await transport.look(wire.url(), RULES, wire.access(), headers={}) == Missing("gone")
    assert wire.connections == 4


async def test_an_oversized_answer_is_not_read(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(201, b'{"id": "' + b"x" * 5000 + b'"}')
    assert isinstance(await submit(transport, wire, rules=Rules("acme", max_answer_bytes=1000)), Ambiguous)


async def stream(transport: Transport, wire: Wire, path: str = "/f.mp4", rules: Rules = RULES) -> bytes:
    pieces = transport.files.stream(wire.url(path), rules, wire.access(), headers={"Authorization": KEY})
    return b"".join([piece async for piece in pieces])


async def test_a_file_comes_whole_or_not_at_all(transport: Transport, wire: Wire) -> None:
    wire.reply = answer(200, b"m" * 500_000)
    assert await stream(transport, wire) == b"m" * 500_000
    wire.reply = answer(200, b"m" * 500_000)[:-1]
    with pytest.raises(FileUnreadable):
        await stream(transport, wire)
    wire.reply = answer(200, b"m" * 5000)
    with pytest.raises(FileUnreadable):
        await stream(transport, wire, rules=Rules("acme", max_file_bytes=4000))
    wire.reply = answer(403, b"expired")
    with pytest.raises(FileGone):
        await stream(transport, wire)


async def test_a_vendors_link_cannot_lead_inside(transport: Transport, wire: Wire) -> None:
    async with serving(Wire()) as inside:
        for target in (f"https://127.0.0.1:{inside.port}/x", f"https://localhost:{inside.port}/x", "file:///etc/hosts"):
            wire.reply = answer(302, b"", f"Location: {target}")
            with pytest.raises(FileUnreadable):
                await stream(transport, wire)
        upload = await transport.ask("POST", f"https://localhost:{inside.port}/up", RULES, wire.access(), headers={})
        assert isinstance(upload, Unreachable)
        assert inside.connections == 0  # not even opened


async def test_the_key_stays_with_the_vendor(transport: Transport, wire: Wire) -> None:
    async with serving(Wire(reply=answer(200, b"x"))) as other:
        wire.reply = answer(302, b"", f"Location: http://127.0.0.1:{other.port}/f")
        with pytest.raises(FileUnreadable):  # another port is another host, and not https
            await stream(transport, wire)
        assert other.connections == 0
    assert KEY.encode() in wire.requests[0]


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def test_every_event_loop_gets_its_own_connections(run: Callable[..., object]) -> None:
    """The server's loop is another one than the workers', and raises other errors."""
    transport = Transport()

    async def once() -> None:
        async with serving(Wire(reply=answer(201, b'{"id": "j1"}'))) as wire:
            assert isinstance(await submit(transport, wire), Reply)
            late = await submit(transport, wire, send_by_ms=0)
            assert isinstance(late, Rejected) and late.code == "sent_too_late"
            wire.reply = answer(302, b"", "Location: https://127.0.0.1:1/x")
            with pytest.raises(FileUnreadable):
                await stream(transport, wire)
        assert isinstance(await submit(transport, wire), Rejected)
        await transport.close()

    for _ in range(2):
        run(once())
