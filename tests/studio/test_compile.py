"""A longer film tells more; it never tells slower."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.studio.compile import compile
from reelwright.studio.looks import looks_for
from reelwright.studio.spec import Brand
from tests.studio.scenes import LOGO, scene


@pytest.mark.parametrize("template", ["brand-animation", "product-showcase", "social-media", "free"])
@pytest.mark.parametrize("seconds", [5, 8, 60])
def test_shots_fill_exactly_the_ordered_frames(template, seconds):
    timeline = compile(scene(template, frames=seconds * 30))
    assert timeline.shots[0].start == 0
    assert timeline.shots[-1].end == timeline.frames == seconds * 30
    assert all(one.end == other.start for one, other in pairwise(timeline.shots))
    assert timeline.shots[-1].beat.kind == "endcard"


@given(template=st.sampled_from(["brand-animation", "product-showcase", "social-media", "free"]), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_length_shows_one_or_two_shots_at_every_frame_and_no_shot_is_slow_or_hasty(template, data):
    look = data.draw(st.sampled_from(looks_for(template)))
    frames = data.draw(st.integers(5 * 30, 60 * 30))
    timeline = compile(scene(template, frames=frames, look=look, seed=data.draw(st.integers(0, 99))))
    for shot in timeline.shots:
        wanted = shot.beat.seconds * 30
        assert 0.55 * wanted < shot.end - shot.start < 1.5 * wanted
        assert shot.end - shot.start > 20
    for frame in data.draw(st.lists(st.integers(0, frames - 1), min_size=5, max_size=20)):
        seen = [shot for shot in timeline.shots if shot.first <= frame < shot.last]
        assert 1 <= len(seen) <= 2


def test_a_minute_has_many_more_shots_than_eight_seconds_and_neighbours_differ():
    for template in ("brand-animation", "product-showcase", "social-media", "free"):
        short, long = (compile(scene(template, frames=seconds * 30)) for seconds in (8, 60))
        assert len(long.shots) >= 4 * len(short.shots)
        for one, other in pairwise(long.shots):
            assert (one.beat.kind, one.beat.title) != (other.beat.kind, other.beat.title)


def test_cues_are_the_cuts():
    timeline = compile(scene(frames=300))
    assert [cue * 30 for cue in timeline.cues] == [shot.start for shot in timeline.shots[1:]]


def test_the_logo_comes_back_between_the_words_of_a_long_brand_animation():
    with_logo = compile(scene(frames=1800, images=(LOGO,)))
    without = compile(scene(frames=1800, images=()))
    assert "emblem" in [shot.beat.kind for shot in with_logo.shots[1:-1]]
    assert "emblem" not in [shot.beat.kind for shot in without.shots]


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("A calm launch film for a ceramic kettle", ["Introducing", "Ceramic kettle"]),
        ("Our new trail shoe, 30% off until Sunday", ["30% off until Sunday", "New trail shoe"]),
    ],
)
def test_five_seconds_of_words_say_nothing_twice(prompt, told):
    timeline = compile(scene("free", frames=150, images=(), prompt=prompt))
    assert [shot.beat.title for shot in timeline.shots] == told


def test_five_seconds_without_a_card_still_name_the_thing():
    without_card = Brand(has_end_card=False)
    film = scene("free", frames=150, images=(), prompt="A calm launch film for a ceramic kettle", brand=without_card)
    assert "Ceramic kettle" in [shot.beat.title for shot in compile(film).shots]
