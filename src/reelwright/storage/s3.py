"""Objects in a bucket of any S3: Cloudflare R2, AWS, SeaweedFS. Large streams go up in equal parts, as R2 demands.

No checksum header or trailer is sent (R2 has refused several kinds); the signed SHA-256 of each request is the guard.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, GenericError, PreconditionError
from obstore.store import S3Store

from reelwright.kit.clock import Clock, SystemClock
from reelwright.kit.text import save_as
from reelwright.storage.base import BaseStorage
from reelwright.storage.contract import Head, Stored
from reelwright.storage.errors import ObjectMissing
from reelwright.storage.keys import check_key, check_prefix
from reelwright.storage.presign import Presigner
from reelwright.storage.s3_errors import explain, is_past_the_end
from reelwright.storage.streams import BLOCK_BYTES, Meter

if TYPE_CHECKING:
    from obstore import GetOptions, ObjectMeta
    from obstore.store import S3Credential

PART_BYTES = 8 * 1024 * 1024  # R2: 5 MiB to 5 GiB, all equal but the last, 10,000 at most: 78 GiB an object
PARTS_AT_ONCE = 3  # with one more being filled: an upload takes 35 MiB, however long (measured)

_R2_HOST = ".r2.cloudflarestorage.com"
_Fed = bytes | Exception | None


@dataclass(frozen=True)
class S3Place:
    """A bucket and the right to use it. `public_base_url` is a public domain of the bucket, where it has one."""

    bucket: str
    endpoint: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)
    prefix: str = ""
    public_base_url: str | None = None

    @property
    def is_r2(self) -> bool:
        return (urlsplit(self.endpoint).hostname or "").endswith(_R2_HOST)

    def name_of(self, key: str) -> str:
        """The object's name in the bucket."""
        return f"{self.prefix}/{key}" if self.prefix else key


class S3Storage(BaseStorage):
    """One bucket, or the part of it under a prefix."""

    def __init__(self, place: S3Place, *, clock: Clock | None = None, max_retries: int = 4) -> None:
        self._place = place
        self._store = _open(place, max_retries)
        self._presigner = Presigner(
            place.endpoint,
            place.bucket,
            place.region,
            place.access_key_id,
            place.secret_access_key,
            clock or SystemClock(),
        )

    async def put_stream(
        self, key: str, source: AsyncIterator[bytes], content_type: str, *, max_bytes: int | None = None
    ) -> Stored:
        check_key(key)
        meter = Meter(source, max_bytes)
        async with aclosing(meter.blocks()) as blocks:
            first: deque[bytes] = deque()
            async for block in blocks:
                first.append(block)
                if len(first) * BLOCK_BYTES >= PART_BYTES:
                    break
            # What fits one part takes one request instead of three, and an empty object cannot have parts.
            if meter.bytes < PART_BYTES:
                etag = await self._put(key, b"".join(first), content_type)
            else:
                etag = await self._put_parts(key, first, blocks, content_type)
        return Stored(key, meter.bytes, meter.sha256, etag)

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        check_key(key)
        if end is not None and start >= end:
            return
        options: GetOptions = {}
        if end is not None:
            options["range"] = (start, end)
        elif start:
            options["range"] = {"offset": start}
        with self._explained(key):
            try:
                found = await obstore.get_async(self._store, key, options=options)
            except GenericError as error:
                if is_past_the_end(error):
                    return
                raise
            async for block in found.stream(min_chunk_size=BLOCK_BYTES):
                yield bytes(block)

    async def head(self, key: str) -> Head | None:
        check_key(key)
        try:
            with self._explained(key):
                found = await obstore.get_async(self._store, key, options={"head": True})
        except ObjectMissing:
            return None
        return _head(key, found.meta, found.attributes.get("Content-Type"))

    async def delete(self, key: str) -> None:
        check_key(key)
        try:
            with self._explained(key):
                await obstore.delete_async(self._store, key)
        except ObjectMissing:
            return

    async def list(self, prefix: str = "") -> AsyncIterator[Head]:
        folder = check_prefix(prefix)
        with self._explained(folder):
            async for page in obstore.list(self._store, folder or None, chunk_size=1000):
                for meta in page:
                    yield _head(meta["path"], meta, None)

    async def link(
        self, key: str, seconds: int, *, filename: str | None = None, content_type: str | None = None
    ) -> str | None:
        """On the public domain where the bucket has one, unless a `filename` must be bound: only the S3 host does that.

        An object there keeps the content type it was stored with.
        """
        name = self._place.name_of(check_key(key))
        if self._place.public_base_url and filename is None:
            return f"{self._place.public_base_url.rstrip('/')}/{name}"
        query = {}
        if filename is not None:
            query["response-content-disposition"] = save_as(filename)
        if content_type is not None:
            query["response-content-type"] = content_type
        return self._presigner.url("GET", name, seconds, query)

    async def _copy(self, src: str, dst: str, *, replace: bool) -> bool:
        check_key(src)
        check_key(dst)
        try:
            with self._explained(src):
                await obstore.copy_async(self._store, src, dst, overwrite=replace)
        except _Taken:
            return False
        return True

    async def _put(self, key: str, data: bytes, content_type: str) -> str | None:
        with self._explained(key):
            kept = await obstore.put_async(
                self._store, key, data, attributes={"Content-Type": content_type}, use_multipart=False
            )
        return kept["e_tag"]

    async def _put_parts(
        self, key: str, first: deque[bytes], rest: AsyncIterator[bytes], content_type: str
    ) -> str | None:
        """Feed obstore from the caller's own task, and make it abort the upload when the feeding ends early.

        Left to itself a canceled upload leaves its parts in the bucket, unseen and paid for (run on obstore 0.12.1).
        """
        feed: asyncio.Queue[_Fed] = asyncio.Queue(1)
        upload = asyncio.ensure_future(self._upload(key, _drain(feed), content_type))
        try:
            while first:
                await _hand_over(feed, first.popleft(), upload)
            async for block in rest:
                await _hand_over(feed, block, upload)
            await _hand_over(feed, None, upload)
            return await asyncio.shield(upload)
        except BaseException:
            while not feed.empty():
                feed.get_nowait()
            feed.put_nowait(_SourceEnded())
            await asyncio.wait([upload])
            upload.exception()  # ours, or the one being raised already
            raise

    async def _upload(self, key: str, blocks: AsyncIterator[bytes], content_type: str) -> str | None:
        with self._explained(key):
            kept = await obstore.put_async(
                self._store,
                key,
                blocks,
                attributes={"Content-Type": content_type},
                chunk_size=PART_BYTES,
                max_concurrency=PARTS_AT_ONCE,
            )
        return kept["e_tag"]

    @contextmanager
    def _explained(self, key: str) -> Iterator[None]:
        try:
            yield
        except (AlreadyExistsError, PreconditionError) as error:
            raise _Taken from error
        except (BaseError, FileNotFoundError) as error:
            raise explain(error, key, bucket=self._place.bucket, endpoint=self._place.endpoint) from error


