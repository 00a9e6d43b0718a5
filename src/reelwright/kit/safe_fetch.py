"""The only way to fetch an address that somebody pasted.

Redirects are followed by hand, each hop checked like the first; `guarded` sees the final address of every connect.
"""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from reelwright.kit.addresses import is_public
from reelwright.kit.guarded import Guard, Session, guarded_session, has_credentials, url_of
from reelwright.kit.problems import Invalid

_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK_BYTES = 64 * 1024


class ReferenceUrlRefused(Invalid):
    """422: not a public http or https address, or one that leads elsewhere."""

    code = "reference_url_refused"
    title = "This address may not be fetched"


class ReferenceFetchFailed(Invalid):
    """422: the address may be fetched, but its server did not hand over the file."""

    code = "reference_fetch_failed"
    title = "The file could not be fetched"


class ReferenceTooLarge(ReferenceFetchFailed):
    """422: the file is larger than is taken."""

    code = "reference_too_large"
    title = "The file is too large"


@dataclass(frozen=True)
class Limits:
    """How much of our time and disk a stranger's server may have.

    `idle_seconds` is the longest silence, `total_seconds` the whole fetch with its redirects. From `grace_seconds` of a
    body on, it must have come at `min_bytes_per_second` on average.
    """

    max_bytes: int = 20 * 1024 * 1024
    total_seconds: float = 60
    connect_seconds: float = 10
    idle_seconds: float = 10
    grace_seconds: float = 5
    min_bytes_per_second: int = 8 * 1024
    max_redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """What came. `content_type` is the server's claim, in lower case without parameters; believe the bytes instead."""

    final_url: str
    content_type: str
    bytes: int
    sha256: str


class SafeFetcher:
    """Fetches public http and https addresses into files, with no cookies, no proxy and no credentials.

    `allow` says which numeric addresses may be connected to, `ports` which ports; both are widened only in tests.
    """

    def __init__(
        self,
        *,
        allow: Callable[[str], bool] = is_public,
        ports: frozenset[int] = frozenset({80, 443}),
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allow = allow
        self._ports = ports
        self._resolver = resolver

    async def fetch(self, url: str, *, into: Path, limits: Limits = Limits()) -> Fetched:
        """The file at `url`, written to `into` once it is whole.

        Raises `ReferenceUrlRefused` before anything is sent to an address that is not public, `ReferenceTooLarge`,
        and `ReferenceFetchFailed` for all else that a server can do. The sentences name the host, never the rest of
        the address, which may hold a secret.
        """
        target = self._checked(url)
        guard = Guard(self._allow)
        try:
            async with asyncio.timeout(limits.total_seconds), _session(guard, self._resolver, limits) as session:
                response = await self._follow(session, guard, target, limits)
                async with response:
                    _check_answer(response, limits)
                    return await _save(response, into, limits)
        except TimeoutError:
            raise ReferenceFetchFailed(
                f"{target.host} did not hand over the file in time: try again, or upload it."
            ) from None

    async def _follow(self, session: Session, guard: Guard, target: URL, limits: Limits) -> aiohttp.ClientResponse:
        """The first answer that is no redirect, each hop checked like the first."""
        for _ in range(limits.max_redirects + 1):
            with _explained(target, guard):
                response = await session.get(target, allow_redirects=False)
            if response.status not in _REDIRECTS:
                return response
            response.close()
            target = self._checked(response.headers.get("Location", ""), base=target)
        raise ReferenceFetchFailed(f"{target.host} redirects too often: give the address of the file itself.")

    def _checked(self, text: str, base: URL | None = None) -> URL:
        """A URL that may be asked for, as far as its text tells; relative ones are joined to `base`."""
        try:
            url = url_of(text, base)
        except ValueError:
            raise ReferenceUrlRefused(
                "This is not the address of a file: give one like https://example.com/logo.png."
            ) from None
        if url.scheme not in {"http", "https"} or not url.host:
            raise ReferenceUrlRefused(
                "Only http and https addresses can be fetched: give one of those, or upload the file."
            )
        if has_credentials(url):
            raise ReferenceUrlRefused(
                "An address with a name or password in it is not fetched: upload the file instead."
            )
        if url.port not in self._ports:
            raise ReferenceUrlRefused(
                f"Port {url.port} is not fetched from: put the file on the usual port, or upload it."
            )
        return url


def _session(guard: Guard, resolver: AbstractResolver | None, limits: Limits) -> AbstractAsyncContextManager[Session]:
    times = aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_seconds, sock_read=limits.idle_seconds)
    return guarded_session(guard, times, resolver)


def _check_answer(response: aiohttp.ClientResponse, limits: Limits) -> None:
    host = response.url.host
    if response.status != 200:
        raise ReferenceFetchFailed(
            f"{host} answered with status {response.status}: check that anybody can open the address."
        )
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        # Asked for plain bytes; unpacking what a stranger packed could fill the disk.
        raise ReferenceFetchFailed(f"{host} sends the file compressed although asked not to: upload it instead.")
    if (response.content_length or 0) > limits.max_bytes:
        raise _too_large(limits)


async def _save(response: aiohttp.ClientResponse, into: Path, limits: Limits) -> Fetched:
    partial = into.with_name(f".{into.name}.{secrets.token_hex(4)}.part")
    digest, size = hashlib.sha256(), 0
    try:
        with await asyncio.to_thread(partial.open, "xb") as file:
            async for chunk in _body(response, limits):
                size += len(chunk)
                if size > limits.max_bytes:
                    raise _too_large(limits)
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
        if not size:
            raise ReferenceFetchFailed(f"{response.url.host} sent an empty file: check the address.")
        await asyncio.to_thread(partial.replace, into)
    finally:
        partial.unlink(missing_ok=True)
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(str(response.url), content_type or "application/octet-stream", size, digest.hexdigest())


async def _body(response: aiohttp.ClientResponse, limits: Limits) -> AsyncIterator[bytes]:
    """The answer's bytes, as long as they come fast enough."""
    now = asyncio.get_running_loop().time
    began, size = now(), 0
    with _explained(response.url):
        async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
            size += len(chunk)
            elapsed = now() - began
            if elapsed > limits.grace_seconds and size < elapsed * limits.min_bytes_per_second:
                raise ReferenceFetchFailed(f"{response.url.host} sends the file too slowly: upload it instead.")
            yield chunk


@contextmanager
def _explained(url: URL, guard: Guard | None = None) -> Iterator[None]:
    """Turn what aiohttp raises into our words; a refusal by the guard is one whatever it ended in."""
    try:
        yield
    except TimeoutError:
        raise
    except (aiohttp.ClientError, OSError, ValueError, RuntimeError) as error:  # RuntimeError: uvloop, for some OSErrors
        if (guard and guard.has_refused) or isinstance(error, aiohttp.InvalidURL):
            raise ReferenceUrlRefused(
                f"{url.host} is not on the public internet: give a public address, or upload the file."
            ) from None
        if isinstance(error, aiohttp.ClientConnectorDNSError):
            raise ReferenceFetchFailed(f"There is no host {url.host}: check the address.") from None
        if isinstance(error, aiohttp.ClientSSLError):
            raise ReferenceFetchFailed(f"{url.host} has no valid certificate: upload the file instead.") from None
        raise ReferenceFetchFailed(
            f"{url.host} did not hand over the file: check that the address opens in a browser, or upload the file."
        ) from None


def _too_large(limits: Limits) -> ReferenceTooLarge:
    return ReferenceTooLarge(f"The file is larger than {limits.max_bytes / 1024**2:g} MiB: give a smaller one.")
