"""A chain of shots: each starts from the last frame that is kept of the one before."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from reelwright.vendors.contract import ShotRequest
from tests.generation.world import World

pytestmark = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


def frame_number(path: Path) -> int:
    """The number that the vendor's clips carry in each frame, as 16 blocks along the top."""
    luma = np.asarray(Image.open(path).convert("L"))
    block = luma.shape[1] // 16
    top = luma[: luma.shape[0] // 12]
    return sum(1 << bit for bit in range(16) if top[:, bit * block : (bit + 1) * block].mean() > 128)


@pytest.fixture
def requests(world: World) -> list[tuple[int, list[tuple[str, str, int | None]]]]:
    """(seconds, [(asset or take, role, frame)]) of each shot that was composed."""
    told: list[Any] = []
    adapter = world.services.adapters["billing"]
    compose = adapter.compose

    async def note(request: ShotRequest, access: Any) -> Any:
        pictures = [
            (one.asset_id, one.role, frame_number(one.path) if one.role == "firstFrame" else None)
            for one in request.references
        ]
        told.append((int(request.seconds), pictures))
        return await compose(request, access)

    adapter.compose = note  # type: ignore[method-assign]
    return told


async def test_each_shot_waits_for_the_one_before_and_starts_from_its_last_kept_frame(
    world: World, requests: list[Any]
) -> None:
    made = await world.order("fake-short", duration=7, continuity="continuous")
    lengths = [int(shot["nativeSeconds"]) for shot in made["plan"]["shots"]]
    assert len(lengths) == 3

    await world.work_until("accepted", made)
    assert world.states(made) == ["accepted", "new", "new"]
    assert [row.due_at is None for row in world.attempts(made)] == [False, True, True]
    made = await world.finished(made)

    assert made["status"] == "succeeded" and made["metadata"]["frames"] == 7 * 24
    takes = [shot["takes"][0]["id"] for shot in made["plan"]["shots"]]
    last = [24 * seconds - 1 for seconds in lengths]  # all but the last shot are kept to their end
    assert requests == [
        (lengths[0], []),
        (lengths[1], [(takes[0], "firstFrame", last[0])]),
        (lengths[2], [(takes[1], "firstFrame", last[1])]),
    ]


async def test_redoing_a_shot_makes_those_after_it_again(world: World, requests: list[Any]) -> None:
    made = await world.finished(await world.order("fake-short", duration=7, continuity="continuous"))
    first = made["plan"]["shots"][0]["takes"][0]["id"]
    requests.clear()

    told = await world.act(made, "shots/2/redo")
    assert told["price"]["heldUsd"] == sum(shot["priceUsd"] for shot in told["plan"]["shots"][1:])
    made = await world.finished(made)

    assert made["status"] == "succeeded" and world.states(made) == ["kept"] * 5
    chosen = [next(one["id"] for one in shot["takes"] if one["isChosen"]) for shot in made["plan"]["shots"]]
    assert [pictures[0][0] for _, pictures in requests] == chosen[:2] and chosen[0] == first


async def test_a_redo_that_fails_is_taken_back_whole_and_free(world: World) -> None:
    made = await world.finished(await world.order("fake-short", duration=7, continuity="continuous"))
    before, paid = _chosen(made), made["price"]["chargedUsd"]
    world.vendor.push("refuse_input")
    made = await world.finished(await world.act(made, "shots/1/redo"))
    assert (made["status"], _chosen(made)) == ("refused", [None] * 3)

    made = await world.finished(await world.act(made, f"takes/{before[0]}/choose"))
    assert (made["status"], _chosen(made), made["price"]["chargedUsd"]) == ("succeeded", before, paid)
    assert not [told for told in made["warnings"] if "another take" in told]


async def test_a_take_that_the_next_shot_did_not_go_on_from_is_said(world: World) -> None:
    made = await world.finished(await world.order("fake-short", duration=7, continuity="continuous"))
    first = _chosen(made)[0]
    world.clock.advance(1)
    made = await world.finished(await world.act(made, "shots/1/redo"))
    assert not [told for told in made["warnings"] if "another take" in told]
    made = await world.finished(await world.act(made, f"takes/{first}/choose"))
    assert [told[:32] for told in made["warnings"] if "another take" in told] == ["Shot 2 was made to go on from an"]


def _chosen(made: Any) -> list[str | None]:
    takes = [{one["id"] for one in shot["takes"] if one["isChosen"]} for shot in made["plan"]["shots"]]
    return [min(found, default=None) for found in takes]


async def test_a_broken_chain_is_retried_from_where_it_broke(world: World, requests: list[Any]) -> None:
    world.vendor.push("")
    world.vendor.push("fail_billed")
    made = await world.finished(await world.order("fake-short", duration=7, continuity="continuous"))
    assert made["status"] == "failed" and world.states(made) == ["kept", "failed", "canceled"]
    await world.act(made, "retry")
    assert [row.due_at is not None for row in world.attempts(made) if row.state == "new"] == [True, False]
    made = await world.finished(made)
    assert made["status"] == "succeeded" and world.states(made) == ["kept", "failed", "kept", "canceled", "kept"]


async def test_a_first_frame_starts_the_first_shot_only(world: World, requests: list[Any]) -> None:
    body = {"model": "fake-short", "prompt": "Dawn", "duration": "5", "resolution": "720p", "continuity": "continuous"}
    path = world.settings.data_dir / "frame.png"
    Image.new("RGB", (1280, 720), "black").save(path)
    asset = await world.assets.store_upload(world.workspace_id, path, "frame.png")
    made = await world.order(**body, references=[{"assetId": asset.id, "role": "firstFrame"}])
    made = await world.finished(made)
    assert made["status"] == "succeeded"
    [take] = [one["id"] for one in made["plan"]["shots"][0]["takes"]]
    assert [[picture[0] for picture in pictures] for _, pictures in requests] == [[asset.id], [take]]


async def test_a_shot_whose_mode_takes_no_references_starts_from_its_frame_alone(
    world: World, requests: list[Any]
) -> None:
    path = world.settings.data_dir / "style.png"
    Image.new("RGB", (1280, 720), "black").save(path)
    asset = await world.assets.store_upload(world.workspace_id, path, "style.png")
    references = [{"assetId": asset.id, "role": "style"}]
    made = await world.order("fake-chain", duration=5, continuity="continuous", references=references)
    made = await world.finished(made)
    assert made["status"] == "succeeded", made["error"]
    assert [[role for _, role, _ in pictures] for _, pictures in requests] == [["style"], ["firstFrame"]]


async def test_a_chain_whose_answer_is_lost_asks_for_a_person_and_goes_on_from_what_they_find(world: World) -> None:
    world.vendor.push("drop_after_accept")
    made = await world.finished(await world.order("fake-short-unlisted", duration=7, continuity="continuous"))
    assert (made["status"], world.states(made)) == ("needs_attention", ["unknown", "new", "new"])

    world.clock.advance(120)
    [job] = [line["job_id"] for line in world.vendor.invoice()]
    settled = {"attemptId": world.attempts(made)[0].id, "outcome": "found", "vendorJobId": job}
    await world.act(made, "resolve", settled)
    made = await world.finished(made)
    assert (made["status"], world.states(made)) == ("succeeded", ["kept"] * 3)
