"""From an order to a scene: what is said on screen, in which look. Pure; raises before any work is done."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast, get_args

from reelwright.kit.problems import Invalid
from reelwright.studio.geometry import format_of
from reelwright.studio.looks import looks_for
from reelwright.studio.spec import DEFAULT_SAFE_AREAS, Brand, SafeArea, Scene, SceneImage, Template, Texts


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
    """The scene for an order. `template` None means a free prompt; `fields` are the template's, by their API names.

    Raises `ScriptWithoutFont` for letters no font has, `Invalid` for a template or a look there is none of.
    """
    kind = template or "free"
    if kind not in get_args(Template):
        raise Invalid(f"There is no template {kind}; there are {', '.join(get_args(Template))}.")
    texts = _texts(kind, prompt, fields, brand or Brand())
    return Scene(
        template=cast(Template, kind),
        look=_look(kind, prompt, fields, seed),
        texts=texts,
        images=tuple(images),
        brand=brand or Brand(),
        safe_area=safe_area or DEFAULT_SAFE_AREAS[format_of(width, height)],
        width=width,
        height=height,
        fps=Fraction(fps),
        frames=frames,
        seed=seed,
    )


def _texts(template: str, prompt: str, fields: Mapping[str, Any], brand: Brand) -> Texts:
    headline = str(fields.get("productName") or brand.name or prompt)
    return Texts(headline=headline, tagline=str(fields.get("tagline") or ""), cta="Discover more")


def _look(template: str, prompt: str, fields: Mapping[str, Any], seed: int) -> str:
    return looks_for(template)[0]
