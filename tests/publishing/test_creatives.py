"""Videos are put into a campaign once, keep their order, and get a new revision when what is published changes."""

import pytest

from tests.generation.world import Json, World

BRIEF = {
    "product": "Trail Flask",
    "keyMessage": "Cold for 24 hours",
    "callToAction": "Shop now",
    "placements": ["tiktok", "youtube"],
}


async def campaign(world: World, **fields: object) -> str:
    return str((await world.post("/api/campaigns", {"name": "Spring", **fields}, status=201))["id"])


async def add(world: World, campaign_id: str, generation: Json, **fields: object) -> Json:
    body = {"generationId": generation["id"], **fields}
    return await world.post(f"/api/campaigns/{campaign_id}/creatives", body, status=201)


async def patch(world: World, creative: Json, **fields: object) -> Json:
    path = f"/api/campaigns/{creative['campaignId']}/creatives/{creative['id']}"
    answer = await world.api.patch(path, json=fields)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return told


async def listed(world: World, campaign_id: str) -> list[Json]:
    items: list[Json] = (await world.api.get(f"/api/campaigns/{campaign_id}/creatives")).json()["items"]
    return items


async def test_a_creative_begins_with_the_briefs_words(world: World) -> None:
    campaign_id = await campaign(world, brief=BRIEF)
    order = await world.order(aspectRatio="9:16")
    made = await add(world, campaign_id, order)
    assert (made["title"], made["placements"], made["status"]) == ("Trail Flask", ["tiktok"], "draft")
    assert made["copy"] == {
        "tiktok": {"text": "Cold for 24 hours. Shop now.", "hashtags": ["#TrailFlask"], "link": None}
    }
    assert (made["revision"], made["video"]["status"], made["video"]["aspectRatio"]) == (1, "queued", "9:16")
    assert await add(world, campaign_id, order, title="Again") == made
    assert [one["id"] for one in await listed(world, campaign_id)] == [made["id"]]


async def test_without_a_brief_the_prompts_own_subject_is_the_copy(world: World) -> None:
    order = await world.order(prompt="Create a cinematic video of our new steel flask, slow camera pans, keeps tea hot")
    made = await add(world, await campaign(world), order, placements=["youtube"])
    assert made["title"] == "New steel flask"
    assert made["copy"]["youtube"]["text"] == "New steel flask. Keeps tea hot."


async def test_a_new_revision_is_made_of_new_words_placements_or_another_file(world: World) -> None:
    campaign_id = await campaign(world)
    order = await world.order(model="fake-short")
    made = await add(world, campaign_id, order, placements=["youtube"])
    await world.finished(order)
    (now,) = await listed(world, campaign_id)
    assert (now["revision"], now["video"]["status"]) == (1, "succeeded")
    ready = await patch(world, made, title=made["title"], status="ready")
    assert (ready["revision"], ready["status"]) == (1, "ready")
    words = {"youtube": {"text": "Out now", "hashtags": ["tea"], "link": "https://acme.example/"}}
    assert (await patch(world, made, copy=words))["revision"] == 2
    assert (await patch(world, made, copy=words))["revision"] == 2
    more = await patch(world, made, placements=["youtube", "x"])
    assert (more["revision"], sorted(more["copy"])) == (3, ["x", "youtube"])
    await world.act(order, "shots/1/redo")
    await world.work()
    (now,) = await listed(world, campaign_id)
    assert (now["revision"], now["updatedAt"]) == (4, more["updatedAt"])
    assert (await patch(world, made, title="Another"))["revision"] == 5


async def test_the_order_is_kept_whole(world: World) -> None:
    campaign_id = await campaign(world)
    ids = [(await add(world, campaign_id, await world.order()))["id"] for _ in range(3)]
    path = f"/api/campaigns/{campaign_id}/creatives/order"
    answer = await world.api.put(path, json={"ids": ids[::-1]})
    assert [one["id"] for one in answer.json()["items"]] == ids[::-1]
    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], "cre_none"]):
        answer = await world.api.put(path, json={"ids": wrong})
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["ids"])


async def test_a_deleted_video_leaves_its_creative_saying_so(world: World) -> None:
    campaign_id = await campaign(world)
    done = await world.finished(await world.order())
    made = await add(world, campaign_id, done)
    await world.api.delete(f"/api/video/{done['id']}")
    (now,) = await listed(world, campaign_id)
    assert (now["video"]["status"], now["video"]["videoUrl"], now["title"]) == ("deleted", None, made["title"])
    assert (await patch(world, made, title="Kept"))["title"] == "Kept"


@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_what_no_placement_takes_is_refused(world: World) -> None:
    made = await add(world, await campaign(world), await world.order())
    for wrong, field in (
        ({"placements": ["myspace"]}, "placements"),
        ({"copy": {"myspace": {}}}, "placements"),
        ({"copy": {"x": {"hashtags": ["two words"]}}}, "copy.x.hashtags.0"),
        ({"copy": {"x": {"link": "javascript:1"}}}, "copy.x.link"),
        ({"title": None}, "title"),
        ({"status": "published"}, "status"),
    ):
        path = f"/api/campaigns/{made['campaignId']}/creatives/{made['id']}"
        answer = await world.api.patch(path, json=wrong)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field]), wrong
