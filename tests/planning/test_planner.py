"""The planner's rules, one story each."""

from fractions import Fraction

import pytest

from reelwright.planning.planner import plan
from reelwright.planning.refusals import AbovePriceLimit, NotOffered
from reelwright.planning.wish import Wish, plan_from_json, plan_to_json

from .world import lengths, made, served, whole_catalog


def test_sixty_seconds_of_the_default_model_are_two_clips_with_a_price() -> None:
    one = made("sora-2-pro", 60, aspect_ratio="9:16")
    assert lengths(one) == [30, 30] and one.frames == 1440 and one.fps == 24
    assert one.total_micro == 60 * 231_200
    assert one.served_by.asked == "sora-2-pro" and one.served_by.model == "seedance-2.5"
    assert one.warnings[0].startswith("OpenAI Sora 2 Pro was retired on 2026-09-24.")


def test_frames_are_half_up_of_the_exact_fraction() -> None:
    assert made("studio", "12.345").frames == 370  # 370.35 at 30 fps
    assert made("studio", "5.0625", fps=24).frames == 122  # 121.5
    assert made("studio", "5.1", fps=25).frames == 128  # 127.5
    assert made("studio", "5.06", fps=25).frames == 127  # 126.5, which Python's round takes to 126


def test_sixty_continuous_seconds_from_ten_second_clips_need_seven() -> None:
    one = made("runway-gen4.5", 60, continuity="continuous")
    assert len(one.shots) == 7 and one.join == "continuous"
    assert sum(lengths(one)) == 61  # six doubled frames cost one more second
    assert [shot.in_frame for shot in one.shots] == [0, 1, 1, 1, 1, 1, 1]
    assert all(shot.out_frame == shot.native_frames for shot in one.shots[:-1])
    assert (one.mode.id, one.following and one.following.id) == ("text", "first-frame")
    assert len(made("runway-gen4.5", 60).shots) == 6


def test_a_continuous_end_is_no_stub() -> None:
    one = made("veo-3.1", 16, continuity="continuous")  # two clips of 8 s fall one frame short
    assert lengths(one) == [6, 6, 6]
    assert one.shots[-1].frames >= one.fps


def test_references_shape_the_first_shot_of_a_continuous_video() -> None:
    one = made("seedance-2.0", 30, continuity="continuous", reference_roles=("product",))
    assert (one.mode.id, one.following and one.following.id) == ("references", "frames")
    assert one.mode_of(one.shots[0]).id == "references" and one.mode_of(one.shots[1]).id == "frames"
    assert any("first shot only" in warning for warning in one.warnings)


def test_a_balanced_edit_is_preferred_among_equal_prices() -> None:
    assert lengths(made("runway-gen4.5", 11)) == [6, 5]
    assert lengths(made("gemini-omni", 13)) == [7, 6]


def test_a_cut_never_leaves_a_stub() -> None:
    one = made("runway-gen4.5", "10.1", fps=25)
    assert lengths(one) == [6, 5] and [shot.frames for shot in one.shots] == [128, 125]


def test_below_the_shortest_clip_it_is_trimmed_and_said() -> None:
    one = made("veo-3.1", 5, reference_roles=("product",))  # references come as 8 s only
    assert lengths(one) == [8] and one.frames == 120 and one.shots[0].out_frame == 120
    assert any("makes 8 s here, billed whole; 3 s are trimmed away" in warning for warning in one.warnings)
    assert any(
        "31 % of the picture" in w
        for w in made("veo-3.1", 5, aspect_ratio="9:16", reference_roles=("product",)).warnings
    )


def test_the_default_resolution_is_enlarged_and_said_where_it_must() -> None:
    one = made("runway-gen4.5", 8, aspect_ratio="1:1", reference_roles=("firstFrame",))
    assert (one.size.width, one.width, one.upscaled_from) == (960, 1080, "960x960")
    assert "The picture is enlarged from 960x960 to 1080x1080." in one.warnings
    assert made("gemini-omni", 8).upscaled_from is None


def test_an_explicit_resolution_is_never_made_by_enlarging() -> None:
    with pytest.raises(NotOffered) as caught:
        made("runway-gen4.5", 8, is_resolution_explicit=True)
    body = caught.value.as_json()
    assert body["nearest"] == {"resolution": "720p"}
    assert "gemini-omni" in {one["model"] for one in body["alternatives"]}
    cut = made("gemini-omni", 8, aspect_ratio="1:1", is_resolution_explicit=True)
    assert cut.reframe is not None and (cut.reframe.crop_width, cut.reframe.crop_height) == (1080, 1080)
    with pytest.raises(NotOffered):  # 9:16 cut from 1920x1080 is 606 wide: no 720p either
        made("veo-3.1", 8, aspect_ratio="9:16", is_resolution_explicit=True, reference_roles=("style",))


def test_too_many_references_name_the_limit_and_who_takes_them() -> None:
    with pytest.raises(NotOffered) as caught:
        made("veo-3.1", 8, reference_roles=("style",) * 5)
    body = caught.value.as_json()
    assert "at most 3 reference pictures (5 given)" in body["detail"]
    assert body["nearest"] == {"references": ["style"] * 3}
    assert [one["model"] for one in body["alternatives"]] == [
        "studio",
        "seedance-2.5",
        "seedance-2.0",
        "seedance-2.0-fast",
    ]
    assert next(one for one in body["alternatives"] if one["model"] == "seedance-2.0-fast")["priceUsd"] == 1.2


