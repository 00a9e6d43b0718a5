"""`Retry-After` of an HTTP answer (RFC 9110): a number of seconds, or a date."""

import math
import time
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds it asks to wait, 0 where they have passed; None without one that can be read."""
    text = headers.get("Retry-After", "")
    with suppress(ValueError):
        return max(0.0, float(text)) if math.isfinite(float(text)) else None
    with suppress(ValueError):
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    return None
