"""Retry, redo, choose: only what is missing is bought, and the link serves what there is."""

import asyncio
from typing import Any

import pytest
from PIL import Image

from reelwright.budget.errors import BudgetExceeded
from reelwright.kit.problems import Invalid
from tests.generation import books
from tests.generation.world import World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


async def video(world: World, made: dict[str, Any]) -> bytes:
    answer = await world.client().get(made["videoUrl"])
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


async def test_a_retry_buys_only_the_missing_shot(world: World) -> None:
    world.vendor.push("fail_billed")
    world.vendor.push("")
    made = await world.finished(await world.order("fake-short"))
    assert made["status"] == "failed" and sorted(world.states(made)) == ["failed", "kept"]
    billed = world.vendor.billed()

    told = await world.act(made, "retry")
    assert told["status"] == "generating" and told["error"] is None
    made = await world.finished(made)

    assert made["status"] == "succeeded" and sorted(world.states(made)) == ["failed", "kept", "kept"]
    assert len(world.vendor.invoice()) == 3
    assert world.read(books.spent_micro) == world.vendor.billed() > billed


@ON_SQLITE
async def test_a_retry_of_what_never_began_begins(world: World) -> None:
    made = await world.act(await world.order("fake-short"), "cancel")
    assert (await world.act(made, "retry"))["status"] == "preparing"
    made = await world.finished(made)
    assert made["status"] == "succeeded" and sorted(world.states(made)) == ["canceled", "canceled", "kept", "kept"]


@ON_SQLITE
@pytest.mark.parametrize("asked", [{"autoRefine": True}, {"refinementPrompt": "make it cinematic"}])
async def test_a_retry_of_what_was_canceled_still_refines(world: World, asked: dict[str, object]) -> None:
    made = await world.act(await world.order(**asked), "cancel")
    assert (made["status"], made["refinedPrompt"]) == ("canceled", None)
    assert (await world.act(made, "retry"))["status"] == "refining"
    made = await world.finished(made)
    assert made["status"] == "succeeded" and made["refinedPrompt"]


@ON_SQLITE
async def test_a_retry_is_refused_while_a_submit_is_unknown_and_when_there_is_nothing(world: World) -> None:
    made = await world.finished(await world.order())
    assert (await world.act(made, "retry", status=409))["code"] == "not_retryable"

    world.vendor.push("drop_after_accept")
    made = await world.finished(await world.order("fake-unlisted"))
    assert "settle it first with /resolve" in (await world.act(made, "retry", status=409))["detail"]


async def test_a_retry_asked_for_twice_with_one_key_buys_once(world: World) -> None:
    world.vendor.push("fail_billed")
    made = await world.finished(await world.order())
    path = f"/api/video/{made['id']}/retry"
    await world.post(path, Idempotency_Key="again")
    await world.post(path, Idempotency_Key="again")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and world.states(made) == ["failed", "kept"]
    assert (await world.post(path, Idempotency_Key="again"))["status"] == "succeeded"
    assert (await world.post(path, status=409, Idempotency_Key="another"))["code"] == "not_retryable"


@ON_SQLITE
async def test_a_retry_that_was_refused_leaves_its_key_free(world: World) -> None:
    world.vendor.push("fail_billed")
    made = await world.finished(await world.order())
    await world.api.put("/api/budgets", json={"limitUsd": 0.5})
    path = f"/api/video/{made['id']}/retry"
    assert (await world.post(path, status=402, Idempotency_Key="k"))["code"] == BudgetExceeded.code
    await world.api.put("/api/budgets", json={"limitUsd": 9})
    await world.post(path, Idempotency_Key="k")
    assert (await world.finished(made))["status"] == "succeeded"


async def test_redoing_a_shot_serves_the_old_file_until_the_new_one_is_stored(world: World) -> None:
    made = await world.finished(await world.order("fake-short"))
    old, path = await video(world, made), made["videoPath"]

    world.vendor.wear(1)
    told = await world.act(made, "shots/2/redo")
    assert told["status"] == "generating" and told["price"]["heldUsd"] == 0.2
    for status in ("accepted", "finishing", "storing"):
        await world.work_until(status, made)
        assert await video(world, made) == old
    made = await world.finished(made)

    assert made["status"] == "succeeded" and made["metadata"]["revision"] == 2
    assert world.states(made) == ["kept", "kept", "kept"] and len(world.takes(made)) == 3
    assert made["videoPath"] == path and made["price"]["chargedUsd"] == 0.7
    assert await video(world, made) != old


@ON_SQLITE
async def test_a_redo_that_fails_leaves_the_old_file_and_the_old_take_can_be_chosen(world: World) -> None:
    made = await world.finished(await world.order("fake-short"))
    old = await video(world, made)
    [take] = [one["id"] for one in made["plan"]["shots"][1]["takes"]]
    world.vendor.push("refuse_output")
    await world.act(made, "shots/2/redo")
    made = await world.finished(made)
    assert made["status"] == "refused" and await video(world, made) == old

    billed = world.vendor.billed()
    await world.act(made, f"takes/{take}/choose")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and world.vendor.billed() == billed, "choosing is free"
    assert made["metadata"]["revision"] == 3


