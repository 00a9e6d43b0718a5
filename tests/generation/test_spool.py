"""The file that alone knows of a paid job for an instant: whatever is whole of it counts, whenever the writer died."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from reelwright.generation.spool import Spool
from reelwright.generation.steps.submit import replay_spool
from reelwright.vendors.contract import Ticket
from tests.generation.world import Surprises, World

TICKET = Ticket("job_1", {"poll": "here"})


def written_not_named(spool: Spool) -> Path:
    """As a process leaves it that dies between the last word and the name."""
    spool.write("att_1", TICKET)
    return (spool.folder / "att_1.json").rename(spool.folder / "att_1.tmp")


def test_a_ticket_that_was_written_but_not_named_is_a_ticket(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    written_not_named(spool)
    assert spool.find("att_1") == TICKET and spool.all() == {"att_1": TICKET}
    spool.forget("att_1")
    assert spool.find("att_1") is None and not list(tmp_path.iterdir())


def test_a_ticket_that_was_hardly_begun_is_none_and_goes_away(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    half = written_not_named(spool)
    half.write_text(half.read_text()[:10])
    assert spool.find("att_1") is None and spool.all() == {}
    assert half.exists(), "somebody may be writing it at this moment"
    os.utime(half, (time.time() - 60, time.time() - 60))
    assert spool.all() == {} and not half.exists()


async def test_the_spool_knows_what_the_database_does_not(world: World) -> None:
    """Killed between the vendor's answer and our commit: the row says `sending`, the file says which job."""
    made = await world.order()
    adapter = world.services.adapters["billing"]

    class Killed(BaseException): ...

    remembered = world.ctx.spool.write

    def write_and_die(attempt_id: str, ticket: Ticket) -> None:
        remembered(attempt_id, ticket)
        raise Killed

    object.__setattr__(world.ctx.spool, "write", write_and_die)
    with pytest.raises(Killed):
        await world.work()
    object.__setattr__(world.ctx.spool, "write", remembered)
    assert world.states(made) == ["sending"] and adapter is world.services.adapters["billing"]

    assert await replay_spool(world.ctx) == 1
    assert (await world.finished(made))["status"] == "succeeded"
    assert len(world.vendor.invoice()) == 1


@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_a_ticket_that_cannot_be_spooled_is_committed(
    world: World, monkeypatch: pytest.MonkeyPatch, surprises: Surprises
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Spool, "write", full)
    made = await world.finished(await world.order("fake-unlisted"))
    assert made["status"] == "succeeded" and len(surprises.found) == 1
    surprises.found.clear()


async def test_a_ticket_of_another_database_stops_no_start(world: World, surprises: Surprises) -> None:
    world.ctx.spool.write("att_of_a_newer_backup", Ticket("job_1"))
    made = await world.order()
    sent, ticket = await world.work_until("accepted", made), Ticket("job_2")
    assert sent["status"] == "generating"
    world.ctx.spool.write(world.attempts(made)[0].id, ticket)
    assert await replay_spool(world.ctx) == 2
    assert list(world.ctx.spool.all()) == ["att_of_a_newer_backup"], "kept, and the other was dealt with"
    assert len(surprises.found) == 1
    surprises.found.clear()
