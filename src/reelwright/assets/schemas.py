"""The JSON of assets."""

from typing import Annotated

from pydantic import Field

from reelwright.kit.dto import Dto, Moment, Text


class FromUrlDto(Dto):
    """A public address to fetch a picture from."""

    url: Annotated[Text, Field(max_length=4096, examples=["https://example.com/logo.png"])]


class AssetDto(Dto):
    """A kept picture. `url` opens it without signing in, until it is deleted; `width` and `height` in pixels."""

    id: str
    name: str
    url: str
    content_type: str
    bytes: int
    width: int
    height: int
    sha256: str
    warnings: list[str]
    created_at: Moment


class AssetsDto(Dto):
    """Kept pictures; `nextCursor` asks for the next page."""

    items: list[AssetDto]
    next_cursor: str | None = None
