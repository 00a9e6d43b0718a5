"""A campaign's chat with a chat model over the wire: words are streamed, facts are checked, failures pass by."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from reelwright.kit.children import Children
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database
from reelwright.kit.rate import Rate, RateLimiter
from reelwright.prompting.service import ChatEndpoint
from reelwright.simulator.server import make_app
from tests.campaigns.chatting import Chat, events_of, words_of
from tests.house import House, small_house
from tests.simulator.running import Served, served

pytestmark = pytest.mark.parametrize("db", ["sqlite"], indirect=True)
FLASK = "We sell Altitude, a steel flask. 300 dollars."


@pytest.fixture
async def poe(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(make_app(tmp_path / "simulator")) as running:
        yield running


def models(poe: Served) -> list[ChatEndpoint]:
    return [ChatEndpoint(name, poe.base_url("poe"), name, "key") for name in ("GPT-4o", "GPT-5.4")]


@pytest.fixture
async def house(
    db: Database, clock: ManualClock, tmp_path: Path, children: Children, poe: Served
) -> AsyncIterator[House]:
    built = small_house(db, clock, tmp_path, children, models(poe))
    yield built
    await built.close()


async def replies(poe: Served, block: Any, words: str = "A flask, good. Who is it for?") -> None:
    said = block if isinstance(block, str) else f"```json\n{json.dumps(block)}\n```"
    await poe.admin("POST", "chat", {"reply": f"{words}\n{said}"})


async def test_words_are_streamed_and_facts_are_written(house: House, poe: Served) -> None:
    chat = await Chat.begin((await house.owner()).client)
    facts = {"product": "Altitude", "keyMessage": "Ice stays ice", "placements": ["tiktok", "Insta reels"]}
    await replies(poe, {"facts": facts, "asks": "audience", "suggestions": ["Climbers", "Commuters"]})
    answer = await chat.say(FLASK)
    assert (answer["by"], answer["text"]) == ("GPT-4o", "A flask, good. Who is it for?")
    assert answer["facts"] == facts | {"placements": ["tiktok", "instagram-reel"]}
    assert answer["suggestions"] == ["Climbers", "Commuters"]
    deltas = [data["text"] for kind, data in chat.events if kind == "delta"]
    assert len(deltas) > 3 and words_of(chat.events).strip() == answer["text"]
    assert (await chat.campaign())["brief"]["keyMessage"] == "Ice stays ice"


async def test_the_model_is_told_brief_brand_and_platforms(house: House, poe: Served) -> None:
    client = (await house.owner()).client
    kit = await client.post("/api/brand-kits", json={"name": "Ours", "tone": "dry wit", "wordsToAvoid": ["cheap"]})
    chat = await Chat.begin(client, brief={"product": "Altitude"}, brandKitId=kit.json()["id"])
    await replies(poe, {"facts": {}})
    await chat.say("Hello there")
    (asked,) = await poe.admin("GET", "chat")
    told = asked["messages"][0]["content"]
    for words in ('"product": "Altitude"', "dry wit", "cheap", "tiktok: 15 s, 60 s, 9:16", "description, audience"):
        assert words in told
    assert [one["role"] for one in asked["messages"]] == ["system", "assistant", "user"]


@pytest.mark.parametrize(
    "block",
    [
        "```json\n{broken",
        "```json\n[1, 2]\n```",
        "no block at all",
        "```json\n" + "[" * 5000 + "\n```",
        '```json\n{"facts": 7, "suggestions": {"a": 1}, "asks": [], "proposal": "yes", "skipped": "goal"}\n```',
    ],
)
async def test_a_block_that_cannot_be_read_breaks_nothing(house: House, poe: Served, block: str) -> None:
    chat = await Chat.begin((await house.owner()).client)
    await replies(poe, block)
    answer = await chat.say(FLASK)
    assert answer["by"] == "GPT-4o" and answer["text"].startswith("A flask, good.")
    assert len(await chat.messages()) == 3


async def test_where_the_block_is_missing_our_rules_read_the_message(house: House, poe: Served) -> None:
    chat = await Chat.begin((await house.owner()).client)
    await replies(poe, "")
    answer = await chat.say(FLASK)
    assert answer["by"] == "GPT-4o" and answer["facts"]["product"] == "Altitude"


async def test_a_hostile_block_writes_nothing_outside_the_brief(house: House, poe: Served) -> None:
    chat = await Chat.begin((await house.owner()).client)
    before = await chat.campaign()
    hostile = {
        "facts": {
            "name": "Mine now",
            "stage": "publish",
            "workspace_id": "ws_other",
            "isSample": True,
            "product": {"$ne": 1},
            "tone": "half \ud800 a character",
            "goal": "\0",
            "placements": ["myspace", 7, "tiktok' OR 1=1"],
            "budgetUsd": 1e308,
            "description": "x" * 5000,
            "budget_micro": 5,
        },
        "suggestions": ["y" * 500, None, "fine"],
        "skipped": ["product", "id", 9],
    }
    await replies(poe, hostile)
    answer = await chat.say(FLASK)
    after = await chat.campaign()
    assert set(answer["facts"]) <= {"description", "placements"} and len(answer["facts"]["description"]) <= 1000
    assert answer["suggestions"] == ["fine"]
    kept = {name: value for name, value in after.items() if name not in ("brief", "missing", "updatedAt")}
    assert kept == {name: before[name] for name in kept}
    assert after["missing"][0] == "product"


async def test_money_counts_only_where_a_person_wrote_it(house: House, poe: Served) -> None:
    chat = await Chat.begin((await house.owner()).client)
    await replies(poe, {"facts": {"budgetUsd": 5000}})
    assert (await chat.say(FLASK))["facts"] == {}
    await replies(poe, {"facts": {"budgetUsd": 300}})
    assert (await chat.say("300 dollars"))["facts"] == {"budgetUsd": 300.0}
    await replies(poe, {"facts": {"budgetUsd": 300}})
    assert (await chat.say("300 euros"))["facts"] == {}


async def test_who_may_not_raise_the_budget_cannot_by_a_model_either(house: House, poe: Served) -> None:
    owner = await house.owner()
    editor = await house.member(owner, "editor")
    chat = await Chat.begin(editor.client, brief={"budgetUsd": 100})
    await replies(poe, {"facts": {"budgetUsd": 900}}, "Done, 900 it is.")
    answer = await chat.say("Make the budget $900")
    assert answer["facts"] == {} and answer["text"].endswith("only an owner of the workspace may raise or remove it.")
    assert words_of(chat.events).strip() == answer["text"]
    assert (await chat.campaign())["brief"]["budgetUsd"] == 100


async def test_a_models_proposal_becomes_an_order_of_ours(house: House, poe: Served) -> None:
    chat = await Chat.begin((await house.owner()).client, brief={"product": "Altitude", "placements": ["youtube"]})
    proposal = {
        "title": "The last ice",
        "why": "It proves the claim.",
        "prompt": "A gloved hand shakes the flask, ice rattles, mist behind.",
        "placement": "TikTok",
        "seconds": 900,
        "template": "social-media",
        "lines": ["Ice stays ice", "Until tomorrow"],
        "model": "sora-2-pro",
        "maxPriceUsd": 999,
    }
    await replies(poe, {"facts": {}, "proposal": proposal})
    made = (await chat.say("Propose something"))["proposal"]
    assert made == {
        "title": "The last ice",
        "why": "It proves the claim.",
        "order": {
            "prompt": proposal["prompt"],
            "template": "social-media",
            "templateFields": {
                "concept": "Ice stays ice. Until tomorrow.",
                "productName": "Altitude",
                "platform": "tiktok",
            },
            "duration": 15,
            "aspectRatio": "9:16",
            "campaignId": chat.id,
        },
    }


@pytest.mark.parametrize("fault", ["error_before_accept", "throttle", "unauthorized", "drop_before_accept"])
async def test_the_next_model_answers_where_the_first_refuses(house: House, poe: Served, fault: str) -> None:
    chat = await Chat.begin((await house.owner()).client)
    for _ in range(1 if fault == "unauthorized" else 2):  # what may pass is tried once more
        await poe.admin("POST", "chat", {"fault": fault})
    await replies(poe, {"facts": {"product": "Altitude"}})
    answer = await chat.say(FLASK)
    assert (answer["by"], answer["facts"]) == ("GPT-5.4", {"product": "Altitude"})


@pytest.mark.parametrize("fault", ["drop_after_accept", "garbled_answer", "error_after_accept"])
async def test_an_answer_that_breaks_off_begins_anew(house: House, poe: Served, fault: str) -> None:
    chat = await Chat.begin((await house.owner()).client)
    await poe.admin("POST", "chat", {"fault": fault, "reply": "These words come to nothing after all"})
    await replies(poe, {"facts": {"product": "Altitude"}})
    answer = await chat.say(FLASK)
    assert answer["by"] == "GPT-5.4" and answer["facts"] == {"product": "Altitude"}
    kinds = [kind for kind, _ in chat.events]
    assert kinds.count("restart") == 1 and words_of(chat.events).strip() == answer["text"]


async def test_a_model_that_falls_silent_is_not_waited_for_twice(
    db: Database, clock: ManualClock, tmp_path: Path, children: Children, poe: Served
) -> None:
    house = small_house(db, clock, tmp_path, children, models(poe), patience_seconds=3.0)
    chat = await Chat.begin((await house.owner()).client)
    await poe.admin("POST", "chat", {"fault": "hang_after_accept:60", "reply": "These words come to nothing"})
    for said in (FLASK, "Climbers"):
        await replies(poe, {"facts": {}})
        answer = await chat.say(said)
        assert answer["by"] == "GPT-5.4" and words_of(chat.events).strip() == answer["text"]
    assert [one["model"] for one in await poe.admin("GET", "chat")] == ["GPT-4o", "GPT-5.4", "GPT-5.4"]
    await house.close()


async def test_the_guide_answers_where_no_model_does(house: House, poe: Served) -> None:
    await poe.change(retired=["GPT-4o", "GPT-5.4"])
    chat = await Chat.begin((await house.owner()).client)
    answer = await chat.say(FLASK)
    assert answer["by"] == "guide" and answer["facts"]["product"] == "Altitude"


async def test_calls_are_metered_by_purpose_and_model(house: House, poe: Served) -> None:
    owner, other = await house.owner(), await house.owner("Other")
    chat = await Chat.begin(owner.client)
    await chat.say(FLASK)
    await chat.say("Climbers")
    refined = await owner.client.post("/api/prompts/refine", json={"prompt": "A flask", "campaignId": chat.id})
    assert events_of(refined)[-1][0] == "done"
    used = (await owner.client.get("/api/usage/chat")).json()["items"]
    assert [(one["purpose"], one["model"], one["calls"]) for one in used] == [
        ("brief", "GPT-4o", 2),
        ("refine", "GPT-4o", 1),
    ]
    assert all(one["tokensIn"] > 0 and one["tokensOut"] > 0 for one in used)
    assert (await other.client.get("/api/usage/chat")).json()["items"] == []
    reader = await house.key(owner, "read")
    house.clock.advance(86_400 * 2)
    assert (await reader.get("/api/usage/chat?days=1")).json()["items"] == []


async def test_a_prompt_is_refined_word_by_word_in_the_campaigns_tone(house: House, poe: Served) -> None:
    owner = await house.owner()
    chat = await Chat.begin(owner.client, brief={"product": "Altitude", "tone": "playful"})
    body = {"prompt": "Product video", "direction": "cinematic", "campaignId": chat.id, "maxPrompt": 60}
    events = events_of(await owner.client.post("/api/prompts/refine", json=body))
    assert events[-1][1]["by"] == "GPT-4o" and len(events[-1][1]["prompt"]) <= 60 and len(events) > 4
    (asked,) = await poe.admin("GET", "chat")
    assert "The tone is: playful." in asked["messages"][0]["content"] and "Altitude" in asked["messages"][0]["content"]


async def test_without_any_model_our_rules_refine_and_say_so(house: House, poe: Served) -> None:
    owner = await house.owner()
    await poe.change(retired=["GPT-4o", "GPT-5.4"])
    events = events_of(await owner.client.post("/api/prompts/refine", json={"prompt": "A flask", "direction": "warm"}))
    assert [kind for kind, _ in events] == ["delta", "done"]
    assert "did not answer" in events[-1][1]["warning"] and events[0][1]["text"] == events[-1][1]["prompt"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"prompt": ""}, 422),
        ({"prompt": "x", "model": "no-such-model"}, 422),
        ({"prompt": "x", "campaignId": "cmp_none"}, 404),
        ({"prompt": "x", "brandKitId": "bkt_none"}, 404),
        ({"prompt": "x", "maxPrompt": 1}, 422),
    ],
)
async def test_a_refinement_that_cannot_be_is_refused_before_it_streams(
    house: House, body: dict[str, object], status: int
) -> None:
    answer = await (await house.owner()).client.post("/api/prompts/refine", json=body)
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"


async def test_a_workspace_asks_the_chat_model_only_so_often(
    db: Database, clock: ManualClock, tmp_path: Path, children: Children, poe: Served
) -> None:
    limiter = RateLimiter(Rate(2, 60_000), clock)
    house = small_house(db, clock, tmp_path, children, models(poe), limiter=limiter)
    owner, other = await house.owner(), await house.owner("Other")
    chat = await Chat.begin(owner.client)
    await chat.say(FLASK)
    refined = {"prompt": "A steel flask"}
    assert (await owner.client.post("/api/prompts/refine", json=refined)).status_code == 200
    for path, body in ((f"{chat.path}/messages", {"text": "climbers"}), ("/api/prompts/refine", refined)):
        refused = await owner.client.post(path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
        assert 30 <= int(refused.headers["retry-after"]) <= 31
    assert (await other.client.post("/api/prompts/refine", json=refined)).status_code == 200
    assert "climbers" not in [one["text"] for one in await chat.messages()]
    clock.advance(31)
    await chat.say("climbers")
    await house.close()
