"""Passwords as argon2id, computed off the event loop and a few at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 10
MAX_LENGTH = 200

# OWASP Password Storage Cheat Sheet (2025): argon2id with 19 MiB, 2 iterations, 1 lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Passwords:
    """Hashes and checks in one thread of its own: a burst of sign-ins waits its turn instead of taking every core."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="passwords")
        self._nobodys = _HASHER.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """The text to keep."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _HASHER.hash, password)

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the one kept. Takes as long when there is none, so that time does not tell who exists."""
        check = partial(_fits, password, kept or self._nobodys)
        return await asyncio.get_running_loop().run_in_executor(self._thread, check) and kept is not None

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()


def _fits(password: str, kept: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
