"""Draw the picture at the top of the README anew, with the studio engine: `.venv/bin/python tools/contact_sheet.py`."""

from pathlib import Path
from typing import Any

from PIL import Image

from reelwright.studio.director import direct
from reelwright.studio.film import Film, Sheet
from reelwright.studio.spec import SceneImage
from reelwright.timeline.shape import shape_of

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "tests" / "fixtures" / "images"
TARGET = ROOT / "docs" / "images" / "contact-sheet.jpg"
GAP, FPS, SECONDS = 8, 30, 10

BRAND: dict[str, Any] = {
    "template": "brand-animation",
    "fields": {"productName": "Altitude", "tagline": "Made for the last thousand metres"},
    "images": (SceneImage(role="logo", path=str(IMAGES / "logo.png")),),
}
PRODUCT: dict[str, Any] = {
    "template": "product-showcase",
    "fields": {
        "productName": "Altitude Flask",
        "productDescription": "Steel, double wall. Keeps hot for twelve hours. Fits every bottle cage.",
    },
    "images": (SceneImage(role="product", path=str(IMAGES / "product.png")),),
}
SOCIAL: dict[str, Any] = {
    "template": "social-media",
    "fields": {"concept": "Five ways to pack lighter this summer"},
    "images": (SceneImage(role="product", path=str(IMAGES / "product.png")),),
}
# order, look, format, second, place and height on the sheet
PICTURES = (
    (BRAND, "aurora", "16:9", 3.5, (0, 0), 270),
    (PRODUCT, "gallery", "16:9", 3.8, (0, 270 + GAP), 270),
    (SOCIAL, "blocks", "9:16", 3.1, (480 + GAP, 0), 540 + GAP),
    (BRAND, "midnight", "16:9", 7.4, (788 + 2 * GAP, 0), 270),
    (PRODUCT, "spotlight", "16:9", 3.8, (788 + 2 * GAP, 270 + GAP), 270),
    (SOCIAL, "popart", "9:16", 5.1, (1268 + 3 * GAP, 0), 540 + GAP),
    (PRODUCT, "studio", "1:1", 3.8, (1576 + 4 * GAP, 0), 270),
    (BRAND, "paper", "1:1", 9.9, (1576 + 4 * GAP, 270 + GAP), 270),
)


def main() -> None:
    sheet = Image.new("RGB", (1846 + 4 * GAP, 540 + GAP), "white")
    for order, look, ratio, second, place, height in PICTURES:
        picture = still(order, look, ratio, second)
        width = round(height * picture.width / picture.height)
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), place)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(TARGET, quality=88, optimize=True, progressive=True)


def still(order: dict[str, Any], look: str, ratio: str, second: float) -> Image.Image:
    shape = shape_of(ratio, "1080p")
    scene = direct(
        **{**order, "fields": {**order["fields"], "look": look}},
        prompt="",
        width=shape.width,
        height=shape.height,
        fps=FPS,
        frames=FPS * SECONDS,
        seed=1,
        safe_area=None,
        brand=None,
    )
    paper = Sheet(shape.width, shape.height)
    Film(scene).draw(paper.canvas, round(second * FPS))
    return Image.fromarray(paper.pixels[..., [2, 1, 0]])


if __name__ == "__main__":
    main()
