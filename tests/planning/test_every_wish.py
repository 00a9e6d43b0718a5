"""Whatever is wished of whichever model: exactly that, or a refusal that names the nearest wish that can be met."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.planning.offers import offers_of
from reelwright.planning.planner import plan
from reelwright.planning.refusals import NotOffered, modes_that_fit
from reelwright.planning.wish import Plan, Wish, plan_from_json, plan_to_json
from reelwright.timeline.time import frames_of

from .world import WITH_SHAPE, served, whole_catalog

KEYS = tuple(whole_catalog().models)
MIXED = st.lists(st.sampled_from(["logo", "product", "style"]), max_size=10)
WISHES = st.builds(
    Wish,
    seconds=st.integers(5_000, 60_000).map(lambda ms: Fraction(ms, 1000)) | st.integers(5, 60).map(Fraction),
    aspect_ratio=st.sampled_from(["16:9", "9:16", "1:1"]),
    resolution=st.sampled_from(["1080p", "720p"]),
    is_resolution_explicit=st.booleans(),
    fps=st.sampled_from([None, None, 24, 25, 30]),
    audio=st.sampled_from(["auto", "auto", "native", "music", "none"]),
    reference_roles=st.tuples(st.booleans(), MIXED).map(lambda two: (*(["firstFrame"] * two[0]), *two[1])),
    prompt_length=st.sampled_from([80, 80, 1500, 4000]),
    seed=st.sampled_from([None, None, 7]),
    negative_prompt=st.sampled_from([None, None, "text, logos"]),
    continuity=st.sampled_from(["cuts", "continuous"]),
    max_price_micro=st.sampled_from([None, None, None, 2_000_000]),
)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(KEYS), WISHES, st.sampled_from([WITH_SHAPE, frozenset()]))
def test_every_wish_is_met_exactly_or_the_nearest_is_named(key: str, wish: Wish, keys: frozenset[str]) -> None:
    who = served(key, wish, catalog=whole_catalog(), keys=keys)
    try:
        made = plan(wish, who)
    except NotOffered as problem:
        assert problem.status == 422 and problem.extra["nearest"] and problem.fields
        assert problem.nearest_wish is not None
        check(plan(problem.nearest_wish, who), problem.nearest_wish)
    else:
        check(made, wish)


def check(made: Plan, wish: Wish) -> None:
    """The plan makes exactly the wish, adds up, and reads the same from JSON."""
    assert made.frames == frames_of(wish.seconds, made.fps) == sum(shot.frames for shot in made.shots)
    assert wish.fps in (None, made.fps)
    assert (made.width, made.height) == (wish.shape.width, wish.shape.height)
    assert made.total_micro == sum(shot.price_micro for shot in made.shots)
    assert made.native_seconds == sum(shot.native_seconds for shot in made.shots)
    assert not (wish.is_resolution_explicit and made.upscaled_from)
    assert wish.max_price_micro is None or made.total_micro <= wish.max_price_micro
    assert wish.audio in ("auto", made.audio) and (made.audio != "native" or made.with_audio)
    assert plan_from_json(json.loads(json.dumps(plan_to_json(made)))) == made
    for shot in made.shots:
        check_shot(made, wish, shot.n)


def check_shot(made: Plan, wish: Wish, n: int) -> None:
    shot, mode = made.shots[n - 1], made.mode_of(made.shots[n - 1])
    price = mode.price_of(made.size.resolution, made.with_audio)
    assert price is not None and shot.price_micro == price.of(shot.native_seconds)
    assert shot.native_frames == frames_of(shot.native_seconds, made.fps)
    assert 0 <= shot.in_frame < shot.out_frame <= shot.native_frames
    assert mode.clip_seconds() is None or shot.native_seconds in (mode.clip_seconds() or ())
    assert made.size in mode.sizes
    assert mode.max_prompt is None or wish.prompt_length <= mode.max_prompt
    assert wish.seed is None or mode.supports_seed
    assert not wish.negative_prompt or mode.supports_negative_prompt
    if n == 1:
        assert len(wish.references) <= mode.max_references
        assert (shot.starts_from == "first_frame") == wish.has_first_frame
    elif made.join == "continuous":
        assert shot.in_frame == 1 and shot.starts_from == "previous" and "firstFrame" in mode.inputs
        assert made.shots[n - 2].out_frame == made.shots[n - 2].native_frames
    else:
        assert shot.frames >= made.fps


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KEYS), WISHES)
def test_no_other_picture_of_the_route_is_cheaper(key: str, wish: Wish) -> None:
    who = served(key, wish, catalog=whole_catalog(), keys=WITH_SHAPE)
    try:
        made = plan(wish, who)
    except NotOffered:
        return
    route = next(route for route in who.routes if route.id == made.served_by.route)
    fitting = modes_that_fit(wish, "", [mode for mode in route.modes if mode.prices])
    chosen = next(offer for offer in offers_of(made.mode, wish) if offer.size == made.size)
    for offer in (offer for mode in fitting for offer in offers_of(mode, wish)):
        if made.join != "continuous":
            assert chosen.upscale <= offer.upscale
        clips = offer.mode.clip_seconds()
        if offer.upscale == chosen.upscale and clips and made.join != "continuous":
            single = [offer.price_of(clip) for clip in clips if frames_of(clip, made.fps) >= made.frames]
            assert not single or made.total_micro <= min(single)
