"""The window's path, for whatever a subject does: held in view, never faster than allowed, no turn of its own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.media.following import FASTEST, Sighting, follow, reachable, shortest, turns

WINDOW = 0.316  # 9:16 out of 16:9


@st.composite
def subjects(draw: st.DrawFn, fastest: float = FASTEST) -> tuple[np.ndarray, float]:
    """Where the middle of a subject of some width is in each frame: any walk of this speed at most."""
    width = draw(st.floats(0.02, 0.22))
    legs = draw(st.lists(st.tuples(st.integers(1, 80), st.floats(-1, 1)), min_size=1, max_size=8))
    moves = np.concatenate([np.full(frames, share * fastest) for frames, share in legs])
    at = draw(st.floats(0.2, 0.8)) + np.concatenate([[0.0], np.cumsum(moves)])
    return np.clip(at, width / 2, 1 - width / 2), width


def seen(middle: np.ndarray, width: float, step: int = 1) -> list[Sighting]:
    return [Sighting(n, middle[n] - width / 2, middle[n] + width / 2) for n in range(0, len(middle), step)]


def missed(path: np.ndarray, middle: np.ndarray, width: float, window: float = WINDOW) -> np.ndarray:
    """The share of the subject that is outside the window, in each frame."""
    left = np.maximum(0, (path - window / 2) - (middle - width / 2))
    right = np.maximum(0, (middle + width / 2) - (path + window / 2))
    return (left + right) / width


@given(subjects())
@settings(deadline=None)
def test_a_subject_that_can_be_held_is_held(subject: tuple[np.ndarray, float]) -> None:
    middle, width = subject
    path = follow(seen(middle, width), len(middle), WINDOW)
    assert missed(path, middle, width).max() <= 0.02
    assert np.abs(np.diff(path)).max(initial=0) <= FASTEST + 1e-9
    assert turns(path, 1e-9) <= turns(middle, 1e-9)
    assert path.min() >= WINDOW / 2 - 1e-9 and path.max() <= 1 - WINDOW / 2 + 1e-9


@given(subjects(fastest=0.02))
@settings(deadline=None)
def test_a_faster_subject_is_chased_no_faster_than_allowed(subject: tuple[np.ndarray, float]) -> None:
    middle, width = subject
    path = follow(seen(middle, width), len(middle), WINDOW)
    assert np.abs(np.diff(path)).max(initial=0) <= FASTEST + 1e-9
    assert turns(path, 1e-9) <= turns(middle, 1e-9)


@given(subjects(), st.floats(0, 0.01), st.integers(0, 1000))
@settings(deadline=None, max_examples=50)
def test_an_unsure_sight_does_not_make_the_window_nervous(
    subject: tuple[np.ndarray, float], noise: float, seed: int
) -> None:
    middle, width = subject
    shaken = middle + np.random.default_rng(seed).uniform(-noise, noise, len(middle))
    path = follow(seen(shaken, width), len(middle), WINDOW)
    assert missed(path, middle, width).max() <= 0.05 + noise / width
    assert turns(path, 2 * noise + 1e-9) <= turns(middle, 1e-9)


def test_what_stands_still_is_seen_by_a_window_that_stands_still() -> None:
    path = follow([Sighting(0, 0.6, 0.8), Sighting(90, 0.61, 0.79)], 240, WINDOW)
    assert np.ptp(path) == 0
    assert path[0] == pytest.approx(0.7, abs=0.01)


def test_the_middle_is_kept_where_nothing_was_seen() -> None:
    assert set(follow([], 100, WINDOW)) == {0.5}


def test_a_subject_wider_than_the_window_is_in_its_middle() -> None:
    assert follow([Sighting(5, 0.2, 0.7)], 50, WINDOW) == pytest.approx(np.full(50, 0.45))


def test_the_window_jumps_at_a_cut_and_nowhere_else() -> None:
    path = follow([Sighting(10, 0.1, 0.2), Sighting(70, 0.8, 0.9)], 100, WINDOW, cuts=[50])
    moves = np.flatnonzero(np.abs(np.diff(path)) > 0)
    assert list(moves) == [49]


def test_a_sprint_is_met_half_way_on_both_sides() -> None:
    """Nobody can follow half the picture in ten frames; the window leaves early and arrives late, as much each."""
    middle = np.concatenate([np.full(150, 0.2), np.linspace(0.2, 0.8, 10), np.full(150, 0.8)])
    path = follow(seen(middle, 0.1), len(middle), WINDOW)
    lost = missed(path, middle, 0.1)
    assert lost[:60].max() == 0 and lost[-60:].max() == 0
    assert lost[:155].sum() == pytest.approx(lost[155:].sum(), rel=0.05)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.4)), min_size=2, max_size=60))
@settings(deadline=None)
def test_no_path_through_a_corridor_is_shorter_or_calmer(bounds: list[tuple[float, float]]) -> None:
    low = np.array([start for start, _ in bounds])
    high = low + np.array([room for _, room in bounds])
    path = shortest(low, high)
    assert (path >= low - 1e-6).all() and (path <= high + 1e-6).all()
    chance = np.random.default_rng(0)
    for _ in range(20):
        other = low + chance.random(len(low)) * (high - low)
        mixed = path + 0.1 * (other - path)
        assert np.sum(np.diff(path) ** 2) <= np.sum(np.diff(mixed) ** 2) + 1e-9


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.4)), min_size=2, max_size=60), st.floats(0.001, 0.2))
@settings(deadline=None)
def test_what_is_reachable_holds_a_path_that_is_slow_enough(bounds: list[tuple[float, float]], fastest: float) -> None:
    low = np.array([start for start, _ in bounds])
    low, high = reachable(low, low + np.array([room for _, room in bounds]), fastest)
    assert (low <= high + 1e-9).all()
    assert np.abs(np.diff(shortest(low, high))).max() <= fastest + 1e-6
