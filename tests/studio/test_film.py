"""The same scene gives the same pixels, whatever the order they are asked for."""

import numpy as np
import pytest

from reelwright.studio.film import Film, Sheet, frame_hash
from reelwright.studio.looks import find_look, looks_for
from tests.studio.scenes import LOGO, SIZES, scene


def test_two_runs_of_a_scene_draw_the_same_frames_and_another_seed_draws_others():
    some = range(0, 240, 16)
    first = frame_hash(scene(seed=5, look="aurora"), some)
    assert frame_hash(scene(seed=5, look="aurora"), some) == first
    assert frame_hash(scene(seed=6, look="aurora"), some) != first


@pytest.mark.parametrize("look", ["aurora", "spotlight", "sunset"])
def test_a_frame_does_not_know_what_was_drawn_before_it(look):
    told = scene("social-media" if look == "sunset" else "brand-animation", look=look, frames=180)
    film, sheet = Film(told), Sheet(told.width, told.height)
    forwards = {}
    for frame in (3, 40, 95, 97, 98, 150, 179):
        film.draw(sheet.canvas, frame)
        forwards[frame] = sheet.pixels.copy()
    another, other = Film(told), Sheet(told.width, told.height)
    for frame in (179, 98, 3, 150, 97, 40, 95):
        other.pixels[:] = 77  # leftovers of an earlier frame must not show
        another.draw(other.canvas, frame)
        assert np.array_equal(other.pixels, forwards[frame]), frame


@pytest.mark.parametrize("template", ["brand-animation", "product-showcase", "social-media", "free"])
def test_every_look_of_a_template_draws_every_shot_in_all_three_formats(template):
    looks = looks_for(template) if template != "free" else ("aurora", "popart")  # the others are drawn above
    for look in looks:
        for ratio in SIZES:
            told = scene(template, ratio, look=look, frames=360)
            film, sheet = Film(told), Sheet(told.width, told.height)
            for shot in film.timeline.shots:
                film.draw(sheet.canvas, (shot.start + shot.end) // 2)
                assert sheet.pixels[..., 3].min() == 255, (look, ratio, shot.beat.kind)
                assert sheet.pixels[..., :3].std() > 4, (look, ratio, shot.beat.kind)


def test_a_film_without_any_picture_still_moves_in_every_second():
    told = scene(images=(), frames=300)
    film, sheet = Film(told), Sheet(told.width, told.height)
    before = None
    for frame in range(0, 300, 30):
        film.draw(sheet.canvas, frame)
        if before is not None:
            assert np.abs(sheet.pixels.astype(int) - before).mean() > 0.2, frame
        before = sheet.pixels.astype(int)


def test_formats_are_composed_not_cropped():
    """The middle of a wide frame scaled to a square differs from the square film."""
    wide, square = (scene(ratio=ratio, look="blocks", images=(LOGO,)) for ratio in ("16:9", "1:1"))
    boxes = [Film(told).composed(0).texts for told in (wide, square)]
    assert boxes[0][0].x / wide.width < boxes[1][0].x / square.width + 0.01
    assert boxes[0][0].h / wide.height != pytest.approx(boxes[1][0].h / square.height, rel=0.05)


def test_each_template_has_at_least_three_looks_that_differ():
    for template in ("brand-animation", "product-showcase", "social-media"):
        names = looks_for(template)
        assert len(names) >= 3
        dressed = {(look.display.family, look.background, look.motif) for look in map(find_look, names)}
        assert len(dressed) >= 3
