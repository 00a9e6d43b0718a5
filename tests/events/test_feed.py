"""The workspace feed: one order for everybody, without gaps, whoever commits when."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from reelwright.events import repository as outbox
from reelwright.events.models import events
from reelwright.events.sequencer import number_and_log
from reelwright.kit.database import Database


def tell(conn: sa.Connection, generation: str, seq: int, *, workspace: str = "wsp_1", **data: object) -> None:
    outbox.append(
        conn,
        workspace_id=workspace,
        generation_id=generation,
        seq=seq,
        type="generation.warning",
        data=data,
        now_ms=1_795_000_000_000,
    )


def read_on(db: Database, number: int, workspace: str = "wsp_1") -> list[tuple[str, int, int]]:
    """What a client gets that has read up to `number`: (generation, seq, stream number)."""
    rows = db.read_sync(lambda conn: outbox.after_stream_no(conn, workspace, number))
    return [(row.generation_id, row.seq, row.stream_no) for row in rows]


def test_events_of_one_generation_keep_their_order_though_they_share_a_millisecond(db: Database) -> None:
    def many(conn: sa.Connection) -> None:
        for seq in range(1, 41):
            tell(conn, "gen_a", seq)

    db.write_sync(many)
    assert number_and_log(db) == 40
    assert [seq for _, seq, _ in read_on(db, 0)] == list(range(1, 41))


def test_a_workspace_reads_its_own_events_only(db: Database) -> None:
    db.write_sync(lambda conn: tell(conn, "gen_a", 1))
    db.write_sync(lambda conn: tell(conn, "gen_b", 1, workspace="wsp_2"))
    number_and_log(db)
    assert [name for name, _, _ in read_on(db, 0)] == ["gen_a"]
    assert [name for name, _, _ in read_on(db, 0, "wsp_2")] == ["gen_b"]


def test_numbers_do_not_come_back_when_the_newest_events_are_deleted(db: Database) -> None:
    for seq in (1, 2, 3):
        db.write_sync(lambda conn, seq=seq: tell(conn, "gen_a", seq, prompt="secret"))
    number_and_log(db)
    read_up_to = read_on(db, 0)[-1][2]

    db.write_sync(lambda conn: outbox.delete_of(conn, "gen_a"))
    db.write_sync(lambda conn: tell(conn, "gen_b", 1))
    number_and_log(db)

    assert [name for name, _, _ in read_on(db, read_up_to)] == ["gen_b"]
    left = db.read_sync(lambda conn: conn.execute(sa.select(events).where(events.c.generation_id == "gen_a")).all())
    assert [row.data for row in left] == [{}], "nothing of what was told stays"


@pytest.mark.parametrize("db", ["postgres"], indirect=True)
def test_a_reader_misses_nothing_while_many_commit_out_of_order(db: Database) -> None:
    """Ids are made before their transactions commit; a reader of ids would step over those that commit late."""
    writers, each = 8, 25
    done = threading.Event()
    seen: list[tuple[str, int, int]] = []

    def write(n: int) -> None:
        shuffled = random.Random(n)
        for seq in range(1, each + 1):

            def slowly(conn: sa.Connection, seq: int = seq) -> None:
                tell(conn, f"gen_{n}", seq)
                conn.execute(sa.text("SELECT pg_sleep(:s)"), {"s": shuffled.uniform(0, 0.01)})

            db.write_sync(slowly)

    def follow() -> None:
        is_last = False
        while not is_last:
            is_last = done.is_set()
            number_and_log(db)
            seen.extend(read_on(db, seen[-1][2] if seen else 0))

    with ThreadPoolExecutor(writers + 1) as threads:
        follower = threads.submit(follow)  # alone numbers, as the holder of the lease does
        try:
            for writer in [threads.submit(write, n) for n in range(writers)]:
                writer.result()
        finally:
            done.set()
        follower.result(30)

    assert [number for _, _, number in seen] == list(range(1, writers * each + 1))
    for n in range(writers):
        assert [seq for name, seq, _ in seen if name == f"gen_{n}"] == list(range(1, each + 1))