@ON_SQLITE
async def test_choosing_goes_back_to_the_take_before(world: World) -> None:
    made = await world.finished(await world.order())
    [first] = [one["id"] for one in made["plan"]["shots"][0]["takes"]]
    await world.act(made, "shots/1/redo")
    made = await world.finished(made)
    chosen = {one["id"]: one["isChosen"] for one in made["plan"]["shots"][0]["takes"]}
    assert chosen.pop(first) is False and list(chosen.values()) == [True]

    await world.act(made, f"takes/{first}/choose")
    made = await world.finished(made)
    assert {one["id"] for one in made["plan"]["shots"][0]["takes"] if one["isChosen"]} == {first}
    assert made["price"]["chargedUsd"] == 1.0 == world.vendor.billed() / 1e6


@ON_SQLITE
async def test_a_redo_after_a_cancel_that_came_too_late_is_not_canceled(world: World) -> None:
    made = await world.work_until("storing", await world.order())
    copy = world.storage.copy

    async def cancel_meanwhile(*args: Any) -> Any:
        world.storage.copy = copy  # type: ignore[method-assign]
        await world.act(made, "cancel")
        return await copy(*args)

    world.storage.copy = cancel_meanwhile  # type: ignore[method-assign]
    await world.work()
    await world.act(made, "shots/1/redo")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and made["cancel"] is None and world.states(made) == ["kept", "kept"]


@ON_SQLITE
async def test_what_there_is_not_cannot_be_redone_or_chosen(world: World) -> None:
    made = await world.work_until("accepted", await world.order())
    assert (await world.act(made, "shots/1/redo", status=409))["code"] == "still_running"
    made = await world.finished(made)
    await world.act(made, "shots/2/redo", status=404)
    await world.act(made, "shots/0/redo", status=422)
    await world.act(made, f"shots/{10**30}/redo", status=422)
    await world.act(made, "takes/take_none/choose", status=404)
    assert world.states(made) == ["kept"]


@ON_SQLITE
async def test_a_redo_beyond_the_budget_changes_nothing(world: World) -> None:
    made = await world.finished(await world.order())
    await world.api.put("/api/budgets", json={"limitUsd": 0.9})
    assert (await world.act(made, "shots/1/redo", status=402))["code"] == "budget_exceeded"
    again = await world.get(made)
    assert again["status"] == "succeeded" and again["plan"] == made["plan"]


# -- finish and store -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("segment", "code"), [("finish", "finish_failed"), ("store", "store_failed")])
@ON_SQLITE
async def test_three_failures_end_it_and_the_retry_is_free(
    world: World, surprises: Any, segment: str, code: str
) -> None:
    made = await world.work_until({"finish": "finishing", "store": "storing"}[segment], await world.order())
    copy = world.storage.copy

    async def fail(*_: Any) -> Any:
        raise OSError("No room is left.")

    if segment == "finish":
        world.children.before["media.finish"] = fail
    else:
        world.storage.copy = fail  # type: ignore[method-assign]
    made = await world.finished(made)
    assert made["status"] == "failed" and made["error"]["code"] == code and len(surprises.found) == 3
    surprises.found.clear()
    world.children.before.clear()
    world.storage.copy = copy  # type: ignore[method-assign]

    billed = world.vendor.billed()
    await world.act(made, "retry")
    made = await world.finished(made)
    assert made["status"] == "succeeded" and world.vendor.billed() == billed


@ON_SQLITE
async def test_takes_that_people_asked_for_leave_the_automatic_tries_alone(world: World) -> None:
    made = await world.finished(await world.order())
    for _ in range(4):
        await world.act(made, "shots/1/redo")
        made = await world.finished(made)
    world.vendor.push("throttle", 4)
    await world.act(made, "shots/1/redo")
    made = await world.finished(made)
    assert (made["status"], world.states(made)) == ("succeeded", ["kept"] * 5 + ["rejected"] * 4 + ["kept"])


@ON_SQLITE
async def test_a_picture_that_fails_late_does_not_end_the_retry(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first fetch hangs over a cancel and a retry, and fails when the shot is at the vendor already."""
    path = world.settings.data_dir / "style.png"
    Image.new("RGB", (1280, 720), "black").save(path)
    asset = await world.assets.store_upload(world.workspace_id, path, "style.png")
    asked, gives_up = asyncio.Event(), asyncio.Event()

    async def fetch(_workspace_id: str, url: str) -> Any:
        if not asked.is_set():
            asked.set()
            await gives_up.wait()
            raise Invalid(f"{url} did not answer in time.")
        return asset

    monkeypatch.setattr(world.assets, "store_url", fetch)
    made = await world.order(references=[{"url": "https://pictures.example/a.png", "role": "style"}])
    await world.round()
    [claim] = world.claim()
    late = asyncio.create_task(world.run_claim(claim))
    await asked.wait()
    await world.act(made, "cancel")
    await world.act(made, "retry")
    await world.work_until("accepted", made)
    gives_up.set()
    await late
    made = await world.finished(made)
    assert (made["status"], world.states(made)) == ("succeeded", ["canceled", "kept"])
