"""Hostile addresses against real listeners: what counts is that no connection is ever opened."""

import asyncio
import gzip
import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web

from reelwright.kit.safe_fetch import (
    Fetched,
    Limits,
    ReferenceFetchFailed,
    ReferenceTooLarge,
    ReferenceUrlRefused,
    SafeFetcher,
)
from tests.kit.hostile import INSIDE, OUTSIDE, Answer, Inside, Names, outside

PICTURE = b"\x89PNG" + bytes(range(256)) * 1000


@pytest.fixture
async def inside() -> AsyncIterator[Inside]:
    listener = Inside()
    server = await asyncio.start_server(listener.connected, INSIDE, 0)
    listener.port = server.sockets[0].getsockname()[1]
    try:
        also = await asyncio.start_server(listener.connected, "::1", listener.port)
    except OSError:  # a machine without IPv6
        also = None
    yield listener
    for one in filter(None, (server, also)):
        one.close()


def fetcher(*ports: int, names: Names | None = None) -> SafeFetcher:
    return SafeFetcher(allow=lambda address: address == OUTSIDE, ports=frozenset(ports), resolver=names)


async def fetched(answer: Answer, into: Path, limits: Limits = Limits()) -> Fetched:
    async with outside(answer) as port:
        return await fetcher(port).fetch(f"http://{OUTSIDE}:{port}/logo.png", into=into, limits=limits)


async def picture(_: web.Request) -> web.StreamResponse:
    return web.Response(body=PICTURE, content_type="image/png")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "reference.png"


@pytest.fixture(autouse=True)
def nothing_is_left_half_written(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob(".*"))


# -- what is taken ----------------------------------------------------------------------------------------------


async def test_a_picture_is_fetched_whole(into: Path) -> None:
    got = await fetched(picture, into)
    assert into.read_bytes() == PICTURE
    assert (got.content_type, got.bytes) == ("image/png", len(PICTURE))
    assert got.sha256 == hashlib.sha256(PICTURE).hexdigest()


async def test_redirects_are_followed_to_the_end(into: Path) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        step = int(request.path.strip("/") or 0)
        return await picture(request) if step == 5 else web.Response(status=302, headers={"Location": f"/{step + 1}"})

    async with outside(answer) as port:
        got = await fetcher(port).fetch(f"http://{OUTSIDE}:{port}/", into=into)
    assert got.final_url == f"http://{OUTSIDE}:{port}/5"
    assert into.read_bytes() == PICTURE


async def test_a_signed_address_arrives_as_it_was_written(into: Path) -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(request.raw_path)
        return await picture(request)

    async with outside(answer) as port:
        await fetcher(port).fetch(f"http://{OUTSIDE}:{port}/a%2Fb/l%6Fgo?sig=a%2Fb%3D%3d&x=%2B#part", into=into)
    assert seen == ["/a%2Fb/l%6Fgo?sig=a%2Fb%3D%3d&x=%2B"]


async def test_no_credentials_proxies_or_cookies_go_along(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    seen: list[set[str]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append({name.lower() for name in request.headers})
        if request.path == "/end":
            return await picture(request)
        return web.Response(status=307, headers={"Location": "/end", "Set-Cookie": "track=1"})

    async with outside(answer) as port:
        names = Names(film_example=[[OUTSIDE]])  # cookies are only ever kept for names
        await fetcher(port, names=names).fetch(f"http://film.example:{port}/", into=into)
    assert seen == [{"host", "accept", "accept-encoding", "user-agent", "connection"}] * 2


# -- what is never connected to ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "LOCALHOST",
        "127。0。0。1",
        "①②⑦.⓪.⓪.①",
    ],
)
async def test_no_spelling_of_this_machine_opens_a_connection(inside: Inside, into: Path, host: str) -> None:
    with pytest.raises((ReferenceUrlRefused, ReferenceFetchFailed)):
        await SafeFetcher(ports=frozenset({inside.port})).fetch(f"http://{host}:{inside.port}/", into=into)
    await asyncio.sleep(0.02)
    assert inside.connections == 0
    assert not into.exists()


async def test_the_listener_would_have_answered(inside: Inside, into: Path) -> None:
    """Else the tests around prove nothing."""
    everywhere = SafeFetcher(allow=lambda _: True, ports=frozenset({inside.port}))
    for host in ("127.0.0.1", "localhost"):
        await everywhere.fetch(f"http://{host}:{inside.port}/", into=into)
    assert into.read_bytes() == b"secret"
    assert inside.connections == 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "logo.png",
        "file:///etc/passwd",
        "ftp://example.com/a.png",
        "gopher://example.com/",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://user@example.com/",
        "http://user:word@example.com/",
        "http://@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://example.com:22/",
        "http://example.com:99999/",
        "http://exam ple.com/",
        "http://example.com/\r\nX-Injected: yes",
        "http://example.com/a\tb",
        "http://[::1",
        f"http://example.com/{'a' * 5000}",
    ],
)
async def test_an_address_that_is_none_is_refused_before_any_name_is_asked_for(into: Path, url: str) -> None:
    names = Names(example_com=[[OUTSIDE]])
    with pytest.raises(ReferenceUrlRefused) as raised:
        await SafeFetcher(resolver=names).fetch(url, into=into)
    assert names.asked == []
    assert (raised.value.status, raised.value.code) == (422, "reference_url_refused")


