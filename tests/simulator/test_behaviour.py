"""How the simulated vendors behave: faults by every door, bills that survive, webhooks in every disorder."""

import asyncio
import json
import os
import signal
import sqlite3
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from reelwright.kit.clock import SystemClock
from reelwright.simulator.faults import FAULTS, FaultPlan, Faults
from reelwright.simulator.scenario import Scenario, load_scenario
from reelwright.simulator.server import make_app
from reelwright.vendors.signatures import verified_delivery
from tests.fakes import billing_vendor
from tests.fakes.billing_adapter import fake_catalog
from tests.fakes.running import RunningFake
from tests.fakes.running import billing_vendor as running_billing_vendor
from tests.simulator.running import Served, served

KEY = {"Authorization": "Bearer key"}
ORDER = {"prompt": "a kite", "seconds": 2, "client_ref": "att_1"}


@pytest.fixture
async def vendor(tmp_path: Path) -> AsyncIterator[Served]:
    scenario = Scenario(queue_seconds=0.0, run_seconds=0.05)
    async with served(billing_vendor.make_app(tmp_path, scenario)) as vendor:
        yield vendor


async def submit(vendor: Served, headers: dict[str, str] | None = None, **more: Any) -> tuple[int, Any]:
    async with (
        ClientSession() as session,
        session.post(f"{vendor.origin}/jobs", json={**ORDER, **more}, headers={**KEY, **(headers or {})}) as got,
    ):
        return got.status, await got.json()


# -- faults --------------------------------------------------------------------------------------------------------


async def test_faults_come_by_header_body_prompt_and_queue(vendor: Served) -> None:
    assert (await submit(vendor, headers={"X-Simulate": "no_credit"}))[0] == 402
    assert (await submit(vendor, faults=["gone_model"]))[0] == 404
    assert (await submit(vendor, prompt="a kite {{simulate: throttle:3}}"))[0] == 429
    await vendor.admin("POST", "faults", {"push": "invalid", "times": 2})
    assert [(await submit(vendor))[0] for _ in range(3)] == [422, 422, 201]
    assert (await submit(vendor, faults=["no_such_fault"]))[0] == 422
    assert await vendor.admin("GET", "faults") != {}


def test_a_seeded_mix_repeats_itself() -> None:
    def draw() -> list[str]:
        plan = FaultPlan(seed=7, mix={"drop_after_accept": 0.3, "fail, hook_late:2": 0.3})
        return [str(plan.take({}, {})) for _ in range(200)]

    drawn = draw()
    assert drawn == draw()
    assert 40 < drawn.count("drop_after_accept") < 80 and 40 < drawn.count("fail,hook_late:2") < 80


def test_a_fault_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no fault is called"):
        Faults.read("explode")
    assert all(
        Faults.read(name).all[0].stage in {"before", "after", "fate", "file", "check", "hook"} for name in FAULTS
    )


# -- the bill ------------------------------------------------------------------------------------------------------


async def test_the_bill_follows_the_end(vendor: Served) -> None:
    for fate in ("", "fail", "fail_billed", "refuse_input", "refuse_output", "abort"):
        await submit(vendor, faults=[fate] if fate else [])
    assert (await vendor.invoice())[0]["micro_usd"] == 200_000  # while it runs
    await asyncio.sleep(0.1)
    assert [line["micro_usd"] for line in await vendor.invoice()] == [200_000, 0, 200_000, 0, 200_000, 0]


def test_an_accepted_job_survives_a_kill(tmp_path: Path) -> None:
    with running_billing_vendor(tmp_path) as vendor:
        vendor.push_faults("drop_after_accept")
        _lost(vendor)
        [line] = vendor.invoice()
        os.kill(vendor.process.pid, signal.SIGKILL)
        vendor.process.wait()
    with running_billing_vendor(tmp_path) as again:
        assert [old["job_id"] for old in again.invoice()] == [line["job_id"]]
        assert line["client_ref"] == "att_1" and len(line["submitted_body_sha"]) == 64


def _lost(vendor: RunningFake) -> None:
    request = urllib.request.Request(f"{vendor.base_url}/jobs", json.dumps(ORDER).encode(), KEY, method="POST")
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(request, timeout=5)


# -- webhooks ------------------------------------------------------------------------------------------------------


class Receiver:
    """Keeps what arrives, with the moment and whether the signature held."""

    def __init__(self) -> None:
        self.got: list[tuple[str | None, dict[str, Any]]] = []
        self.status = 200

    @asynccontextmanager
    async def at(self) -> AsyncIterator[str]:
        async def receive(request: web.Request) -> web.Response:
            raw = await request.read()
            delivery = verified_delivery(request.headers, raw, Scenario().hook_secret, SystemClock().now_ms())
            self.got.append((delivery, json.loads(raw)))
            return web.Response(status=self.status)

        app = web.Application()
        app.router.add_post("/hook", receive)
        async with served(app) as here:
            yield f"{here.origin}/hook?a=token"


