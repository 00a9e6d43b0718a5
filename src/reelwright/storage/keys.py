"""Where everything lives: the permanent scheme of object keys.

A key once given out is never given to other bytes: names carry an id or a hash, and each finish of a video its own
revision. All parts are plain ASCII, so a key is the same as a path, a URL and an S3 name.
"""

import re
from datetime import UTC, datetime

MAX_KEY_BYTES = 1024  # of S3 and R2; R2: developers.cloudflare.com/r2/platform/limits (2026-11)

_SEGMENT = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_KEY = re.compile(rf"{_SEGMENT}(/{_SEGMENT})*")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

TEMP = "temp"


class InvalidKey(ValueError):
    """A key our scheme cannot have made: a bug in the caller, or someone trying to leave the folder."""


def check_key(key: str) -> str:
    """The key itself, if it is one: non-empty parts of `A-Za-z0-9._-` that start with no dot or dash, 1,024 at most."""
    if len(key) > MAX_KEY_BYTES or not _KEY.fullmatch(key):
        raise InvalidKey(f"Not a storage key: {key[:200]!r}")
    return key


def check_prefix(prefix: str) -> str:
    """A folder of keys without its closing slash; empty for everything."""
    bare = prefix.removesuffix("/")
    return check_key(bare) if bare else ""


def video_key(workspace_id: str, generation_id: str, rev: int, created_at_ms: int) -> str:
    """`videos/generated/<workspace>/<yyyy>/<mm>/<generation>-r<rev>.mp4`, by the UTC month of the order."""
    month = datetime.fromtimestamp(created_at_ms / 1000, UTC).strftime("%Y/%m")
    return check_key(f"videos/generated/{workspace_id}/{month}/{generation_id}-r{rev}.mp4")


def poster_key(video: str) -> str:
    """The still beside a video."""
    return _beside(video, "poster.jpg")


def sprite_key(video: str) -> str:
    """The sheet of preview frames beside a video."""
    return _beside(video, "sprite.jpg")


def sprite_vtt_key(video: str) -> str:
    """Which part of the sheet shows which second."""
    return _beside(video, "sprite.vtt")


def captions_key(video: str) -> str:
    """The captions beside a video."""
    return _beside(video, "captions.vtt")


def bundle_key(workspace_id: str, publication_id: str) -> str:
    """What one publication put together for download."""
    return check_key(f"bundles/{workspace_id}/{publication_id}.zip")


def take_key(workspace_id: str, attempt_id: str, extension: str = "mp4") -> str:
    """What one paid attempt brought, as its vendor made it."""
    return check_key(f"takes/{workspace_id}/{attempt_id}.{_plain(extension)}")


def asset_key(workspace_id: str, sha256: str, extension: str) -> str:
    """An upload, named by its bytes, so that a workspace keeps each only once."""
    if not _SHA256.fullmatch(sha256):
        raise InvalidKey(f"Not a SHA-256 in lower-case hex: {sha256[:80]!r}")
    return check_key(f"assets/{workspace_id}/{sha256}.{_plain(extension)}")


def temp_key(name: str, extension: str = "mp4") -> str:
    """A key that is swept after a day. `name` must be unique to one write: two tries at one job must not meet."""
    return check_key(f"{TEMP}/{name}.{_plain(extension)}")


def _beside(video: str, suffix: str) -> str:
    return check_key(f"{video.removesuffix('.mp4')}.{suffix}")


def _plain(extension: str) -> str:
    if not _EXTENSION.fullmatch(extension):
        raise InvalidKey(f"Not a file extension: {extension[:40]!r}")
    return extension
