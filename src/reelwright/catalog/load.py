"""Reads the packaged TOML (one file a model, `vendors.toml` for what a vendor's routes share) into a `Catalog`.

Files are written short: a route inherits its vendor's block, a mode its route's `shared` block, a price the
route's `price_source`; sizes are spelled as ratios and resolutions with exceptions in `pixels`; money is decimal
dollars. `load_catalog` expands and checks all of it, and names file and field of whatever is wrong.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from reelwright.catalog.spec import Catalog, ChatModel, Mode, Model, Price, Route, Source
from reelwright.kit.money import micro_from_usd
from reelwright.timeline.shape import shape_of

Table = dict[str, Any]
T = TypeVar("T")
_MODEL = TypeAdapter(Model)
_CHAT = TypeAdapter(ChatModel)
_MODE = TypeAdapter(Mode)
_NOT_MODELS = {"vendors.toml", "chat.toml", "platforms.toml"}


class CatalogError(ValueError):
    """A data file or an override is wrong; the message names the file, the field and what was found."""


@dataclass(frozen=True)
class PriceOverride:
    """A price the operator enters for a route: the only way to open one that has no dated price of ours."""

    route: str
    unit: Literal["second", "clip", "credit"]
    micro_usd: int
    as_of: date
    mode: str | None = None
    resolution: str | None = None
    with_audio: bool | None = None
    credits_per_second: Fraction | None = None


@dataclass(frozen=True)
class Overrides:
    """What settings and the database say over the packaged facts.

    `base_urls` and `vendor_models` go by route id (`base_urls` also by vendor); `disabled` names routes or chat
    models that the operator closed or that were seen to be gone.
    """

    prices: tuple[PriceOverride, ...] = ()
    base_urls: Mapping[str, str] | None = None
    vendor_models: Mapping[str, str] | None = None
    disabled: frozenset[str] = frozenset()


def load_catalog(overrides: Overrides | None = None, folder: Traversable | None = None) -> Catalog:
    """The catalogue: packaged facts (or those of `folder`), with the operator's overrides laid over them.

    Raises `CatalogError` for unreadable data, for an unknown successor and for an override of an unknown route.
    """
    models, chat = _packaged() if folder is None else _read(folder)
    if overrides is not None:
        models = _overridden(models, overrides)
        chat = tuple(replace(row, is_disabled=row.key in overrides.disabled or row.is_disabled) for row in chat)
    facts = [_MODEL.dump_python(model, mode="json") for model in models.values()]
    facts += [_CHAT.dump_python(row, mode="json") for row in chat]
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return Catalog(models, chat, hashlib.sha256(text.encode()).hexdigest()[:16])


def mode_to_json(mode: Mode) -> dict[str, Any]:
    """A mode as plain JSON, whole, for embedding in a plan."""
    whole: dict[str, Any] = _MODE.dump_python(mode, mode="json")
    return whole


def mode_from_json(data: Mapping[str, Any]) -> Mode:
    """The mode that `mode_to_json` wrote."""
    return _MODE.validate_python(data)


@cache
def _packaged() -> tuple[dict[str, Model], tuple[ChatModel, ...]]:
    return _read(resources.files("reelwright.catalog") / "data")


def _read(folder: Traversable) -> tuple[dict[str, Model], tuple[ChatModel, ...]]:
    files = {item.name: item for item in folder.iterdir() if item.name.endswith(".toml")}
    vendors = _toml(files["vendors.toml"]) if "vendors.toml" in files else {}
    found = [_model(files[name], vendors) for name in sorted(files.keys() - _NOT_MODELS)]
    models = {model.key: model for _, model in sorted(found, key=lambda pair: (pair[0], pair[1].key))}
    chat: tuple[ChatModel, ...] = ()
    if "chat.toml" in files:
        chat = tuple(_valid(_CHAT, row, "chat.toml") for row in _toml(files["chat.toml"])["models"])
    _check_whole(models, len(found))
    return models, chat


def _check_whole(models: Mapping[str, Model], count: int) -> None:
    if len(models) != count:
        raise CatalogError("two data files carry the same model key")
    routes = [route.id for model in models.values() for route in model.routes]
    if len(set(routes)) != len(routes):
        raise CatalogError("two routes carry the same id")
    for model in models.values():
        for rule in model.lifecycle.successors:
            if rule.key not in models or rule.key == model.key:
                raise CatalogError(f"{model.key}: its successor {rule.key} is not another model of the catalogue")


def _model(file: Traversable, vendors: Mapping[str, Table]) -> tuple[int, Model]:
    table = _toml(file)
    place = table.pop("place", 1000)  # in the picker
    table["routes"] = [_route(route, vendors, file.name) for route in table.pop("routes", [])]
    model = _valid(_MODEL, table, file.name)
    if file.name != f"{model.key}.toml":
        raise CatalogError(f"{file.name}: holds the key {model.key}; name the file after it")
    return place, model


def _route(table: Table, vendors: Mapping[str, Table], name: str) -> Table:
    shared, source = table.pop("shared", {}), table.pop("price_source", None)
    modes = [_mode(_merged(shared, mode), source, name) for mode in table.pop("modes", [])]
    return {**_merged(vendors.get(str(table.get("vendor")), {}), table), "modes": modes}


def _merged(under: Table, over: Table) -> Table:
    """`over` laid upon `under`, tables within tables too; neither is changed."""
    both = {key: under[key] for key in under.keys() & over.keys() if isinstance(under[key], dict)}
    deep = {key: _merged(value, over[key]) for key, value in both.items() if isinstance(over[key], dict)}
    return {**under, **over, **deep}


def _mode(table: Table, price_source: Table | None, name: str) -> Table:
    pixels: dict[str, str] = table.pop("pixels", {})
    try:
        ratios, resolutions = table.pop("aspect_ratios"), table.pop("resolutions")
        table["sizes"] = [_size(ratio, resolution, pixels) for ratio in ratios for resolution in resolutions]
        table["prices"] = [_price(price, price_source) for price in table.get("prices", [])]
    except (KeyError, ValueError) as error:
        raise CatalogError(f"{name}: mode {table.get('id')}: {error!r} is missing or malformed") from error
    return table


def _size(ratio: str, resolution: str, pixels: Mapping[str, str]) -> Table:
    if told := pixels.get(f"{ratio} {resolution}"):
        width, height = (int(part) for part in told.split("x"))
    else:
        shape = shape_of(ratio, resolution)
        width, height = shape.width, shape.height
    return {"aspect_ratio": ratio, "resolution": resolution, "width": width, "height": height}


def _price(table: Table, source: Table | None) -> Table:
    if isinstance(table["usd"], float):
        raise ValueError("usd as a string: binary floats cannot hold prices")
    usd = table["usd"]
    rest = {key: value for key, value in table.items() if key != "usd"}
    return {"unit": "second", "source": source, "micro_usd": micro_from_usd(usd), **rest}


def _toml(file: Traversable) -> Table:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{file.name}: {error}") from error


def _valid(adapter: TypeAdapter[T], table: Table, name: str) -> T:
    try:
        return adapter.validate_python(table)
    except ValidationError as error:
        lines = (f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors())
        raise CatalogError(f"{name}: " + "; ".join(lines)) from error


def _overridden(models: Mapping[str, Model], overrides: Overrides) -> dict[str, Model]:
    routes = {route.id: route for model in models.values() for route in model.routes}
    vendors = {route.vendor for route in routes.values()}
    for name in _names(overrides):
        if name not in routes and name not in vendors:
            raise CatalogError(f"an override names the route {name}, which the catalogue does not have")
    new = {route_id: _route_overridden(route, overrides) for route_id, route in routes.items()}
    return {key: replace(model, routes=tuple(new[r.id] for r in model.routes)) for key, model in models.items()}


def _names(overrides: Overrides) -> Iterator[str]:
    yield from (price.route for price in overrides.prices)
    yield from overrides.base_urls or ()
    yield from overrides.vendor_models or ()


def _route_overridden(route: Route, overrides: Overrides) -> Route:
    base_urls, vendor_models = overrides.base_urls or {}, overrides.vendor_models or {}
    mine = [price for price in overrides.prices if price.route == route.id]
    return replace(
        route,
        base_url=base_urls.get(route.id) or base_urls.get(route.vendor) or route.base_url,
        model=vendor_models.get(route.id) or route.model,
        is_disabled=route.id in overrides.disabled or route.is_disabled,
        modes=tuple(_mode_overridden(mode, mine) for mode in route.modes),
    )


def _mode_overridden(mode: Mode, prices: list[PriceOverride]) -> Mode:
    entered = tuple(
        Price(
            unit=price.unit,
            micro_usd=price.micro_usd,
            source=Source("entered by the operator", price.as_of, "operator"),
            resolution=price.resolution,
            with_audio=price.with_audio,
            credits_per_second=price.credits_per_second,
        )
        for price in prices
        if price.mode in (None, mode.id)
    )
    return replace(mode, prices=entered + mode.prices)  # the first that fits counts, so the operator's word does
