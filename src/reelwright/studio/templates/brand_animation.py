"""A brand shows itself: reveal, what it says, its pictures, and the end card."""

from collections.abc import Iterator
from itertools import cycle

from reelwright.studio.copywriting import reading_seconds
from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.templates import Story


def tell(scene: Scene, look: Look) -> Story:
    """Opens with the reveal, closes with the card."""
    texts = scene.texts
    reveal = Beat("reveal", 3.4 + 0.5 * reading_seconds(texts.tagline), texts.headline, texts.tagline)
    card = Beat("endcard", 2.6, texts.headline, texts.tagline, (texts.cta,) if texts.cta else ())
    return Story((reveal,), _middle(scene), (card,))


def _middle(scene: Scene) -> Iterator[Beat]:
    texts = scene.texts
    says = texts.beats or tuple(filter(None, (texts.tagline, texts.description, texts.headline)))
    for at, text in enumerate(cycle(says)):
        yield Beat("statement", 1.5 + reading_seconds(text), text, variant=at)
