"""Logos as people have them: on white, all white, tiny, black."""

import numpy as np
import pytest

from reelwright.studio.film import Film, Sheet
from reelwright.studio.geometry import Box
from reelwright.studio.layers import sampling
from reelwright.studio.layers.pictures import load
from reelwright.studio.layers.raster import from_array, rect, scaled, to_array
from reelwright.studio.layers.sampling import Sampled
from reelwright.studio.spec import SceneImage
from tests.studio.scenes import IMAGES, PRODUCT, scene


def _saved(path, pixels):
    from_array(pixels).save(str(path))
    return SceneImage(role="logo", path=str(path))


def _logo(color):
    pixels = np.zeros((120, 160, 4), np.uint8)
    pixels[30:90, 40:120] = (*color, 255)
    return pixels


def test_a_logo_saved_on_white_loses_the_white_and_keeps_white_inside(tmp_path):
    pixels = np.full((200, 200, 4), 255, np.uint8)
    pixels[50:150, 40:160, :3] = (200, 30, 60)
    pixels[90:110, 80:120, :3] = 255
    picture = load(_saved(tmp_path / "logo.png", pixels).path, is_object=True)
    assert (picture.image.width(), picture.image.height()) == pytest.approx((120, 100), abs=3)
    middle = to_array(picture.image)[picture.image.height() // 2, picture.image.width() // 2]
    assert tuple(middle) == (255, 255, 255, 255)


def test_a_photo_is_no_cut_out_and_keeps_its_edges():
    noise = np.random.default_rng(1).integers(0, 255, (90, 160, 4)).astype(np.uint8)
    noise[..., 3] = 255
    picture = load(str(IMAGES / "product.png"), is_object=True)
    assert picture.is_cutout and picture.ratio < 0.6


@pytest.mark.parametrize("look", ["aurora", "paper", "blocks", "midnight"])
@pytest.mark.parametrize("color", [(255, 255, 255), (12, 12, 12), (250, 210, 40)])
def test_a_logo_is_seen_on_every_ground(tmp_path, look, color):
    """The settled reveal with the logo differs clearly from the same shot with a see-through one."""
    told = scene(look=look, images=(_saved(tmp_path / "logo.png", _logo(color)),), frames=300)
    film, sheet = Film(told), Sheet(told.width, told.height)
    frame = film.timeline.shots[1].first - 1
    film.draw(sheet.canvas, frame)
    shown = sheet.pixels[..., :3].astype(int)
    above = shown[: told.height // 2]
    assert (above.max((0, 1)) - above.min((0, 1))).max() > 90


def test_a_tiny_logo_is_drawn_large(tmp_path):
    small = _logo((200, 30, 60))[::4, ::4]
    told = scene(look="aurora", images=(_saved(tmp_path / "logo.png", small),), frames=300)
    film, sheet = Film(told), Sheet(told.width, told.height)
    film.draw(sheet.canvas, 45)
    red = (sheet.pixels[..., 2] > 150) & (sheet.pixels[..., 1] < 110)
    assert red.sum() > 0.02 * red.size


def test_the_products_colours_reach_the_screen():
    told = scene("product-showcase", look="studio", images=(PRODUCT,), frames=300)
    film, sheet = Film(told), Sheet(told.width, told.height)
    film.draw(sheet.canvas, 100)
    blue, green, red = (sheet.pixels[..., at].astype(int) for at in range(3))
    assert ((green > red + 30) & (blue > red + 20)).mean() > 0.05


def _drifted(image, scale, *, matrix=(0.0, 0.0), clip=None):
    """The image on a sheet of 90 x 60, a little to the left of and above it."""
    sheet = Sheet(90, 60)
    sheet.canvas.translate(*matrix)
    if clip:
        sheet.canvas.clipRect(rect(clip))
    Sampled(image).draw(sheet.canvas, -7.3, -4.8, scale)
    return sheet.pixels[..., :3].astype(int)


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.3])
@pytest.mark.parametrize("place", [(0.0, 0.0), (3.4, -2.0)])
def test_a_picture_between_pixels_is_what_skia_would_draw(monkeypatch, scale, place):
    smooth = np.random.default_rng(4).integers(0, 255, (12, 16, 4)).astype(np.uint8)
    smooth[..., 3] = 255
    image = scaled(from_array(smooth), 10, is_opaque=True)
    quick = _drifted(image, scale, matrix=place)
    monkeypatch.setattr(sampling, "numba", None)
    assert np.abs(quick - _drifted(image, scale, matrix=place)).max() <= 3


def test_a_picture_is_drawn_inside_the_clip_alone():
    image = scaled(from_array(np.full((20, 20, 4), 255, np.uint8)), 8, is_opaque=True)
    pixels = _drifted(image, 1.0, clip=Box(10, 5, 30, 20))
    assert pixels[5:25, 10:40].min() == 255
    pixels[5:25, 10:40] = 0
    assert not pixels.any()
