"""What an operator says over the packaged facts: one TOML file with prices, addresses, names and closed routes.

disabled = ["veo-3.1/replicate"]

[base_urls]                            # a route's own endpoint; a vendor's name stands for all its routes
"sora-2-pro/openai-shape" = "https://videos.example.com/v1"

[vendor_models]                        # the name the endpoint knows the model by
"sora-2-pro/openai-shape" = "sora-clone"

[[prices]]
route = "sora-2-pro/openai-shape"
usd = "0.25"                           # dollars a second, as text; `unit = "clip"` for dollars a clip
as_of = 2026-11-23
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from reelwright.catalog.load import CatalogError, Overrides, PriceOverride
from reelwright.kit.money import micro_from_usd

_PRICE = TypeAdapter(PriceOverride)
_KEYS = {"prices", "base_urls", "vendor_models", "disabled"}


def read_overrides(path: Path) -> Overrides:
    """The overrides of a file; none where there is no such file. Raises `CatalogError` naming what is wrong in it."""
    if not path.exists():
        return Overrides()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{path.name}: {error}") from error
    if unknown := table.keys() - _KEYS:
        raise CatalogError(f"{path.name}: {', '.join(sorted(unknown))} is none of {', '.join(sorted(_KEYS))}")
    return Overrides(
        prices=tuple(_price(row, path.name) for row in table.get("prices", [])),
        base_urls=_texts(table.get("base_urls", {}), path.name),
        vendor_models=_texts(table.get("vendor_models", {}), path.name),
        disabled=frozenset(table.get("disabled", [])),
    )


def with_address(overrides: Overrides, vendor: str, base_url: str) -> Overrides:
    """The same with an address for all routes of a vendor, unless the overrides name one themselves."""
    return replace(overrides, base_urls={vendor: base_url, **(overrides.base_urls or {})})


def _price(row: Mapping[str, Any], name: str) -> PriceOverride:
    usd = row.get("usd")
    if not isinstance(usd, str):
        raise CatalogError(f"{name}: prices: usd as text (binary floats cannot hold prices), not {usd!r}")
    rest = {key: value for key, value in row.items() if key != "usd"}
    try:
        return _PRICE.validate_python({"unit": "second", "micro_usd": micro_from_usd(usd), **rest})
    except (ValidationError, ArithmeticError) as error:  # the latter: no number
        raise CatalogError(f"{name}: prices: {error}") from error


def _texts(table: Mapping[str, Any], name: str) -> dict[str, str]:
    if wrong := [key for key, value in table.items() if not isinstance(value, str)]:
        raise CatalogError(f"{name}: {', '.join(wrong)}: must be text")
    return dict(table)
