"""The only way to send something to an address that somebody gave: one POST, no redirects, the answer's beginning."""

import asyncio
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from reelwright.kit.addresses import is_public
from reelwright.kit.guarded import Guard, guarded_session, has_credentials, url_of
from reelwright.kit.problems import Invalid
from reelwright.kit.retry_after import retry_after

KEPT_BYTES = 2048
_USUAL_PORTS = {80, 443}
_FIRST_FREE_PORT = 1024  # below it live other protocols, which a POST could be taken for

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class WebhookAddressRefused(Invalid):
    """422: not an http or https address on the public internet, nor in a network that the settings allow."""

    code = "webhook_address_refused"
    title = "Nothing is sent to this address"


class PostFailed(Exception):
    """No answer came; the text says why, in a sentence."""


@dataclass(frozen=True)
class PostAnswer:
    """What the receiver said: its status, the first 2 KB of its words, and how long it asks to wait."""

    status: int
    text: str
    retry_after_seconds: float | None = None


class SafePoster:
    """Posts to public http and https addresses, and to those in `networks`. Answers are read for `seconds` at most."""

    def __init__(
        self, networks: Sequence[Network] = (), *, seconds: float = 15, resolver: AbstractResolver | None = None
    ) -> None:
        self._networks = tuple(networks)
        self._seconds = seconds
        self._resolver = resolver

    def check(self, text: str) -> URL:
        """The URL, if its text does not forbid it already. Raises `WebhookAddressRefused`; DNS is not asked."""
        try:
            url = url_of(text)
        except ValueError:
            raise _refused("This is not an address: give one like https://example.com/hooks.") from None
        if url.scheme not in {"http", "https"} or not url.host:
            raise _refused("Messages go to http and https addresses only: give one of those.")
        if has_credentials(url):
            raise _refused("An address with a name or password in it is not used: the signature says who sends.")
        if url.port not in _USUAL_PORTS and (url.port or 0) < _FIRST_FREE_PORT:
            raise _refused(f"Port {url.port} is not sent to: use 80, 443, or one from {_FIRST_FREE_PORT} on.")
        if not self._may_be_allowed(url.host):
            raise _refused(_not_public(url.host))
        return url

    async def post(self, text: str, body: bytes, headers: Mapping[str, str]) -> PostAnswer:
        """The answer, whatever its status. Raises `PostFailed` where none came, and `WebhookAddressRefused`."""
        url = self.check(text)
        guard = Guard(self._allows)
        times = aiohttp.ClientTimeout(total=None, sock_connect=min(5.0, self._seconds))
        try:
            async with (
                asyncio.timeout(self._seconds),
                guarded_session(guard, times, self._resolver) as session,
                session.post(url, data=body, headers=dict(headers), allow_redirects=False) as response,
            ):
                told = _readable(await _beginning(response))
                return PostAnswer(response.status, told, retry_after(response.headers))
        except TimeoutError:
            raise PostFailed(f"{url.host} did not answer within {self._seconds:g} s.") from None
        except (aiohttp.ClientError, OSError, ValueError, RuntimeError) as error:  # RuntimeError: uvloop, for some
            if guard.has_refused:
                raise PostFailed(_not_public(str(url.host))) from None
            raise PostFailed(_why(url, error)) from None

    def _allows(self, address: str) -> bool:
        if is_public(address):
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks if network.version == parsed.version)

    def _may_be_allowed(self, host: str) -> bool:
        """False where the text alone says that it leads inside; a name is looked up when it is sent to."""
        if host == "localhost" or host.endswith(".localhost"):
            return self._allows("127.0.0.1") or self._allows("::1")
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return True
        return self._allows(host)


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    kept = b""
    async for chunk in response.content.iter_chunked(KEPT_BYTES):
        kept += chunk
        if len(kept) >= KEPT_BYTES:
            break
    return kept[:KEPT_BYTES]


def _readable(raw: bytes) -> str:
    return raw.decode(errors="replace").replace("\0", "")


def _why(url: URL, error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"There is no host {url.host}."
    if isinstance(error, aiohttp.ClientSSLError):
        return f"{url.host} has no valid certificate."
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{url.host} did not take the connection."
    return f"{url.host} broke off before it had answered."


def _not_public(host: str) -> str:
    return (
        f"{host} is not on the public internet. Give a public address, or let the operator allow its network: "
        "REELWRIGHT_WEBHOOK_NETWORKS."
    )


def _refused(detail: str) -> WebhookAddressRefused:
    return WebhookAddressRefused(detail, fields={"url": detail})
