"""From an order to a scene: what is said on screen, in which look. Pure; raises before any work is done."""

import random
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast, get_args

from reelwright.kit.problems import Invalid
from reelwright.studio.geometry import format_of
from reelwright.studio.looks import find_look, looks_for
from reelwright.studio.scriptwriting import call_for, is_english, merged, split_points, write_copy
from reelwright.studio.spec import DEFAULT_SAFE_AREAS, Brand, SafeArea, Scene, SceneImage, Template, Texts
from reelwright.studio.type.breaking import sentences_of
from reelwright.studio.type.scripts import check_scripts, drawable

_LONGEST_LINE = 110  # characters of a description shown under a name


def direct(
    *,
    template: str | None,
    prompt: str,
    fields: Mapping[str, Any],
    images: Sequence[SceneImage],
    width: int,
    height: int,
    fps: Fraction | int,
    frames: int,
    seed: int,
    safe_area: SafeArea | None,
    brand: Brand | None,
) -> Scene:
    """The scene for an order.

    `template` None means a free prompt. `fields` are the template's, by their API names (`productName`, `tagline`,
    `productDescription`, `concept`), and optionally `features`, `cta` and `look`. The prompt is read only where the
    fields say nothing: a template's prompt is written for cameras.
    Raises `ScriptWithoutFont` for letters no font has, `Invalid` for a template or a look there is none of.
    """
    kind = template or "free"
    if kind not in get_args(Template):
        raise Invalid(f"There is no template {kind}; there are {', '.join(get_args(Template))}.")
    kit = brand or Brand()
    texts = _WRITERS[kind](prompt, fields)
    check_scripts(*_all_texts(texts), kit.end_text)
    return Scene(
        template=cast(Template, kind),
        look=_look(kind, prompt, fields, seed),
        texts=_drawable(texts),
        images=tuple(images),
        brand=kit.model_copy(update={"end_text": drawable(kit.end_text)}),
        safe_area=safe_area or DEFAULT_SAFE_AREAS[format_of(width, height)],
        width=width,
        height=height,
        fps=Fraction(fps),
        frames=frames,
        seed=seed,
    )


def _brand_animation(prompt: str, fields: Mapping[str, Any]) -> Texts:
    name = _field(fields, "productName")
    copy = write_copy(prompt) if not name else None
    tagline = _field(fields, "tagline")
    description = _field(fields, "productDescription")
    return Texts(
        headline=name or (copy.headline if copy else ""),
        tagline=tagline,
        description=description,
        features=_features(fields),
        beats=copy.beats if copy else (),
        cta=_call(fields, f"{name} {tagline} {description}"),
    )


def _product_showcase(prompt: str, fields: Mapping[str, Any]) -> Texts:
    name = _field(fields, "productName")
    description = _field(fields, "productDescription")
    if not (name or description):
        return _free(prompt, fields)
    sentences = sentences_of(description)
    return Texts(
        headline=name or sentences[0],
        tagline=_field(fields, "tagline"),
        description=_within(sentences),
        features=_features(fields) or split_points(description),
        cta=_call(fields, f"{name} {description}", fallback="Shop now"),
        label="Introducing" if is_english(f"{name} {description}") else "",
    )


def _social_media(prompt: str, fields: Mapping[str, Any]) -> Texts:
    concept = _field(fields, "concept") or prompt
    copy = write_copy(concept)
    spoken = merged(sentences_of(concept)) if _is_written_copy(concept) else (copy.headline, *copy.beats)
    return Texts(
        headline=_field(fields, "productName") or spoken[0],
        tagline=_field(fields, "tagline"),
        beats=spoken,
        features=_features(fields),
        cta=_call(fields, concept, written=copy.call),
    )


def _free(prompt: str, fields: Mapping[str, Any]) -> Texts:
    copy = write_copy(prompt)
    return Texts(
        headline=_field(fields, "productName") or copy.headline,
        tagline=_field(fields, "tagline"),
        beats=copy.beats,
        features=_features(fields),
        cta=_call(fields, prompt, written=copy.call),
        label=copy.label,
    )


_WRITERS = {
    "brand-animation": _brand_animation,
    "product-showcase": _product_showcase,
    "social-media": _social_media,
    "free": _free,
}


def _is_written_copy(concept: str) -> bool:
    """Short finished sentences ("Stop packing warm water. One flask.") are shown as they are."""
    sentences = sentences_of(concept)
    return len(sentences) > 1 and all(len(sentence.split()) <= 9 for sentence in sentences)


def _field(fields: Mapping[str, Any], name: str) -> str:
    return " ".join(str(fields.get(name) or "").split())


def _features(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """A list, or a text of one feature a line (or between semicolons)."""
    given = fields.get("features") or ()
    parts = re.split(r"[\n;]+", given) if isinstance(given, str) else [str(part) for part in given]
    return tuple(part.strip(" -•*") for part in parts if part.strip(" -•*"))[:6]


def _call(fields: Mapping[str, Any], about: str, *, written: str = "", fallback: str = "") -> str:
    given = _field(fields, "cta") or written
    if given:
        return given
    suited = call_for(about)
    return fallback if suited == "Discover more" and fallback else suited


def _within(sentences: Sequence[str]) -> str:
    """As many whole sentences as a reader takes in at a glance; of one that is too long, its first clauses."""
    text = ""
    for sentence in sentences:
        if text and len(text) + len(sentence) > _LONGEST_LINE:
            break
        text = f"{text} {sentence}".strip()
    while len(text) > 1.6 * _LONGEST_LINE and "," in text:
        text = text.rpartition(",")[0] + "."
    return text


def _look(template: str, prompt: str, fields: Mapping[str, Any], seed: int) -> str:
    """The look asked for, else the one whose moods the order's words name, else any of the template's, by the seed."""
    if asked := _field(fields, "look"):
        if asked not in looks_for("free"):
            raise Invalid(
                f"There is no look {asked}; there are {', '.join(looks_for('free'))}.", fields={"look": asked}
            )
        return asked
    said = " ".join([prompt, *(str(value) for value in fields.values())]).casefold()
    words = set(re.findall(r"\w+", said))
    names = looks_for(template)
    scores = {name: len(words & find_look(name).moods) for name in names}
    best = [name for name in names if scores[name] == max(scores.values())]
    return random.Random(f"{seed}/look").choice(best)


def _all_texts(texts: Texts) -> list[str]:
    return [
        texts.headline,
        texts.tagline,
        texts.description,
        *texts.features,
        *texts.beats,
        texts.cta,
        texts.label,
    ]


def _drawable(texts: Texts) -> Texts:
    return Texts(
        headline=drawable(texts.headline),
        tagline=drawable(texts.tagline),
        description=drawable(texts.description),
        features=tuple(filter(None, map(drawable, texts.features))),
        beats=tuple(filter(None, map(drawable, texts.beats))),
        cta=drawable(texts.cta),
        label=drawable(texts.label),
    )
