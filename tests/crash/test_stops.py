"""Asked to stop, or killed while drawing: what was paid for is said, and nothing that runs is taken for canceled."""

import pytest

from tests.crash.site import Site, attempts_of

pytestmark = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


async def test_a_stop_tells_of_paid_clips_and_loses_none(site: Site) -> None:
    site.vendor.change_scenario(run_seconds=6.0)
    server = await site.start()
    site.order()
    await site.until(lambda view: {one["state"] for one in attempts_of(view)} == {"accepted"})
    assert await server.stop() == 0
    assert "paid clips at vendors: they are collected at the next start" in server.tail()
    await site.has_no_processes()

    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict
    assert verdict.statuses == {"succeeded": 1}


@pytest.mark.full
@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_a_drawing_that_is_interrupted_is_drawn_again(site: Site, how: str) -> None:
    server = await site.start()
    site.order(model="studio", prompt="Reelwright draws again", duration=5)
    await site.until(lambda view: attempts_of(view)[0]["progress"] > 0)
    if how == "stop":
        await server.stop()
        await site.has_no_processes()
    else:
        await site.kill(server)

    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict
    assert verdict.statuses == {"succeeded": 1}


@pytest.mark.full
async def test_a_stop_while_finishing_is_no_cancel(site: Site) -> None:
    server = await site.start()
    site.order()
    await site.until(lambda view: view["status"] == "finishing")
    await server.stop()
    await site.has_no_processes()

    await site.start()
    verdict = await site.rests()
    assert verdict.is_right, verdict
    assert verdict.statuses == {"succeeded": 1}
