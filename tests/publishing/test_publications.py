"""Each revision goes to each channel once, whatever dies or is asked twice, and the channel's own words are kept."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from reelwright.publishing import carrying
from reelwright.publishing.channels import bundle
from reelwright.publishing.models import publications
from tests.fakes.receiver import Receiver
from tests.generation.world import Json, World
from tests.publishing.test_creatives import BRIEF, add, campaign, listed, patch


async def ready(world: World, **order: Any) -> Json:
    """A creative with a finished video."""
    done = await world.finished(await world.order(**order))
    return await add(world, await campaign(world, brief=BRIEF), done, placements=["youtube", "x"])


async def publish(world: World, creative: Json, *, status: int = 202, **fields: Any) -> Json:
    body = {"channel": "bundle", "creativeIds": [creative["id"]], **fields}
    told = await world.post(f"/api/campaigns/{creative['campaignId']}/publications", body, status=status)
    return told["items"][0] if status == 202 else told


async def now(world: World, publication: Json) -> Json:
    items = (await world.api.get(f"/api/campaigns/{publication['campaignId']}/publications")).json()["items"]
    found: Json = next(one for one in items if one["id"] == publication["id"])
    return found


async def opened(world: World, url: str) -> zipfile.ZipFile:
    answer = await world.client().get(url.removeprefix(world.settings.address))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.content))


async def test_a_bundle_holds_the_video_and_accounts_for_all_of_it(world: World) -> None:
    creative = await ready(world)
    words = {"text": "Out now", "hashtags": ["tea", "#flask"], "link": "https://acme.example/"}
    await patch(world, creative, copy={"x": words}, title="Flask — am Morgen")
    made = await publish(world, creative)
    assert (made["state"], made["downloadUrl"], made["revision"]) == ("queued", None, 2)
    await world.work()
    made = await now(world, made)
    assert (made["state"], made["tries"], made["error"]) == ("published", 1, None)
    archive = await opened(world, made["downloadUrl"])
    names = archive.namelist()
    assert names == ["video.mp4", "poster.jpg", "copy/youtube.txt", "copy/x.txt", "copy.json", "manifest.json"]
    assert archive.testzip() is None
    assert archive.read("copy/x.txt").decode() == "Out now\n\n#tea #flask\n\nhttps://acme.example/\n"
    manifest = json.loads(archive.read("manifest.json"))
    for file in manifest["files"]:
        raw = archive.read(file["name"])
        assert (len(raw), hashlib.sha256(raw).hexdigest()) == (file["bytes"], file["sha256"])
    generation = await world.get(creative["generationId"])
    assert manifest["files"][0]["sha256"] == generation["metadata"]["sha256"]
    assert manifest["generation"]["prompt"] == generation["prompt"]
    assert manifest["generation"]["price"] == generation["price"]
    assert manifest["generation"]["servedBy"] == generation["servedBy"]
    assert manifest["aiLabel"]["aiGenerated"] is True
    assert manifest["provenance"]["generationId"] == generation["id"]
    assert made["answer"]["bytes"] == sum(one.file_size for one in archive.infolist()) + overhead(archive)
    assert (await listed(world, creative["campaignId"]))[0]["status"] == "published"
    head = await world.client().head(path(world, made))
    assert (head.status_code, head.headers["content-length"]) == (200, str(made["answer"]["bytes"]))
    assert "flask-am-morgen-r2.zip" in head.headers["content-disposition"]


def overhead(archive: zipfile.ZipFile) -> int:
    assert archive.fp
    archive.fp.seek(0, 2)
    return archive.fp.tell() - sum(one.file_size for one in archive.infolist())


def path(world: World, publication: Json) -> str:
    return str(publication["downloadUrl"]).removeprefix(world.settings.address)


async def test_asked_again_the_same_row_and_a_new_revision_another(world: World) -> None:
    creative = await ready(world)
    first = await publish(world, creative)
    assert (await publish(world, creative))["id"] == first["id"]
    await world.work()
    assert (await publish(world, creative))["id"] == first["id"]
    await patch(world, creative, title="Another")
    assert (await listed(world, creative["campaignId"]))[0]["status"] == "draft"
    second = await publish(world, creative)
    assert (second["id"] != first["id"], second["revision"]) == (True, 2)
    await world.work()
    both = [await now(world, one) for one in (first, second)]
    assert {one["state"] for one in both} == {"published"}
    archive = await opened(world, both[1]["downloadUrl"])
    assert json.loads(archive.read("manifest.json"))["creative"]["title"] == "Another"
    assert (await world.post(f"/api/publications/{first['id']}/retry", status=409))["code"] == (
        "publication_not_retryable"
    )


async def test_only_a_finished_video_is_published(world: World) -> None:
    order = await world.order()
    creative = await add(world, await campaign(world), order)
    refused = await publish(world, creative, status=409)
    assert (refused["code"], "is queued" in refused["detail"]) == ("not_publishable", True)
    await world.act(order, "cancel")
    await world.work()
    assert "is canceled" in (await publish(world, creative, status=409))["detail"]
    await world.api.delete(f"/api/video/{order['id']}")
    assert "was deleted" in (await publish(world, creative, status=409))["detail"]
    other = {**creative, "id": "cre_none"}
    assert (await publish(world, other, status=404))["code"] == "not_found"


@pytest.mark.parametrize("point", ["bundle.intent", "bundle.stored"])
async def test_a_bundle_met_again_after_a_death_is_the_same_file(
    world: World, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await publish(world, await ready(world))

    class Killed(BaseException):
        pass

    def die(name: str) -> None:
        if name == point:
            raise Killed

    (claim,) = world.claim()
    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(carrying.failpoints, "hit", die)
        await world.run_claim(claim)
    assert (await now(world, made))["state"] == "publishing"
    await world.run_claim(claim)
    done = await now(world, made)
    archive = await opened(world, done["downloadUrl"])
    assert archive.fp
    archive.fp.seek(0)
    assert hashlib.sha256(archive.fp.read()).hexdigest() == done["answer"]["sha256"]
    await world.run_claim(claim)  # a third time finds nothing to do
    assert await now(world, made) == done
    keys = [head.key async for head in world.storage.list("bundles")]
    assert len(keys) == 1


async def test_a_published_bundle_outlives_its_video_and_goes_with_its_creative(world: World) -> None:
    creative = await ready(world)
    made = await publish(world, creative)
    await world.work()
    made = await now(world, made)
    await world.api.delete(f"/api/video/{creative['generationId']}")
    assert (await opened(world, made["downloadUrl"])).testzip() is None
    url = f"/api/campaigns/{creative['campaignId']}/creatives/{creative['id']}"
    assert (await world.api.delete(url)).status_code == 204
    assert (await world.client().get(path(world, made))).status_code == 404
    assert (await world.api.get(f"/api/campaigns/{creative['campaignId']}/publications")).json()["items"] == []
    assert [head.key async for head in world.storage.list("bundles")] == []
    world.clock.advance(2 * 3600)
    await world.services.publishing.sweep()
    assert world.read(lambda conn: conn.execute(publications.select()).all()) == []


async def test_a_video_deleted_before_its_bundle_was_written_fails_in_words(world: World) -> None:
    creative = await ready(world)
    made = await publish(world, creative)
    await world.api.delete(f"/api/video/{creative['generationId']}")
    await world.work()
    made = await now(world, made)
    assert (made["state"], made["error"]) == ("failed", "The video was deleted before its bundle was written.")
    assert (await world.post(f"/api/publications/{made['id']}/retry"))["state"] == "queued"


async def test_a_file_that_is_not_what_was_finished_is_not_published(world: World) -> None:
    creative = await ready(world)
    (key,) = [head.key async for head in world.storage.list("videos") if head.key.endswith(".mp4")]
    await world.storage.put_bytes(key, b"something else", "video/mp4")
    made = await publish(world, creative)
    await world.work()
    assert "is not the one that was finished" in (await now(world, made))["error"]


async def test_a_campaign_is_one_archive_with_a_folder_for_each_creative(world: World) -> None:
    first = await ready(world)
    done = await world.finished(await world.order(prompt="Another one"))
    second = await add(world, first["campaignId"], done, title="Second: one?")
    whole = f"/api/campaigns/{first['campaignId']}/bundle"
    assert (await world.api.get(whole)).json()["code"] == "nothing_published"
    await world.post(
        f"/api/campaigns/{first['campaignId']}/publications",
        {"channel": "bundle", "creativeIds": [first["id"], second["id"]]},
    )
    await world.work()
    answer = await world.api.get(whole)
    assert (answer.status_code, int(answer.headers["content-length"])) == (200, len(answer.content))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    assert {name.partition("/")[0] for name in archive.namelist()} == {"01-trail-flask", "02-second-one"}
    manifest = json.loads(archive.read("02-second-one/manifest.json"))
    video = archive.read("02-second-one/video.mp4")
    assert hashlib.sha256(video).hexdigest() == manifest["files"][0]["sha256"]


async def test_deleting_a_campaign_takes_its_bundles_along(world: World) -> None:
    creative = await ready(world)
    made = await publish(world, creative)
    await world.work()
    made = await now(world, made)
    assert (await world.api.delete(f"/api/campaigns/{creative['campaignId']}")).status_code == 204
    assert (await world.client().get(path(world, made))).status_code == 404
    await world.services.publishing.sweep()
    assert [head.key async for head in world.storage.list("bundles")] == []
    assert (await world.get(creative["generationId"]))["status"] == "succeeded"


async def test_a_webhook_publication_is_one_message_whose_answer_is_kept(world: World, receiver: Receiver) -> None:
    creative = await ready(world)
    endpoint = await world.post("/api/webhook-endpoints", {"url": receiver.url, "events": []}, status=201)
    receiver.plan, receiver.says = [503], "in the queue"
    made = await publish(world, creative, channel="webhook", endpointId=endpoint["id"])
    await world.round()
    await world.round()
    trying = await now(world, made)
    assert (trying["state"], trying["error"]) == ("publishing", "The receiver answered 503.")
    assert (await publish(world, creative, channel="webhook", endpointId=endpoint["id"]))["id"] == made["id"]
    await world.work()
    done = await now(world, made)
    assert (done["state"], done["error"], done["tries"]) == ("published", None, 2)
    assert (done["answer"]["statusCode"], done["answer"]["text"]) == (200, "in the queue")
    first, second = receiver.got
    assert (first.id, first.raw) == (second.id, second.raw)
    assert second.is_signed_with(endpoint["secret"], world.clock.now_ms())
    data = second.message["data"]
    assert (second.message["type"], data["publicationId"]) == ("creative.published", made["id"])
    assert data["creative"]["copy"]["x"]["text"] == "Cold for 24 hours. Shop now."
    assert data["files"]["video"] == (await world.get(creative["generationId"]))["videoUrl"]
    assert (await listed(world, creative["campaignId"]))[0]["status"] == "published"


async def test_a_webhook_that_failed_is_published_again_under_its_own_id(world: World, receiver: Receiver) -> None:
    creative = await ready(world)
    endpoint = await world.post("/api/webhook-endpoints", {"url": receiver.url}, status=201)
    receiver.plan = [500] * 8
    made = await publish(world, creative, channel="webhook", endpointId=endpoint["id"])
    await world.work(seconds=2 * 24 * 3600)
    assert (await now(world, made))["state"] == "failed"
    await world.post(f"/api/publications/{made['id']}/retry")
    await world.work()
    assert ((await now(world, made))["state"], len({got.id for got in receiver.got})) == ("published", 1)


async def test_a_webhook_needs_an_endpoint_that_is_there_and_on(world: World, receiver: Receiver) -> None:
    creative = await ready(world)
    assert (await publish(world, creative, status=422, channel="webhook"))["code"] == "channel_unusable"
    assert (await publish(world, creative, status=422, endpointId="whe_1"))["code"] == "channel_unusable"
    gone = await publish(world, creative, status=404, channel="webhook", endpointId="whe_none")
    assert gone["code"] == "not_found"
    off = await world.post("/api/webhook-endpoints", {"url": receiver.url, "isEnabled": False}, status=201)
    refused = await publish(world, creative, status=409, channel="webhook", endpointId=off["id"])
    assert refused["code"] == "endpoint_disabled"
    on = await world.post("/api/webhook-endpoints", {"url": receiver.url}, status=201)
    receiver.plan = [500]
    made = await publish(world, creative, channel="webhook", endpointId=on["id"])
    await world.round()
    await world.round()
    await world.api.delete(f"/api/webhook-endpoints/{on['id']}")
    made = await now(world, made)
    assert (made["state"], made["error"]) == ("failed", "The endpoint was deleted.")


def test_every_channel_of_the_contract_is_there() -> None:
    assert set(carrying.CHANNELS) == {"bundle", "webhook"}
    assert {"sprite.jpg", "sprite.vtt"} == bundle.LEFT_OUT
