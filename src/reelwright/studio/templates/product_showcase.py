"""A product is shown: all of it, then what it can do, then in pictures, and where to get it."""

from collections.abc import Iterator
from itertools import count

from reelwright.studio.copywriting import reading_seconds
from reelwright.studio.looks import Look
from reelwright.studio.scriptwriting import merged
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import CALL, FEATURES, TAGLINE, About, Field, Story, _beats
from reelwright.studio.type.breaking import sentences_of

ABOUT = About(
    name="Product showcase",
    description="The product, what it can do, its pictures, and where to get it.",
    fields=(
        Field("productName", "Product", 120, "Altitude Flask", is_required=True),
        Field(
            "productDescription",
            "What it is and does",
            2000,
            "Vacuum-insulated steel, shaped for the climb. Ice stays ice until tomorrow.",
            is_required=True,
            is_multiline=True,
        ),
        TAGLINE,
        FEATURES,
        CALL,
    ),
    default_seconds=15,
    roles=("product", "logo", "style"),
)

_SHORT_SECONDS = 8  # a film that holds the hero and the card only


def tell(scene: Scene, look: Look) -> Story:
    """Opens with the hero, closes with the card. The shortest films list the features in the hero."""
    texts = scene.texts
    items = texts.features if scene.seconds <= _SHORT_SECONDS else ()
    line = texts.tagline or texts.description
    hero = Beat(
        "hero",
        min(4.8, 2.2 + 0.7 * reading_seconds(" ".join((texts.headline, line, *items)))),
        texts.headline,
        line,
        items,
        picture=0,
    )
    return Story((hero,), _middle(scene, look), (_beats.endcard(scene),))


def _middle(scene: Scene, look: Look) -> Iterator[Beat]:
    texts = scene.texts
    sentences = merged(sentences_of(texts.description))
    spoken = tuple(dict.fromkeys(filter(None, (*texts.beats, *sentences, texts.tagline)))) or (texts.headline,)
    products = len(scene.images_of("product"))
    photos = len(scene.images_of("style", "firstFrame"))
    for turn in count():
        said = spoken[turn % len(spoken)]
        yield from _abilities(scene, turn)
        if photos:
            yield _beats.picture(products + turn % photos, said, variant=turn)
        yield _beats.quote(said) if turn % 2 == 0 else _beats.statement(said)
        if scene.images_of("logo"):
            yield _beats.emblem(look)
        if products + photos > 1:
            yield _beats.gallery(texts.headline)
        yield _beats.marquee(texts.headline)
        yield _beats.words(spoken[(turn + 1) % len(spoken)])
        if products:
            yield _beats.picture(turn % products, texts.headline, said, variant=turn + 1)


def _abilities(scene: Scene, turn: int) -> Iterator[Beat]:
    """One by one where the film is long enough for all of them, and as a list after that; else only the list."""
    features = scene.texts.features
    close = 0 if scene.images_of("product", "style", "firstFrame") else None
    singles = [_beats.feature(at, text, close, of=len(features)) for at, text in enumerate(features)]
    if scene.seconds >= 7 + sum(beat.seconds for beat in singles):
        yield from singles
        if turn == 0:
            return
    if len(features) > 1:
        yield _beats.features(scene.texts.headline, features)
