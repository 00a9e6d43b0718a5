"""The ledger says what money was for, in words of today."""

import csv
import io

import pytest

from tests.generation.world import World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


@ON_SQLITE
async def test_each_movement_of_money_names_its_video_its_campaign_and_who_made_it(world: World) -> None:
    campaign = await world.post("/api/campaigns", {"name": "Spring"}, status=201)
    made = await world.finished(await world.order(prompt="=SUM(1) flasks", campaignId=campaign["id"]))
    await world.api.patch(f"/api/campaigns/{campaign['id']}", json={"name": "Summer"})
    (held, *_) = (await world.api.get("/api/ledger")).json()["items"]
    told = {name: held[name] for name in ("generationId", "prompt", "model", "vendor", "campaignId", "campaignName")}
    assert told == {
        "generationId": made["id"],
        "prompt": "=SUM(1) flasks",
        "model": "fake-video",
        "vendor": "billing",
        "campaignId": campaign["id"],
        "campaignName": "Summer",
    }
    table = list(csv.DictReader(io.StringIO((await world.api.get("/api/ledger?format=csv")).text)))
    assert {(one["generation"], one["campaign"], one["model"]) for one in table} == {
        (made["id"], "Summer", "fake-video")
    }
    assert {one["prompt"] for one in table} == {"'=SUM(1) flasks"}, "no spreadsheet may take it for a formula"
