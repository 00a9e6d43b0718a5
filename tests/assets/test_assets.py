"""Pictures come in as files or links, are kept once, and go for good."""

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web
from PIL import Image

from reelwright.assets.models import assets as table
from reelwright.assets.service import LEFT_BEHIND_MS, AssetsService
from reelwright.kit.safe_fetch import SafeFetcher
from tests.house import House, Seat


def picture(colour: str = "red", size: tuple[int, int] = (640, 512), kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


async def upload(seat: Seat, *files: bytes, name: str = "logo.png", field: str = "files"):
    return await seat.client.post("/api/assets", files=[(field, (name, content)) for content in files])


def objects(house: House) -> list[Path]:
    folder = house.settings.data_dir / "media" / "assets"
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_picture_is_kept_and_given_back(house: House) -> None:
    owner = await house.owner()
    answer = await upload(owner, picture(), field="file")
    asset = answer.json()["items"][0]
    assert answer.status_code == 201
    assert (asset["width"], asset["height"], asset["name"], asset["warnings"]) == (640, 512, "logo.png", [])
    assert (await owner.client.get(f"/api/assets/{asset['id']}")).json() == asset
    file = await owner.client.get(f"/api/assets/{asset['id']}/file")
    assert file.headers["content-type"] == asset["contentType"]
    assert file.headers["x-content-type-options"] == "nosniff"
    assert hashlib.sha256(file.content).hexdigest() == asset["sha256"]
    assert len(file.content) == asset["bytes"]


async def test_its_link_opens_for_anybody_until_it_is_deleted(house: House) -> None:
    owner = await house.owner()
    asset = (await upload(owner, picture())).json()["items"][0]
    link = asset["url"].removeprefix(house.settings.address)
    assert (await house.client().get(link)).headers["content-type"] == asset["contentType"]
    assert (await owner.client.delete(f"/api/assets/{asset['id']}")).status_code == 204
    assert (await house.client().get(link)).status_code == 404
    assert (await owner.client.get(f"/api/assets/{asset['id']}")).status_code == 404
    assert objects(house) == []


async def test_the_same_picture_is_kept_once_in_each_workspace(house: House) -> None:
    acme, other = await house.owner("Acme"), await house.owner("Other")
    first = (await upload(acme, picture(), name="a.png")).json()["items"]
    again = (await upload(acme, picture(), picture(), name="b.png")).json()["items"]
    theirs = (await upload(other, picture())).json()["items"]
    assert [one["id"] for one in again] == [first[0]["id"]] * 2
    assert theirs[0]["id"] != first[0]["id"]
    assert len(objects(house)) == 2


async def test_the_same_pixels_in_another_file_are_the_same_picture(house: House) -> None:
    owner = await house.owner()
    dressed = picture() + b"<script>alert(1)</script>"
    first, second = (await upload(owner, picture(), dressed)).json()["items"]
    assert first["id"] == second["id"]
    assert b"<script>" not in objects(house)[0].read_bytes()


async def test_many_at_once_keep_one(house: House) -> None:
    owner = await house.owner()
    answers = await asyncio.gather(*(upload(owner, picture()) for _ in range(5)))
    assert {answer.json()["items"][0]["id"] for answer in answers} == {answers[0].json()["items"][0]["id"]}
    assert len((await owner.client.get("/api/assets")).json()["items"]) == 1


async def test_what_is_no_picture_is_refused_by_name_and_leaves_nothing(house: House) -> None:
    owner = await house.owner()
    answer = await upload(owner, b"<html>hello</html>", name="../../etc/page.png")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_image")
    assert "page.png is not a" in answer.json()["detail"]
    assert objects(house) == []
    assert list((house.settings.data_dir / "scratch").iterdir()) == []


async def test_a_file_above_20_mb_is_refused(house: House) -> None:
    answer = await upload(await house.owner(), b"\0" * (20 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_a_form_without_files_says_where_they_belong(house: House) -> None:
    answer = await (await house.owner()).client.post("/api/assets", data={"files": "text"})
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"files"})


async def test_nothing_is_read_from_whoever_is_not_signed_in(house: House) -> None:
    has_read = False

    async def body() -> AsyncIterator[bytes]:
        nonlocal has_read
        has_read = True
        yield b"x"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await house.client("rw_live_wrong").post("/api/assets", content=body(), headers=headers)
    assert answer.status_code == 401
    assert not has_read


async def test_the_list_goes_on_page_by_page(house: House) -> None:
    owner = await house.owner()
    sent = [
        (await upload(owner, picture(colour))).json()["items"][0]["id"] for colour in ("red", "green", "blue", "black")
    ]
    first = (await owner.client.get("/api/assets?limit=3")).json()
    second = (await owner.client.get("/api/assets", params={"limit": 3, "cursor": first["nextCursor"]})).json()
    assert [one["id"] for one in first["items"] + second["items"]] == sent[::-1]
    assert second["nextCursor"] is None


@pytest.fixture
async def web_server() -> AsyncIterator[web.AppRunner]:
    async def logo(_request: web.Request) -> web.Response:
        return web.Response(body=picture("navy"), content_type="image/png")

    app = web.Application()
    app.router.add_get("/brand/my logo.png", logo)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner
    await runner.cleanup()


async def test_a_picture_at_an_address_is_kept(house: House, web_server: web.AppRunner, children) -> None:
    owner = await house.owner()
    port = web_server.addresses[0][1]
    house.services.assets = AssetsService(
        house.db,
        house.clock,
        house.storage,
        children,
        house.settings.data_dir / "scratch",
        address=house.settings.address,
        fetcher=SafeFetcher(allow=lambda address: address == "127.0.0.1", ports=frozenset({port})),
    )
    body = {"url": f"http://127.0.0.1:{port}/brand/my%20logo.png"}
    answer = await owner.client.post("/api/assets/from-url", json=body)
    assert (answer.status_code, answer.json()["name"]) == (201, "my logo.png")


async def test_an_inside_address_is_not_fetched(house: House, web_server: web.AppRunner) -> None:
    owner = await house.owner()
    for url in (f"http://127.0.0.1:{web_server.addresses[0][1]}/x", "http://169.254.169.254/", "file:///etc/passwd"):
        answer = await owner.client.post("/api/assets/from-url", json={"url": url})
        assert (answer.status_code, answer.json()["code"]) == (422, "reference_url_refused")


async def test_our_own_links_and_ids_are_not_fetched_but_known(house: House) -> None:
    acme, other = await house.owner("Acme"), await house.owner("Other")
    asset = (await upload(acme, picture())).json()["items"][0]
    again = await acme.client.post("/api/assets/from-url", json={"url": asset["url"]})
    assert again.json()["id"] == asset["id"]
    assert (await house.assets.resolve(acme.workspace_id, asset["id"])).id == asset["id"]
    for text in (asset["id"], asset["url"]):
        assert await house.assets.resolve(other.workspace_id, text) is None
    assert await house.assets.resolve(acme.workspace_id, "https://elsewhere.example/media/assets/x") is None


async def test_a_local_copy_is_the_kept_picture(house: House, tmp_path: Path) -> None:
    owner = await house.owner()
    asset_id = (await upload(owner, picture())).json()["items"][0]["id"]
    asset = await house.assets.get(owner.workspace_id, asset_id)
    path = await house.assets.local_copy(asset, tmp_path / "job")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == asset.sha256
    assert await house.assets.local_copy_of(asset_id, tmp_path / "job") == path


async def test_sending_again_while_it_is_deleted_keeps_a_whole_picture(house: House, monkeypatch) -> None:
    owner = await house.owner()
    asset = (await upload(owner, picture())).json()["items"][0]
    delete = house.storage.delete
    has_begun = asyncio.Event()

    async def slow_delete(key: str) -> None:
        has_begun.set()
        await asyncio.sleep(0.2)
        await delete(key)

    monkeypatch.setattr(house.storage, "delete", slow_delete)
    deleting = asyncio.create_task(owner.client.delete(f"/api/assets/{asset['id']}"))
    await has_begun.wait()
    fresh = (await upload(owner, picture())).json()["items"][0]
    assert (await deleting).status_code == 204
    assert fresh["id"] != asset["id"]
    assert (await owner.client.get(f"/api/assets/{fresh['id']}/file")).status_code == 200


async def test_what_a_dead_process_left_half_way_is_finished(house: House) -> None:
    owner = await house.owner()
    ids = [(await upload(owner, picture(colour))).json()["items"][0]["id"] for colour in ("red", "green", "blue")]
    for asset_id, state in zip(ids, ("writing", "deleting", "stored"), strict=True):
        house.db.write_sync(
            lambda conn, asset_id=asset_id, state=state: conn.execute(
                table.update().where(table.c.id == asset_id).values(state=state)
            )
        )
    house.clock.advance(LEFT_BEHIND_MS / 1000 + 1)
    await house.assets.sweep()
    left = house.db.read_sync(lambda conn: conn.execute(sa.select(table.c.id)).scalars().all())
    assert left == ids[2:]
    assert len(objects(house)) == 1
    assert (await house.assets.list(owner.workspace_id, None, 10)).items[0].id == ids[2]
