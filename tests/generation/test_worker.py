"""The same way with the real worker: engine, dispatcher and heartbeat on the machine's own clock."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reelwright.app import wiring
from reelwright.app.worker import Worker, WorkerThread
from reelwright.dispatch import leases
from reelwright.dispatch.dispatcher import HEARTBEAT, LEASE
from reelwright.generation.credentials import EnvironmentKey
from reelwright.kit.children import Children
from reelwright.kit.clock import SystemClock
from reelwright.vendors.transport import Transport
from tests.fakes.billing_adapter import BillingAdapter
from tests.generation import books
from tests.generation.children import RememberingChildren
from tests.generation.street import Vendor
from tests.generation.world import World, street_catalog
from tests.house import settings


@pytest.fixture
async def living(
    world_url: str,
    tmp_path: Path,
    street: Vendor,
    children: Children,
    memory: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """A world that goes on by itself."""
    remembering = RememberingChildren(children, memory)
    monkeypatch.setattr(wiring, "Children", lambda *_, **__: remembering)
    clock = SystemClock()
    street.begin(clock)
    street.change(queue_seconds=0.1, run_seconds=0.5)
    services = wiring.build(
        settings(tmp_path, database_url=world_url),
        clock=clock,
        catalog=street_catalog(),
        adapters={"billing": BillingAdapter(Transport(clock), clock)},
        keys={"billing": EnvironmentKey("billing", "billing", street.base_url, "key", cap=8)},
    )
    built = World(services, street, remembering)
    await built.open()
    async with WorkerThread(Worker(services)):
        yield built
    assert not built.read(lambda conn: leases.live_holders(conn, HEARTBEAT))
    assert not built.read(lambda conn: leases.live_holders(conn, LEASE)), "what it held it gave back"
    await built.close()


async def test_the_worker_carries_orders_to_the_end_by_itself(living: World) -> None:
    waiting = {"Prefer": "wait=120"}
    street = living.vendor
    street.push("fail")
    orders = [
        living.order("fake-short", prompt=f"Order {n}", headers={**waiting, "Idempotency_Key": f"key-{n}"})
        for n in range(3)
    ]
    made = await asyncio.gather(*orders)
    assert [one["status"] for one in made] == ["succeeded"] * 3
    assert sum(one["price"]["chargedUsd"] for one in made) == 1.5 == street.billed() / 1e6
    assert living.read(books.faults_of_the_books) == []

    checks = (await living.client().get("/readyz")).json()
    assert (await living.client().get("/readyz")).status_code == 200, checks
    feed = await living.api.get(f"/api/video/{made[0]['id']}/events", headers={"Last-Event-ID": "0"})
    assert "event: generation.status" in feed.text and '"status":"succeeded"' in feed.text.replace(" ", "")


async def test_a_cancel_reaches_a_job_that_runs(living: World) -> None:
    living.vendor.change(run_seconds=60)
    made = await living.order("fake-kind")
    for _ in range(600):
        if living.states(made) == ["accepted"]:
            break
        await asyncio.sleep(0.05)
    await living.act(made, "cancel")
    view = await living.services.generation.wait(living.workspace_id, made["id"], 60)
    assert view.status == "canceled"
