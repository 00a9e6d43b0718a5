"""A test that reaches beyond this machine fails, even if the code under test swallows the refusal.

Every socket of the interpreter passes here, whichever library opened it (an audit hook cannot be patched away).
Real vendors cost real money: a run that calls one by accident is a bug of its own.
"""

import ipaddress
import sys
from collections.abc import Iterator
from typing import Any

import pytest

_refused: list[str] = []


class LiveCall(Exception):
    """Raised inside the code that tried; not an OSError, so that no retry rule takes it for a network fault."""


def is_local(address: object) -> bool:
    """True for loopback, Unix sockets, and an unspecified address, which connects to loopback."""
    host = address[0] if isinstance(address, tuple) and address else None
    if not isinstance(host, str) or host == "localhost":
        return True
    try:
        parsed = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return parsed.is_loopback or parsed.is_unspecified


def _on_audit(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and not is_local(args[1]):
        _refused.append(str(args[1]))
        raise LiveCall(f"a test tried to reach {args[1]}")


sys.addaudithook(_on_audit)


@pytest.fixture(autouse=True)
def no_live_calls() -> Iterator[list[str]]:
    """Fail the test that caused a connection beyond this machine. Yields what was refused, for the guard's own test."""
    _refused.clear()
    yield _refused
    assert not _refused, f"live calls: {_refused}"
