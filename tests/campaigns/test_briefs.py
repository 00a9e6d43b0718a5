"""The brief of a campaign: changed field by field, its budget the one hard limit there is."""

import pytest

from tests.house import House


async def test_only_given_fields_change_and_null_empties(house: House) -> None:
    owner = await house.owner()
    brief = {"product": "Altitude", "tone": "bold", "placements": ["tiktok", "youtube", "tiktok"]}
    made = (await owner.client.post("/api/campaigns", json={"name": "Spring", "brief": brief})).json()
    assert made["brief"]["placements"] == ["tiktok", "youtube"] and made["stage"] == "brief"
    assert made["missing"] == ["description", "audience", "goal", "keyMessage", "callToAction", "budgetUsd"]
    path = f"/api/campaigns/{made['id']}"
    house.clock.advance(5)
    changed = (await owner.client.patch(path, json={"brief": {"tone": None, "goal": "Sell more"}})).json()
    assert (changed["brief"]["tone"], changed["brief"]["goal"], changed["brief"]["product"]) == (
        None,
        "Sell more",
        "Altitude",
    )
    assert changed["updatedAt"] > made["updatedAt"] and changed["createdAt"] == made["createdAt"]
    assert (await owner.client.patch(path, json={"stage": "creatives"})).json()["stage"] == "creatives"
    assert (await owner.client.get(path)).json()["brief"] == changed["brief"]


async def test_the_budget_is_budgets_own_limit(house: House) -> None:
    owner = await house.owner()
    made = (await owner.client.post("/api/campaigns", json={"name": "Spring", "brief": {"budgetUsd": 12.5}})).json()
    assert made["brief"]["budgetUsd"] == 12.5
    limits = await house.services.budget.list(owner.workspace_id)
    assert [(row.scope, row.period, row.limit_micro) for row in limits] == [
        (f"campaign:{made['id']}", "total", 12_500_000)
    ]
    await house.services.budget.set_limit(owner.workspace_id, made["id"], is_monthly=False, limit_micro=7_000_000)
    listed = (await owner.client.get("/api/campaigns")).json()["items"]
    assert listed[0]["brief"]["budgetUsd"] == 7.0


async def test_an_editor_sets_and_lowers_a_budget_but_does_not_raise_it(house: House) -> None:
    owner = await house.owner()
    editor = await house.member(owner, "editor")
    made = (await editor.client.post("/api/campaigns", json={"name": "Spring", "brief": {"budgetUsd": 500}})).json()
    path = f"/api/campaigns/{made['id']}"
    assert (await editor.client.patch(path, json={"brief": {"budgetUsd": 200}})).status_code == 200
    for raised in (300, None):
        refused = await editor.client.patch(path, json={"brief": {"budgetUsd": raised, "tone": "loud"}})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert (await owner.client.get(path)).json()["brief"]["tone"] is None  # all or nothing
    assert (await owner.client.patch(path, json={"brief": {"budgetUsd": 900}})).json()["brief"]["budgetUsd"] == 900


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"brief": {"placements": ["myspace"]}}, "brief.placements.0"),
        ({"brief": {"product": "x" * 121}}, "brief.product"),
        ({"brief": {"product": "  "}}, "brief.product"),
        ({"brief": {"budgetUsd": -1}}, "brief.budgetUsd"),
        ({"brief": {"colour": "red"}}, "brief.colour"),
        ({"stage": "done"}, "stage"),
        ({"name": None}, "body"),
    ],
)
async def test_what_cannot_be_is_refused_by_its_field(house: House, body: dict[str, object], field: str) -> None:
    owner = await house.owner()
    made = (await owner.client.post("/api/campaigns", json={"name": "Spring"})).json()
    answer = await owner.client.patch(f"/api/campaigns/{made['id']}", json=body)
    assert answer.status_code == 422 and list(answer.json()["fields"]) == [field], answer.json()


async def test_a_brand_kit_must_be_there(house: House) -> None:
    owner = await house.owner()
    refused = await owner.client.post("/api/campaigns", json={"name": "Spring", "brandKitId": "bkt_none"})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    kit = (await owner.client.post("/api/brand-kits", json={"name": "Ours", "tone": "dry"})).json()
    made = (await owner.client.post("/api/campaigns", json={"name": "Spring", "brandKitId": kit["id"]})).json()
    assert made["brandKitId"] == kit["id"]
    path = f"/api/campaigns/{made['id']}"
    assert (await owner.client.patch(path, json={"brandKitId": None})).json()["brandKitId"] is None
