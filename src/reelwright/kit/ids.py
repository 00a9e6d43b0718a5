"""Identifiers that sort by time and say what they name: `gen_01k...`."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32


def new_id(kind: str) -> str:
    """A fresh id: the kind, 48 bits of milliseconds, 80 random bits."""
    value = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    text = "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))
    return f"{kind}_{text}"


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)
