"""Many orders at all hosted vendors while all goes wrong: `python -m tests.journeys.chaos --count 1000 --seed 7`.

The product runs in one process, the simulated vendors in another. Every fault they know is mixed in at random (seeded);
with `--kills 50` the product is killed so often (`kill -9`) at random instants, and started again, while it works. What
only a person can settle, a person settles by the vendor's own invoice, as an operator would. At the end the books are
held against the invoice. Lifetimes are shortened, so that a job that never ends is given up in a minute.
"""

import argparse
import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa

from reelwright.app.settings import Settings
from reelwright.app.wiring import Services, build, own_catalog, vendor_keys
from reelwright.catalog.spec import Catalog, Model, Route
from reelwright.client import Client, Refused
from reelwright.generation.invoices import Invoices, Line
from reelwright.generation.models import attempts, generations, shots
from reelwright.generation.states import RESTING
from reelwright.kit.clock import SystemClock
from reelwright.simulator.faults import FAULTS
from reelwright.simulator.server import BASE_PATHS
from tests.crash import books
from tests.fakes.running import RunningFake, running_fake
from tests.journeys.conftest import OPERATOR_PRICES
from tests.journeys.mortal import Mortal, forks, free_port

forks.set_forkserver_preload(["tests.journeys.chaos"])

CLEAN = 0.5  # of the submits have no fault at all; the rest is shared evenly by every fault there is
LIFETIME_SECONDS = 60
SLOTS = 16
GIVE_UP_SECONDS = 2400.0
PERSON_SECONDS = 3.0
LONGEST_LIFE_SECONDS = 12.0
WISHES: Sequence[Mapping[str, Any]] = (  # lengths that one or two clips make exactly: nothing is encoded anew
    {"model": "kling-v3", "duration": 5},
    {"model": "runway-gen4.5", "duration": 5},
    {"model": "gemini-omni", "duration": 5},
    {"model": "sora-2-pro", "duration": 8},
    {"model": "runway-gen4.5", "duration": 12},
)
Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What an auditor would ask. Money in micro-dollars; `difference` is what we booked less what was billed, before
    and after the invoice was imported; `asked` counts, per vendor, the submits on which a person's word was needed."""

    orders: int
    kills: int
    kills_in_send_window: int
    seconds: float
    statuses: Mapping[str, int]
    attempts: Mapping[str, int]
    jobs: int
    faulty_jobs: int
    ledger_micro: int
    invoice_micro: int
    difference_before_import: int
    difference_micro: int
    corrections: int
    paid_twice: Sequence[str]
    strangers: Sequence[str]
    lost: Sequence[str]
    unsettled: Sequence[str]
    asked: Mapping[str, int]
    unknown_left: Mapping[str, int]

    @property
    def is_right(self) -> bool:
        wrong = (self.difference_micro, self.paid_twice, self.strangers, self.lost, self.unsettled, self.unknown_left)
        return not any(wrong)


async def chaos(folder: Path, count: int, seed: int, kills: int = 0) -> Outcome:
    """Order so many videos while every fault happens, and the product dies so often; returns when all are at rest and
    the books are read."""
    scenario = folder / "scenario.toml"
    scenario.write_text("queue_seconds = 0.1\nrun_seconds = 0.6\nlooks = 1\n")
    with running_fake("reelwright.simulator.server", folder / "vendors", "--scenario", str(scenario)) as vendors:
        share = (1 - CLEAN) / len(FAULTS)
        vendors.change_scenario(mix=dict.fromkeys(FAULTS, share), seed=seed)
        (folder / "catalog.toml").write_text(OPERATOR_PRICES)
        server = Mortal(folder, _settings(folder, vendors), _build)
        try:
            server.spawn()
            await server.is_ready()
            started = time.monotonic()
            run = _Run(server, vendors)
            pause_seconds = kills * LONGEST_LIFE_SECONDS / 2 / count  # so that orders come until the last life
            person = asyncio.create_task(run.attend())  # what nobody settles keeps a slot at its vendor
            await asyncio.gather(run.order(count, pause_seconds), run.die(kills, seed))
            person.cancel()
            await run.come_to_rest()
            return await run.audit(time.monotonic() - started)
        finally:
            await server.close()


