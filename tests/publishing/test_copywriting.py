"""The words a creative begins with can be saved as they are."""

from reelwright.prompting.contracts import Brief
from reelwright.publishing.copywriting import first_copy, title_of

ADDRESS = "https://shop.example/" + "a" * 180


def test_a_name_becomes_a_hashtag_and_an_address_does_not() -> None:
    assert first_copy("Dawn", Brief(product="Trail shoe"))["hashtags"] == ["#TrailShoe"]
    assert first_copy("Dawn", Brief(product=ADDRESS))["hashtags"] == []


def test_a_title_of_one_long_word_shows_its_beginning() -> None:
    assert title_of("Dawn", ADDRESS) == ADDRESS[:69] + "…"
