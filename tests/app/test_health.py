"""What `/readyz` asks, and how often."""

import asyncio

import pytest

from reelwright.app.health import remembered


async def test_a_check_that_costs_something_is_made_once_for_many_who_ask() -> None:
    made = []

    async def check() -> None:
        made.append(1)
        await asyncio.sleep(0.01)

    ask = remembered(check)
    await asyncio.gather(*(ask() for _ in range(10)))
    assert len(made) == 1


async def test_a_check_that_failed_is_made_again() -> None:
    made = []

    async def check() -> None:
        made.append(1)
        if len(made) == 1:
            raise OSError("no space")

    ask = remembered(check)
    with pytest.raises(OSError):
        await ask()
    await ask()
    assert len(made) == 2
