"""Scenes for the studio's tests: small pictures, real fonts, real files."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from reelwright.studio.director import direct
from reelwright.studio.spec import Brand, Scene, SceneImage

IMAGES = Path(__file__).parents[1] / "fixtures" / "images"
LOGO = SceneImage(role="logo", path=str(IMAGES / "logo.png"))
PRODUCT = SceneImage(role="product", path=str(IMAGES / "product.png"))

SIZES = {"16:9": (320, 180), "9:16": (180, 320), "1:1": (200, 200)}
FIELDS: dict[str, dict[str, Any]] = {
    "brand-animation": {"productName": "Altitude", "tagline": "Made for the last thousand metres."},
    "product-showcase": {
        "productName": "Altitude Flask",
        "productDescription": "Vacuum-insulated steel, shaped for the climb. Ice stays ice until tomorrow.",
        "features": ["24 h cold, 12 h hot", "Leak-proof, one-hand lid", "Recycled 18/8 steel"],
    },
    "social-media": {"concept": "Stop packing warm water. Ice at 3,000 metres. One flask. 24 hours cold."},
    "free": {},
}


def scene(
    template: str = "brand-animation",
    ratio: str = "16:9",
    *,
    frames: int = 300,
    seed: int = 1,
    look: str | None = None,
    images: tuple[SceneImage, ...] = (LOGO, PRODUCT),
    fields: dict[str, Any] | None = None,
    prompt: str = "A video about a flask for climbers, with ice that stays ice until tomorrow",
    brand: Brand | None = None,
) -> Scene:
    width, height = SIZES[ratio]
    given = dict(FIELDS[template] if fields is None else fields)
    if look:
        given["look"] = look
    return direct(
        template=None if template == "free" else template,
        prompt=prompt,
        fields=given,
        images=images,
        width=width,
        height=height,
        fps=Fraction(30),
        frames=frames,
        seed=seed,
        safe_area=None,
        brand=brand,
    )