async def test_a_name_that_leads_inside_is_refused(inside: Inside, into: Path) -> None:
    names = Names(evil_example=[[INSIDE]])
    with pytest.raises(ReferenceUrlRefused, match=r"evil\.example is not on the public internet"):
        await fetcher(inside.port, names=names).fetch(f"http://evil.example:{inside.port}/", into=into)
    assert inside.connections == 0


async def test_a_redirect_inside_is_refused(inside: Inside, into: Path) -> None:
    for location in (f"http://{INSIDE}:{inside.port}/", f"//[::1]:{inside.port}/", "file:///etc/passwd"):

        async def answer(_: web.Request, location: str = location) -> web.StreamResponse:
            return web.Response(status=302, headers={"Location": location})

        async with outside(answer) as port:
            with pytest.raises(ReferenceUrlRefused):
                await fetcher(port, inside.port).fetch(f"http://{OUTSIDE}:{port}/", into=into)
    assert inside.connections == 0


async def test_a_name_that_changes_its_mind_between_hops_is_caught(inside: Inside, into: Path) -> None:
    """Public for the first look-up, inside for the second: the same host, the same port."""

    async def again(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/again"})

    names = Names(rebind_example=[[OUTSIDE], [INSIDE]])
    async with outside(again, inside.port) as port:
        with pytest.raises(ReferenceUrlRefused):
            await fetcher(port, names=names).fetch(f"http://rebind.example:{port}/", into=into)
    assert names.asked == ["rebind.example"] * 2
    assert inside.connections == 0


async def test_a_name_is_asked_for_once_so_no_second_answer_can_slip_in(inside: Inside, into: Path) -> None:
    names = Names(rebind_example=[[OUTSIDE], [INSIDE]])
    async with outside(picture, inside.port) as port:
        await fetcher(port, names=names).fetch(f"http://rebind.example:{port}/", into=into)
    assert names.asked == ["rebind.example"]
    assert inside.connections == 0


async def test_of_two_addresses_only_the_public_one_is_tried(inside: Inside, into: Path) -> None:
    names = Names(mixed_example=[[INSIDE, "::1", OUTSIDE]])
    async with outside(picture, inside.port) as port:
        await fetcher(port, names=names).fetch(f"http://mixed.example:{port}/", into=into)
    assert into.read_bytes() == PICTURE
    assert inside.connections == 0


# -- what a server may not do to us ------------------------------------------------------------------------------


@pytest.mark.parametrize("is_announced", [True, False])
async def test_more_bytes_than_allowed_are_not_kept(into: Path, is_announced: bool) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if is_announced:
            response.content_length = 1001
        await response.prepare(request)
        await response.write(bytes(1001))
        return response

    with pytest.raises(ReferenceTooLarge, match="larger than") as raised:
        await fetched(answer, into, Limits(max_bytes=1000))
    assert raised.value.status == 422
    assert not into.exists()


async def test_exactly_as_many_as_allowed_are(into: Path) -> None:
    assert (await fetched(picture, into, Limits(max_bytes=len(PICTURE)))).bytes == len(PICTURE)


async def test_a_bomb_stays_packed(into: Path) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})

    with pytest.raises(ReferenceFetchFailed, match="compressed"):
        await fetched(answer, into)


async def trickle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(200):
        await response.write(b"drop")
        await asyncio.sleep(0.05)
    return response


async def silence(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


@pytest.mark.parametrize(
    ("answer", "limits", "says"),
    [
        (trickle, Limits(grace_seconds=0.2), "too slowly"),
        (trickle, Limits(total_seconds=0.4), "in time"),
        (silence, Limits(idle_seconds=0.2), "in time"),
    ],
)
async def test_a_slow_server_does_not_hold_us(answer: Answer, limits: Limits, says: str, into: Path) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(ReferenceFetchFailed, match=says):
            await fetched(answer, into, limits)
    assert not into.exists()


async def test_a_body_that_breaks_off_is_not_kept(into: Path) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.content_length = 1000
        await response.prepare(request)
        await response.write(bytes(500))
        assert request.transport is not None
        request.transport.abort()
        return response

    with pytest.raises(ReferenceFetchFailed, match="did not hand over"):
        await fetched(answer, into)
    assert not into.exists()


async def test_a_circle_ends(into: Path) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/round"})

    with pytest.raises(ReferenceFetchFailed, match="redirects too often"):
        await fetched(answer, into)


@pytest.mark.parametrize("status", [204, 206, 401, 404, 500])
async def test_only_a_plain_200_is_a_file(status: int, into: Path) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    with pytest.raises(ReferenceFetchFailed, match=str(status)):
        await fetched(answer, into)


async def test_nothing_is_no_picture(into: Path) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"", content_type="image/png")

    with pytest.raises(ReferenceFetchFailed, match="empty"):
        await fetched(answer, into)


async def test_a_server_without_a_certificate_is_not_believed(into: Path) -> None:
    async with outside(picture) as port:  # speaks no TLS at all
        with pytest.raises(ReferenceFetchFailed):
            await fetcher(port).fetch(f"https://{OUTSIDE}:{port}/", into=into)


async def test_a_name_that_is_none_says_so_without_the_secret_in_the_address(into: Path) -> None:
    with pytest.raises(ReferenceFetchFailed, match=r"There is no host nowhere\.example") as raised:
        await fetcher(80, names=Names()).fetch("http://nowhere.example/logo.png?token=hush", into=into)
    assert "hush" not in str(raised.value.as_json())
