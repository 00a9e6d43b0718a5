"""Loops over pixels, compiled by numba where it is installed; what they do must have another way where it is not."""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, TypeVar

Loop = TypeVar("Loop", bound=Callable[..., Any])

numba: Any = None
with suppress(ImportError):  # an optional speed-up
    numba = import_module("numba")


def compiled(signature: str) -> Callable[[Loop], Loop]:
    """Compiles a loop for one signature and keeps it on disk; without numba it stays as it is, too slow to use."""

    def compile(loop: Loop) -> Loop:
        return loop if numba is None else numba.njit(signature, nogil=True, cache=True)(loop)

    return compile


def inlined(part: Loop) -> Loop:
    """For a few lines that several compiled loops share."""
    return part if numba is None else numba.njit(inline="always")(part)
