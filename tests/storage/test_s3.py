"""What only an S3 storage does, against a real server."""

import asyncio
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from aiohttp import web

from reelwright.kit.clock import ManualClock, SystemClock
from reelwright.storage.contract import Storage
from reelwright.storage.errors import BucketMissing, CredentialsRefused, StorageUnavailable
from reelwright.storage.open import StorageSettings, open_storage, r2_endpoint
from reelwright.storage.s3 import PART_BYTES, S3Place, S3Storage
from tests.servers.seaweed import Seaweed
from tests.storage.conftest import in_odd_chunks, pattern

KEY = "videos/generated/ws_1/2026/11/gen_1-r1.mp4"


@pytest.fixture
def settings(seaweed: Seaweed) -> StorageSettings:
    return seaweed.settings()


@pytest.fixture
def bucket(settings: StorageSettings) -> Storage:
    return open_storage(settings)


def place_of(settings: StorageSettings) -> S3Place:
    return S3Place(
        settings.bucket,
        settings.endpoint,
        settings.region,
        settings.access_key_id,
        settings.secret_access_key,
        settings.prefix,
        settings.public_base_url,
    )


def ask(url: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, body; refusals too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


async def test_a_stream_in_odd_chunks_goes_up_in_equal_parts(
    seaweed: Seaweed, settings: StorageSettings, bucket: Storage
) -> None:
    """R2 refuses parts of unequal length; this server, like AWS, would take them, so we look."""
    size = 4 * PART_BYTES + 1_234_567

    await bucket.put_stream(KEY, in_odd_chunks(pattern(size)), "video/mp4")

    signer, lengths = seaweed.presigner(), []
    for part in range(1, 6):
        url = signer.url("HEAD", f"{settings.prefix}/{KEY}", 60, {"partNumber": str(part)})
        status, headers, _ = await asyncio.to_thread(ask, url, "HEAD")
        assert (status, headers["x-amz-mp-parts-count"]) == (206, "5")
        lengths.append(int(headers["content-length"]))
    assert lengths == [PART_BYTES] * 4 + [1_234_567]


async def test_an_upload_that_ends_early_leaves_no_parts_to_pay_for(
    seaweed: Seaweed, settings: StorageSettings, bucket: Storage
) -> None:
    is_half_way = asyncio.Event()

    async def stalls() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield bytes(1_000_000)
        is_half_way.set()
        await asyncio.sleep(3600)

    async def uploads() -> bytes:
        return (await asyncio.to_thread(ask, seaweed.presigner().url("GET", "", 60, {"uploads": ""})))[2]

    writing = asyncio.create_task(bucket.put_stream(KEY, stalls(), "video/mp4"))
    await is_half_way.wait()
    async with asyncio.timeout(20):
        while settings.prefix.encode() not in await uploads():  # noqa: ASYNC110 - the server tells only when asked
            await asyncio.sleep(0.05)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    assert settings.prefix.encode() not in await uploads()


async def test_a_link_gives_the_file_under_its_name_and_nothing_else(bucket: Storage) -> None:
    await bucket.put_bytes(KEY, b"film", "video/mp4")

    link = await bucket.link(KEY, 60, filename='Für "Ünicode" 🎬.mp4', content_type="application/x-film")

    assert link is not None
    status, headers, body = await asyncio.to_thread(ask, link)
    assert (status, body, headers["content-type"]) == (200, b"film", "application/x-film")
    assert headers["content-disposition"] == (
        "attachment; filename=\"F_r _nicode_ _.mp4\"; filename*=UTF-8''F%C3%BCr%20%22%C3%9Cnicode%22%20%F0%9F%8E%AC.mp4"
    )
    for tampered in (link.replace("x-film", "x-flim"), link.replace("gen_1-r1", "gen_1-r2"), link.split("?")[0]):
        assert (await asyncio.to_thread(ask, tampered))[0] == 403
    assert (await asyncio.to_thread(ask, link, "DELETE"))[0] == 403


async def test_a_plain_link_serves_the_type_it_was_stored_with(bucket: Storage) -> None:
    await bucket.put_stream(KEY, in_odd_chunks(pattern(9_000_000)), "video/mp4")
    link = await bucket.link(KEY, 60)
    assert link is not None
    status, headers, body = await asyncio.to_thread(ask, link)
    assert (status, headers["content-type"], len(body)) == (200, "video/mp4", 9_000_000)
    assert "content-disposition" not in headers


async def test_a_link_ends(settings: StorageSettings) -> None:
    clock = ManualClock(SystemClock().now_ms())
    clock.advance(-120)
    storage = S3Storage(place_of(settings), clock=clock)
    await storage.put_bytes(KEY, b"film", "video/mp4")
    still, over = await storage.link(KEY, 300), await storage.link(KEY, 60)
    assert still and over
    assert (await asyncio.to_thread(ask, still))[0] == 200
    assert (await asyncio.to_thread(ask, over))[0] == 403


async def test_a_public_domain_is_used_unless_a_name_must_be_bound(settings: StorageSettings) -> None:
    storage = open_storage(replace(settings, public_base_url="https://cdn.example.com/"))
    assert await storage.link(KEY, 60) == f"https://cdn.example.com/{settings.prefix}/{KEY}"
    named = await storage.link(KEY, 60, filename="film.mp4")
    assert named is not None
    assert named.startswith(settings.endpoint)


async def test_two_prefixes_of_a_bucket_do_not_see_each_other(seaweed: Seaweed) -> None:
    one, other = open_storage(seaweed.settings()), open_storage(seaweed.settings())
    await one.put_bytes(KEY, b"one", "video/mp4")
    assert await other.head(KEY) is None
    assert [head.key async for head in one.list()] == [KEY]
    assert [head.key async for head in other.list()] == []


async def test_what_is_wrong_with_the_settings_is_said(seaweed: Seaweed, settings: StorageSettings) -> None:
    reader = {"access_key_id": seaweed.reader_key_id, "secret_access_key": seaweed.reader_secret}
    cases: list[tuple[dict[str, str], type[StorageUnavailable], str]] = [
        ({"secret_access_key": "wrong"}, CredentialsRefused, "R2_SECRET_ACCESS_KEY"),
        ({"access_key_id": "nobody"}, CredentialsRefused, "does not know the access key"),
        (reader, CredentialsRefused, "let it read, write, list and delete"),
        ({"bucket": "x"}, BucketMissing, "R2_BUCKET_NAME"),
        ({"endpoint": "http://nowhere.invalid"}, StorageUnavailable, "nowhere.invalid cannot be reached"),
        ({"endpoint": "http://127.0.0.1:9"}, StorageUnavailable, "S3_ENDPOINT"),
    ]
    for changes, kind, says in cases:
        storage = S3Storage(place_of(replace(settings, **changes)), max_retries=1)  # type: ignore[arg-type]
        with pytest.raises(kind, match=says) as raised:
            await storage.check()
        assert type(raised.value) is kind
        assert settings.secret_access_key not in raised.value.detail


async def test_a_bucket_that_does_not_exist_is_not_taken_for_a_missing_file(seaweed: Seaweed) -> None:
    storage = open_storage(seaweed.settings(bucket="not-made"))
    with pytest.raises(BucketMissing, match="not-made"):
        [block async for block in storage.stream(KEY)]


@pytest.mark.parametrize("name", ["AWS_ENDPOINT", "AWS_SESSION_TOKEN", "AWS_SKIP_SIGNATURE", "AWS_ACCESS_KEY_ID"])
async def test_the_environment_of_other_tools_does_not_join_in(
    settings: StorageSettings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "true")
    await open_storage(settings).check()


def test_r2_gets_its_own_header_for_copies_to_a_free_key() -> None:
    place = S3Place("films", r2_endpoint("0123abcd"), "auto", "key", "secret")
    assert place.is_r2
    assert place.endpoint == "https://0123abcd.r2.cloudflarestorage.com"
    assert not replace(place, endpoint="https://r2.cloudflarestorage.com.evil.example").is_r2


async def test_a_hiccup_is_ridden_out_but_not_for_ever(settings: StorageSettings) -> None:
    asked = 0

    async def fails(_: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.Response(headers={"ETag": '"1"'}) if asked == 3 else web.Response(status=503)

    application = web.Application()
    application.router.add_put("/{path:.*}", fails)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        place = replace(place_of(settings), endpoint=f"http://127.0.0.1:{runner.addresses[0][1]}")
        await S3Storage(place, max_retries=2).put_bytes(KEY, b"film", "video/mp4")
        assert asked == 3
        with pytest.raises(StorageUnavailable, match="not available: try again"):
            await S3Storage(place, max_retries=1).put_bytes(KEY, b"film", "video/mp4")
        assert asked == 5
    finally:
        await runner.cleanup()


STREAM_200_MB = """
import asyncio, json, sys
from pathlib import Path
from reelwright.storage.open import StorageSettings, open_storage

async def source():
    chunk = bytes(200_000)
    for _ in range(1_000):
        yield chunk

def peak_kib():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

async def main():
    given = json.loads(sys.argv[1])
    path = Path(given["folder"]) / "copy.bin"
    storage = open_storage(StorageSettings(**{**given, "folder": Path(given["folder"])}))
    await storage.put_bytes("temp/warm.bin", bytes(100), "text/plain")
    Path("/proc/self/clear_refs").write_text("5")  # from here on: getrusage would count the parent's peak too
    start = peak_kib()
    await storage.put_stream("temp/big.bin", source(), "video/mp4")
    up = peak_kib()
    await storage.download("temp/big.bin", path)
    await storage.put_file("temp/again.bin", path, "video/mp4")
    down = peak_kib()
    assert (await storage.head("temp/again.bin")).bytes == 200_000_000
    print(up - start, down - start)

asyncio.run(main())
"""


@pytest.mark.parametrize("kind", ["s3", "local"])
def test_memory_stays_flat_while_200_mb_pass(seaweed: Seaweed, tmp_path: Path, kind: str) -> None:
    given = json.dumps({**asdict(seaweed.settings(kind=kind)), "folder": str(tmp_path)})
    ran = subprocess.run(
        [sys.executable, "-c", STREAM_200_MB, given], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    grown_kib = [int(part) for part in ran.stdout.split()]
    assert max(grown_kib) <= 64 * 1024, f"grew by {grown_kib} KiB"
