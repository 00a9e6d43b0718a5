"""Who may do what only one may do."""

import time
from concurrent.futures import ThreadPoolExecutor

from reelwright.dispatch import leases
from reelwright.kit.database import Database


def acquire(db: Database, holder: str, seconds: float = 10.0) -> int | None:
    return db.write_sync(lambda conn: leases.acquire(conn, "dispatcher", holder, seconds))


def test_a_lease_is_one_holders_until_it_expires(db: Database) -> None:
    assert acquire(db, "one", 0.3) == 1
    assert acquire(db, "two") is None
    assert acquire(db, "one", 0.3) == 1, "its holder renews it under the same fence"
    time.sleep(0.35)
    assert acquire(db, "two") == 2, "the fence grows with every new holder"
    assert acquire(db, "one") is None


def test_a_lease_that_was_given_back_is_free_at_once(db: Database) -> None:
    acquire(db, "one")
    db.write_sync(lambda conn: leases.release(conn, "dispatcher", "two"))
    assert acquire(db, "two") is None, "nobody gives back another's"
    db.write_sync(lambda conn: leases.release(conn, "dispatcher", "one"))
    assert acquire(db, "two") is not None


def test_of_many_at_once_one_gets_it(db: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        fences = list(threads.map(lambda n: acquire(db, f"holder-{n}"), range(8)))
    assert sorted(fence for fence in fences if fence is not None) == [1]


def test_the_living_are_those_whose_leases_run(db: Database) -> None:
    for holder, seconds in (("a", 10.0), ("b", 10.0), ("dead", -1.0)):
        db.write_sync(lambda conn, h=holder, s=seconds: leases.acquire(conn, f"worker:{h}", h, s))
    acquire(db, "other")
    assert set(db.read_sync(lambda conn: leases.live_holders(conn, "worker:"))) == {"a", "b"}