@pytest.mark.parametrize(
    ("faults", "statuses", "is_signed"),
    [
        ([], ["done"], True),
        (["hook_duplicate"], ["done", "done"], True),
        (["hook_early"], ["queued", "done"], True),
        (["hook_unsigned"], ["done"], False),
        (["hook_none"], [], True),
        (["hook_late:0.1"], ["done"], True),
        (["fail"], ["failed"], True),
    ],
)
async def test_webhooks_come_in_every_disorder(
    tmp_path: Path, faults: list[str], statuses: list[str], is_signed: bool
) -> None:
    receiver = Receiver()
    scenario = Scenario(queue_seconds=0.1, run_seconds=0.05)
    async with receiver.at() as url, served(billing_vendor.make_app(tmp_path, scenario)) as vendor:
        await submit(vendor, hook_url=url, faults=faults)
        early = len(receiver.got)
        await asyncio.sleep(0.6)
    assert [body["status"] for _, body in receiver.got] == statuses
    assert early == (1 if "hook_early" in faults else 0)
    assert all((delivery is not None) == is_signed for delivery, _ in receiver.got)
    if "hook_duplicate" in faults:
        assert len({delivery for delivery, _ in receiver.got}) == 1


async def test_a_webhook_nobody_takes_is_tried_three_times(tmp_path: Path) -> None:
    receiver = Receiver()
    receiver.status = 503
    scenario = Scenario(queue_seconds=0.0, run_seconds=0.0)
    async with receiver.at() as url, served(billing_vendor.make_app(tmp_path, scenario)) as vendor:
        await submit(vendor, hook_url=url)
        await asyncio.sleep(1.2)
    assert len(receiver.got) == 3


# -- manners -------------------------------------------------------------------------------------------------------


async def test_manners_change_while_it_runs(vendor: Served) -> None:
    await vendor.change(can_list=False, run_seconds=100.0)
    async with ClientSession() as session, session.get(f"{vendor.origin}/jobs", headers=KEY) as got:
        assert got.status == 403
    _, job = await submit(vendor)
    await asyncio.sleep(0.1)
    assert (await vendor.invoice())[0]["phase"] == "running", job
    await vendor.admin("POST", "reset", {})
    assert await vendor.invoice() == []


async def test_results_and_inputs_are_removed_in_time(tmp_path: Path) -> None:
    scenario = Scenario(queue_seconds=0.0, run_seconds=0.0, result_seconds=0.0)
    async with served(make_app(tmp_path, scenario)) as simulator, ClientSession(headers=KEY) as session:
        path = f"{simulator.base_url('replicate')}/models/google/veo-3.1/predictions"
        async with session.post(path, json={"input": {"prompt": "a kite", "duration": 4}}) as got:
            created = await got.json()
        await asyncio.sleep(0.02)
        async with session.get(created["urls"]["get"]) as got:
            later = await got.json()
    assert later["status"] == "succeeded" and later["data_removed"] and later["output"] is None and later["input"] == {}


async def test_a_deadline_cancels_and_is_charged(tmp_path: Path) -> None:
    async with served(make_app(tmp_path, Scenario(queue_seconds=0.0))) as simulator:
        headers = {**KEY, "Cancel-After": "5"}
        path = f"{simulator.base_url('replicate')}/models/google/veo-3.1/predictions"
        body = {"input": {"prompt": "{{simulate: stuck}}", "duration": 4}}
        async with ClientSession(headers=headers) as session, session.post(path, json=body):
            pass
        jobs = sqlite3.connect(tmp_path / "jobs.db").execute("SELECT canceled_ms - accepted_ms FROM jobs").fetchall()
    assert jobs == [(5000,)]


def test_a_scenario_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text('run_seconds = 9\nqueue = ["fail", ""]\nretired = ["google/veo-3.1"]\n[mix]\nthrottle = 0.1\n')
    scenario = load_scenario(path)
    assert scenario.run_seconds == 9 and scenario.retired == {"google/veo-3.1"} and scenario.mix == {"throttle": 0.1}
    path.write_text("run_secnds = 9\n")
    with pytest.raises(ValueError, match="run_secnds"):
        load_scenario(path)


def test_the_fake_model_is_a_catalogue_row() -> None:
    route = fake_catalog().models["fake-video"].routes[0]
    assert route.vendor == "billing" and route.modes[0].prices[0].micro_usd == billing_vendor.MICRO_A_SECOND
    assert set(route.modes[0].aspect_ratios) == {"16:9", "9:16"}
