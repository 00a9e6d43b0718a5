"""Kills at random instants, round after round, under steady work."""

import asyncio
import random
from collections.abc import Callable

from tests.crash.site import Site

LONGEST_LIFE_SECONDS = 12.0
LONGEST_LIFE_AFTER_LEASES_SECONDS = 24.0  # on PostgreSQL the dead one's leases must be over before work goes on
OPEN_ORDERS = 4


async def kill_at_random(site: Site, kills: int, seed: int, say: Callable[[str], None] = print) -> None:
    """So many lives of one process, each ended at any instant: while it starts, while it works, while it pays.

    There is always something to do: an order in each life, and more where fewer than four are on their way. Two lives
    of three are counted from when they work, so that a crowded machine does not kill them all while they start.
    """
    chance = random.Random(seed)
    longest = LONGEST_LIFE_SECONDS if site.db.is_sqlite else LONGEST_LIFE_AFTER_LEASES_SECONDS
    server = await site.start()
    for n in range(1, kills + 1):
        for _ in range(max(1, OPEN_ORDERS - await site.count_running())):
            site.order()
        if n % 3:
            await site.is_ready(server)
        await asyncio.sleep(chance.uniform(0.0, longest))
        await site.kill(server)
        if n % 10 == 0:
            say(f"{n} kills, {site.kills_in_send_window} in the send window, {len(site.accepted)} orders accepted")
        server = site.spawn()
    assert await site.is_ready(server)
