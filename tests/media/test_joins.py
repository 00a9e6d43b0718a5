"""The decision to copy or to encode, read as a value; no file is touched."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.media.errors import ClipTooShort
from reelwright.media.joins import decide
from reelwright.media.values import Clip, Colour, FinishSpec, Probe, Take

FPS = Fraction(24)


def clip(frames: int = 240, fps: Fraction = FPS, **changes: Any) -> Clip:
    probe = Probe(
        bytes=1,
        sha256="",
        frames=frames,
        fps=fps,
        is_vfr=False,
        seconds=frames / fps,
        width=1920,
        height=1080,
        rotation=0,
        video_codec="h264",
        profile="High",
        pix_fmt="yuv420p",
        colour=Colour(1, 1, 1),
        has_square_pixels=True,
        extradata_sha256="same",
        starts_clean=True,
        is_faststart=True,
    )
    return Clip(replace(probe, **changes), tuple(Fraction(index) / fps for index in range(frames)))


def film(*frames: int, fps: Fraction = FPS, **changes: Any) -> FinishSpec:
    takes = tuple(Take(Path(f"{number}.mp4"), count) for number, count in enumerate(frames))
    return replace(FinishSpec(takes, sum(frames), fps, 1920, 1080, Path("film.mp4")), **changes)


def test_matching_whole_clips_are_copied() -> None:
    plan = decide([clip(), clip(), clip(120)], film(240, 240, 120))
    assert (plan.kind, plan.reasons) == ("copy", ())
    assert [piece.offset for piece in plan.pieces] == [0, 240, 480]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"video_codec": "hevc"}, "clip 2 is hevc yuv420p, not h264 yuv420p"),
        ({"pix_fmt": "yuv420p10le"}, "clip 2 is h264 yuv420p10le, not h264 yuv420p"),
        ({"width": 1280, "height": 720}, "clip 2 is 1280x720, not 1920x1080"),
        ({"rotation": 180}, "clip 2 is stored turned or stretched"),
        ({"has_square_pixels": False}, "clip 2 is stored turned or stretched"),
        ({"is_vfr": True}, "clip 2 runs at a varying rate, not 24 fps"),
        ({"extradata_sha256": "other"}, "clip 2 is encoded with other parameters than clip 1"),
        ({"starts_clean": False}, "clip 2 does not start with a picture that stands alone"),
    ],
)
def test_one_difference_is_enough_against_a_copy(changes: dict[str, Any], reason: str) -> None:
    plan = decide([clip(), clip(**changes)], film(240, 240))
    assert (plan.kind, plan.reasons) == ("encode", (reason,))


def test_hdr_and_full_range_are_converted() -> None:
    for colour in (Colour(9, 16, 9), Colour(1, 1, 1, is_full_range=True)):
        assert "clip 1 is not BT.709" in decide([clip(colour=colour)], film(240)).reasons


def test_a_trim_is_never_copied() -> None:
    plan = decide([clip(), clip()], film(240, 120))
    assert plan.reasons == ("clip 2 is cut: frames 0 to 240 of 240",)
    assert list(plan.pieces[1].picks(FPS)) == list(range(120))


def test_a_range_in_the_middle_starts_on_its_frame() -> None:
    spec = film(100, takes=(Take(Path("a.mp4"), 100, in_frame=30, out_frame=130),))
    assert list(decide([clip()], spec).pieces[0].picks(FPS)) == list(range(30, 130))


def test_a_clip_two_percent_short_is_stretched_and_one_frame_more_is_refused() -> None:
    plan = decide([clip(294)], film(300))
    picks = list(plan.pieces[0].picks(FPS))
    assert (plan.kind, plan.pieces[0].stretch) == ("encode", Fraction(300, 294))
    assert (len(picks), picks[0], picks[-1], len(set(picks))) == (300, 0, 293, 294)
    with pytest.raises(ClipTooShort, match=r"Clip 1 lasts 12\.21 s and has to fill 12\.50 s") as caught:
        decide([clip(293)], film(300))
    assert caught.value.extra["take"] == 1


def test_half_a_frame_is_rounding_not_a_stretch() -> None:
    plan = decide([clip(191, fps=Fraction(24000, 1001))], film(191))
    assert plan.pieces[0].stretch == 1
    assert list(plan.pieces[0].picks(FPS)) == list(range(191))


@pytest.mark.parametrize(("native", "wanted"), [("24", "30"), ("30", "24"), ("25", "30"), ("30000/1001", "30")])
def test_another_rate_keeps_pace(native: str, wanted: str) -> None:
    seconds, fps = 10, Fraction(wanted)
    source = clip(int(seconds * Fraction(native)) + 1, fps=Fraction(native))
    picks = list(decide([source], film(int(seconds * fps), fps=fps)).pieces[0].picks(fps))
    for number, index in enumerate(picks):
        shown_for = (number + Fraction(1, 2)) / fps - source.starts[index]
        assert 0 <= shown_for < 1 / Fraction(native)


@given(
    frames=st.integers(2, 400),
    native=st.sampled_from(["24000/1001", "24", "25", "30000/1001", "30", "50", "60"]),
    wanted=st.sampled_from([24, 25, 30]),
    share=st.fractions(Fraction(1, 10), Fraction(102, 100)),
)
def test_every_plan_fills_its_frames_in_order_and_stays_in_the_clip(
    frames: int, native: str, wanted: int, share: Fraction
) -> None:
    fps = Fraction(wanted)
    count = max(1, int(frames / Fraction(native) * fps * share))
    try:
        piece = decide([clip(frames, fps=Fraction(native))], film(count, fps=fps)).pieces[0]
    except ClipTooShort:
        assert count / fps > frames / Fraction(native)
        return
    picks = list(piece.picks(fps))
    assert len(picks) == count
    assert picks == sorted(picks)
    assert 0 <= picks[0] <= picks[-1] < frames
    assert 1 <= piece.stretch <= Fraction(100, 98)


def test_takes_that_do_not_add_up_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="add up"):
        decide([clip()], film(240, frames=241))
    with pytest.raises(ValueError, match="no frames 0 to 300"):
        decide([clip()], film(240, takes=(Take(Path("a.mp4"), 240, out_frame=300),)))
