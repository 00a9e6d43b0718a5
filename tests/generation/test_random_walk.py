"""Everything at once: orders, faults and people's whims drawn by a seed; at the end the books are the vendor's invoice.

`pytest -m full` walks with more seeds.
"""

import random
from typing import Any

import pytest

from tests.generation import books
from tests.generation.world import World

FAULTS = [
    *[""] * 12,
    "fail",
    "fail_billed",
    "abort",
    "refuse_input",
    "refuse_output",
    "throttle:3",
    "invalid",
    "no_credit",
    "drop_after_accept",
    "error_after_accept",
    "garbled_answer",
    "file_gone",
    "file_short",
    "file_garbage",
    "check_lost",
]
MODELS = ["fake-video", "fake-short", "fake-short", "fake-unlisted", "fake-kind", "fake-stubborn"]


class Walk:
    """One walk. Whatever people ask for that is refused is refused; that is part of it."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.made: list[str] = []

    async def step(self) -> None:
        acts = [self.order] * 3 + [self.work] * 5 + [self.cancel, self.retry, self.redo, self.choose, self.resolve]
        await self.chance.choice(acts)()

    async def order(self) -> None:
        self.world.vendor.push(self.chance.choice(FAULTS), self.chance.choice([1, 1, 2]))
        body: dict[str, Any] = {"model": self.chance.choice(MODELS), "prompt": f"Order {len(self.made)}"}
        if self.chance.random() < 0.2:
            body["continuity"] = "continuous"
        self.made.append((await self.world.order(**body))["id"])

    async def work(self) -> None:
        await self.world.work(seconds=self.chance.choice([0, 1, 5, 30, 200]))

    async def cancel(self) -> None:
        await self._ask("cancel")

    async def retry(self) -> None:
        await self._ask("retry")

    async def redo(self) -> None:
        await self._ask(f"shots/{self.chance.choice([1, 2])}/redo")

    async def choose(self) -> None:
        if self.made and (takes := self.world.takes({"id": self.chance.choice(self.made)})):
            take = self.chance.choice(takes)
            await self.world.api.post(f"/api/video/{take.generation_id}/takes/{take.id}/choose")

    async def resolve(self, honest: bool = True) -> None:
        """A person looks at the vendor's own pages and tells what is there."""
        jobs = {line["client_ref"]: line["job_id"] for line in self.world.vendor.invoice()}
        for generation_id in self.made:
            for attempt in self.world.attempts(generation_id):
                if attempt.state == "unknown":
                    job = jobs.get(attempt.id)
                    told = {"outcome": "found", "vendorJobId": job} if job else {"outcome": "not_billed"}
                    await self._post(generation_id, "resolve", {"attemptId": attempt.id, **told})

    async def settle(self) -> None:
        """Until everything rests and nothing is unknown."""
        for _ in range(10):
            await self.world.work()
            self.world.clock.advance(120)
            await self.resolve()
            if self.world.rests() and not self.world.read(lambda conn: books.open_holds_at(conn, "billing")):
                return
        raise AssertionError("it does not come to rest")

    async def _ask(self, action: str) -> None:
        if self.made:
            await self._post(self.chance.choice(self.made[-12:]), action, None)

    async def _post(self, generation_id: str, action: str, body: Any) -> None:
        answer = await self.world.api.post(f"/api/video/{generation_id}/{action}", json=body)
        assert answer.status_code < 500, answer.text


async def walk(world: World, seed: int, orders: int) -> None:
    walker = Walk(world, seed)
    while len(walker.made) < orders:
        await walker.step()
        assert world.read(books.faults_of_the_books) == [], f"seed {seed}, after {len(walker.made)} orders"
    await walker.settle()

    ends = {world.row(one).status for one in walker.made}
    assert "succeeded" in ends and len(ends) > 1, "a walk without a surprise proves nothing"
    assert world.read(books.spent_micro) == world.vendor.billed(), f"seed {seed}"
    jobs = [line["client_ref"] for line in world.vendor.invoice()]
    assert len(jobs) == len(set(jobs)), "an attempt was ordered twice"


@pytest.mark.parametrize(("world_url", "seed"), [("sqlite", 1), ("postgres", 2)], indirect=["world_url"])
async def test_the_ledger_is_the_invoice_whatever_happens(world: World, seed: int) -> None:
    await walk(world, seed, 25)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(3, 9))
async def test_the_ledger_is_the_invoice_on_longer_walks(world: World, seed: int) -> None:
    await walk(world, seed, 60)
