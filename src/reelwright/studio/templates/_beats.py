"""Beats with the seconds each kind of shot needs: time to come in, and to be read."""

from reelwright.studio.copywriting import chunks_of, reading_seconds
from reelwright.studio.looks import Look
from reelwright.studio.shotlist import Beat
from reelwright.studio.spec import Scene
from reelwright.studio.themes import DARK_GROUNDS
from reelwright.studio.type.breaking import sentences_of

_QUOTED_SECONDS = 1.8
_ADDRESS_LENGTH = 36


def statement(text: str, variant: int = 0) -> Beat:
    return Beat("statement", 1.7 + reading_seconds(text), text, variant=variant)


def hook(text: str) -> Beat:
    return Beat("hook", 1.5 + reading_seconds(text), text)


def quote(text: str, by: str = "") -> Beat:
    """A few words are no quotation: they are stated."""
    if reading_seconds(text) < _QUOTED_SECONDS:
        return statement(text)
    return Beat("quote", 2.0 + reading_seconds(text), text, by)


def words(text: str) -> Beat:
    return Beat("words", 1.3 + 0.62 * len(chunks_of(text)), text)


def marquee(text: str) -> Beat:
    return Beat("marquee", 2.2 + 0.5 * reading_seconds(text), text)


def emblem(look: Look) -> Beat:
    """The logo between the words, on the other kind of ground than most of the film."""
    return Beat("emblem", 2.8, ground="pale" if look.grounds[0] in DARK_GROUNDS else "deep")


def picture(number: int, title: str, line: str = "", variant: int = 0) -> Beat:
    seconds = 2.3 + reading_seconds(f"{title} {line}")
    return Beat("picture", min(5.5, seconds), title, line, picture=number, variant=variant)


def cards(number: int, text: str, variant: int = 0) -> Beat:
    return Beat("cards", 1.6 + reading_seconds(text), text, picture=number, variant=variant)


def gallery(title: str) -> Beat:
    return Beat("gallery", 3.0 + 0.5 * reading_seconds(title), title)


def feature(number: int, text: str, picture_number: int | None, *, of: int) -> Beat:
    """Numbered where there are several."""
    items = (f"{number + 1:02}",) if of > 1 else ()
    return Beat("feature", 2.1 + reading_seconds(text), text, items=items, picture=picture_number, variant=number)


def features(heading: str, items: tuple[str, ...]) -> Beat:
    seconds = 2.0 + 0.6 * reading_seconds(" ".join(items))
    return Beat("features", min(6.0, seconds), heading, items=items)


def endcard(scene: Scene) -> Beat:
    """The brand's own closing line, where it has one, and its address under the button, or in its place."""
    texts, brand = scene.texts, scene.brand
    line = brand.end_text or texts.tagline or _short(texts.description)
    items = tuple(filter(None, (texts.cta, shown_address(brand.end_link))))
    return Beat("endcard", 2.5 + 0.25 * reading_seconds(" ".join((line, *items))), texts.headline, line, items)


def shown_address(link: str) -> str:
    """A link as people read it: no scheme, no `www.`; only the host where the rest would not be remembered."""
    bare = link.partition("://")[2].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= _ADDRESS_LENGTH and "?" not in bare else bare.partition("/")[0]


def _short(text: str) -> str:
    """The first sentence, if it can be taken in along with a name and a button."""
    first = next(iter(sentences_of(text)), "")
    return first if len(first) <= 56 else ""
