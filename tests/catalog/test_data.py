"""The packaged facts: complete, dated, and loud when wrong."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from reelwright.catalog.load import (
    CatalogError,
    Overrides,
    PriceOverride,
    load_catalog,
    mode_from_json,
    mode_to_json,
)
from reelwright.catalog.platforms import load_platforms
from reelwright.catalog.spec import Price, Source

REQUIRED = {
    "sora-2-pro", "veo-3.1", "runway-gen3", "runway-gen2", "seedance-2.5", "seedance-2.0", "seedance-2.0-fast",
    "kling-v3", "wan-2.7", "hailuo-2.3", "gemini-omni", "runway-gen4.5", "runway-gen4-turbo", "studio",
}  # fmt: skip


def test_every_promised_model_is_there_with_a_source_for_each_fact() -> None:
    catalog = load_catalog()
    assert set(catalog.models) == REQUIRED
    assert next(iter(catalog.models)) == "sora-2-pro"
    for model in catalog.models.values():
        for route in model.routes:
            sources = [model.lifecycle.source, route.source, route.charge.source]
            sources += [mode.source for mode in route.modes]
            sources += [price.source for mode in route.modes for price in mode.prices]
            assert all(source.text and source.as_of <= date(2026, 11, 23) for source in sources)


def test_what_nobody_confirmed_has_no_price() -> None:
    catalog = load_catalog()
    for key in ("hailuo-2.3", "wan-2.7"):
        assert all(not mode.prices for route in catalog.models[key].routes for mode in route.modes)
    assert catalog.route("runway-gen4.5/replicate").modes[0].prices == ()  # type: ignore[union-attr]


def test_an_operators_price_opens_a_route_and_counts_before_ours() -> None:
    entered = PriceOverride("veo-3.1/replicate", "second", 350_000, date(2026, 11, 20), resolution="1080p")
    before, after = load_catalog(), load_catalog(Overrides(prices=(entered,)))
    mode = after.models["veo-3.1"].routes[0].modes[0]
    assert mode.price_of("1080p", with_audio=True).micro_usd == 350_000  # type: ignore[union-attr]
    assert mode.price_of("720p", with_audio=True).micro_usd == 400_000  # type: ignore[union-attr]
    assert before.revision != after.revision
    assert load_catalog().revision == before.revision


def test_a_base_url_may_be_given_for_a_whole_vendor() -> None:
    catalog = load_catalog(Overrides(base_urls={"replicate": "http://localhost:9000"}))
    assert catalog.route("kling-v3/replicate").base_url == "http://localhost:9000"  # type: ignore[union-attr]
    assert catalog.route("seedance-2.0/runway").base_url is None  # type: ignore[union-attr]


def test_an_override_of_an_unknown_route_is_refused() -> None:
    with pytest.raises(CatalogError, match="runway-gen5"):
        load_catalog(Overrides(vendor_models={"runway-gen5": "x"}))


def test_a_mistyped_field_names_file_and_field(tmp_path: Path) -> None:
    (tmp_path / "toy.toml").write_text(
        'key = "toy"\nname = "Toy"\ndescription = ""\nquality = "draft"\nrout = []\n'
        '[lifecycle]\nstatus = "alive"\nsource = { text = "x", as_of = 2026-01-01, grade = "own" }\n'
    )
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder=tmp_path)
    assert "toy.toml" in str(caught.value) and "rout" in str(caught.value) and "lifecycle.status" in str(caught.value)


def test_a_successor_outside_the_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "toy.toml").write_text(
        'key = "toy"\nname = "Toy"\ndescription = ""\nquality = "draft"\n'
        '[lifecycle]\nstatus = "retired"\nsuccessors = [{ key = "ghost" }]\n'
        'source = { text = "x", as_of = 2026-01-01, grade = "own" }\n'
    )
    with pytest.raises(CatalogError, match="ghost"):
        load_catalog(folder=tmp_path)


def test_every_mode_survives_json() -> None:
    for model in load_catalog().models.values():
        for route in model.routes:
            for mode in route.modes:
                assert mode_from_json(mode_to_json(mode)) == mode


def test_prices_are_exact() -> None:
    source = Source("x", date(2026, 1, 1), "own")
    assert Price("second", 231_200, source).of(Fraction(5)) == 1_156_000
    assert Price("clip", 500_000, source).of(Fraction(10)) == 500_000
    assert Price("credit", 10_000, source, credits_per_second=Fraction(12)).of(Fraction(7)) == 840_000
    assert Price("second", 1, source).of(Fraction(5, 2)) == 3  # half up
    with pytest.raises(ValueError, match="credits_per_second"):
        replace(Price("second", 1, source), unit="credit")


def test_the_charge_rule_leaves_unknown_unknown() -> None:
    catalog = load_catalog()
    replicate = catalog.route("veo-3.1/replicate").charge  # type: ignore[union-attr]
    assert (replicate.is_billed("canceled"), replicate.is_billed("aborted")) == (True, False)
    assert catalog.route("gemini-omni/google").charge.is_billed("failed") is None  # type: ignore[union-attr]
    assert catalog.route("runway-gen4.5/runway").charge.rule("failed") == "reported"  # type: ignore[union-attr]


def test_platforms_are_those_of_the_contract() -> None:
    table = {key: (one.default_seconds, one.longest_seconds, one.aspect_ratio) for key, one in load_platforms().items()}
    assert table == {
        "tiktok": (15, 60, "9:16"), "instagram-reel": (15, 60, "9:16"), "instagram-story": (10, 60, "9:16"),
        "instagram-feed": (15, 60, "1:1"), "youtube-short": (20, 60, "9:16"), "youtube": (30, 60, "16:9"),
        "facebook": (15, 60, "1:1"), "linkedin": (20, 60, "16:9"), "x": (15, 60, "16:9"), "pinterest": (10, 60, "9:16"),
    }  # fmt: skip
    for platform in load_platforms().values():
        safe = platform.safe
        assert safe.top + safe.bottom < Fraction(1, 2) and safe.left + safe.right < Fraction(1, 2)
