"""Every setting, read from the environment or a `.env` file; the reference page is made from the descriptions here."""

import ipaddress
import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import sqlalchemy as sa
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from reelwright.kit.problems import Problem
from reelwright.kit.rate import Rate
from reelwright.kit.signing import first_run_key
from reelwright.storage.open import StorageSettings, r2_endpoint

HOME = Path(os.environ.get("REELWRIGHT_HOME", ""))
"""What relative paths and `.env` are relative to: `./run` names its own folder, wherever it is called from."""

Networks = Annotated[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...], NoDecode]
Words = Annotated[tuple[str, ...], NoDecode]  # written `a, b`, not as JSON


def _kept(name: str) -> AliasChoices:
    """A name that existing set-ups use as it is; ours with the prefix is understood too."""
    return AliasChoices(name, f"REELWRIGHT_{name}")


class InvalidSettings(Problem):
    """500: the program cannot start with these settings; `fields` names each in the environment."""

    code = "invalid_settings"
    status = 500
    title = "Wrong settings"


class Settings(BaseSettings):
    """What an operator may choose. Keys of vendors are optional: without any, the studio engine serves every model."""

    model_config = SettingsConfigDict(
        env_prefix="REELWRIGHT_",
        env_file=HOME / ".env",
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,  # it may be a secret
    )

    # -- where it runs
    host: str = Field("127.0.0.1", description="The address to listen on. `0.0.0.0` opens it to the network.")
    port: int = Field(3001, ge=0, le=65535, description="The port to listen on.")
    public_url: str = Field(
        "",
        validation_alias=_kept("PUBLIC_URL"),
        description="The address under which users and vendors reach this server, without a path. Links to media, "
        "webhooks and sign-in are built from it. Default: the local address.",
    )
    cors_origins: Words = Field(
        (), description="Origins of other web pages that may call the API, with commas between; `*` for any."
    )
    trusted_proxies: Words = Field(
        ("127.0.0.1", "::1"),
        description="Addresses of proxies in front of this server, whose X-Forwarded-For and -Proto are believed.",
    )
    workers: int = Field(1, ge=0, le=16, description="Rendering processes. 0 leaves rendering to other machines.")

    # -- what it keeps
    data_dir: Path = Field(
        Path("data"), validate_default=True, description="The folder of the database, the files and the secret key."
    )
    log_dir: Path = Field(Path("logs"), validate_default=True, description="The folder of the readable log, `api.log`.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="The least level logged.")
    log_requests: bool = Field(False, description="Log one line for every HTTP request, not only for failed ones.")
    database_url: SecretStr = Field(
        SecretStr(""),
        description="`postgresql://user:password@host/name` (`postgres://` too), or `sqlite:///path`. Default: SQLite "
        "in the data folder.",
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="At least 32 characters that sign tokens and seal stored keys; the same on every server of an "
        "installation. Default: made on the first run and kept in `secret.key` in the data folder.",
    )

    # -- storage: a folder unless a bucket is named
    storage_dir: Path | None = Field(None, description="The folder of the media. Default: `media` in the data folder.")
    s3_bucket: str = Field(
        "",
        validation_alias=AliasChoices("R2_BUCKET_NAME", "S3_BUCKET", "REELWRIGHT_S3_BUCKET"),
        description="The bucket for the media (R2 or any S3). Unset: a local folder.",
    )
    r2_account_id: str = Field(
        "", validation_alias=_kept("R2_ACCOUNT_ID"), description="The Cloudflare account; gives the endpoint of R2."
    )
    s3_endpoint: str = Field(
        "", validation_alias=_kept("S3_ENDPOINT"), description="The address of an S3 other than R2 or Amazon's."
    )
    s3_region: str = Field("auto", validation_alias=_kept("S3_REGION"), description="The region of the bucket.")
    s3_access_key_id: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("R2_ACCESS_KEY_ID", "S3_ACCESS_KEY_ID", "REELWRIGHT_S3_ACCESS_KEY_ID"),
        description="The id of the storage's access key.",
    )
    s3_secret_access_key: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices(
            "R2_SECRET_ACCESS_KEY", "S3_SECRET_ACCESS_KEY", "REELWRIGHT_S3_SECRET_ACCESS_KEY"
        ),
        description="The secret of the storage's access key.",
    )
    s3_prefix: str = Field("", description="A folder inside the bucket under which everything is kept.")
    s3_public_url: str = Field(
        "",
        validation_alias=AliasChoices("R2_PUBLIC_URL", "S3_PUBLIC_URL", "REELWRIGHT_S3_PUBLIC_URL"),
        description="The public domain of the bucket, if it has one; media links then lead there.",
    )

    # -- vendors
    replicate_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=_kept("REPLICATE_API_KEY"), description="The key for Replicate."
    )
    replicate_base_url: str = Field("https://api.replicate.com/v1", description="The address of Replicate's API.")
    replicate_webhook_secret: SecretStr = Field(
        SecretStr(""),
        validation_alias=_kept("REPLICATE_WEBHOOK_SECRET"),
        description="The secret that signs Replicate's webhooks (`whsec_...`). Unset: asked for with the key.",
    )
    runway_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=_kept("RUNWAYML_API_SECRET"), description="The key for Runway."
    )
    runway_base_url: str = Field("https://api.dev.runwayml.com/v1", description="The address of Runway's API.")
    google_api_key: SecretStr = Field(
        SecretStr(""), validation_alias=_kept("GEMINI_API_KEY"), description="The key for Google's Gemini API."
    )
    google_base_url: str = Field(
        "https://generativelanguage.googleapis.com/v1beta", description="The address of Google's Gemini API."
    )
    openai_videos_base_url: str = Field(
        "", description="Any endpoint shaped like OpenAI's `/v1/videos`; revives the keys of retired models."
    )
    openai_videos_api_key: SecretStr = Field(SecretStr(""), description="The key for that endpoint.")
    catalog_file: Path | None = Field(
        None,
        description="A TOML file of your own over the catalogue: prices, addresses, closed routes. Default: "
        "`catalog.toml` in the data folder, if there is one.",
    )
    poe_api_key: SecretStr = Field(
        SecretStr(""),
        validation_alias=_kept("POE_API_KEY"),
        description="The key for the chat model (prompts, storyboards, the brief). Unset: a guided interviewer asks.",
    )
    chat_base_url: str = Field("https://api.poe.com/v1", description="An OpenAI-shaped endpoint for the chat model.")
    chat_model: str = Field("", description="The chat model's name at that endpoint. Default: the catalogue's first.")
    webhook_tolerance_seconds: int = Field(
        300, ge=1, le=86_400, description="How old or early a vendor's signed webhook may be, in seconds."
    )

    # -- webhooks to others
    webhook_networks: Networks = Field(
        (),
        description="Networks besides the public internet that webhooks and callbacks may go to, with commas between, "
        "such as `127.0.0.0/8, ::1/128` for receivers on this machine or `10.0.0.0/8` for your own.",
    )
    webhook_timeout_seconds: float = Field(
        15, ge=1, le=60, description="How long a receiver of webhooks may take to answer, in seconds."
    )

    # -- limits
    rate_limit: str = Field(
        "1200/minute", description="Requests per key or person, such as `600/minute`; `off` for no limit."
    )
    anonymous_rate_limit: str = Field(
        "120/minute", description="Requests per address without a valid key or token; `off` for no limit."
    )
    chat_rate_limit: str = Field(
        "60/minute", description="Messages and prompts a workspace may put to the chat model; `off` for no limit."
    )
    max_body_bytes: int = Field(1 << 20, ge=1024, description="The largest JSON body accepted, in bytes.")
    access_token_seconds: int = Field(900, ge=30, le=86_400, description="How long a sign-in token (JWT) is valid.")
    session_days: int = Field(30, ge=1, le=365, description="How long a person stays signed in without coming back.")
    metrics_token: SecretStr = Field(
        SecretStr(""),
        validation_alias=_kept("METRICS_TOKEN"),
        description="The Bearer token that opens `/metrics` from elsewhere; from this machine it is open.",
    )

    @field_validator("cors_origins", "trusted_proxies", "webhook_networks", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value

    @field_validator("data_dir", "log_dir", "storage_dir", "catalog_file")
    @classmethod
    def _from_home(cls, value: Path | None) -> Path | None:
        return value and HOME / value

    @field_validator("rate_limit", "anonymous_rate_limit", "chat_rate_limit")
    @classmethod
    def _is_rate(cls, value: str) -> str:
        if value != "off":
            Rate.parse(value)
        return value

    @field_validator("public_url", "s3_endpoint", "s3_public_url", "openai_videos_base_url", "chat_base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValueError("must be an address such as https://studio.example.com")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if url.startswith("postgres://"):  # as hosting providers write it
            url = url.replace("postgres://", "postgresql://", 1)
        try:
            is_known = not url or sa.make_url(url).get_backend_name() in ("postgresql", "sqlite")
        except (ValueError, sa.exc.ArgumentError):  # whose words may hold the password
            is_known = False
        if not is_known:
            raise ValueError("must be an address such as postgresql://user:password@host/name or sqlite:///path")
        return SecretStr(url)

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters, e.g. from `openssl rand -base64 32`")
        return value

    @cached_property
    def address(self) -> str:
        """Where this server is reached: `public_url`, or the local address."""
        if self.public_url:
            return self.public_url
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::", "::1") else self.host  # noqa: S104
        return f"http://{_in_brackets(host)}:{self.port}"

    @cached_property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.data_dir / 'app.db'}"

    @cached_property
    def s3_address(self) -> str:
        """The storage's endpoint; empty where neither an address, nor an account, nor a region is given."""
        if self.s3_endpoint:
            return self.s3_endpoint
        if self.r2_account_id:
            return r2_endpoint(self.r2_account_id)
        return "" if self.s3_region == "auto" else f"https://s3.{self.s3_region}.amazonaws.com"

    def key(self) -> bytes:
        """The installation's secret: the setting, else the data folder's, which is made on the first run."""
        return self.secret_key.get_secret_value().encode() or first_run_key(self.data_dir / "secret.key")

    def storage(self) -> StorageSettings:
        """Where the media are kept, for `open_storage`, which says what is missing."""
        return StorageSettings(
            kind="s3" if self.s3_bucket else "local",
            folder=self.storage_dir or self.data_dir / "media",
            bucket=self.s3_bucket,
            endpoint=self.s3_address,
            region=self.s3_region,
            access_key_id=self.s3_access_key_id.get_secret_value(),
            secret_access_key=self.s3_secret_access_key.get_secret_value(),
            public_base_url=self.s3_public_url or None,
            prefix=self.s3_prefix,
        )

    def secrets(self) -> list[str]:
        """Every secret value, for the log to blank out."""
        values = [getattr(self, name) for name in type(self).model_fields]
        hidden = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        password = urlsplit(self.database).password
        return [secret for secret in [*hidden, password] if secret]


def invalid_settings(error: ValidationError) -> InvalidSettings:
    """What is wrong with each setting, by its name in the environment; no secret is quoted."""
    wrong: dict[str, str] = {}
    for one in error.errors(include_input=False, include_url=False, include_context=False):
        name = str(one["loc"][0])
        name = f"REELWRIGHT_{name.upper()}" if name in Settings.model_fields else name
        wrong.setdefault(name, one["msg"].removeprefix("Value error, "))
    return InvalidSettings("\n".join(f"{name}: {told}" for name, told in wrong.items()), fields=wrong)


def _in_brackets(host: str) -> str:
    try:
        return f"[{host}]" if ipaddress.ip_address(host).version == 6 else host
    except ValueError:
        return host
