"""An uploaded image, whatever it hides, into a clean one. Handler for children: `intake`.

Nothing of the upload's bytes is kept: the pixels are decoded under limits and encoded anew.
"""

import hashlib
import io
import warnings
from collections.abc import Callable
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from reelwright.media import svg
from reelwright.media.errors import BadImage
from reelwright.media.values import Json, KeptImage, to_json

MOST_PIXELS = 50_000_000
LONG_SIDE = 4096
ADVISED_SIDE = 512
_LONGEST_SIDE = 30_000
_HEAD_BYTES = 4096
_JPEG_QUALITY = 92
_FLAT_COLOURS = 256  # as few as that are a drawing, which JPEG would fray

_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_SAME = {"image/jpg": "image/jpeg", "image/heif": "image/heic"}

pillow_heif.register_heif_opener()


def intake(args: Json, report: Callable[[Json], None]) -> Json:
    """Args: `path`, `output` (written as it is named), `name` (the user's, for sentences), `declared_type` (optional).

    Gives a `KeptImage` as JSON. Raises `BadImage` naming the file.
    """
    source, name = Path(args["path"]), str(args.get("name") or Path(args["path"]).name)
    content = source.read_bytes()
    kind = sniff(content[:_HEAD_BYTES])
    if kind is None:
        raise BadImage(f"{name} is not a PNG, JPEG, WebP, AVIF, HEIC, GIF or SVG image.")
    declared = str(args.get("declared_type") or "").partition(";")[0].strip().lower()
    declared = _SAME.get(declared, declared)
    if declared.startswith("image/") and declared != kind:
        raise BadImage(f"{name} says it is {declared} but is {kind}: save it again in the right format.")
    image = svg.rasterise(content, name) if kind == "image/svg+xml" else _decode(content, kind, name)
    kept = _encode(image, kind, Path(args["output"]))
    hints = _warnings(kept, name, has_live_text=kind == "image/svg+xml" and svg.has_text(content))
    return to_json(KeptImage(**{**vars(kept), "warnings": hints}))


def sniff(head: bytes) -> str | None:
    """The media type that the first bytes prove, None for anything that is not taken."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if head[4:8] == b"ftyp":
        # AVIF files may lead with the brand they share with HEIC (mif1) and name themselves later.
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 64), 4))}
        return "image/avif" if brands & _AVIF_BRANDS else "image/heic" if brands & _HEIC_BRANDS else None
    return "image/svg+xml" if svg.looks_like_svg(head) else None


def _decode(content: bytes, kind: str, name: str) -> Image.Image:
    """The first frame, upright, in sRGB, as RGB or RGBA, at most 4096 pixels long."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as check:
                _refuse_giants(check, name)
                check.verify()
            image: Image.Image = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
            image.seek(0)
            image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # large JPEGs are decoded smaller; nothing for the others
            image.load()
        except BadImage:
            raise
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise BadImage(f"{name} has too many pixels: send at most 50 megapixels.") from error
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError) as error:
            raise BadImage(f"{name} is damaged or cut short ({error}): save it again.") from error
    image = _to_srgb(ImageOps.exif_transpose(image))
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return image


def _refuse_giants(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise BadImage(f"{name} is {width}x{height}: send at most 50 megapixels and {_LONGEST_SIDE} pixels a side.")
    if min(width, height) < 2:
        raise BadImage(f"{name} is {width}x{height}: there is nothing to see in it.")


def _to_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits: `convert` would clip, not scale
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        target = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target)
            image = converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the numbers as they are, as browsers show them
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _encode(image: Image.Image, kind: str, output: Path) -> KeptImage:
    has_alpha = image.mode == "RGBA" and image.getchannel("A").tobytes().strip(b"\xff") != b""
    image = image if has_alpha else image.convert("RGB")
    image.info = {}  # Pillow would carry comments and profiles over
    is_drawing = has_alpha or (kind != "image/jpeg" and image.getcolors(_FLAT_COLOURS) is not None)
    if is_drawing:
        image.save(output, format="PNG")
    else:
        image.save(output, format="JPEG", quality=_JPEG_QUALITY, subsampling=0)
    content = output.read_bytes()
    return KeptImage(
        width=image.width,
        height=image.height,
        has_alpha=has_alpha,
        content_type="image/png" if is_drawing else "image/jpeg",
        suffix=".png" if is_drawing else ".jpg",
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        source_type=kind,
    )


def _warnings(kept: KeptImage, name: str, *, has_live_text: bool) -> tuple[str, ...]:
    found = []
    if min(kept.width, kept.height) < ADVISED_SIDE:
        found.append(f"{name} is {kept.width}x{kept.height}; 512x512 or more gives better results.")
    if has_live_text:
        found.append(f"{name} has live text, which is not drawn: turn the text into outlines.")
    return tuple(found)