def _settings(folder: Path, vendors: RunningFake) -> Json:
    port = free_port()
    keys = {"replicate": "replicate", "runway": "runway", "google": "google", "openai_videos": "openai_shape"}
    given: Json = {f"{name}_api_key": "a key of the simulator" for name in keys}
    given |= {f"{name}_base_url": vendors.base_url + BASE_PATHS[vendor] for name, vendor in keys.items()}
    given |= {"data_dir": folder, "log_dir": folder / "logs", "port": port}
    given |= {"public_url": f"http://127.0.0.1:{port}"}  # webhooks come, some of them
    return given | {"rate_limit": "off", "anonymous_rate_limit": "off"}


def _build(settings: Settings) -> Services:
    keys = {kind: replace(key, cap=SLOTS) for kind, key in vendor_keys(settings).items() if key.origin != "builtin"}
    return build(settings, catalog=_hurried(own_catalog(settings)), keys=keys)


def _hurried(catalog: Catalog) -> Catalog:
    """The same models, given up sooner."""

    def hurry(route: Route) -> Route:
        return replace(route, typical_seconds=5, lifetime_seconds=LIFETIME_SECONDS)

    def changed(model: Model) -> Model:
        return replace(model, routes=tuple(hurry(route) for route in model.routes))

    return replace(catalog, models={key: changed(model) for key, model in catalog.models.items()})


class _Run:
    """One run: the orders placed, and the person who is asked."""

    def __init__(self, server: Mortal, vendors: RunningFake) -> None:
        self._server = server
        self._vendors = vendors
        self._accepted: dict[str, str] = {}
        self._asked: Counter[str] = Counter()

    async def die(self, kills: int, seed: int) -> None:
        """Be killed so often at random instants: while starting, while working, while paying."""
        chance = random.Random(seed)
        for n in range(1, kills + 1):
            await asyncio.sleep(chance.uniform(0.0, LONGEST_LIFE_SECONDS))
            await self._server.kill()
            self._server.spawn()
            told = f"{n} kills, {self._server.kills_in_send_window} in the send window, {len(self._accepted)} orders"
            print(told, file=sys.stderr)
        await self._server.is_ready()

    async def order(self, count: int, pause_seconds: float) -> None:
        """Place the orders, each under its own key until it was accepted."""
        async with Client(self._server.address, self._server.token) as client:
            for n in range(count):
                wish = {"prompt": f"Lighthouse number {n} at dusk", "resolution": "720p", "audio": "none"}
                await self._insist(client, f"order-{n}", wish | dict(WISHES[n % len(WISHES)]))
                await asyncio.sleep(pause_seconds)

    async def _insist(self, client: Client, key: str, wish: Json) -> None:
        while key not in self._accepted:
            try:
                self._accepted[key] = (await client.generate(wish, idempotency_key=key))["id"]
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(0.2)
            except Refused as error:
                assert error.status >= 500, error.problem
                await asyncio.sleep(0.2)

    async def come_to_rest(self) -> None:
        """Until nothing moves and nobody has to be asked any more."""
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < deadline:
            await self._ask_a_person()
            words = await self._server.db.read(
                lambda conn: conn.execute(sa.select(generations.c.status)).scalars().all()
            )
            left = [word for word in words if word not in RESTING or word == "needs_attention"]
            if not left:
                return
            print(f"{time.monotonic() - deadline + GIVE_UP_SECONDS:5.0f} s: {dict(Counter(words))}", file=sys.stderr)
            await asyncio.sleep(PERSON_SECONDS)

    async def attend(self) -> None:
        """A person who looks in again and again, whether the server is up or not."""
        while True:
            await asyncio.sleep(PERSON_SECONDS)
            with contextlib.suppress(aiohttp.ClientError, OSError):
                await self._ask_a_person()

    async def _ask_a_person(self) -> None:
        """Settle what is unknown by what the vendor's invoice says."""
        unknown = await self._server.db.read(_unknown)
        if not unknown:
            return
        jobs = await asyncio.to_thread(self._vendors.jobs)
        bound = await self._server.db.read(_bound)
        async with Client(self._server.address, self._server.token) as client:
            for row in unknown:
                try:
                    await _settle(client, row, jobs, bound)
                    self._asked[row.vendor] += 1
                except Refused:
                    continue  # too early, or the vendor does not confirm: asked again

    async def audit(self, seconds: float) -> Outcome:
        """Hold the books against the invoice, then import it, and hold them again."""
        invoice = await asyncio.to_thread(self._vendors.invoice)
        db = self._server.db
        before = await db.read(lambda conn: books.judge(conn, invoice, self._accepted))
        lines = [Line(line["job_id"], line["micro_usd"], line["vendor"]) for line in invoice]
        found = await Invoices(db, SystemClock()).reconcile(lines)
        after = await db.read(lambda conn: books.judge(conn, invoice, self._accepted))
        tries = await db.read(lambda conn: list(conn.execute(sa.select(attempts.c.state, attempts.c.vendor))))
        return Outcome(
            orders=len(self._accepted),
            kills=self._server.kills,
            kills_in_send_window=self._server.kills_in_send_window,
            seconds=round(seconds, 1),
            statuses=dict(after.statuses),
            attempts=dict(Counter(row.state for row in tries)),
            jobs=len(invoice),
            faulty_jobs=sum(bool(line["faults"]) for line in invoice),
            ledger_micro=after.booked_micro,
            invoice_micro=after.invoice_micro,
            difference_before_import=before.difference_micro,
            difference_micro=after.difference_micro,
            corrections=len(found.differences),
            paid_twice=_paid_twice(await asyncio.to_thread(self._vendors.jobs)),
            strangers=[line.job_id for line in found.strangers],
            lost=list(after.lost),
            unsettled=list(after.unsettled),
            asked=dict(self._asked),
            unknown_left=dict(Counter(row.vendor for row in tries if row.state == "unknown")),
        )


