"""A brand kit goes into an order by value: what it says is drawn, said to chat models, and named where it is missed."""

from typing import Any

import pytest

from reelwright.generation.branding import avoided_words
from reelwright.prompting.contracts import Voice
from tests.app.test_isolation import picture
from tests.generation.world import Json, World

KIT = {
    "name": "Acme",
    "colours": ["#e4002b", "#0b2545"],
    "fonts": {"heading": "Fraunces", "body": None},
    "tone": "dry",
    "wordsToAvoid": ["cheap", "best ever"],
    "endCard": {"text": "Made for rain", "link": "https://acme.example/flask"},
}


async def asset(world: World, colour: str = "red") -> str:
    files = {"files": ("logo.png", picture(colour))}
    return str((await world.api.post("/api/assets", files=files)).json()["items"][0]["id"])


async def kit(world: World, **fields: Any) -> Json:
    return await world.post("/api/brand-kits", {**KIT, **fields}, status=201)


def roles(generation: Json) -> list[str]:
    return [one["role"] for one in generation["referenceImages"]]


async def test_what_the_kit_said_is_drawn_whatever_becomes_of_the_kit(world: World) -> None:
    logo = await asset(world)
    brand = await kit(world, logos=[{"assetId": logo}])
    ordered = await world.order("studio", brandKitId=brand["id"])
    path = f"/api/brand-kits/{brand['id']}"
    await world.api.patch(path, json={"colours": ["#00ff00"], "endCard": None})
    await world.api.delete(path)
    await world.work(until=lambda: any(row.body for row in world.attempts(ordered)))
    (attempt,) = world.attempts(ordered)
    drawn = attempt.body["scene"]
    assert drawn["brand"] == {
        "colours": ["#e4002b", "#0b2545"],
        "heading": "Fraunces",
        "body": "",
        "has_end_card": True,
        "end_text": "Made for rain",
        "end_link": "https://acme.example/flask",
    }
    assert drawn["images"] == [{"path": f"asset:{logo}", "role": "logo"}]
    request = (await world.get(ordered))["request"]
    assert (request["brandKitId"], request["brand"]["colours"]) == (brand["id"], ["#e4002b", "#0b2545"])
    await world.act(ordered, "cancel")
    await world.work()


async def test_a_quote_is_of_the_same_order(world: World) -> None:
    brand = await kit(world, logos=[{"assetId": await asset(world)}])
    body = {"prompt": "A cheap cup", "model": "fake-video", "duration": 5, "resolution": "720p"}
    body |= {"brandKitId": brand["id"]}
    quote = await world.post("/api/video/quote", body, status=200)
    ordered = await world.post("/api/video/generate", {**body, "quoteId": quote["quoteId"]})
    assert ordered["price"]["estimateUsd"] == quote["priceUsd"]
    assert (ordered["plan"]["mode"], ordered["warnings"]) == (quote["plan"]["mode"], quote["warnings"])
    await world.work()


async def test_the_logo_is_given_where_nobody_brought_one(world: World) -> None:
    dark, plain, own = [await asset(world, colour) for colour in ("black", "white", "red")]
    brand = await kit(world, logos=[{"assetId": dark, "use": "dark"}, {"assetId": plain, "use": "any"}])
    ordered = await world.order("studio", brandKitId=brand["id"])
    assert [(one["assetId"], one["role"]) for one in ordered["referenceImages"]] == [(plain, "logo")]
    await world.api.delete(f"/api/assets/{plain}")
    ordered = await world.order("studio", brandKitId=brand["id"])
    assert [one["assetId"] for one in ordered["referenceImages"]] == [dark]
    mine = [{"assetId": own, "role": "logo"}]
    ordered = await world.order("studio", brandKitId=brand["id"], references=mine)
    assert [one["assetId"] for one in ordered["referenceImages"]] == [own]
    many = [{"assetId": own, "role": "product"}] * 10
    ordered = await world.order("studio", brandKitId=brand["id"], references=many)
    assert roles(ordered) == ["product"] * 10


