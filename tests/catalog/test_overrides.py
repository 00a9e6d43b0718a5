"""What an operator writes into a file opens, closes and prices routes; what is wrong in it is named."""

from datetime import date
from pathlib import Path

import pytest

from reelwright.catalog.lifecycle import usable_routes
from reelwright.catalog.load import CatalogError, load_catalog
from reelwright.catalog.overrides import read_overrides, with_address

TODAY = date(2026, 11, 23)
KEYS = frozenset({"openai_shape", "replicate"})


def test_a_price_and_an_address_revive_a_dead_model(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text(
        '[vendor_models]\n"sora-2-pro/openai-shape" = "sora-clone"\n\n'
        '[[prices]]\nroute = "sora-2-pro/openai-shape"\nusd = "0.25"\nas_of = 2026-11-23\n'
    )
    said = read_overrides(file)
    assert usable_routes(load_catalog(said).models["sora-2-pro"], TODAY, KEYS) == ()  # no address yet
    whole = load_catalog(with_address(said, "openai_shape", "https://videos.example/v1"))
    (route,) = usable_routes(whole.models["sora-2-pro"], TODAY, KEYS)
    assert (route.model, route.base_url) == ("sora-clone", "https://videos.example/v1")
    assert route.modes[0].prices[0].micro_usd == 250_000


def test_a_route_can_be_closed(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text('disabled = ["veo-3.1/replicate"]\n')
    whole = load_catalog(read_overrides(file))
    assert usable_routes(whole.models["veo-3.1"], TODAY, KEYS) == ()


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert load_catalog(read_overrides(tmp_path / "none.toml")).revision == load_catalog().revision


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prices = 1 2", "catalog.toml"),
        ("[price]", "price is none of"),
        ('[[prices]]\nroute = "a"\nusd = 0.1\nas_of = 2026-11-23', "usd as text"),
        ('[[prices]]\nroute = "a"\nusd = "cheap"\nas_of = 2026-11-23', "prices"),
        ('[[prices]]\nroute = "a"\nusd = "1"', "as_of"),
        ("[base_urls]\nopenai_shape = 3", "must be text"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text(text)
    with pytest.raises(CatalogError, match=told):
        read_overrides(file)
