"""A brand's families, colours and closing words are what is drawn."""

from reelwright.studio.compile import compile
from reelwright.studio.fonts.families import TEXT_FAMILIES
from reelwright.studio.looks import find_look, looks_for
from reelwright.studio.render import frame_hash
from reelwright.studio.spec import Brand
from reelwright.studio.templates._beats import shown_address
from tests.studio.scenes import scene


def branded(**fields: object):
    return scene(images=()).model_copy(update={"brand": Brand(**fields)})


def test_the_end_card_says_the_brands_line_and_address():
    card = compile(branded(end_text="Made for rain", end_link="https://www.acme.example/flask/")).shots[-1].beat
    assert (card.kind, card.subtitle, card.items[-1]) == ("endcard", "Made for rain", "acme.example/flask")


def test_without_an_end_card_the_film_ends_on_what_it_tells():
    film = compile(branded(has_end_card=False))
    assert "endcard" not in {shot.beat.kind for shot in film.shots}
    assert film.shots[-1].end == film.frames


def test_an_address_nobody_remembers_is_its_host():
    assert shown_address("https://acme.example/" + "x" * 40) == "acme.example"
    assert shown_address("https://acme.example/buy?ref=1") == "acme.example"
    assert shown_address("") == ""


def test_every_family_can_play_every_part():
    for name in looks_for("free"):
        for family in TEXT_FAMILIES:
            look = find_look(name).set_in(family, family)
            assert {look.display.family, look.body.family, look.label.family} == {family}
            assert look.display.chain[0] == family
            assert family == "Anton" or look.display.weight >= 500, (name, family)


def test_families_and_colours_change_the_frames_and_nothing_else_does():
    frames = range(60, 61)
    plain = frame_hash(branded(), frames)
    assert frame_hash(branded(), frames) == plain
    assert frame_hash(branded(heading="Fraunces"), frames) != plain
    assert frame_hash(branded(colours=("#e4002b",)), frames) != plain
    assert frame_hash(branded(body="Noto Serif"), frames) != plain
