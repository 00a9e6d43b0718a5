"""From an order to a stored video: what is told, kept and booked on the way."""

import hashlib

import pytest

from tests.generation.world import SECOND_MICRO, World


async def test_an_order_becomes_exactly_the_video_that_was_ordered(world: World) -> None:
    ordered = await world.order()
    assert ordered["status"] == "queued"
    assert ordered["price"] == {"estimateUsd": 0.5, "heldUsd": 0.5, "chargedUsd": 0.0}

    made = await world.finished(ordered)

    assert made["status"] == "succeeded", made["error"]
    assert made["price"] == {"estimateUsd": 0.5, "heldUsd": 0.0, "chargedUsd": 0.5}
    assert {name: made["metadata"][name] for name in ("frames", "width", "height", "fps")} == {
        "frames": 120,
        "width": 1280,
        "height": 720,
        "fps": "24",
    }
    assert world.vendor.billed() == 5 * SECOND_MICRO
    for name in ("videoUrl", "videoPath", "posterUrl", "downloadUrl", "statusUrl"):
        assert made[name] == ordered[name], f"{name} is final from the first answer"


async def test_what_the_link_gives_is_what_was_booked_as_stored(world: World) -> None:
    made = await world.finished(await world.order())

    answer = await world.client().get(made["videoUrl"])

    assert answer.status_code == 200 and answer.headers["content-type"] == "video/mp4"
    assert hashlib.sha256(answer.content).hexdigest() == made["metadata"]["sha256"]
    assert made["metadata"]["bytes"] == len(answer.content)


@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_the_states_come_in_their_order_and_each_is_told(world: World) -> None:
    made = await world.finished(await world.order("fake-short"))

    told = [one async for one in world.services.generation.follow(world.workspace_id, made["id"], 0)]

    statuses = [one["data"]["status"] for one in told if one["type"] == "generation.status"]
    assert statuses == ["queued", "preparing", "generating", "finishing", "storing", "succeeded"]
    attempts = [(one["data"]["shot"], one["data"]["state"]) for one in told if one["type"] == "shot.attempt"]
    for shot in (1, 2):
        assert [state for n, state in attempts if n == shot] == ["sending", "accepted", "kept"]
    assert [one["id"] for one in told if "id" in one] == list(range(1, len([o for o in told if "id" in o]) + 1))


async def test_two_shots_are_ordered_side_by_side_and_joined(world: World) -> None:
    made = await world.finished(await world.order("fake-short"))

    first, second = world.attempts(made)
    assert second.sent_at - first.sent_at < 1000
    assert made["metadata"]["frames"] == 120 and len(made["plan"]["shots"]) == 2
    assert made["price"]["chargedUsd"] == 0.5
    assert {body["prompt"] for body in world.vendor.bodies()} == {shot["prompt"] for shot in made["plan"]["shots"]}


@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_a_refinement_without_a_chat_model_is_by_rule_and_says_so(world: World) -> None:
    made = await world.finished(await world.order(refinementPrompt="warmer"))

    assert made["status"] == "succeeded" and made["prompt"] == "A steel flask at dawn"
    assert made["refinedPrompt"].startswith("A steel flask at dawn. ") and "warmer" in made["refinedPrompt"]
    assert any("not refined by a chat model" in warning for warning in made["warnings"])
    assert world.vendor.bodies()[0]["prompt"] == made["refinedPrompt"]


@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_a_bad_reference_fails_before_anything_is_ordered(world: World) -> None:
    ordered = await world.order(referenceImageUrls=["http://127.0.0.1:1/flask.png"])
    assert ordered["price"]["heldUsd"] == 0.5

    made = await world.finished(ordered)

    assert made["status"] == "failed" and made["error"]["detail"]
    assert made["price"] == {"estimateUsd": 0.5, "heldUsd": 0.0, "chargedUsd": 0.0}
    assert world.states(made) == ["canceled"] and world.vendor.invoice() == []


async def test_a_video_that_is_made_does_not_wait_for_others_that_are_not(world: World) -> None:
    made = await world.work_until("storing", await world.order())
    assert world.row(made).queue == "waiting"
    assert (await world.finished(made))["status"] == "succeeded"
