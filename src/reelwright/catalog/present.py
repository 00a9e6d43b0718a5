"""The catalogue as clients read it: one plain dictionary a model, in the shape of `VideoModelDto`."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

from reelwright.catalog.lifecycle import ModelUnavailable, closed_because, least_price_per_second, resolve
from reelwright.catalog.spec import SECONDS_MAX, SECONDS_MIN, Catalog, Mode, Model, Price, Route
from reelwright.kit.money import usd_from_micro


def model_views(catalog: Catalog, *, today: date, keys_present: Collection[str], keyless: bool) -> list[dict[str, Any]]:
    """Every model for the picker, in its order."""
    return [
        model_view(catalog, model, today=today, keys_present=keys_present, keyless=keyless)
        for model in catalog.models.values()
    ]


def model_view(
    catalog: Catalog, model: Model, *, today: date, keys_present: Collection[str], keyless: bool
) -> dict[str, Any]:
    """One model. `routes` are those of the model that serves the key now, named in `servedBy`."""
    serving = model
    reason: str | None = None
    unavailable: str | None = None
    try:
        served = resolve(
            catalog, model.key, today=today, has_first_frame=False, keys_present=keys_present, keyless=keyless
        )
        serving, reason = served.model, served.reason
    except ModelUnavailable as problem:
        unavailable = problem.detail
    life = model.lifecycle
    modes = [mode for route in serving.routes for mode in route.modes]
    return {
        "key": model.key,
        "name": model.name,
        "description": model.description,
        "durationRange": {"min": SECONDS_MIN, "max": SECONDS_MAX},
        "supportsReferenceImages": any(mode.max_references > 0 for mode in modes),
        "supportsFirstFrame": any("firstFrame" in mode.inputs for mode in modes),
        "quality": model.quality,
        "routes": [_route(route, serving, today, keys_present) for route in serving.routes],
        "lifecycle": {
            "status": life.status_on(today),
            "retiresAt": life.retires_at.isoformat() if life.retires_at else None,
            "successor": life.successor(has_first_frame=False),
        },
        "servedBy": {"model": serving.key, "reason": reason},
        "available": unavailable is None,
        "unavailableReason": unavailable,
    }


def _route(route: Route, model: Model, today: date, keys_present: Collection[str]) -> dict[str, Any]:
    why = closed_because(route, model, today, keys_present)
    return {
        "id": route.id,
        "vendor": route.vendor,
        "available": why is None,
        "unavailableReason": why,
        "modes": [_mode(mode) for mode in route.modes],
    }


def _mode(mode: Mode) -> dict[str, Any]:
    clips = mode.clip_seconds()
    whole = tuple(Fraction(second) for second in range(SECONDS_MIN, SECONDS_MAX + 1))
    per_second = least_price_per_second(mode)
    cheapest = min(mode.prices, key=lambda price: price.of(Fraction(10)), default=None)
    return {
        "id": mode.id,
        "inputs": sorted(mode.inputs),
        "requires": sorted(mode.requires),
        "durations": [float(seconds) for seconds in (clips or whole)],
        "anyDuration": clips is None,
        "aspectRatios": list(mode.aspect_ratios),
        "resolutions": list(mode.resolutions),
        "fps": mode.fps,
        "maxReferences": mode.max_references,
        "maxPrompt": mode.max_prompt,
        "audio": mode.audio,
        "seed": mode.supports_seed,
        "negativePrompt": mode.supports_negative_prompt,
        "price": _price(cheapest) if cheapest else None,
        "prices": [_price(price) for price in mode.prices],
        "pricePerSecondUsd": None if per_second is None else usd_from_micro(per_second),
    }


def _price(price: Price) -> dict[str, Any]:
    return {
        "unit": price.unit,
        "usd": usd_from_micro(price.micro_usd),
        "creditsPerSecond": None if price.credits_per_second is None else float(price.credits_per_second),
        "resolution": price.resolution,
        "withAudio": price.with_audio,
        "asOf": price.source.as_of.isoformat(),
        "source": price.source.text,
    }
