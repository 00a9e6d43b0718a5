"""Who serves a key today: itself, its successor, or in keyless mode the studio; and what dies soon.

Pure: the day and the keys at hand are arguments.
"""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, ClassVar, Literal

from reelwright.catalog.spec import Catalog, ChatModel, Mode, Model, Route
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Invalid, Problem

_SOON = timedelta(days=60)
_STALE = timedelta(days=120)


class ModelUnknown(Invalid):
    """422: no such key in the catalogue."""

    code: ClassVar[str] = "model_unknown"


class ModelRetired(Problem):
    """410: the key is retired and the caller insisted on it; `successor` names who would serve it."""

    code: ClassVar[str] = "model_retired"
    status: ClassVar[int] = 410
    title: ClassVar[str] = "This model has been retired"


class ModelUnavailable(Problem):
    """409: nothing usable serves the key now; `alternatives` carry their prices, `reasons` say why by route."""

    code: ClassVar[str] = "model_unavailable"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "This model is not available now"


@dataclass(frozen=True)
class Served:
    """Who serves a request for `asked`: a model and its usable routes in the order they are tried.

    `reason` is a sentence for people where somebody else than the asked model serves, else None. `retires_at` is
    the end of the asked model, for `Sunset` headers; `status` its state today.
    """

    asked: str
    model: Model
    routes: tuple[Route, ...]
    how: Literal["asked", "successor", "keyless"]
    reason: str | None
    status: Literal["live", "deprecated", "retired"]
    retires_at: date | None

    @property
    def is_stand_in(self) -> bool:
        return self.how != "asked"


def closed_because(route: Route, model: Model, today: date, keys_present: Collection[str]) -> str | None:
    """Why a route cannot be used now, as a sentence saying what opens it; None where it can."""
    if route.is_disabled:
        return f"The route {route.id} is switched off."
    if route.needs_base_url and not route.base_url:
        return f"The route {route.id} needs the address of a /v1/videos endpoint: enter it in catalog.toml."
    if model.lifecycle.status_on(today) == "retired" and not route.needs_base_url:
        return f"{model.name} is retired."
    if route.retires_at is not None and route.retires_at <= today:
        return f"The route {route.id} ended on {route.retires_at}."
    if route.needs_key and route.credential not in keys_present:
        return f"No key for {route.credential} is set."
    if not any(mode.prices for mode in route.modes):
        return f"No dated price is known for the route {route.id}: enter it in catalog.toml."
    return None


def usable_routes(model: Model, today: date, keys_present: Collection[str]) -> tuple[Route, ...]:
    """The model's open routes in catalogue order. A retired model has one only where an operator revived it."""
    return tuple(route for route in model.routes if closed_because(route, model, today, keys_present) is None)


def without(catalog: Catalog, routes: Collection[str]) -> Catalog:
    """The catalogue as if these routes did not exist: for another try after they turned out to be closed."""
    if not routes:
        return catalog
    models = {
        key: replace(model, routes=tuple(route for route in model.routes if route.id not in routes))
        for key, model in catalog.models.items()
    }
    return replace(catalog, models=models)


def find_model(catalog: Catalog, key: str) -> Model:
    """The model of this key. Raises `ModelUnknown` with the keys that come close."""
    if model := catalog.models.get(key):
        return model
    near = difflib.get_close_matches(key, catalog.models, n=3) or list(catalog.models)
    detail = f"There is no model {key!r}. Choose one of the catalogue, for example {', '.join(near)}."
    raise ModelUnknown(detail, fields={"model": "is not in the catalogue"}, models=list(catalog.models))


def longest_prompt(catalog: Catalog, key: str) -> int | None:
    """Characters that every mode of a model takes, and of whoever may serve it in its place; None: no limit is known.

    Raises `ModelUnknown`.
    """
    waiting, seen = [find_model(catalog, key)], set[str]()
    limits: list[int] = []
    while waiting:
        model = waiting.pop()
        seen.add(model.key)
        limits += [mode.max_prompt for route in model.routes for mode in route.modes if mode.max_prompt]
        waiting += [catalog.models[one.key] for one in model.lifecycle.successors if one.key not in seen]
    return min(limits, default=None)