def _statuses(conn: sa.Connection) -> Sequence[str]:
    return conn.execute(sa.select(generations.c.status)).scalars().all()


def _unknown(conn: sa.Connection) -> list[sa.Row[Any]]:
    a = attempts.c
    columns: tuple[sa.ColumnElement[Any], ...] = (a.id, a.generation_id, a.vendor, a.vendor_job_id, shots.c.beat)
    mine = sa.select(*columns).join(shots, shots.c.id == a.shot_id)
    return list(conn.execute(mine.where(a.state == "unknown")))


def _bound(conn: sa.Connection) -> set[str]:
    return set(conn.execute(sa.select(attempts.c.vendor_job_id).where(attempts.c.vendor_job_id.is_not(None))).scalars())


async def _settle(client: Client, row: sa.Row[Any], jobs: Sequence[Json], bound: set[str]) -> None:
    """A job that carries the shot's very words and is nobody's is the lost one; else the bill decides."""
    if row.vendor_job_id:
        billed = next(job["micro_usd"] for job in jobs if job["job_id"] == row.vendor_job_id)
        await _say(client, row, "written_off" if billed else "not_billed")
        return
    words = json.dumps(row.beat["prompt"])[1:-1]
    lost = [job for job in jobs if job["job_id"] not in bound and words in json.dumps(job["body"])]
    if not lost:
        await _say(client, row, "not_billed")
        return
    try:
        await _say(client, row, "found", lost[0]["job_id"])
        bound.add(lost[0]["job_id"])
    except Refused:  # the vendor has lost it too
        await _say(client, row, "written_off" if lost[0]["micro_usd"] else "not_billed")


async def _say(client: Client, row: sa.Row[Any], outcome: str, job_id: str | None = None) -> None:
    body = {"attemptId": row.id, "outcome": outcome} | ({"vendorJobId": job_id} if job_id else {})
    await client.resolve(row.generation_id, body)


def _paid_twice(jobs: Sequence[Json]) -> list[str]:
    """Shots for which the vendors bill more than one job: the words of an order are in no other order."""
    billed: Counter[str] = Counter()
    for job in jobs:
        if job["micro_usd"]:
            billed[f"{job['vendor']} {json.dumps(job['body'], sort_keys=True)}"] += 1
    return [words for words, times in billed.items() if times > 1]


def main() -> None:
    """Run, print the outcome as JSON, and exit 1 where anything is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reelwright-chaos-", ignore_cleanup_errors=True) as folder:
        outcome = asyncio.run(chaos(Path(folder), options.count, options.seed, options.kills))
    print(json.dumps(asdict(outcome), indent=2))
    raise SystemExit(0 if outcome.is_right else 1)


if __name__ == "__main__":
    main()
