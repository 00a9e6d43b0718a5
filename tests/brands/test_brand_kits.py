"""Brand kits are checked when they are written, and a workspace has one default at most."""

import asyncio
from typing import Any

import pytest

from tests.app.test_isolation import picture
from tests.house import House, Seat

PATH = "/api/brand-kits"


async def kit(seat: Seat, **fields: Any) -> dict[str, Any]:
    answer = await seat.client.post(PATH, json={"name": "Acme", **fields})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def logo(seat: Seat) -> str:
    files = {"files": ("logo.png", picture("red"))}
    return str((await seat.client.post("/api/assets", files=files)).json()["items"][0]["id"])


async def test_the_life_of_a_brand_kit(house: House) -> None:
    owner = await house.owner()
    asset_id = await logo(owner)
    made = await kit(
        owner,
        logos=[{"assetId": asset_id, "use": "dark"}],
        colours=["#0F5BFF", "#ffffff", "#0f5bff"],
        fonts={"heading": "Anton"},
        tone="Warm and plain",
        wordsToAvoid=["cheap", "cheap", "guarantee"],
        endCard={"text": "Made for rain", "link": "https://acme.example/flask"},
    )
    assert made["logos"] == [{"assetId": asset_id, "use": "dark"}]
    assert made["colours"] == ["#0f5bff", "#ffffff"]
    assert made["fonts"] == {"heading": "Anton", "body": None}
    assert made["wordsToAvoid"] == ["cheap", "guarantee"]
    assert made["endCard"] == {"isShown": True, "text": "Made for rain", "link": "https://acme.example/flask"}
    path = f"{PATH}/{made['id']}"
    assert (await owner.client.get(path)).json() == made
    house.clock.advance(1)
    changed = (await owner.client.patch(path, json={"tone": None, "logos": None, "fonts": {"body": "Manrope"}})).json()
    assert (changed["tone"], changed["logos"], changed["colours"]) == (None, [], made["colours"])
    assert changed["fonts"] == {"heading": None, "body": "Manrope"}
    assert changed["updatedAt"] > changed["createdAt"]
    assert [one["id"] for one in (await owner.client.get(PATH)).json()["items"]] == [made["id"]]
    assert (await owner.client.delete(path)).status_code == 204
    assert (await owner.client.get(path)).json()["code"] == "not_found"


async def test_a_new_default_takes_the_place_of_the_old(house: House) -> None:
    owner, other = await house.owner("Acme"), await house.owner("Other")
    first, second = await kit(owner, isDefault=True), await kit(owner)
    theirs = await kit(other, isDefault=True)
    await owner.client.patch(f"{PATH}/{second['id']}", json={"isDefault": True})
    third = await kit(owner, isDefault=True)
    listed = (await owner.client.get(PATH)).json()["items"]
    assert [one["id"] for one in listed if one["isDefault"]] == [third["id"]]
    assert {one["id"] for one in listed} == {first["id"], second["id"], third["id"]}
    assert (await other.client.get(f"{PATH}/{theirs['id']}")).json()["isDefault"]


async def test_defaults_made_at_one_moment_take_turns(house: House) -> None:
    owner = await house.owner()
    made = await asyncio.gather(*(kit(owner, isDefault=True) for _ in range(5)))
    listed = (await owner.client.get(PATH)).json()["items"]
    assert (len(made), sum(one["isDefault"] for one in listed)) == (5, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"colours": ["red"]}, "colours.0"),
        ({"colours": ["#12345"]}, "colours.0"),
        ({"colours": ["#123456"] * 9}, "colours"),
        ({"fonts": {"heading": "Comic Sans"}}, "fonts.heading"),
        ({"fonts": {"body": "Noto Sans Arabic"}}, "fonts.body"),
        ({"logos": [{"assetId": "ast_none"}]}, "logos"),
        ({"logos": [{"assetId": "ast_none", "use": "sideways"}]}, "logos.0.use"),
        ({"endCard": {"link": "javascript:alert(1)"}}, "endCard.link"),
        ({"wordsToAvoid": [""]}, "wordsToAvoid.0"),
        ({"name": None}, "name"),
        ({"isDefault": None}, "isDefault"),
        ({"slogan": "x"}, "slogan"),
    ],
)
@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
async def test_what_no_video_could_show_is_refused_by_field(house: House, wrong: dict[str, Any], field: str) -> None:
    owner = await house.owner()
    path = f"{PATH}/{(await kit(owner))['id']}"
    for answer in (
        await owner.client.post(PATH, json={"name": "Acme", **wrong}),
        await owner.client.patch(path, json=wrong),
    ):
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


async def test_a_logo_of_another_workspace_is_no_logo(house: House) -> None:
    theirs = await logo(await house.owner("Acme"))
    answer = await (await house.owner("Other")).client.post(PATH, json={"name": "Mine", "logos": [{"assetId": theirs}]})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["logos"])


async def test_the_fonts_are_those_of_the_studio_engine(house: House) -> None:
    listed = (await (await house.owner()).client.get(f"{PATH}/fonts")).json()["items"]
    assert {"Poppins", "Fraunces", "Playfair Display"} <= {one["family"] for one in listed}
