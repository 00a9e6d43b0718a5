"""Text is counted and cut as vendors count it."""

from hypothesis import given
from hypothesis import strategies as st

from reelwright.kit.text import cut, units


def test_an_emoji_counts_twice() -> None:
    assert units("a🎬") == 3
    assert cut("a🎬b", 2) == "a"  # half an emoji is none
    assert cut("a🎬b", 3) == "a🎬"


@given(st.text(), st.integers(0, 40))
def test_what_is_cut_fits_and_is_where_the_text_began(text: str, limit: int) -> None:
    start = cut(text, limit)
    assert text.startswith(start) and units(start) <= limit
    assert start == text or units(start) >= limit - 1
