"""Two dispatchers over one database: one works, the other takes over; a lost segment is found."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reelwright.dispatch import dispatcher as module
from reelwright.dispatch import leases
from reelwright.dispatch.dispatcher import Dispatcher, Heartbeat
from reelwright.dispatch.work import Claim
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database
from tests.dispatch.test_work import Errands, tables


class PaperEngine:
    """Notes what it is given; `gone` are the segments it lost, `dead` the executors whose work it took over."""

    def __init__(self, executor_id: str) -> None:
        self.executor_id = executor_id
        self.taken: list[Claim] = []
        self.gone: dict[str, str] = {}
        self.living: set[str] = set()

    def enqueue(self, claim: Claim) -> None:
        self.taken.append(claim)

    def lost(self, segment_ids: list[str], live_executors: object) -> dict[str, str]:
        return {one: word for one, word in self.gone.items() if one in segment_ids}

    def take_over(self, live_executors: set[str]) -> list[str]:
        self.living = live_executors
        return []


@pytest.fixture
def errands(db: Database) -> Iterator[Errands]:
    tables.create_all(db.engine)
    yield Errands(db)
    tables.drop_all(db.engine)


def made(db: Database, clock: ManualClock, errands: Errands, name: str) -> tuple[Dispatcher, PaperEngine]:
    engine: Any = PaperEngine(name)
    return Dispatcher(db, engine, clock, {"errands": errands}), engine


def until(condition: Callable[[], Any], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def test_one_of_two_works_and_the_other_takes_over_when_the_lease_runs_out(
    db: Database, clock: ManualClock, errands: Errands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEASE_SECONDS", 1.0)
    monkeypatch.setattr(module, "SWEEP_SECONDS", 0.05)
    (one, first), (two, second) = made(db, clock, errands, "one"), made(db, clock, errands, "two")
    one.start()
    errands.add("a")
    until(lambda: first.taken)
    two.start()
    errands.add("b")
    until(lambda: len(first.taken) == 2)
    assert second.taken == []

    one._stop.set()  # it dies: nothing gives the lease back
    one._thread.join()
    errands.add("c")
    until(lambda: second.taken)
    assert [claim.row_id for claim in first.taken + second.taken] == ["a", "b", "c"]
    two.stop()
    assert db.write_sync(lambda conn: leases.acquire(conn, module.LEASE, "three", 1)) is not None


def test_two_sweeps_at_once_hand_nothing_over_twice(db: Database, clock: ManualClock, errands: Errands) -> None:
    """A frozen dispatcher that thaws has lost its lease without knowing."""
    (one, first), (two, second) = made(db, clock, errands, "one"), made(db, clock, errands, "two")
    for n in range(250):
        errands.add(f"row-{n:03}")
    one.sweep(), two.sweep()
    assert len(first.taken) == 250 and second.taken == []


def test_what_the_engine_lost_is_given_back_and_runs_under_another_id(
    db: Database, clock: ManualClock, errands: Errands
) -> None:
    dispatcher, engine = made(db, clock, errands, "one")
    errands.add("row")
    dispatcher.sweep()
    [claim] = engine.taken
    engine.gone = {claim.segment_id: "missing"}
    dispatcher._recover()
    assert errands.due_at("row") is None, "it may still be on its way"

    clock.advance(module.STRANDED_AFTER_MS / 1000 + 1)
    dispatcher._recover()
    assert errands.due_at("row") == clock.now_ms() + 1_000
    clock.advance(1)
    dispatcher.sweep()
    assert engine.taken[1].row_id == "row" and engine.taken[1].segment_id != claim.segment_id


def test_the_engine_is_told_who_lives(db: Database, clock: ManualClock, errands: Errands) -> None:
    dispatcher, engine = made(db, clock, errands, "one")
    heartbeat = Heartbeat(db, "host-1", ttl_seconds=0.4)
    heartbeat.start()
    time.sleep(0.6)  # renewed meanwhile
    dispatcher._recover()
    assert engine.living == {"host-1"}
    heartbeat.stop()
    dispatcher._recover()
    assert engine.living == set()


def test_a_sweep_that_fails_is_not_the_last(
    db: Database, clock: ManualClock, errands: Errands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SWEEP_SECONDS", 0.05)
    dispatcher, engine = made(db, clock, errands, "one")
    enqueue, engine.enqueue = engine.enqueue, lambda _: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    errands.add("a")
    dispatcher.start()
    time.sleep(0.2)
    engine.enqueue = enqueue  # type: ignore[method-assign]
    errands.add("b")
    until(lambda: engine.taken)
    dispatcher.stop()
    assert [claim.row_id for claim in engine.taken] == ["b"]  # "a" is found when it has been away too long
