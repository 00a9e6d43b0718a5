"""A crop follows its subject: whatever it does it stays in view, and the window moves like a camera on a tripod."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from clips import turn_by_matrix
from PIL import Image
from subjects import HEIGHT, SUBJECT, WIDTH, Moves, backdrop, film_subjects

from reelwright.media.finish import finish_film
from reelwright.media.following import turns
from reelwright.media.joins import decide
from reelwright.media.probe import read_clip
from reelwright.media.reframe import Glide, reframe
from reelwright.media.seeing import faces
from reelwright.media.values import FinishSpec, Focus, Take
from reelwright.media.watching import focus_of
from reelwright.timeline.shape import Shape

FORMATS = {"9:16": Shape(1080, 1920), "1:1": Shape(1080, 1080)}
FRAMES = 90


def there_and_back(number: int, low: float, high: float, speed: float) -> float:
    gone = number * speed % (2 * (high - low))
    return low + min(gone, 2 * (high - low) - gone)


MOTIONS: dict[str, Moves] = {
    "pan": lambda n: [(0.2 + 0.0038 * n, 0.5)],
    "diagonal": lambda n: [(0.2 + 0.003 * n, 0.3 + 0.004 * n)],
    "bounce": lambda n: [(there_and_back(n, 0.4, 0.56, 0.004), 0.5)],
    "stop and go": lambda n: [(0.3 + 0.004 * sum(k // 20 % 2 == 0 for k in range(n)), 0.5)],
    "slow": lambda n: [(0.4 + 0.0004 * n, 0.5)],
    "two": lambda n: [(0.25 + 0.002 * n, 0.4), (0.38 + 0.002 * n, 0.6)],
}


def watched(path: Path, shape: Shape, fps: int = 30) -> tuple[Focus, ...]:
    clip = read_clip(path)
    take = Take(path, round(clip.probe.seconds * fps))
    spec = FinishSpec((take,), take.frames, Fraction(fps), shape.width, shape.height, path)
    return focus_of(decide([clip], spec).pieces[0], spec.fps, shape, lambda _frames: None)


def windows(focus: Sequence[Focus], shape: Shape, source: Shape = Shape(WIDTH, HEIGHT)) -> tuple[np.ndarray, float]:
    """What the film really shows: the left edge in each frame, to the fraction of a pixel, and the width, in shares."""
    glide = Glide(source, shape, focus)
    parts = [glide.at(point.seconds) for point in focus]
    lefts = [coarse.x + fine.x * glide.width / glide.scaled.width for coarse, fine in parts]
    return np.array(lefts) / source.width, reframe(source, shape).width / source.width


def shown(lefts: np.ndarray, window: float, middles: np.ndarray, width: float = SUBJECT[0]) -> np.ndarray:
    """The share of a subject that is in the window, in each frame."""
    inside = np.minimum(lefts + window, middles + width / 2) - np.maximum(lefts, middles - width / 2)
    return np.clip(inside / width, 0, 1)


@pytest.mark.parametrize("ratio", FORMATS)
@pytest.mark.parametrize("motion", MOTIONS)
def test_a_moving_subject_stays_in_view(tmp_path: Path, motion: str, ratio: str) -> None:
    moves = MOTIONS[motion]
    path = film_subjects(tmp_path / "clip.mp4", moves, FRAMES)
    lefts, window = windows(watched(path, FORMATS[ratio]), FORMATS[ratio])
    assert len(lefts) == FRAMES
    assert np.abs(np.diff(lefts)).max() < 0.005
    for which in range(len(moves(0))):
        middles = np.array([moves(n)[which][0] for n in range(FRAMES)])
        assert shown(lefts, window, middles).min() >= 0.95
        assert turns(lefts, 1e-6) <= turns(middles, 1e-6)


def test_a_cut_moves_the_window_at_once(tmp_path: Path) -> None:
    def moves(n: int) -> list[tuple[float, float]]:
        return [(0.2 + 0.003 * n, 0.5)] if n < 45 else [(0.85 - 0.003 * (n - 45), 0.4)]

    one, two = backdrop(1), 255 - backdrop(5)
    path = film_subjects(tmp_path / "clip.mp4", moves, FRAMES, behind=lambda n: one if n < 45 else two)
    lefts, window = windows(watched(path, FORMATS["9:16"]), FORMATS["9:16"])
    middles = np.array([moves(n)[0][0] for n in range(FRAMES)])
    assert shown(lefts, window, middles).min() >= 0.95
    assert list(np.flatnonzero(np.abs(np.diff(lefts)) >= 0.005)) == [44]
    for part, place in ((lefts[:45], middles[:45]), (lefts[45:], middles[45:])):
        assert turns(part, 1e-6) <= turns(place, 1e-6)


def test_the_camera_s_own_move_is_not_taken_for_the_subject(tmp_path: Path) -> None:
    """It pans along with its subject, which hardly moves in the picture."""
    wide = np.concatenate([backdrop(1), backdrop(1)[:, ::-1]], axis=1)
    moves = lambda n: [(0.35 + 0.0005 * n, 0.5)]  # noqa: E731
    path = film_subjects(tmp_path / "clip.mp4", moves, FRAMES, behind=lambda n: wide[:, 3 * n : 3 * n + WIDTH])
    lefts, window = windows(watched(path, FORMATS["9:16"]), FORMATS["9:16"])
    assert shown(lefts, window, np.array([moves(n)[0][0] for n in range(FRAMES)])).min() >= 0.95
    assert np.abs(np.diff(lefts)).max() < 0.005


def test_a_still_scene_has_a_still_window_around_what_stands_out(tmp_path: Path) -> None:
    path = film_subjects(tmp_path / "clip.mp4", lambda n: [(0.7, 0.5)], FRAMES)
    focus = watched(path, FORMATS["9:16"])
    assert len({(point.x, point.y) for point in focus}) == 1
    lefts, window = windows(focus, FORMATS["9:16"])
    assert shown(lefts, window, np.full(FRAMES, 0.7)).min() == 1


def test_a_subject_too_fast_is_followed_as_fast_as_a_calm_camera_goes(tmp_path: Path) -> None:
    """1.2 % of the width a frame, where the window may move 0.5 %: it leaves early and arrives late."""
    moves = lambda n: [(float(np.clip(0.15 + 0.012 * (n - 45), 0.15, 0.6)), 0.5)]  # noqa: E731
    path = film_subjects(tmp_path / "clip.mp4", moves, 150)
    lefts, window = windows(watched(path, FORMATS["9:16"]), FORMATS["9:16"])
    seen = shown(lefts, window, np.array([moves(n)[0][0] for n in range(150)]))
    assert np.abs(np.diff(lefts)).max() < 0.005
    assert turns(lefts, 1e-6) == 0
    assert seen[:20].min() >= 0.95 and seen[-20:].min() >= 0.95


def test_turned_letterboxed_and_uneven_takes_are_followed_too(tmp_path: Path) -> None:
    moves = MOTIONS["pan"]
    times = tuple(np.cumsum(np.random.default_rng(3).choice([20, 33, 60], FRAMES)).tolist())
    middles = np.array([moves(n)[0][0] for n in range(FRAMES)])
    turned = turn_by_matrix(film_subjects(tmp_path / "turned.mp4", moves, upright=False), 90)
    boxed = film_subjects(tmp_path / "boxed.mp4", moves, bars=44)
    uneven = film_subjects(tmp_path / "uneven.mp4", moves, times=times)
    for path in (turned, boxed, uneven):
        focus = watched(path, FORMATS["9:16"])
        lefts, window = windows(focus, FORMATS["9:16"])
        at = [read_clip(path).starts.index(point.seconds) for point in focus]
        assert shown(lefts, window, middles[at]).min() >= 0.95, path.name
        assert np.abs(np.diff(lefts)).max() < 0.005, path.name


def test_a_take_that_is_too_tall_is_followed_up_and_down(tmp_path: Path) -> None:
    """The same picture on its side: what went across now goes up, and the window with it."""
    moves = MOTIONS["pan"]
    path = film_subjects(tmp_path / "tall.mp4", moves, upright=False)
    focus = watched(path, Shape(1080, 1080))
    assert {point.x for point in focus} == {0.5}
    middles = 1 - np.array([moves(n)[0][0] for n in range(FRAMES)])
    lows = np.array([point.y for point in focus]) - HEIGHT / WIDTH / 2
    assert shown(lows, HEIGHT / WIDTH, middles).min() >= 0.95


def test_the_film_shows_what_was_planned(tmp_path: Path) -> None:
    """Every finished picture has the whole red subject in it."""
    path = film_subjects(tmp_path / "clip.mp4", MOTIONS["pan"])
    told: list[dict[str, object]] = []
    spec = FinishSpec((Take(path, FRAMES),), FRAMES, Fraction(30), 404, 720, tmp_path / "film.mp4")
    finish_film(spec, told.append)
    with av.open(str(spec.output)) as container:
        pictures = [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]
    red = [((one[..., 0] > 180) & (one[..., 1] < 100) & (one[..., 2] < 90)) for one in pictures]
    whole = SUBJECT[0] * WIDTH * SUBJECT[1] * HEIGHT * 4 * (1 - 1 / 16)  # the film is twice as large
    assert min(one.sum() for one in red) > 0.93 * whole
    shares = [float(str(one["frame"])) / float(str(one["frames"])) for one in told if one["phase"] != "sound"]
    assert shares == sorted(shares) and {one["phase"] for one in told} >= {"watching", "video"}


def test_a_face_is_found_and_a_wall_is_not() -> None:
    """The portrait is NASA's, in the public domain."""
    picture = np.array(Image.open(Path(__file__).parent / "portrait.jpg").convert("L"))
    canvas = np.full((270, 480), 90, np.uint8)
    canvas[40 : 40 + picture.shape[0], 300 : 300 + picture.shape[1]] = picture
    found = faces(canvas)
    assert found and all(300 / 480 < sum(box.x) / 2 < (300 + picture.shape[1]) / 480 for box in found)
    assert faces(np.ascontiguousarray(backdrop()[..., 1])) == []
