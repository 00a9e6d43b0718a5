"""Campaigns are begun, found, renamed and deleted."""

from tests.house import House


async def test_the_life_of_a_campaign(house: House) -> None:
    client = (await house.owner()).client
    begun = await client.post("/api/campaigns", json={"name": " Spring launch "})
    campaign = begun.json()
    assert (begun.status_code, campaign["name"]) == (201, "Spring launch")
    path = f"/api/campaigns/{campaign['id']}"
    assert (await client.get(path)).json() == campaign
    assert (await client.patch(path, json={"name": "Summer"})).json()["name"] == "Summer"
    second = (await client.post("/api/campaigns", json={"name": "Autumn"})).json()
    listed = (await client.get("/api/campaigns")).json()
    assert [one["id"] for one in listed["items"]] == [second["id"], campaign["id"]]
    assert (await client.delete(path)).status_code == 204
    for gone in (await client.get(path), await client.delete(path), await client.patch(path, json={"name": "x"})):
        assert (gone.status_code, gone.json()["code"]) == (404, "not_found")


async def test_a_campaign_needs_a_name(house: House) -> None:
    client = (await house.owner()).client
    for name in ("", "  ", "x" * 121, None):
        assert (await client.post("/api/campaigns", json={"name": name})).json()["fields"].keys() == {"name"}
