"""Finished files, streamed from wherever a vendor's answer points: hostile input until it is probed."""

from collections.abc import AsyncIterator, Callable, Mapping

import aiohttp
from yarl import URL

from reelwright.vendors import rules as limits
from reelwright.vendors.contract import Access
from reelwright.vendors.errors import FileGone, FileUnreadable
from reelwright.vendors.rules import MEBIBYTE, Rules

_CHUNK_BYTES = MEBIBYTE // 4
_MOST_REDIRECTS = 5
_TIMEOUT = aiohttp.ClientTimeout(
    total=None, connect=limits.CONNECT_SECONDS, sock_connect=limits.CONNECT_SECONDS, sock_read=limits.FILE_IDLE_SECONDS
)
_GONE = {401, 403, 404, 410}  # signed links answer 403 when they are over

Session = Callable[[], aiohttp.ClientSession]


class Files:
    """Downloads. The vendor's own host may be anywhere the operator says; any other must be public and https."""

    def __init__(self, own: Session, guarded: Session) -> None:
        self._own = own
        self._guarded = guarded

    async def stream(
        self, url: str, rules: Rules, access: Access, *, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[bytes]:
        """The file's bytes in pieces of at most 256 KiB. `headers` (with the key) go to the vendor's own hosts only.

        Raises `FileGone`, and `FileUnreadable` for silence, a short or an oversized file.
        """
        try:
            async with await self._open(URL(url), rules, access, headers or {}) as response:
                if (response.content_length or 0) > rules.max_file_bytes:
                    raise FileUnreadable(f"{rules.vendor} offers {response.content_length} bytes, more than allowed.")
                received = 0
                async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
                    received += len(chunk)
                    if received > rules.max_file_bytes:
                        raise FileUnreadable(f"{rules.vendor} sends more than {rules.max_file_bytes} bytes.")
                    yield chunk
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, RuntimeError) as error:  # RuntimeError: uvloop
            raise FileUnreadable(f"The download from {rules.vendor} broke off: {type(error).__name__}.") from error

    async def _open(self, url: URL, rules: Rules, access: Access, headers: Mapping[str, str]) -> aiohttp.ClientResponse:
        own = URL(access.base_url).origin()
        for _ in range(_MOST_REDIRECTS + 1):
            is_own = url.origin() == own
            if not is_own and url.scheme != "https":
                raise FileUnreadable(f"{rules.vendor} points to {url.scheme}://{url.host}, which is not https.")
            session = self._own() if is_own else self._guarded()
            with_key = is_own or rules.may_see_key(url.host or "")
            response = await session.get(
                url, headers=headers if with_key else None, timeout=_TIMEOUT, allow_redirects=False
            )
            if response.status < 300:
                return response
            response.release()
            if response.status in _GONE:
                raise FileGone(f"{rules.vendor} answers HTTP {response.status} for the finished file.")
            if response.status not in (301, 302, 303, 307, 308) or "Location" not in response.headers:
                raise FileUnreadable(f"{rules.vendor} answers HTTP {response.status} for the finished file.")
            url = url.join(URL(response.headers["Location"]))
        raise FileUnreadable(f"{rules.vendor} redirects more than {_MOST_REDIRECTS} times.")
