"""A catalogue in which every model can be planned, and short words for the planner's tests."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from functools import cache

from reelwright.catalog.lifecycle import Served, resolve
from reelwright.catalog.load import Overrides, PriceOverride, load_catalog
from reelwright.catalog.spec import Catalog
from reelwright.planning.planner import models_that_fit, plan
from reelwright.planning.wish import Plan, Wish

TODAY = date(2026, 11, 23)
ALL = frozenset({"replicate", "runway", "google"})
WITH_SHAPE = ALL | {"openai_shape"}


@cache
def whole_catalog() -> Catalog:
    """Every route priced by the operator where we know no price, and every dead key revived."""
    packaged = load_catalog()
    unpriced = [
        route.id
        for model in packaged.models.values()
        for route in model.routes
        if not any(mode.prices for mode in route.modes)
    ]
    prices = tuple(PriceOverride(route, "second", 123_457, TODAY) for route in unpriced)
    return load_catalog(Overrides(prices=prices, base_urls={"openai_shape": "https://example.test/v1"}))


def served(key: str, wish: Wish, *, catalog: Catalog | None = None, keys: Collection[str] = ALL) -> Served:
    return resolve(
        catalog or load_catalog(),
        key,
        today=TODAY,
        has_first_frame=wish.has_first_frame,
        keys_present=keys,
        keyless=not keys,
    )


def made(key: str, seconds: str | int = 8, *, keys: Collection[str] = ALL, **rest: object) -> Plan:
    """The plan for a wish of so many seconds, with the packaged catalogue."""
    wish = Wish(Fraction(seconds), **rest)  # type: ignore[arg-type]
    who = served(key, wish, keys=keys)
    others = models_that_fit(load_catalog(), today=TODAY, keys_present=keys, except_key=who.model.key)
    return plan(wish, who, others)


def lengths(made: Plan) -> list[int]:
    """Native seconds of each shot."""
    return [int(shot.native_seconds) for shot in made.shots]
