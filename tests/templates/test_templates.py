"""Templates say themselves what they are and ask for; an order's words are held against that."""

import pytest

from reelwright.catalog.platforms import load_platforms
from reelwright.kit.problems import Invalid
from reelwright.templates.service import list_of, words_for_templates
from tests.campaigns.chatting import Chat
from tests.house import House


async def test_the_list_is_what_the_studio_engine_has(whole: House) -> None:
    listed = (await (await whole.owner()).client.get("/api/templates")).json()
    assert [one["key"] for one in listed] == ["brand-animation", "product-showcase", "social-media"]
    showcase = listed[1]
    assert [(one["name"], one["isRequired"]) for one in showcase["fields"]][:2] == [
        ("productName", True),
        ("productDescription", True),
    ]
    assert showcase["aspectRatios"] == ["16:9", "9:16", "1:1"] and showcase["roles"][0] == "product"
    assert {"key": "spotlight", "name": "Spotlight"} in showcase["looks"]
    assert all(len(one["looks"]) >= 2 for one in listed)


@pytest.mark.parametrize("template", list_of(), ids=lambda one: one.key)
async def test_the_examples_of_every_template_make_an_order(whole: House, template: object) -> None:
    fields = {field.name: field.example for field in template.fields}  # type: ignore[attr-defined]
    body = {"prompt": "A steel flask", "template": template.key, "templateFields": fields}  # type: ignore[attr-defined]
    for look in template.looks:  # type: ignore[attr-defined]
        order = body | {"templateFields": fields | {"look": look.key}, "duration": template.default_seconds}  # type: ignore[attr-defined]
        answer = await (await whole.owner(look.key)).client.post("/api/video/quote", json=order)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"prodctName": "Altitude"}, "prodctName"),
        ({"productName": 7}, "productName"),
        ({"productName": "x" * 121}, "productName"),
        ({"look": "baroque"}, "look"),
        ({"look": ["studio"]}, "look"),
        ({"platform": ["tiktok"]}, "platform"),
    ],
)
def test_words_that_would_not_be_drawn_are_refused(fields: dict[str, object], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        words_for_templates(fields)
    assert list(refused.value.fields) == [f"templateFields.{wrong}"]


def test_empty_words_are_left_out() -> None:
    assert words_for_templates({"productName": "Altitude", "cta": "", "features": ["Light", "Warm"]}) == {
        "productName": "Altitude",
        "features": ["Light", "Warm"],
    }


async def test_a_platform_among_the_words_keeps_its_safe_area(whole: House) -> None:
    client = (await whole.owner()).client
    order = {
        "prompt": "A flask",
        "template": "social-media",
        "templateFields": {"concept": "Ice.", "platform": "tiktok"},
    }
    made = (await client.post("/api/video/generate", json=order)).json()
    assert (made["duration"], made["aspectRatio"]) == (15.0, "9:16")
    assert made["request"]["scene"]["safeArea"]["bottom"] == float(load_platforms()["tiktok"].safe.bottom)
    unknown = order | {"templateFields": {"platform": "myspace"}}
    assert (await client.post("/api/video/generate", json=unknown)).status_code == 422


async def test_what_the_chat_proposes_can_be_ordered_as_it_is(whole: House) -> None:
    client = (await whole.owner()).client
    brief = {"product": "Altitude", "description": "A steel flask that keeps ice for a day", "goal": "sell more"}
    chat = await Chat.begin(client, brief=brief | {"placements": list(load_platforms()), "tone": "bold"})
    for text in ("propose a video", *["another idea"] * 9, "shorter", "propose a logo intro"):
        proposal = (await chat.say(text))["proposal"]
        quoted = await client.post("/api/video/quote", json=proposal["order"])
        assert quoted.status_code == 200, quoted.text
    placed = await client.post("/api/video/generate", json=proposal["order"])
    assert placed.status_code == 202 and placed.json()["metadata"]["campaignId"] == chat.id