def test_a_style_picture_for_a_first_frame_model_gets_a_hint() -> None:
    with pytest.raises(NotOffered, match="give that the role firstFrame"):
        made("runway-gen4.5", 8, reference_roles=("style",))
    with pytest.raises(NotOffered, match="needs a first frame"):
        made("runway-gen4-turbo", 8)
    with pytest.raises(NotOffered, match="only one picture"):
        made("runway-gen4-turbo", 8, reference_roles=("firstFrame", "firstFrame"))


@pytest.mark.parametrize(
    ("key", "rest", "field", "fits"),
    [
        ("gemini-omni", {"seed": 7}, "seed", "seedance-2.5"),
        ("gemini-omni", {"negative_prompt": "text"}, "negativePrompt", "kling-v3"),
        ("runway-gen4.5", {"audio": "native"}, "audio", "gemini-omni"),
        ("runway-gen4.5", {"prompt_length": 1001}, "prompt", "gemini-omni"),
    ],
)
def test_what_the_mode_lacks_is_refused_with_who_has_it(
    key: str, rest: dict[str, object], field: str, fits: str
) -> None:
    with pytest.raises(NotOffered) as caught:
        made(key, 8, **rest)
    assert list(caught.value.fields) == [field] and caught.value.status == 422
    assert fits in {one["model"] for one in caught.value.extra["alternatives"]}


def test_the_vendors_sound_is_taken_only_where_it_costs_nothing_extra() -> None:
    kling, seedance = made("kling-v3", 8), made("seedance-2.0", 8)
    assert (kling.with_audio, kling.audio, kling.total_micro) == (False, "music", 8 * 224_000)
    assert (seedance.with_audio, seedance.audio) == (True, "native")
    assert not made("seedance-2.0", 8, audio="music").with_audio
    loud = made("kling-v3", 8, audio="native")
    assert (loud.with_audio, loud.total_micro) == (True, 8 * 336_000)
    silent = made("gemini-omni", 8, audio="none")  # its sound cannot be left out of the order, only of the file
    assert (silent.with_audio, silent.audio) == (True, "none")


def test_fps_is_native_else_thirty() -> None:
    assert made("seedance-2.0", 8).fps == 24
    assert made("kling-v3", 8).fps == 30
    assert made("studio", 8).fps == 30
    assert made("studio", 8, fps=25).warnings == ()
    assert any("converted to 30" in warning for warning in made("seedance-2.0", 8, fps=30).warnings)


def test_above_the_price_limit_it_is_refused_with_the_price() -> None:
    with pytest.raises(AbovePriceLimit) as caught:
        made("kling-v3", 8, max_price_micro=1_500_000)
    assert caught.value.extra["nearest"] == {"maxPriceUsd": 1.792}
    assert {one["model"] for one in caught.value.extra["alternatives"]} >= {"studio", "gemini-omni"}


def test_the_next_route_makes_what_the_first_cannot_and_says_so() -> None:
    one = made("seedance-2.5", 8, prompt_length=3000)
    assert (one.served_by.route, one.max_prompt) == ("seedance-2.5/runway", 15000)
    assert "at most 2000 characters (3000 given). So runway makes it" in one.warnings[0]


def test_a_picture_is_not_made_larger_only_to_be_shrunk() -> None:
    one = made("studio", 8, resolution="720p", is_resolution_explicit=True)
    assert (one.size.width, one.size.height) == (1280, 720)


def test_with_no_key_the_studio_draws_it_in_one_free_shot() -> None:
    one = made("veo-3.1", "59.999", keys=frozenset(), reference_roles=("logo",) * 10, seed=1)
    assert (one.served_by.model, one.total_micro, len(one.shots), one.join) == ("studio", 0, 1, "none")
    assert one.frames == 1800 and "No vendor key is set" in one.warnings[0]


def test_a_model_that_cannot_go_on_from_a_picture_makes_one_clip_only() -> None:
    wish = Wish(Fraction(20), continuity="continuous")
    who = served("wan-2.7", wish, catalog=whole_catalog())
    with pytest.raises(NotOffered) as caught:
        plan(wish, who)
    assert caught.value.extra["nearest"] == {"continuity": "cuts"}
    short = Wish(Fraction(14), continuity="continuous")
    assert plan(short, who).join == "none"


def test_lengths_outside_the_contract_are_refused() -> None:
    with pytest.raises(NotOffered) as caught:
        made("studio", 61)
    assert caught.value.extra["nearest"] == {"duration": 60.0}


def test_a_stored_plan_outlives_the_catalogue_but_not_its_schema() -> None:
    stored = plan_to_json(made("sora-2-pro", 44, reference_roles=("logo", "product")))
    assert plan_from_json(stored).mode.prices[0].micro_usd == 231_200
    with pytest.raises(ValueError, match="schema 2"):
        plan_from_json({**stored, "schema_version": 2})


def test_shots_add_up_to_the_price_and_the_length() -> None:
    one = made("veo-3.1", 20, aspect_ratio="1:1", reference_roles=("product",))
    assert one.total_micro == 4_800_000 == sum(shot.price_micro for shot in one.shots)
    assert sum(shot.frames for shot in one.shots) == one.frames == 20 * one.fps
    assert one.reframe is not None and (one.reframe.crop_width, one.reframe.crop_height) == (1080, 1080)
    assert (one.native_seconds, one.join, one.upscaled_from) == (24, "cuts", None)