def resolve(
    catalog: Catalog,
    key: str,
    *,
    today: date,
    has_first_frame: bool,
    keys_present: Collection[str],
    keyless: bool,
    strict: bool = False,
) -> Served:
    """Who serves `key` today.

    `keys_present` are kinds of credentials (`Route.credential`); `keyless` says that no vendor key is set at all:
    then the studio serves every key and says so. Raises `ModelUnknown`, `ModelRetired` (strict) or
    `ModelUnavailable`; the studio never stands in while there are keys.
    """
    asked = find_model(catalog, key)
    status = asked.lifecycle.status_on(today)

    def served(model: Model, how: Literal["asked", "successor", "keyless"], reason: str | None) -> Served:
        routes = usable_routes(model, today, keys_present)
        return Served(key, model, routes, how, reason, status, asked.lifecycle.retires_at)

    if usable_routes(asked, today, keys_present):
        return served(asked, "asked", None)
    heir = _heir(catalog, asked, today, keys_present, has_first_frame)
    if strict and status == "retired":
        raise _retired(asked, heir)
    stand_in = next((model for model in catalog.models.values() if model.serves_keyless), None)
    if keyless and not strict and stand_in is not None and usable_routes(stand_in, today, keys_present):
        reason = f"No vendor key is set, so {stand_in.name} draws this as motion graphics; {asked.name} is not used."
        return served(stand_in, "keyless", reason)
    if not strict and status != "live" and heir is not None and usable_routes(heir, today, keys_present):
        return served(heir, "successor", f"{_ended(asked, today)} {heir.name} serves it.")
    raise _unavailable(catalog, asked, heir, today, keys_present, has_first_frame)


def _heir(
    catalog: Catalog, asked: Model, today: date, keys_present: Collection[str], has_first_frame: bool
) -> Model | None:
    """The first along the chain of successors that is not retired itself (or was revived)."""
    seen, model = {asked.key}, asked
    while (key := model.lifecycle.successor(has_first_frame)) is not None and key not in seen:
        seen.add(key)
        model = catalog.models[key]
        if model.lifecycle.status_on(today) != "retired" or usable_routes(model, today, keys_present):
            return model
    return None


def _ended(model: Model, today: date) -> str:
    life = model.lifecycle
    if life.status_on(today) != "retired":
        return f"{model.name} is ending and has no usable route here."
    return f"{model.name} was retired{f' on {life.retires_at}' if life.retires_at else ''}."


def _retired(asked: Model, heir: Model | None) -> ModelRetired:
    when = f" on {asked.lifecycle.retires_at}" if asked.lifecycle.retires_at else ""
    what = f"Ask for {heir.key}, or leave strictModel out to be served by it." if heir else "Ask for another model."
    return ModelRetired(f"{asked.name} was retired{when}. {what}", successor=heir.key if heir else None)


def _unavailable(
    catalog: Catalog,
    asked: Model,
    heir: Model | None,
    today: date,
    keys_present: Collection[str],
    has_first_frame: bool,
) -> ModelUnavailable:
    blocked = heir if heir is not None and asked.lifecycle.status_on(today) == "retired" else asked
    reasons = {
        route.id: why for route in blocked.routes if (why := closed_because(route, blocked, today, keys_present))
    }
    others = alternatives(catalog, today, keys_present, has_first_frame=has_first_frame)
    told = ", ".join(f"{one['model']} ({_told_price(one['pricePerSecondUsd'])})" for one in others[:5])
    served_by = f"{_ended(asked, today)} Its successor {blocked.name} cannot serve it: " if blocked is not asked else ""
    detail = f"{served_by}{' '.join(reasons.values())} " + (f"Usable now: {told}." if told else "Set a vendor key.")
    return ModelUnavailable(detail, reasons=reasons, alternatives=others)


