"""Pictures on their way to a vendor: multipart bodies, and addresses remembered while shots share them."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from reelwright.kit.clock import Clock
from reelwright.vendors.contract import Access, Reference

_REMEMBER_MS = 10 * 60_000  # vendors keep uploads an hour or more; a job may wait for most of it
_MOST_REMEMBERED = 1000

Upload = Callable[[Reference, bytes, Access], Awaitable[str]]


class Uploads:
    """One vendor's addresses of uploaded references, so that six shots with one logo upload it once."""

    def __init__(self, upload: Upload, clock: Clock) -> None:
        self._upload = upload
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[str, int]] = {}

    async def addresses(self, references: tuple[Reference, ...], access: Access) -> dict[str, str]:
        """Where the vendor finds each picture, by asset id; uploads those it was not given in the last ten minutes."""
        return {reference.asset_id: await self._address(reference, access) for reference in references}

    async def _address(self, reference: Reference, access: Access) -> str:
        key = (access.credential_id, reference.asset_id)
        address, until_ms = self._known.get(key, ("", 0))
        if self._clock.now_ms() < until_ms:
            return address
        content = await asyncio.to_thread(reference.path.read_bytes)
        address = await self._upload(reference, content, access)
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = (address, self._clock.now_ms() + _REMEMBER_MS)
        return address


def split_references(references: tuple[Reference, ...]) -> tuple[Reference | None, list[Reference]]:
    """The first frame, and all others."""
    first = next((reference for reference in references if reference.role == "firstFrame"), None)
    return first, [reference for reference in references if reference is not first]


def file_name(reference: Reference) -> str:
    """A harmless name with the right ending: `ast_1.png`."""
    suffix = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}.get(reference.content_type, "")
    return f"{Path(reference.asset_id).name}{suffix}"


def multipart(
    fields: Mapping[str, str], name: str, filename: str, content: bytes, content_type: str
) -> tuple[bytes, str]:
    """A `multipart/form-data` body of some fields and one file (last, as S3's forms want it), and its content type."""
    boundary = f"reelwright-{secrets.token_hex(16)}"
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    lines.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    )
    body = "".join(lines).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"
