"""The permanent names, and the settings that lead to them."""

import pytest

from reelwright.storage import keys
from reelwright.storage.errors import StorageUnavailable
from reelwright.storage.keys import InvalidKey
from reelwright.storage.open import StorageSettings, open_storage

AT_MS = 1_795_392_000_000  # 2026-11-23
LAST_MS_OF_2026 = 1_798_761_599_999


def test_a_video_and_what_lies_beside_it() -> None:
    video = keys.video_key("ws_1", "gen_2", 3, AT_MS)
    assert video == "videos/generated/ws_1/2026/11/gen_2-r3.mp4"
    assert keys.poster_key(video) == "videos/generated/ws_1/2026/11/gen_2-r3.poster.jpg"
    assert keys.sprite_key(video) == "videos/generated/ws_1/2026/11/gen_2-r3.sprite.jpg"
    assert keys.captions_key(video) == "videos/generated/ws_1/2026/11/gen_2-r3.captions.vtt"


def test_the_month_is_the_one_in_utc() -> None:
    assert "/2026/12/" in keys.video_key("ws", "gen", 1, LAST_MS_OF_2026)
    assert "/2027/01/" in keys.video_key("ws", "gen", 1, LAST_MS_OF_2026 + 1)


def test_takes_temps_and_assets() -> None:
    assert keys.take_key("ws_1", "att_2") == "takes/ws_1/att_2.mp4"
    assert keys.temp_key("gen_2-r1-x") == "temp/gen_2-r1-x.mp4"
    assert keys.asset_key("ws_1", "a" * 64, "png") == f"assets/ws_1/{'a' * 64}.png"


@pytest.mark.parametrize(
    ("workspace", "sha256", "extension"),
    [
        ("../x", "a" * 64, "png"),
        ("ws", "a" * 63, "png"),
        ("ws", "A" * 64, "png"),
        ("ws", "a" * 64, "p/ng"),
        ("", "a" * 64, "png"),
    ],
)
def test_hostile_parts_make_no_key(workspace: str, sha256: str, extension: str) -> None:
    with pytest.raises(InvalidKey):
        keys.asset_key(workspace, sha256, extension)


def test_a_key_has_a_longest_length() -> None:
    assert keys.check_key("a" * 1024)
    for bad in ("a" * 1025, "a\n", "ü", "a b", "a/.b", "a/-b"):
        with pytest.raises(InvalidKey):
            keys.check_key(bad)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"bucket": ""}, "R2_BUCKET_NAME"),
        ({"access_key_id": "", "secret_access_key": ""}, "R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY"),
        ({"endpoint": "s3.example.com"}, "S3_ENDPOINT is not"),
        ({"endpoint": ""}, "set S3_ENDPOINT or R2_ACCOUNT_ID"),
        ({"prefix": "../up"}, "prefix"),
    ],
)
def test_settings_that_cannot_work_are_refused_at_once(changes: dict[str, str], says: str) -> None:
    good = {"bucket": "b", "endpoint": "https://s3.example.com", "access_key_id": "k", "secret_access_key": "hush"}
    open_storage(StorageSettings(kind="s3", **good))  # type: ignore[arg-type]
    with pytest.raises(StorageUnavailable, match=says):
        open_storage(StorageSettings(kind="s3", **{**good, **changes}))  # type: ignore[arg-type]


async def test_without_an_endpoint_the_region_names_amazons_own() -> None:
    storage = open_storage(
        StorageSettings(kind="s3", bucket="b", region="eu-west-1", access_key_id="k", secret_access_key="hush")
    )
    link = await storage.link("takes/a.mp4", 60)
    assert link is not None
    assert link.startswith("https://s3.eu-west-1.amazonaws.com/b/takes/a.mp4?")
    assert "hush" not in link


def test_the_secret_is_in_no_representation() -> None:
    assert "hush" not in repr(StorageSettings(secret_access_key="hush"))
