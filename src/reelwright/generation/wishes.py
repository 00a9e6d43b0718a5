"""From a request to a wish: templates and platforms filled in, defaults settled, references named.

Everything here is pure; what it makes is frozen in the order and can be generated again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reelwright.catalog.platforms import Platform, load_platforms
from reelwright.generation.branding import avoided_words, scene_brand
from reelwright.generation.schemas import (
    MAX_REFERENCES,
    BrandAnimationExampleDto,
    GenerateVideoWithReferenceDto,
    OrderFields,
    ProductShowcaseExampleDto,
    SocialMediaExampleDto,
)
from reelwright.kit.money import micro_from_usd
from reelwright.kit.problems import Invalid
from reelwright.kit.text import units
from reelwright.planning.wish import Wish
from reelwright.templates.service import words_for_templates
from reelwright.timeline.time import seconds_of

DEFAULT_SECONDS = 8
Json = dict[str, Any]


@dataclass(frozen=True)
class Order:
    """A settled request. `request` is what is stored and shown; `references` are `{assetId | url, role}`."""

    prompt: str
    model: str
    wish: Wish
    references: tuple[Json, ...]
    request: Json
    warnings: tuple[str, ...]
    is_refined: bool
    is_strict: bool
    campaign_id: str | None
    max_price_micro: int | None
    quote_id: str | None


def order_of(
    body: OrderFields,
    uploads: tuple[str, ...] = (),
    *,
    refines_by_default: bool = False,
    default_max_micro: int | None = None,
    brand: Json | None = None,
    logo: str | None = None,
) -> Order:
    """Settle a body of `/generate` or of one of the examples; `uploads` are asset ids of files that came with it.

    `brand` is a kit's frozen values; `logo`, an asset id, is shown where the order brings no logo and has room.
    """
    filled = _fill(body)
    warnings: list[str] = []
    seconds, aspect = _length_and_format(body, filled.platform, warnings)
    references = _references(body, filled, uploads)
    if logo and len(references) < MAX_REFERENCES and all(one["role"] != "logo" for one in references):
        references.append({"assetId": logo, "role": "logo"})
    if brand and (told := avoided_words(filled.prompt, brand)):
        warnings.append(told)
    given_max_micro = None if body.max_price_usd is None else micro_from_usd(body.max_price_usd)
    wish = Wish(
        seconds=seconds,
        aspect_ratio=aspect,
        resolution=body.resolution or "1080p",
        is_resolution_explicit=body.resolution is not None,
        fps=body.fps,
        audio=body.audio,
        reference_roles=tuple(reference["role"] for reference in references),
        prompt_length=units(body.prompt) if isinstance(body, GenerateVideoWithReferenceDto) else 0,  # ours are cut
        seed=body.seed,
        negative_prompt=body.negative_prompt,
        continuity=body.continuity,
        max_price_micro=default_max_micro if given_max_micro is None else given_max_micro,
    )
    is_refined = refines_by_default if body.auto_refine is None else body.auto_refine
    return Order(
        prompt=filled.prompt,
        model=body.model,
        wish=wish,
        references=tuple(references),
        request=_request(body, filled, wish, brand) | ({"autoRefine": True} if is_refined else {}),
        warnings=tuple(warnings),
        is_refined=is_refined or body.refinement_prompt is not None,
        is_strict=body.strict_model,
        campaign_id=body.campaign_id,
        max_price_micro=given_max_micro,  # the workspace's limit refuses; it agrees to nothing
        quote_id=body.quote_id,
    )


def _request(body: OrderFields, filled: "_Filled", wish: Wish, brand: Json | None) -> Json:
    """What was asked for with what it came to: stored, shown, and enough to generate again."""
    given: Json = body.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    scene = _scene(filled, filled.platform)
    if brand:
        given |= {"brandKitId": brand["kitId"], "brand": brand}
        scene["brand"] = scene_brand(brand)
    return given | {
        "prompt": filled.prompt,
        "model": body.model,
        "duration": float(wish.seconds),
        "aspectRatio": wish.aspect_ratio,
        "resolution": wish.resolution,
        "scene": scene,
    }


@dataclass(frozen=True)
class _Filled:
    prompt: str
    template: str | None
    fields: Json
    references: tuple[Json, ...] = ()
    platform: Platform | None = None


def _fill(body: OrderFields) -> _Filled:
    """The template's prompt (for hosted models) and fields (for the studio engine)."""
    words = words_for_templates(body.template_fields)
    match body:
        case BrandAnimationExampleDto():
            brand = f"{body.product_name}: {body.tagline.rstrip('.')}" if body.tagline else body.product_name
            prompt = (
                f"Brand animation for {brand}. The logo is revealed out of soft light with a slow camera move, "
                "the name appears in clean type, ending on a calm hero frame. Cinematic, premium, no other text."
            )
            fields = {**words, "productName": body.product_name, "tagline": body.tagline}
            logo = ({"url": body.brand_logo_url, "role": "logo"},) if body.brand_logo_url else ()
            return _Filled(prompt, "brand-animation", _said(fields), logo)
        case ProductShowcaseExampleDto():
            prompt = (
                f"Product showcase of {body.product_name}. {_sentence(body.product_description)} Studio light, slow "
                "orbit around the product, close-ups of materials and details, shallow depth of field, "
                "ending on a hero shot."
            )
            fields = {"productName": body.product_name, "productDescription": body.product_description}
            return _Filled(prompt, "product-showcase", words | fields)
        case SocialMediaExampleDto():
            platform = platform_of(body.platform)
            prompt = (
                f"Social video for {platform.name}: {_sentence(body.concept)} A strong first second, quick cuts, "
                "energetic camera, bold colour, subject always centred, clear of the edges."
            )
            images = tuple({"url": url, "role": "product"} for url in body.brand_images)
            fields = {"concept": body.concept, "platform": platform.key}
            return _Filled(prompt, "social-media", words | fields, images, platform)
        case GenerateVideoWithReferenceDto():
            place = platform_of(words["platform"]) if "platform" in words else None
            return _Filled(body.prompt, body.template, words, platform=place)
        case _:
            raise TypeError(f"not an order: {type(body).__name__}")


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", "。", "！", "？")) else f"{text}."


