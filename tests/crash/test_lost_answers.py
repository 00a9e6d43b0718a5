"""The instant between a vendor's 'accepted' and our commit: who remembers the job, and by which door it comes back."""

import pytest

from tests.crash import books
from tests.crash.site import Site

pytestmark = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


async def test_a_spooled_ticket_is_never_unknown(site: Site) -> None:
    """The answer is on the disk, not in the database: the next start commits it before it looks at anything."""
    server = await site.start(failpoint="submit.spooled")
    site.order()
    await site.dies(server)
    assert site.kills_in_send_window == 1

    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict
    (generation_id,) = site.accepted.values()
    told = await site.db.read(lambda conn: books.states_told(conn, generation_id))
    assert told.count("accepted") == told.count("kept") == 2
    # The second shot may have been on its way at that moment; the spooled one was not lost for an instant.
    assert told.count("unknown") <= 1


@pytest.mark.full
async def test_a_webhook_brings_a_lost_answer_back_where_the_vendor_has_no_list(site: Site) -> None:
    site.lookup, site.with_hooks = "none", True
    site.address = "http://127.0.0.1:0"
    site.vendor.change_scenario(run_seconds=6.0)  # it ends when we are up again
    await (await site.start()).stop()  # now the port is known, and with it the address for webhooks
    server = await site.start(failpoint="submit.answered")
    site.order()
    await site.dies(server)

    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict  # what is on the invoice is held by its attempt, and no look-up can have told
