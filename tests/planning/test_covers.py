"""The searches against brute force: no cover of up to four shots is better than what they find."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

from hypothesis import given
from hypothesis import strategies as st

from reelwright.planning.cover import Clip, cover_continuously, cover_with_cuts, trim_evenly

UNIT = 24


def clips(prices: dict[int, int]) -> tuple[Clip, ...]:
    return tuple(Clip(Fraction(seconds), seconds * UNIT, price) for seconds, price in sorted(prices.items()))


some_clips = st.dictionaries(st.integers(2, 12), st.integers(0, 900) | st.integers(1, 3), min_size=1, max_size=5).map(
    clips
)
totals = st.integers(UNIT * 5, UNIT * 22)


@given(some_clips, totals)
def test_no_cover_with_cuts_is_better(choice: tuple[Clip, ...], total: int) -> None:
    found = cover_with_cuts(total, choice)
    assert found.frames >= total
    mine = (found.price_micro, len(found.clips), found.frames - total)
    for count in range(1, 5):
        for cover in combinations_with_replacement(choice, count):
            frames = sum(clip.frames for clip in cover)
            if frames >= total:
                assert mine <= (sum(clip.price_micro for clip in cover), count, frames - total)


@given(some_clips, some_clips, totals)
def test_no_continuous_cover_is_better(opening: tuple[Clip, ...], following: tuple[Clip, ...], total: int) -> None:
    found = cover_continuously(total, opening, following, UNIT)
    assert found is not None
    mine = continuous_rank(found.clips, total)
    assert mine is not None
    for count in range(1, 5):
        for cover in product(opening, *[following] * (count - 1)):
            rank = continuous_rank(cover, total)
            assert rank is None or mine <= rank


def continuous_rank(cover: tuple[Clip, ...], total: int) -> tuple[int, bool, int, int] | None:
    """None for what falls short, or goes on after it is full."""
    before = sum(clip.frames for clip in cover[:-1]) - max(0, len(cover) - 2)
    reached = before + cover[-1].frames - (len(cover) > 1)
    if reached < total or before >= total:
        return None
    return (sum(clip.price_micro for clip in cover), total - before < UNIT, len(cover), reached - total)


def test_waste_is_counted_before_balance() -> None:
    found = cover_with_cuts(UNIT * 12, clips({2: 5, 7: 5, 10: 5}))
    assert [clip.seconds for clip in found.clips] == [10, 2]


def test_the_longest_clip_comes_last_where_only_that_spares_a_stub() -> None:
    choice = tuple(reversed(clips({5: 5, 10: 10})))  # so that the stub is met first
    found = cover_continuously(UNIT * 20, choice, choice, UNIT)  # 10 + 10 falls one frame short
    assert found is not None and found.price_micro == 25
    shown_before = sum(clip.frames for clip in found.clips[:-1]) - len(found.clips) + 2
    assert UNIT * 20 - shown_before >= UNIT


def test_without_a_follower_only_one_clip_will_do() -> None:
    assert cover_continuously(UNIT * 9, clips({4: 1, 8: 2}), (), UNIT) is None
    one = cover_continuously(UNIT * 7, clips({4: 1, 8: 2}), (), UNIT)
    assert one is not None and [clip.seconds for clip in one.clips] == [8]


@given(st.lists(st.integers(48, 400), min_size=1, max_size=8), st.data())
def test_trimming_levels_the_longest_and_touches_no_other(frames: list[int], data: st.DataObject) -> None:
    longest_first = tuple(sorted(frames, reverse=True))
    total = data.draw(st.integers(len(frames), sum(frames)))
    shown = trim_evenly(longest_first, total)
    assert sum(shown) == total and all(0 < part <= whole for part, whole in zip(shown, longest_first, strict=True))
    trimmed = [part for part, whole in zip(shown, longest_first, strict=True) if part < whole]
    assert all(max(shown) - part <= 1 for part in trimmed)
