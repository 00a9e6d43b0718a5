"""Kills at random instants, round after round, under steady work."""

import asyncio
import random
from collections.abc import Callable

from tests.crash.site import Site

LONGEST_LIFE_SECONDS = 7.0
OPEN_ORDERS = 3


async def kill_at_random(site: Site, kills: int, seed: int, say: Callable[[str], None] = print) -> None:
    """So many lives of one process, each ended at any instant: while it starts, while it works, while it pays.

    There is always something to do: a new order as soon as fewer than three are on their way.
    """
    chance = random.Random(seed)
    server = await site.start()
    for n in range(1, kills + 1):
        for _ in range(await site.count_running(), OPEN_ORDERS):
            site.order()
        await asyncio.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
        await site.kill(server)
        if n % 20 == 0:
            say(f"{n} kills, {site.kills_in_send_window} in the send window, {len(site.accepted)} orders accepted")
        server = site.spawn()
    assert await site.is_ready(server)