def alternatives(
    catalog: Catalog, today: date, keys_present: Collection[str], *, has_first_frame: bool = True
) -> list[dict[str, Any]]:
    """What can be ordered now: model, name, the least price a second and who sells it, in the picker's order."""
    found = []
    for model in catalog.models.values():
        for route in usable_routes(model, today, keys_present)[:1]:
            modes = [mode for mode in route.modes if has_first_frame or "firstFrame" not in mode.requires]
            prices = [price for mode in modes if (price := least_price_per_second(mode)) is not None]
            if prices:
                least = usd_from_micro(min(prices))
                found.append(
                    {"model": model.key, "name": model.name, "vendor": route.vendor, "pricePerSecondUsd": least}
                )
    return found


def least_price_per_second(mode: Mode) -> int | None:
    """The mode's cheapest second in micro-USD (a clip's price over its longest length); None without a price."""
    clips = mode.clip_seconds()
    longest = clips[-1] if clips else Fraction(60)
    rates = [price.of(longest) / longest for price in mode.prices]
    return int(min(rates)) if rates else None


def _told_price(usd: float) -> str:
    return f"from ${usd:g} a second" if usd else "free"


def chat_model(catalog: Catalog, today: date, keys_present: Collection[str]) -> ChatModel | None:
    """The chat model to use: the first that is alive and has a key; None means no chat model at all."""
    return next((row for row in catalog.chat if row.credential in keys_present and is_open(row, today)), None)


def is_open(row: ChatModel, today: date) -> bool:
    """Whether a chat model may be asked on a day: not switched off, and not ended."""
    return not row.is_disabled and (row.retires_at is None or row.retires_at > today)


@dataclass(frozen=True)
class Finding:
    """One line of `catalog check`. `level`: `error` needs a hand now, `warning` soon, `note` is good to know."""

    level: Literal["error", "warning", "note"]
    subject: str  # a model key, a route id or a chat model's key
    message: str


def check(catalog: Catalog, today: date) -> list[Finding]:
    """What has ended, ends within 60 days, is priced by facts older than 120 days, or was never confirmed."""
    findings = [found for model in catalog.models.values() for found in _check_model(catalog, model, today)]
    for row in catalog.chat:
        findings += _check_end(row.key, f"The chat model {row.key}", row.retires_at, today)
        findings += [Finding("note", row.key, text) for text in row.unconfirmed]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(findings, key=lambda found: order[found.level])


def _check_model(catalog: Catalog, model: Model, today: date) -> Iterator[Finding]:
    status = model.lifecycle.status_on(today)
    if status == "retired":
        heir = model.lifecycle.successor(has_first_frame=False)
        ended = heir is None or catalog.models[heir].lifecycle.status_on(today) == "retired"
        told = f"is retired; {heir} serves it" if heir else "is retired and nobody serves it"
        yield Finding("error" if ended else "note", model.key, f"{model.name} {told}.")
    else:
        yield from _check_end(model.key, model.name, model.lifecycle.retires_at, today)
        if status == "deprecated":
            yield Finding("warning", model.key, f"{model.name} is ending: {model.lifecycle.source.text}.")
    for route in model.routes:
        yield from _check_route(route, today)


def _check_route(route: Route, today: date) -> Iterator[Finding]:
    yield from _check_end(route.id, f"The route {route.id}", route.retires_at, today)
    if route.is_disabled:
        yield Finding("note", route.id, f"The route {route.id} is switched off.")
    prices = [price for mode in route.modes for price in mode.prices]
    if not prices and not route.needs_base_url:
        yield Finding("note", route.id, f"The route {route.id} has no dated price: enter one to open it.")
    dated = [price.source.as_of for price in prices if price.source.grade != "own"]
    if dated and today - min(dated) > _STALE:
        yield Finding("warning", route.id, f"A price of {route.id} dates from {min(dated)}: check it.")
    for text in route.unconfirmed:
        yield Finding("note", route.id, text)


def _check_end(subject: str, name: str, ends: date | None, today: date) -> list[Finding]:
    if ends is None or ends - today > _SOON:
        return []
    if ends <= today:
        return [Finding("error", subject, f"{name} ended on {ends}.")]
    return [Finding("warning", subject, f"{name} ends on {ends}, in {(ends - today).days} days.")]
