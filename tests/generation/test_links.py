"""The permanent link and the events of a generation: final from the first answer, true at every moment."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
import sqlalchemy as sa
from starlette.requests import Request

from reelwright.events.models import events
from reelwright.generation.media import MediaFile, MediaService
from reelwright.generation.models import attempts, objects, shots
from reelwright.storage.contract import Head
from tests.generation.world import World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)


async def test_the_link_before_while_and_after(world: World) -> None:
    made = await world.order()
    anybody = world.client()
    for status in ("queued", "accepted", "finishing"):
        await world.work_until(status, made)
        early = await anybody.get(made["videoUrl"])
        assert (early.status_code, early.json()["code"]) == (404, "media_not_ready")
        assert int(early.headers["retry-after"]) > 0
    await world.work()

    whole = await anybody.get(made["videoUrl"])
    part = await anybody.get(made["videoUrl"], headers={"Range": "bytes=10-19"})
    assert whole.status_code == 200 and (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    head = await anybody.head(made["videoUrl"])
    assert head.status_code == 200 and int(head.headers["content-length"]) == len(whole.content)
    saved = await anybody.get(made["downloadUrl"])
    assert saved.headers["content-disposition"].startswith("attachment")
    for name, kind in (("posterUrl", "image/jpeg"), ("spriteUrl", "image/jpeg")):
        assert (await anybody.get(made[name])).headers["content-type"] == kind

    assert (await world.api.delete(f"/api/video/{made['id']}")).status_code == 204
    gone = await anybody.get(made["videoUrl"])
    assert (gone.status_code, gone.json()["code"]) == (410, "media_deleted")
    assert (await world.api.get(f"/api/video/{made['id']}")).status_code == 404


@ON_SQLITE
async def test_a_take_is_seen_before_it_is_chosen_and_only_behind_its_own_link(world: World) -> None:
    made, other = await world.finished(await world.order()), await world.finished(await world.order())
    (take,) = made["plan"]["shots"][0]["takes"]
    clip = await world.client().get(take["url"], headers={"Range": "bytes=0-9"})
    assert (clip.status_code, clip.headers["content-type"], len(clip.content)) == (206, "video/mp4", 10)
    foreign = take["url"].replace(made["videoUrl"].split("/")[-2], other["videoUrl"].split("/")[-2])
    assert (await world.client().get(foreign)).status_code == 404
    assert (await world.api.delete(f"/api/video/{made['id']}")).status_code == 204
    assert (await world.client().get(take["url"])).status_code == 410


@ON_SQLITE
async def test_after_a_failure_there_is_nothing_to_come_back_for(world: World) -> None:
    world.vendor.push("invalid")
    made = await world.finished(await world.order())
    answer = await world.client().get(made["videoUrl"])
    assert (answer.status_code, answer.json()["code"]) == (404, "media_not_made")
    assert "retry-after" not in answer.headers


@ON_SQLITE
async def test_what_needs_attention_may_still_come(world: World) -> None:
    world.vendor.push("drop_after_accept")
    made = await world.finished(await world.order("fake-unlisted"))
    answer = await world.client().get(made["videoUrl"], params={"wait": 5})
    assert (answer.status_code, answer.json()["code"]) == (404, "media_not_ready")
    assert (await world.client().get("/media/no-such-token/video.mp4")).status_code == 404
    assert (await world.client().get(made["videoUrl"].replace("video.mp4", "secret.txt"))).status_code == 404


@ON_SQLITE
async def test_a_waiting_get_is_answered_when_the_video_is_there(world: World) -> None:
    made = await world.work_until("storing", await world.order())
    waiting = asyncio.create_task(world.client().get(made["videoUrl"], params={"wait": 25}))
    await asyncio.sleep(0.1)
    await world.work()
    assert (await waiting).status_code == 200


@ON_SQLITE
async def test_deleting_leaves_neither_files_nor_words(world: World) -> None:
    made = await world.finished(await world.order("fake-short", prompt="A secret flask"))
    keys = world.read(lambda conn: conn.execute(sa.select(objects.c.key)).scalars().all())
    assert len(keys) >= 5
    await world.api.delete(f"/api/video/{made['id']}")

    assert [key for key in keys if await world.storage.head(key)] == []
    assert world.read(lambda conn: conn.execute(sa.select(objects)).all()) == []
    for table in (attempts, shots, events):
        rows = world.read(lambda conn, t=table: conn.execute(sa.select(t)).all())
        assert rows and "secret" not in repr(rows), table.name
    assert "secret" not in repr(world.row(made))
    entries = (await world.api.get("/api/ledger")).json()["items"]
    assert len(entries) == 4, "money is not forgotten"
    assert {(one["generationId"], one["prompt"], one["model"]) for one in entries} == {(made["id"], None, "fake-short")}


@ON_SQLITE
async def test_what_is_being_made_is_not_deleted(world: World) -> None:
    made = await world.work_until("accepted", await world.order())
    answer = await world.api.delete(f"/api/video/{made['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "still_running")


# -- events -----------------------------------------------------------------------------------------------------------


def parsed(text: str) -> list[dict[str, Any]]:
    """Server-sent events of a stream that has ended."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    pairs = [[line.partition(": ")[::2] for line in block.split("\n") if not line.startswith(":")] for block in blocks]
    return [dict(one) for one in pairs if one]


