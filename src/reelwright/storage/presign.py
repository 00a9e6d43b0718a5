"""Addresses that carry their own S3 signature (Signature Version 4, in the query), with any parameter bound to it.

obstore signs addresses too, but cannot bind `response-content-disposition` or `response-content-type`. The scheme:
docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html. R2 takes 1 second to 7 days, on its S3 host only
(developers.cloudflare.com/r2/api/s3/presigned-urls, 2026-11).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from reelwright.kit.clock import Clock, SystemClock

MAX_SECONDS = 7 * 24 * 3600

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Presigner:
    """Signs addresses of one bucket, path style (`endpoint/bucket/key`), without talking to anyone."""

    endpoint: str
    bucket: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)
    clock: Clock = field(default_factory=SystemClock)

    def url(self, method: str, key: str, seconds: int, query: Mapping[str, str] | None = None) -> str:
        """An address on which `method` may be used for `seconds` (1 to 604,800); an empty `key` means the bucket."""
        if not 1 <= seconds <= MAX_SECONDS:
            raise ValueError(f"A signed address lives 1 to {MAX_SECONDS} seconds, not {seconds}")
        base = urlsplit(self.endpoint)
        host = _host(base.scheme, base.hostname or "", base.port)
        path = quote(f"{base.path.rstrip('/')}/{self.bucket}" + (f"/{key}" if key else ""), safe="/-_.~")
        at = datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{at[:8]}/{self.region}/s3/aws4_request"
        parameters = {
            **(query or {}),
            "X-Amz-Algorithm": _ALGORITHM,
            "X-Amz-Credential": f"{self.access_key_id}/{scope}",
            "X-Amz-Date": at,
            "X-Amz-Expires": str(seconds),
            "X-Amz-SignedHeaders": "host",
        }
        encoded = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in sorted(parameters.items()))
        request = f"{method}\n{path}\n{encoded}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD"
        to_sign = f"{_ALGORITHM}\n{at}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        signature = hmac.new(self._key(scope), to_sign.encode(), "sha256").hexdigest()
        return f"{base.scheme}://{host}{path}?{encoded}&X-Amz-Signature={signature}"

    def _key(self, scope: str) -> bytes:
        key = f"AWS4{self.secret_access_key}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        return key


def _host(scheme: str, name: str, port: int | None) -> str:
    """As a client writes it in the `Host` header: without the scheme's own port, IPv6 in brackets."""
    shown = f"[{name}]" if ":" in name else name
    return shown if port in {None, {"http": 80, "https": 443}.get(scheme)} else f"{shown}:{port}"


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
