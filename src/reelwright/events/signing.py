"""Signatures as Standard Webhooks has them (standardwebhooks.com, version 1). Pure."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
SECRET_BYTES = 24  # it advises 24 to 64


def new_secret() -> str:
    """A signing secret: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_of(secret: str, message_id: str, sent_at_seconds: int, body: bytes) -> str:
    """`v1,` and base64 of the HMAC-SHA256 over id, time and body, joined by full stops."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((message_id.encode(), str(sent_at_seconds).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(secret: str, message_id: str, sent_at_ms: int, body: bytes) -> dict[str, str]:
    """The headers of one try: the id stays, the time and with it the signature are of this try."""
    seconds = sent_at_ms // 1000
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature_of(secret, message_id, seconds, body),
    }
