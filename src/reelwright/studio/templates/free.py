"""A free prompt: what it is about, its points one by one, its pictures, and the end card."""

from collections.abc import Iterator
from itertools import count

from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import About, Story, _beats

ABOUT = About(
    name="Free prompt",
    description="Whatever the prompt says: its points one by one, its pictures, and an end card.",
    fields=(),
    default_seconds=8,
    roles=("product", "logo", "style"),
)


def tell(scene: Scene, look: Look) -> Story:
    """Opens on the product if there is one, else on the headline."""
    texts = scene.texts
    if scene.images_of("product"):
        line = texts.tagline or (texts.beats[0] if texts.beats else "")
        opening = Beat("hero", 3.4, texts.headline, line, picture=0)
    elif scene.images_of("style", "firstFrame"):
        opening = _beats.picture(0, texts.headline, texts.tagline)
    else:
        opening = _beats.hook(texts.headline)
    return Story((opening,), _middle(scene), (_beats.endcard(scene),))


def _middle(scene: Scene) -> Iterator[Beat]:
    texts = scene.texts
    pictures = len(scene.images_of("product", "style", "firstFrame"))
    rest = texts.beats or (texts.tagline or texts.headline,)
    kinds = (_beats.statement, _beats.words, _beats.quote)
    for turn in count():
        for at, text in enumerate(rest):
            number = at + turn * len(rest) + 1
            if pictures > number or (pictures and turn % 2 == 0 and at % 2):
                yield _beats.picture(number, text, variant=number)
            else:
                yield kinds[(at + turn) % 3](text)
        yield _beats.marquee(texts.headline)
        if len(texts.features) > 1:
            yield _beats.features(texts.headline, texts.features)
        if pictures > 1:
            yield _beats.gallery(texts.headline)
        yield _beats.words(texts.headline)
