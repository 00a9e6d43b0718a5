"""The file that alone knows of a paid job for an instant: whatever is whole of it counts, whenever the writer died."""

import os
import time
from pathlib import Path

from reelwright.generation.spool import Spool
from reelwright.vendors.contract import Ticket

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
