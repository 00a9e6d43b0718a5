"""Made for a feed: a hook at once, short beats over picture cards, and what to do now."""

from collections.abc import Iterator
from itertools import count

from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import CALL, About, Field, Story, _beats

ABOUT = About(
    name="Social clip",
    description="Made for a feed: a hook in the first second, short lines over your pictures, and what to do now.",
    fields=(
        Field(
            "concept",
            "The idea, in short sentences",
            1000,
            "Stop packing warm water. One flask, 24 hours cold.",
            is_required=True,
            is_multiline=True,
        ),
        Field("productName", "Brand or product", 120, "Altitude"),
        CALL,
    ),
    default_seconds=15,
    roles=("product", "logo", "style"),
)


def tell(scene: Scene, look: Look) -> Story:
    """The first beat is the hook; the end card has the brand's name, or the hook again where there is none."""
    texts = scene.texts
    spoken = texts.beats or (texts.headline,)
    return Story((_beats.hook(spoken[0]),), _middle(scene, spoken), (_beats.endcard(scene),))


def _middle(scene: Scene, spoken: tuple[str, ...]) -> Iterator[Beat]:
    """Pictures as long as there are any; words alone keep the rhythm between them."""
    pictures = len(scene.images_of("product", "style", "firstFrame"))
    rest = spoken[1:] or spoken
    for turn in count():
        for at, text in enumerate(rest):
            number = at + turn * len(rest)
            if pictures:
                yield _beats.cards(number, text, number)
                if number % 3 == 2:
                    yield _beats.words(text)
            else:
                yield (_beats.statement, _beats.hook)[(number + turn) % 2](text)
        yield _beats.marquee(spoken[turn % len(spoken)])
        if pictures > 1:
            yield _beats.gallery(scene.texts.headline)
        if pictures:
            yield _beats.picture(turn, spoken[turn % len(spoken)], variant=turn)
        yield _beats.words(spoken[(turn + 1) % len(spoken)])