class _Taken(Exception):
    """The name a copy was to get is taken."""


class _SourceEnded(Exception):
    """Tells obstore that no more will come, so that it aborts the upload."""


async def _drain(feed: "asyncio.Queue[_Fed]") -> AsyncIterator[bytes]:
    while (item := await feed.get()) is not None:
        if isinstance(item, Exception):
            raise item
        yield item


async def _hand_over(feed: "asyncio.Queue[_Fed]", item: _Fed, upload: "asyncio.Future[str | None]") -> None:
    """Put an item where the upload takes it, without waiting for an upload that has failed."""
    handing: asyncio.Future[None] = asyncio.ensure_future(feed.put(item))
    either: set[asyncio.Future[Any]] = {handing, upload}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        handing.cancel()
    if upload.done():
        upload.result()


def _open(place: S3Place, max_retries: int) -> S3Store:
    credentials: S3Credential = {
        "access_key_id": place.access_key_id,
        "secret_access_key": place.secret_access_key,
        "token": None,
        "expires_at": None,
    }
    # R2 has a header of its own for create-only copies (developers.cloudflare.com/r2/api/s3/conditional-operations);
    # AWS and SeaweedFS take the plain one (AWS: CopyObject API reference, IfNoneMatch).
    header = "cf-copy-destination-if-none-match" if place.is_r2 else "If-None-Match"
    return S3Store(
        place.bucket,
        prefix=place.prefix or None,
        endpoint=place.endpoint,
        region=place.region,
        # A provider rather than two settings, so that no AWS_* variable of the environment joins in.
        credential_provider=lambda: credentials,
        skip_signature=False,
        virtual_hosted_style_request=False,
        copy_if_not_exists=f"header:{header}:*",
        disable_bulk_delete=True,  # one plain DELETE each: the bulk call wants a checksum
        client_options={
            "allow_http": urlsplit(place.endpoint).scheme == "http",
            "connect_timeout": timedelta(seconds=5),
            "read_timeout": timedelta(seconds=120),  # silence, on a slow uplink until a part is through
            "timeout": timedelta(hours=2),  # a whole body, which the default would cut off at 30 s
        },
        retry_config={
            "max_retries": max_retries,
            "retry_timeout": timedelta(seconds=90),
            "backoff": {
                "init_backoff": timedelta(milliseconds=200),
                "max_backoff": timedelta(seconds=5),
                "base": 2,
            },
        },
    )


def _head(key: str, meta: "ObjectMeta", content_type: str | None) -> Head:
    modified_ms = round(meta["last_modified"].timestamp() * 1000)
    return Head(key, meta["size"], meta["e_tag"], content_type, modified_ms)
