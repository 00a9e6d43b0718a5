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


_SHORT_SECONDS = 6  # a film that holds an opening and the card only


def tell(scene: Scene, look: Look) -> Story:
    """Opens on the product if there is one, else on a picture, else on words."""
    texts, middle = scene.texts, _middle(scene)
    if scene.images_of("product"):
        line = texts.tagline or (texts.beats[0] if texts.beats else "")
        opening = Beat("hero", 3.4, texts.headline, line, picture=0)
    elif scene.images_of("style", "firstFrame"):
        opening = _beats.picture(0, texts.headline, texts.tagline)
    else:
        opening = _spoken(scene)
        middle = iter(()) if _is_pair(scene) else middle
    return Story((opening,), middle, (_beats.endcard(scene),))


def _is_pair(scene: Scene) -> bool:
    """The opening and the card are the whole film."""
    return scene.brand.has_end_card and scene.seconds <= _SHORT_SECONDS


def _spoken(scene: Scene) -> Beat:
    """The first words. The card names the thing, so where it comes at once they say what else there is to say."""
    texts = scene.texts
    if texts.beats:
        return _beats.hook(texts.beats[0] if _is_pair(scene) else texts.headline)
    return _beats.hook(texts.label) if texts.label else _beats.words(texts.headline)


def _middle(scene: Scene) -> Iterator[Beat]:
    texts = scene.texts
    pictures = len(scene.images_of("product", "style", "firstFrame"))
    said = texts.beats or tuple(filter(None, (texts.tagline,)))
    if not (said or pictures):
        yield _beats.marquee(texts.headline)
    rest = said or (texts.headline,)
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
