"""Numbers committed events for the workspace feed and writes the readable log line of each, once, in order.

Ids do not commit in order on PostgreSQL, so a feed read by id would skip rows; one lease-held process numbers them.
"""

import logging

from reelwright.events import repository
from reelwright.kit.database import Database

log = logging.getLogger("VideoGeneration")


def number_and_log(db: Database) -> int:
    """One round; returns how many events were numbered."""
    rows = db.read_sync(lambda conn: repository.has_unnumbered(conn)) and db.write_sync(repository.number_new)
    for row in rows or ():
        said = " ".join(f"{key}={value}" for key, value in row.data.items() if isinstance(value, str | int | float))
        log.info("%s #%d %s %s", row.generation_id, row.seq, row.type, said)
    return len(rows or ())
