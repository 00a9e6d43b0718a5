"""From settings to a storage."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, assert_never
from urllib.parse import urlsplit

from reelwright.storage.contract import Storage
from reelwright.storage.errors import StorageUnavailable
from reelwright.storage.keys import InvalidKey, check_prefix


@dataclass(frozen=True)
class StorageSettings:
    """Where to keep files: a `folder`, or an S3 bucket with its endpoint and key.

    `region` is `auto` for R2; without an `endpoint` it names Amazon's own. `prefix` keeps everything under one folder
    of the bucket. `public_base_url` is the bucket's public domain, if it has one.
    """

    kind: Literal["local", "s3"] = "local"
    folder: Path = Path("data/storage")
    bucket: str = ""
    endpoint: str = ""
    region: str = "auto"
    access_key_id: str = ""
    secret_access_key: str = field(default="", repr=False)
    public_base_url: str | None = None
    prefix: str = ""


def open_storage(settings: StorageSettings) -> Storage:
    """The storage the settings describe, without touching it yet: `check` does. Raises `StorageUnavailable`, saying
    which setting is missing or wrong."""
    match settings.kind:
        case "local":
            from reelwright.storage.local import LocalStorage

            return LocalStorage(settings.folder)
        case "s3":
            from reelwright.storage.s3 import S3Place, S3Storage  # a small team on one disk need not load it

            _check_s3(settings)
            return S3Storage(
                S3Place(
                    bucket=settings.bucket,
                    endpoint=_endpoint(settings),
                    region=settings.region or "auto",
                    access_key_id=settings.access_key_id,
                    secret_access_key=settings.secret_access_key,
                    prefix=check_prefix(settings.prefix),
                    public_base_url=settings.public_base_url or None,
                )
            )
        case _:
            assert_never(settings.kind)


def r2_endpoint(account_id: str) -> str:
    """The S3 endpoint of a Cloudflare account (developers.cloudflare.com/r2/api/s3/api)."""
    return f"https://{account_id}.r2.cloudflarestorage.com"


def _endpoint(settings: StorageSettings) -> str:
    """Amazon's own for a region that is named: docs.aws.amazon.com/general/latest/gr/s3.html."""
    return settings.endpoint.rstrip("/") or f"https://s3.{settings.region}.amazonaws.com"


def _check_s3(settings: StorageSettings) -> None:
    needed = {
        "R2_BUCKET_NAME": settings.bucket,
        "S3_ENDPOINT or R2_ACCOUNT_ID": settings.endpoint or settings.region.removeprefix("auto"),
        "R2_ACCESS_KEY_ID": settings.access_key_id,
        "R2_SECRET_ACCESS_KEY": settings.secret_access_key,
    }
    if missing := [name for name, value in needed.items() if not value]:
        raise StorageUnavailable(f"Storage in a bucket needs more settings: set {', '.join(missing)}.")
    address = urlsplit(_endpoint(settings))
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise StorageUnavailable("S3_ENDPOINT is not an http or https address: write it like https://s3.example.com.")
    try:
        check_prefix(settings.prefix)
    except InvalidKey:
        raise StorageUnavailable("The storage prefix may hold letters, digits, '.', '_', '-' and '/' only.") from None
