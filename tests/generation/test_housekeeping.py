"""What is swept: hints of vendors too, but not while one may still stand for a job."""

import sqlalchemy as sa

from reelwright.generation.housekeeping import HINT_MS, sweep
from reelwright.generation.models import hook_inbox
from tests.generation.world import CREDENTIAL, World


async def test_hints_of_vendors_are_forgotten_after_a_month(world: World) -> None:
    now = world.clock.now_ms()
    rows = [
        {"credential_id": CREDENTIAL, "delivery_id": name, "vendor_job_id": name, "received_at": now - age}
        for name, age in (("old", HINT_MS + 1000), ("young", HINT_MS - 1000))
    ]
    await world.db.write(lambda conn: conn.execute(hook_inbox.insert(), rows))
    await sweep(world.db, world.storage, world.clock)
    left = await world.db.read(lambda conn: conn.execute(sa.select(hook_inbox.c.delivery_id)).scalars().all())
    assert left == ["young"]
