"""Words stay inside the safe area, whatever they are, in every format and look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.studio.compile import compile
from reelwright.studio.film import Film
from reelwright.studio.looks import looks_for
from reelwright.studio.spec import SafeArea, Texts
from tests.studio.scenes import LOGO, PRODUCT, SIZES, scene
from tests.studio.test_type import ODD_TEXTS

phrases = st.lists(st.sampled_from([*ODD_TEXTS, "Ice", "24 hours cold, anywhere you go"]), min_size=1, max_size=3).map(
    " ".join
)


def _assert_inside(told, smallest=0.0):
    film = Film(told)
    for shot in compile(told).shots:
        for box in film.composed(shot.number).texts:
            assert told.safe.holds(box, slack=1.0), (told.look, shot.beat.kind, box, told.safe)
            assert box.h >= smallest * told.unit, (told.look, shot.beat.kind, box.h / told.unit)


@given(
    template=st.sampled_from(["brand-animation", "product-showcase", "social-media", "free"]),
    ratio=st.sampled_from(sorted(SIZES)),
    data=st.data(),
)
@settings(max_examples=16, deadline=None)
def test_no_line_of_any_text_leaves_the_safe_area(template, ratio, data):
    texts = Texts(
        headline=data.draw(phrases),
        tagline=data.draw(phrases),
        description=data.draw(phrases),
        features=tuple(data.draw(st.lists(phrases, max_size=4))),
        beats=tuple(data.draw(st.lists(phrases, max_size=3))),
        cta="Discover more",
    )
    images = data.draw(st.sampled_from([(), (LOGO,), (PRODUCT,), (LOGO, PRODUCT)]))
    told = scene(template, ratio, look=data.draw(st.sampled_from(looks_for(template))), images=images, frames=420)
    _assert_inside(told.model_copy(update={"texts": texts}))


@pytest.mark.parametrize("template", ["brand-animation", "product-showcase", "social-media"])
def test_a_platforms_own_safe_area_is_honoured(template):
    told = scene(template, "9:16", frames=450)
    area = SafeArea(left=0.06, top=0.2, right=0.15, bottom=0.34)
    _assert_inside(told.model_copy(update={"safe_area": area}), smallest=20)


@pytest.mark.parametrize("ratio", sorted(SIZES))
@pytest.mark.parametrize("template", ["brand-animation", "product-showcase", "social-media"])
def test_usual_texts_are_large_enough_to_be_read_on_a_phone(template, ratio):
    for look in looks_for(template):
        _assert_inside(scene(template, ratio, look=look, frames=300), smallest=26)