async def test_a_stream_that_broke_off_goes_on_where_it_was(world: World) -> None:
    made = await world.finished(await world.order())
    address = f"/api/video/{made['id']}/events"
    fresh = parsed((await world.api.get(address)).text)
    assert [one["event"] for one in fresh] == ["snapshot", "progress"] and "id" not in fresh[1]
    newest = int(fresh[0]["id"])

    whole = parsed((await world.api.get(address, headers={"Last-Event-ID": "0"})).text)
    numbers = [int(one["id"]) for one in whole if "id" in one]
    assert numbers == list(range(1, newest + 1))
    rest = parsed((await world.api.get(address, headers={"Last-Event-ID": str(newest - 2)})).text)
    assert [int(one["id"]) for one in rest if "id" in one] == [newest - 1, newest]
    ahead = await world.api.get(address, headers={"Last-Event-ID": str(newest + 99)})
    assert [one["event"] for one in parsed(ahead.text)] == ["progress"], "a number from the future ends too"


@ON_SQLITE
async def test_what_happens_between_the_snapshot_and_the_stream_is_told(world: World) -> None:
    made = await world.order()
    following = world.services.generation.follow(world.workspace_id, made["id"], None)
    snapshot = await anext(following)
    await world.work()
    told = [one async for one in following]
    assert [one["id"] for one in told if "id" in one] == list(range(snapshot["id"] + 1, world.row(made).event_seq + 1))
    assert told[-1]["type"] in ("progress", "generation.status")


@ON_SQLITE
async def test_the_feed_of_the_workspace_has_everything_once(world: World) -> None:
    one, two = await world.order(), await world.order(prompt="Another")
    await world.work()
    rows = world.read(_feed)
    assert [row.stream_no for row in rows] == list(range(1, len(rows) + 1))
    for made in (one, two):
        seqs = [row.seq for row in rows if row.generation_id == made["id"]]
        assert seqs == list(range(1, world.row(made).event_seq + 1))


def _feed(conn: sa.Connection) -> list[sa.Row[Any]]:
    return list(conn.execute(sa.select(events).where(events.c.stream_no.is_not(None)).order_by(events.c.stream_no)))


class _Bucket:
    """A storage with an address of its own."""

    async def link(self, key: str, _seconds: int, **_: object) -> str:
        return f"https://bucket.example/{key}"

    def local_path(self, _key: str) -> None:
        return None

    async def head(self, key: str) -> Head:
        return Head(key, 6, None, None, 0)

    async def stream(self, _key: str) -> AsyncIterator[bytes]:
        yield b"WEBVTT"


def asking(method: str) -> Request:
    return Request({"type": "http", "method": method, "headers": []})


async def test_films_come_from_the_bucket_and_the_text_beside_them_from_here() -> None:
    media = MediaService(cast(Any, None), cast(Any, _Bucket()))
    film = await media.answer(MediaFile("a.mp4", "video/mp4", "a.mp4"), asking("GET"))
    assert (film.status_code, film.headers["location"]) == (307, "https://bucket.example/a.mp4")
    # A page reads it by script, which a bucket without rules for that forbids.
    assert (await media.answer(MediaFile("a.vtt", "text/vtt", "a.vtt"), asking("GET"))).status_code == 200
    # An address signed for GET forbids HEAD.
    head = await media.answer(MediaFile("a.mp4", "video/mp4", "a.mp4"), asking("HEAD"))
    assert (head.status_code, head.headers["content-length"], head.body) == (200, "6", b"")


@ON_SQLITE
@pytest.mark.parametrize("path", ["/api/events", "/api/video/{id}/events"])
async def test_a_stream_ends_with_the_key_it_was_opened_with(world: World, path: str) -> None:
    made = await world.order()
    key = await world.post("/api/api-keys", {"name": "feed", "scopes": ["read"]}, status=201)
    stream = asyncio.create_task(world.client(key["key"]).get(path.format(id=made["id"])))
    await asyncio.sleep(0.5)
    assert not stream.done()
    await world.api.delete(f"/api/api-keys/{key['id']}")
    assert (await asyncio.wait_for(stream, 20)).status_code == 200


@ON_SQLITE
async def test_a_link_whose_file_is_missing_says_so(world: World) -> None:
    made = await world.finished(await world.order())
    link = made["videoUrl"].removeprefix(world.settings.address)
    assert (await world.api.head(link)).headers["content-length"] == str(made["metadata"]["bytes"])
    await world.storage.delete(world.row(made).result["objectKey"])
    for answer in (await world.api.get(link), await world.api.head(link)):
        assert answer.status_code == 404
    assert "backup" in (await world.api.get(link)).json()["detail"]


@ON_SQLITE
async def test_six_seconds_are_six_point_zero(world: World) -> None:
    key = {"Idempotency-Key": "once"}
    body = {"prompt": "Dawn", "model": "fake-video", "duration": 6}
    first = await world.api.post("/api/video/generate", json=body, headers=key)
    again = await world.api.post("/api/video/generate", json={**body, "duration": 6.0}, headers=key)
    assert (first.status_code, again.status_code, again.json()["id"]) == (202, 202, first.json()["id"])


@ON_SQLITE
@pytest.mark.parametrize("prompt", ["\u200b\u200d", " \u2060 "])
async def test_a_prompt_of_nothing_to_see_is_refused(world: World, prompt: str) -> None:
    answer = await world.api.post("/api/video/generate", json={"prompt": prompt})
    assert answer.status_code == 422 and "prompt" in answer.json()["fields"]
