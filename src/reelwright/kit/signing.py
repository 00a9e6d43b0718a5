"""Secrets of an installation: one key made by the first run, from which every use derives a key of its own."""

import base64
import binascii
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reelwright.kit.problems import Problem

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SEALED: Final = "v1."


class Unsealable(Problem):
    """A kept secret cannot be read with the key of this installation."""

    code = "secret_unreadable"
    status = 500
    title = "A kept secret cannot be read"


class KeyUnusable(Problem):
    """The file of the installation's key does not hold one."""

    code = "key_unusable"
    status = 500
    title = "The installation's key cannot be used"


def first_run_key(path: Path) -> bytes:
    """The installation's 32-byte key, made and written (readable by its owner only) if there is none yet.

    Two processes starting at once get the same one. Raises `KeyUnusable` rather than replace a file it cannot read:
    whatever was sealed with it would be lost.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnusable(f"{path} does not hold a key: restore it from a backup, or move it away to start afresh.")
    return key


def derive(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256); knowing it tells nothing about those of others."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


class Signer:
    """Keyed SHA-256 (HMAC) for one purpose: digests of tokens to keep in a database, and tokens that carry a text."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._key = derive(key, f"sign:{purpose}")

    def digest(self, text: str) -> str:
        """64 hex characters, the same for the same text: what is kept of an API key, and looked up by."""
        return hmac.new(self._key, text.encode(errors="surrogatepass"), "sha256").hexdigest()

    def matches(self, text: str, digest: str) -> bool:
        """Whether `digest` is of `text`, in a time that tells nothing."""
        return hmac.compare_digest(self.digest(text).encode(), digest.encode(errors="surrogatepass"))

    def token(self, text: str, expires_at_ms: int) -> str:
        """A token, safe in a URL, that carries `text` readably and is good up to, not including, that time."""
        payload = f"{_encode(text.encode())}.{expires_at_ms}"
        return f"{payload}.{self.digest(payload)}"

    def read(self, token: str, now_ms: int) -> str | None:
        """The text of a token that we signed and that is still good, else None."""
        payload, _, digest = token.rpartition(".")
        if not self.matches(payload, digest):
            return None
        text, _, expires_at_ms = payload.partition(".")
        return _decode(text).decode() if now_ms < int(expires_at_ms) else None


class Sealer:
    """Encrypts secrets that we must be able to read again, such as vendors' keys (AES-256-GCM)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(derive(key, "seal"))

    def seal(self, secret: str, owner: str) -> str:
        """The secret as text to keep. It opens only for the same `owner` (for example the row's id), so that a sealed
        value copied to another row is of no use there."""
        nonce = os.urandom(_NONCE_BYTES)
        return _SEALED + _encode(nonce + self._cipher.encrypt(nonce, secret.encode(), owner.encode()))

    def unseal(self, sealed: str, owner: str) -> str:
        """The secret again. Raises `Unsealable` where key or owner is another, or the text was changed."""
        try:
            if not sealed.startswith(_SEALED):
                raise ValueError("not sealed by us")
            raw = _decode(sealed.removeprefix(_SEALED))
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], owner.encode()).decode()
        except (InvalidTag, ValueError):
            raise Unsealable(
                "It was sealed with another key than this installation's: restore the key file that belongs to this "
                "database, or enter the secret again."
            ) from None


def _write_once(path: Path, data: bytes) -> None:
    """Write a file that nobody else can read, whole, unless another process is first."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)
        except FileExistsError:
            pass  # the other one's counts
    finally:
        partial.unlink()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
