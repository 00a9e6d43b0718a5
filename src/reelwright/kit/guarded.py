"""Connections to addresses that somebody else chose.

Whatever a URL says, and whatever DNS says when, the guard sits where the socket is made: it sees the final address of
every connect and makes no socket for one that is not allowed. So no connection to an inside address is even opened.
"""

import ipaddress
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

MAX_URL_LENGTH = 4096

Session = aiohttp.ClientSession


class Guard:
    """Makes the sockets of one exchange, for allowed addresses only, and remembers that it refused one."""

    def __init__(self, allow: Callable[[str], bool]) -> None:
        self._allow = allow
        self.has_refused = False

    def __call__(self, found: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = found
        if family not in {socket.AF_INET, socket.AF_INET6} or not self._allow(str(address[0])):
            self.has_refused = True
            raise OSError("not an allowed address")
        return socket.socket(family, kind, protocol)


@asynccontextmanager
async def guarded_session(
    guard: Guard, timeout: aiohttp.ClientTimeout, resolver: AbstractResolver | None = None
) -> AsyncIterator[Session]:
    """A session whose every connection the guard sees: no kept ones, no cookies, no proxy, no credentials."""
    connector = aiohttp.TCPConnector(
        socket_factory=guard,
        resolver=resolver,
        use_dns_cache=False,
        force_close=True,  # a kept connection would pass by the guard
    )
    async with Session(
        connector=connector,
        connector_owner=True,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        headers={"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Reelwright"},
        timeout=timeout,
    ) as session:
        yield session


def url_of(text: str, base: URL | None = None) -> URL:
    """The URL a text is, joined to `base` where it is relative; a `ValueError` where it is none."""
    if not text or len(text) > MAX_URL_LENGTH or any(char <= " " or char in "\\\x7f" for char in text):
        raise ValueError("not a URL")
    # As it is where it can be: requoting may break an address that carries a signature.
    url = URL(text, encoded=text.isascii())
    url = base.join(url) if base is not None else url
    _ = (url.scheme, url.host, url.port)  # read lazily; a bad port or host is said here
    if url.host:
        _check_host(url.host)
    return url


def _check_host(host: str) -> None:
    """Raises `ValueError` for what is no name and no usual spelling of an address.

    A host whose last part is a number is an IPv4 address to whoever connects (WHATWG URL, "ends in a number"):
    `0x7f.1` and `2130706433` are 127.0.0.1.
    """
    if ":" in host:
        return  # IPv6, parsed already
    parts = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(0 < len(part.encode()) <= 63 for part in parts) or "%" in host:
        raise ValueError("not a host")
    if re.fullmatch(r"[0-9]+|0[xX][0-9a-fA-F]*", parts[-1]):
        ipaddress.IPv4Address(host)


def has_credentials(url: URL) -> bool:
    """Whether a name or password stands in it."""
    return url.user is not None or url.password is not None or "@" in url.raw_authority
