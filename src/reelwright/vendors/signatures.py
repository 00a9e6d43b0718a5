"""Checks webhooks signed after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.

Source: replicate 1.0.7 `webhook.py`; standardwebhooks.com.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

TOLERANCE_SECONDS = 300  # the habit of the ecosystem, both ways; a replay is caught by its delivery id as well


def verified_delivery(headers: Mapping[str, str], raw: bytes, secret: str, now_ms: int) -> str | None:
    """The delivery's id (the same across its retries) if one of its signatures holds and it is at most 5 min old."""
    told = {name.lower(): value for name, value in headers.items()}
    delivery_id, timestamp = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        is_fresh = abs(now_ms / 1000 - int(timestamp)) <= TOLERANCE_SECONDS
    except (ValueError, binascii.Error):
        return None
    expected = base64.b64encode(hmac.digest(key, f"{delivery_id}.{timestamp}.".encode() + raw, hashlib.sha256))
    signatures = told.get("webhook-signature", "").split(" ")
    is_signed = any(hmac.compare_digest(b"v1," + expected, one.encode()) for one in signatures)
    return delivery_id if delivery_id and is_fresh and is_signed else None
