"""Settings: kept names work, mistakes are named, no secret is shown or shared by default."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from reelwright.app.settings import Settings


def settings(**chosen: object) -> Settings:
    return Settings(_env_file=None, **chosen)


def test_the_names_existing_users_have_set_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {
        "REPLICATE_API_KEY": "r8-secret",
        "POE_API_KEY": "poe-secret",
        "R2_BUCKET_NAME": "films",
        "R2_ACCOUNT_ID": "acc",
        "R2_ACCESS_KEY_ID": "id-secret",
        "R2_SECRET_ACCESS_KEY": "key-secret",
    }
    for name, value in kept.items():
        monkeypatch.setenv(name, value)
    read = settings()
    assert read.replicate_api_key.get_secret_value() == "r8-secret"
    assert (read.s3_bucket, read.s3_address) == ("films", "https://acc.r2.cloudflarestorage.com")
    assert set(read.secrets()) == {"r8-secret", "poe-secret", "id-secret", "key-secret"}
    assert not any(secret in repr(read) for secret in read.secrets())


def test_another_s3_wins_over_r2() -> None:
    keys = {"s3_access_key_id": "a", "s3_secret_access_key": "b"}
    read = settings(s3_bucket="films", r2_account_id="acc", s3_endpoint="http://localhost:9000/", **keys)
    assert read.storage().endpoint == "http://localhost:9000"
    assert settings(s3_bucket="films", s3_region="eu-west-1", **keys).s3_address == "https://s3.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"rate_limit": "often"}, "600/minute"),
        ({"public_url": "studio.example.com"}, "https://studio.example.com"),
        ({"secret_key": "short"}, "at least 32"),
        ({"port": 70_000}, "65535"),
        ({"database_url": "mysql://db/x"}, "postgresql://user:password@host/name"),
        ({"database_url": "postgresql://me:pa55word@db:port/x"}, "postgresql://user:password@host/name"),
    ],
)
def test_a_mistake_is_refused_with_what_to_write_instead(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        settings(**wrong)


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        ({}, "http://localhost:3001"),
        ({"host": "192.0.2.7", "port": 80}, "http://192.0.2.7:80"),
        ({"host": "2001:db8::1"}, "http://[2001:db8::1]:3001"),
        ({"public_url": "https://studio.example.com/"}, "https://studio.example.com"),
    ],
)
def test_links_lead_to_where_the_server_is_reached(chosen: dict[str, object], address: str) -> None:
    assert settings(**chosen).address == address


def test_a_database_may_be_named_as_hosting_providers_do() -> None:
    assert settings(database_url="postgres://me:pw@db/films").database == "postgresql://me:pw@db/films"


def test_every_setting_says_what_it_does() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not (field.description or "").endswith(".")]
    assert silent == []


def test_an_installation_makes_its_own_key_unless_given_one(tmp_path: Path) -> None:
    here, there = settings(data_dir=tmp_path / "here"), settings(data_dir=tmp_path / "there")
    assert here.key() == settings(data_dir=tmp_path / "here").key() != there.key()
    given = settings(data_dir=tmp_path / "none", secret_key="one secret for all our servers, ok")
    assert given.key() == b"one secret for all our servers, ok"
    assert not (tmp_path / "none").exists()