def _said(fields: Mapping[str, Any]) -> Json:
    return {name: value for name, value in fields.items() if value}


def platform_of(key: str) -> Platform:
    """The platform of this key; 422 with the known ones."""
    platforms = load_platforms()
    if key not in platforms:
        known = ", ".join(platforms)
        raise Invalid(f"There is no platform {key!r}. Choose one of {known}.", fields={"platform": f"one of {known}"})
    return platforms[key]


def _length_and_format(body: OrderFields, platform: Platform | None, warnings: list[str]) -> tuple[Fraction, str]:
    if platform is None:
        return seconds_of(body.duration or DEFAULT_SECONDS), body.aspect_ratio or "16:9"
    seconds = seconds_of(body.duration or platform.default_seconds)
    if seconds > platform.longest_seconds:
        raise Invalid(
            f"{platform.name} takes at most {platform.longest_seconds} s; {float(seconds):g} s were asked for.",
            fields={"duration": f"at most {platform.longest_seconds} for {platform.key}"},
        )
    aspect = body.aspect_ratio or platform.aspect_ratio
    warnings.append(f"Made for {platform.name}: {float(seconds):g} s in {aspect}.")
    return seconds, aspect


def _references(body: OrderFields, filled: _Filled, uploads: tuple[str, ...]) -> list[Json]:
    """The flat fields mean `style` in a free prompt, `product` in a template that shows one; in the order given."""
    role = "product" if filled.template == "product-showcase" else "style"
    rich = [reference.model_dump(by_alias=True, exclude_none=True) for reference in body.references]
    uploaded = [{"assetId": asset_id, "role": _upload_role(filled, role, n)} for n, asset_id in enumerate(uploads)]
    flat = [{"url": url, "role": role} for url in body.reference_image_urls]
    found = [*filled.references, *rich, *uploaded, *flat]
    if len(found) > MAX_REFERENCES:
        raise Invalid(
            f"At most {MAX_REFERENCES} reference images in all; {len(found)} were given.",
            fields={"references": f"at most {MAX_REFERENCES}"},
        )
    if sum(one["role"] == "firstFrame" for one in found) > 1:
        raise Invalid("Only one reference can be the first frame.", fields={"references": "one firstFrame at most"})
    return found


def _upload_role(filled: _Filled, role: str, n: int) -> str:
    """The first file sent with a brand animation is its logo, if none was named."""
    has_logo = any(reference["role"] == "logo" for reference in filled.references)
    return "logo" if filled.template == "brand-animation" and n == 0 and not has_logo else role


def _scene(filled: _Filled, platform: Platform | None) -> Json:
    scene: Json = {"template": filled.template, "fields": filled.fields}
    if platform is not None:
        safe = platform.safe
        scene["platform"] = platform.key
        scene["safeArea"] = {side: float(getattr(safe, side)) for side in ("top", "right", "bottom", "left")}
    return scene