async def test_a_model_that_takes_no_logo_makes_the_video_without_it_and_says_so(world: World) -> None:
    brand = await kit(world, logos=[{"assetId": await asset(world)}])
    ordered = await world.order("fake-blind", brandKitId=brand["id"])
    assert (roles(ordered), len(ordered["warnings"])) == ([], 1)
    assert "logo of the brand kit Acme is not given" in ordered["warnings"][0]
    seeing = await world.finished(await world.order("fake-video", brandKitId=brand["id"]))
    assert (roles(seeing), [one for one in seeing["warnings"] if "logo" in one]) == (["logo"], [])


async def test_a_campaigns_kit_counts_and_the_one_asked_for_more(world: World) -> None:
    other, mine = await kit(world, name="Other", isDefault=True), await kit(world)
    campaign = await world.post("/api/campaigns", {"name": "Spring", "brandKitId": mine["id"]}, status=201)
    for body, wanted in (
        ({"campaignId": campaign["id"]}, mine["id"]),
        ({"campaignId": campaign["id"], "brandKitId": other["id"]}, other["id"]),
        ({}, None),
    ):
        ordered = await world.order("studio", **body)
        assert ordered["request"].get("brandKitId") == wanted
    await world.api.delete(f"/api/brand-kits/{mine['id']}")
    assert "brand" not in (await world.order("studio", campaignId=campaign["id"]))["request"]
    refused = await world.order("studio", brandKitId=mine["id"], status=404)
    assert refused["code"] == "not_found"


async def test_a_brand_that_is_gone_is_missed_in_words(world: World) -> None:
    logo = await asset(world)
    brand = await kit(world, logos=[{"assetId": logo}])
    campaign = await world.post("/api/campaigns", {"name": "Launch", "brandKitId": brand["id"]}, status=201)
    await world.api.delete(f"/api/assets/{logo}")
    order = {"prompt": "A cup of tea", "model": "studio", "campaignId": campaign["id"]}
    without_logo = await world.post("/api/video/quote", order, status=200)
    assert without_logo["warnings"] == ["The logo of the brand kit Acme was deleted: give the kit another."]
    await world.api.delete(f"/api/brand-kits/{brand['id']}")
    without_kit = await world.post("/api/video/quote", order, status=200)
    assert without_kit["warnings"] == ["The campaign's brand kit was deleted: the video is made without one."]


async def test_a_word_to_avoid_is_named_and_left(world: World) -> None:
    brand = await kit(world)
    ordered = await world.order("studio", prompt="A CHEAP flask, cheaper than tea", brandKitId=brand["id"])
    assert ordered["prompt"] == "A CHEAP flask, cheaper than tea"
    assert ordered["warnings"] == ["The brand kit Acme avoids “cheap”, which the prompt says. It was left as written."]


@pytest.mark.parametrize(
    ("prompt", "word", "is_said"),
    [
        ("a cheap cup", "cheap", True),
        ("cheaper cups", "cheap", False),
        ("the Best Ever cup", "best ever", True),
        ("50% off!", "50%", True),
        ("这是便宜的杯子", "便宜", True),
    ],
)
def test_whole_words_are_meant(prompt: str, word: str, is_said: bool) -> None:
    assert bool(avoided_words(prompt, {"name": "Acme", "wordsToAvoid": [word]})) == is_said


async def test_chat_models_are_told_how_the_brand_speaks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Voice | None] = []
    refine, storyboard = world.ctx.prompting.refine, world.ctx.prompting.storyboard

    async def noted_refine(workspace: str, prompt: str, asked: str | None, limit: int | None, about: Any) -> Any:
        heard.append(about.voice)
        return await refine(workspace, prompt, asked, limit, about)

    async def noted_storyboard(*args: Any, voice: Voice | None, **more: Any) -> Any:
        heard.append(voice)
        return await storyboard(*args, voice=voice, **more)

    monkeypatch.setattr(world.ctx.prompting, "refine", noted_refine)
    monkeypatch.setattr(world.ctx.prompting, "storyboard", noted_storyboard)
    brand = await kit(world)
    await world.finished(await world.order(brandKitId=brand["id"], autoRefine=True))
    assert heard == [Voice("dry", ("cheap", "best ever"))] * 2
