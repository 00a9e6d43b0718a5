"""A product is shown: all of it, then feature by feature, then in pictures, and where to get it."""

from collections.abc import Iterator
from itertools import count

from reelwright.studio.copywriting import reading_seconds
from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import Story, _beats


def tell(scene: Scene, look: Look) -> Story:
    """Opens with the hero, closes with the card. Short films list the features in the hero; longer ones show each."""
    texts = scene.texts
    is_short = scene.seconds <= 12
    items = texts.features if is_short else ()
    line = texts.tagline or texts.description
    seconds = 2.4 + 0.7 * reading_seconds(" ".join((texts.headline, line, *items)))
    hero = Beat("hero", min(6.0, seconds), texts.headline, line, items, picture=0)
    return Story((hero,), _middle(scene), (_beats.endcard(scene),))


def _middle(scene: Scene) -> Iterator[Beat]:
    texts = scene.texts
    pictures = len(scene.images_of("product", "style", "firstFrame"))
    photos = len(scene.images_of("style", "firstFrame"))
    products = pictures - photos
    close = 0 if pictures else None
    spoken = tuple(dict.fromkeys(filter(None, (*texts.beats, texts.description, texts.tagline)))) or (texts.headline,)
    for turn in count():
        for at, text in enumerate(texts.features):
            yield _beats.feature(at, text, close)
            if photos and at < photos:
                yield _beats.picture(products + at, spoken[at % len(spoken)], variant=at)
        if photos and not texts.features:
            yield _beats.picture(products + turn, spoken[turn % len(spoken)], variant=turn)
        yield (
            _beats.quote(spoken[turn % len(spoken)]) if turn % 2 == 0 else _beats.statement(spoken[turn % len(spoken)])
        )
        if len(texts.features) > 1:
            yield _beats.features(texts.headline, texts.features)
        if pictures > 1:
            yield _beats.gallery(texts.headline)
        yield _beats.marquee(texts.headline)
        yield _beats.words(spoken[(turn + 1) % len(spoken)])
        if pictures:
            yield _beats.picture(turn, texts.headline, spoken[turn % len(spoken)], variant=turn + 1)
