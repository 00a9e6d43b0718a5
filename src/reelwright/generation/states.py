"""The words of the two state machines and what may follow what."""

from typing import Literal

Status = Literal[
    "queued",
    "refining",
    "preparing",
    "generating",
    "finishing",
    "storing",
    "succeeded",
    "failed",
    "refused",
    "canceled",
    "needs_attention",
]

TERMINAL: frozenset[str] = frozenset({"succeeded", "failed", "refused", "canceled"})
RESTING: frozenset[str] = TERMINAL | {"needs_attention"}  # where `Prefer: wait` and SSE clients may stop waiting
RETRYABLE: frozenset[str] = frozenset({"failed", "refused", "canceled"})

OPEN: frozenset[str] = frozenset({"new", "sending", "accepted", "unknown"})
AT_VENDOR: frozenset[str] = frozenset({"sending", "accepted"})
MAX_FREE_RETRIES = 4  # attempts of one shot on one route that the system may add by itself
