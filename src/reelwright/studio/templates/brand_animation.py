"""A brand shows itself: the reveal, what it says, its pictures, and the end card."""

from collections.abc import Iterator
from itertools import count

from reelwright.studio.copywriting import reading_seconds
from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import CALL, TAGLINE, About, Field, Story, _beats

ABOUT = About(
    name="Brand animation",
    description="Your logo or name comes in out of light, with the line under it. An opener, or a sign-off.",
    fields=(Field("productName", "Brand or product", 120, "Altitude", is_required=True), TAGLINE, CALL),
    default_seconds=8,
    roles=("logo", "style"),
)


def tell(scene: Scene, look: Look) -> Story:
    """Opens with the reveal, closes with the card."""
    texts = scene.texts
    reveal = Beat("reveal", 3.3 + 0.5 * reading_seconds(texts.tagline), texts.headline, texts.tagline)
    return Story((reveal,), _middle(scene, look), (_beats.endcard(scene),))


def _middle(scene: Scene, look: Look) -> Iterator[Beat]:
    """Each round says the brand's sentences in another way; pictures and the logo come between them."""
    texts = scene.texts
    says = texts.beats or tuple(filter(None, (texts.description, texts.tagline))) or (texts.headline,)
    pictures = len(scene.images_of("product", "style", "firstFrame"))
    yield _beats.words(texts.tagline or says[0])
    for turn in count():
        for at, text in enumerate(says):
            spoken = at + turn * len(says)
            if pictures:
                yield _beats.picture(spoken, text, variant=spoken)
            if not pictures or turn % 2:
                yield _beats.quote(text) if (spoken + turn) % 3 == 2 else _beats.statement(text, spoken)
        if texts.features:
            yield _beats.features(texts.headline, texts.features)
        if scene.images_of("logo"):
            yield _beats.emblem(look)
        yield _beats.marquee(texts.headline if turn % 2 == 0 else says[turn % len(says)])
        if pictures > 1:
            yield _beats.gallery(texts.tagline or texts.headline)
        yield _beats.words(says[turn % len(says)] if turn else texts.headline)
