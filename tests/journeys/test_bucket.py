"""The product on a bucket instead of a folder: made, linked, bundled and deleted, with nothing left on our disk."""

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import Awaitable, Iterator
from pathlib import Path

import httpx2
import pytest

from reelwright.app.commands.studio import local_token
from reelwright.storage.contract import Storage
from reelwright.storage.open import open_storage
from tests.fakes.running import RunningFake
from tests.journeys.installation import Installation, Json, serving
from tests.servers.seaweed import Seaweed

PHOTO = Path(__file__).parents[1] / "fixtures" / "images" / "logo.png"
WISH = {"model": "gemini-omni", "duration": 5, "resolution": "720p", "aspectRatio": "9:16"}


@pytest.fixture
def bucket(seaweed: Seaweed) -> Storage:
    """Our part of the bucket, looked into from outside."""
    return open_storage(seaweed.settings(prefix="films"))


@pytest.fixture
def installation(tmp_path: Path, vendors: RunningFake, seaweed: Seaweed) -> Iterator[Installation]:
    """A server that keeps everything in the bucket, by the names people set."""
    names = {
        "S3_BUCKET": seaweed.settings().bucket,
        "S3_ENDPOINT": seaweed.endpoint,
        "S3_REGION": seaweed.settings().region,
        "S3_ACCESS_KEY_ID": seaweed.access_key_id,
        "S3_SECRET_ACCESS_KEY": seaweed.secret_access_key,
        "REELWRIGHT_S3_PREFIX": "films",
    }
    with serving(tmp_path / "studio", vendors, **names) as running:
        yield running


async def test_a_campaign_is_made_published_and_deleted_on_a_bucket(
    installation: Installation, bucket: Storage
) -> None:
    headers = {"Authorization": f"Bearer {await local_token(installation.settings)}"}
    async with httpx2.AsyncClient(
        base_url=installation.address, headers=headers, timeout=60, follow_redirects=True
    ) as api:
        uploaded = await _told(api.post("/api/assets", files={"files": ("logo.png", PHOTO.read_bytes())}), 201)
        campaign = await _told(api.post("/api/campaigns", json={"name": "Lighthouse"}), 201)
        made = await installation.order(
            prompt="A lighthouse at dusk",
            campaignId=campaign["id"],
            references=[{"assetId": uploaded["items"][0]["id"], "role": "style"}],
            **WISH,
        )
        assert made["status"] == "succeeded", made["error"]
        await _is_served(api, made)
        await _is_bundled(api, campaign["id"], made)
        media = installation.folder / "media"
        assert not media.exists() or not any(path.is_file() for path in media.rglob("*"))
        assert (await api.delete(f"/api/video/{made['id']}")).status_code == 204
        assert (await api.get(made["videoUrl"])).status_code == 410
        assert (await api.delete(f"/api/campaigns/{campaign['id']}")).status_code == 204
        assert (await api.delete(f"/api/assets/{uploaded['items'][0]['id']}")).status_code == 204
    left = [head.key async for head in bucket.list()]
    assert [key for key in left if not key.startswith("bundles/")] == []  # those are swept now and then


async def _is_served(api: httpx2.AsyncClient, made: Json) -> None:
    """The permanent link gives the file, whole and in part, to somebody who is not signed in."""
    async with httpx2.AsyncClient(timeout=60, follow_redirects=True) as stranger:
        whole = await stranger.get(made["videoUrl"])
        assert hashlib.sha256(whole.content).hexdigest() == made["metadata"]["sha256"]
        part = await stranger.get(made["videoUrl"], headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, whole.content[10:20])
        poster = await stranger.get(made["posterUrl"])
        assert poster.headers["content-type"] == "image/jpeg"


async def _is_bundled(api: httpx2.AsyncClient, campaign_id: str, made: Json) -> None:
    """Its bundle and its campaign's archive hold that very file."""
    base = f"/api/campaigns/{campaign_id}"
    creative = await _told(api.post(f"{base}/creatives", json={"generationId": made["id"]}), 201)
    body = {"channel": "bundle", "creativeIds": [creative["id"]]}
    (publication,) = (await _told(api.post(f"{base}/publications", json=body), 202))["items"]
    for _ in range(120):
        if publication["state"] in ("published", "failed"):
            break
        await asyncio.sleep(0.25)
        (publication,) = (await _told(api.get(f"{base}/publications"), 200))["items"]
    assert publication["state"] == "published", publication
    archives = [publication["downloadUrl"], f"{base}/bundle"]
    for archive in [zipfile.ZipFile(io.BytesIO((await api.get(url)).content)) for url in archives]:
        (video,) = [name for name in archive.namelist() if name.endswith("video.mp4")]
        manifest = video.replace("video.mp4", "manifest.json")
        assert hashlib.sha256(archive.read(video)).hexdigest() == made["metadata"]["sha256"]
        assert json.loads(archive.read(manifest))["generation"]["id"] == made["id"]


async def _told(answer: Awaitable[httpx2.Response], status: int) -> Json:
    got = await answer
    assert got.status_code == status, got.text
    told: Json = got.json()
    return told
