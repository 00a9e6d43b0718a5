"""Uploads are hostile until they are pixels of our own."""

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from reelwright.kit.children import ChildFailed, Children
from reelwright.media.errors import BadImage
from reelwright.media.images import intake, sniff
from reelwright.media.values import KeptImage, from_json

Upload = Callable[..., tuple[KeptImage, Image.Image]]


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    def run(content: bytes, **args: Any) -> tuple[KeptImage, Image.Image]:
        source, output = tmp_path / "upload", tmp_path / "kept"
        source.write_bytes(content)
        kept = from_json(
            KeptImage, intake({"path": str(source), "output": str(output), "name": "my.png", **args}, print)
        )
        assert kept.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()
        assert kept.bytes == output.stat().st_size
        image = Image.open(output)
        assert (image.width, image.height) == (kept.width, kept.height)
        assert Image.MIME[image.format or ""] == kept.content_type
        return kept, image

    return run


def photo(width: int = 640, height: int = 520) -> Image.Image:
    y, x = np.mgrid[:height, :width]
    return Image.fromarray(np.stack([x % 256, y % 256, (x + y) % 256], axis=-1).astype(np.uint8))


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_each_format_is_taken_for_what_it_is(upload: Upload, kind: str) -> None:
    pillow_heif.register_heif_opener()
    kept, image = upload(saved(photo(), kind))
    assert kept.source_type == {"HEIF": "image/heic"}.get(kind, f"image/{kind.lower()}")
    assert (kept.width, kept.height, kept.has_alpha, kept.warnings) == (640, 520, False, ())
    expected = np.asarray(photo(), np.int16)[40:200, 40:200]
    assert np.abs(np.asarray(image.convert("RGB"), np.int16)[40:200, 40:200] - expected).mean() < 12


def test_alpha_is_kept_and_a_full_alpha_channel_is_not(upload: Upload) -> None:
    logo = Image.new("RGBA", (600, 600), (255, 80, 0, 255))
    assert upload(saved(logo, "PNG"))[0].has_alpha is False
    logo.putpixel((5, 5), (0, 0, 0, 0))
    kept, image = upload(saved(logo, "WEBP", lossless=True))
    assert (kept.has_alpha, kept.content_type) == (True, "image/png")
    assert image.getpixel((5, 5))[3] == 0


def test_a_photo_lying_on_its_side_stands_up_and_loses_where_it_was_taken(upload: Upload) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn 90 degrees clockwise to show
    exif[0x010E] = "at home, 52.1 N"
    kept, image = upload(saved(photo(), "JPEG", exif=exif, comment=b"at home"))
    assert (kept.width, kept.height) == (520, 640)
    assert not image.getexif() and "comment" not in image.info
    assert b"at home" not in (image.fp.read() if image.fp else b"")


def test_texts_in_a_png_are_gone(upload: Upload, tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "secret name")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    upload(saved(Image.new("RGB", (600, 600), "red"), "PNG", pnginfo=info, icc_profile=profile))
    kept = (tmp_path / "kept").read_bytes()
    assert b"secret name" not in kept and b"iCCP" not in kept


def test_a_page_hidden_behind_a_picture_is_left_behind(upload: Upload, tmp_path: Path) -> None:
    upload(saved(Image.new("RGB", (600, 600), "red"), "PNG") + b"<html><script>alert(1)</script></html>")
    assert b"script" not in (tmp_path / "kept").read_bytes()


def test_large_pictures_are_made_smaller_and_small_ones_warned_of(upload: Upload) -> None:
    kept, _ = upload(saved(photo(6000, 1500), "JPEG"))
    assert (kept.width, kept.height) == (4096, 1024)
    kept, _ = upload(saved(photo(300, 800), "JPEG"))
    assert kept.warnings == ("my.png is 300x800; 512x512 or more gives better results.",)


def test_sixteen_bits_and_print_colours_keep_their_look(upload: Upload) -> None:
    deep = Image.fromarray(np.full((600, 600), 0x8000, np.uint16))
    assert abs(upload(saved(deep, "PNG"))[1].convert("L").getpixel((9, 9)) - 128) <= 1
    red = Image.new("CMYK", (600, 600), (0, 255, 255, 0))
    assert upload(saved(red, "JPEG"))[1].getpixel((9, 9))[0] > 200


def test_only_the_first_frame_of_an_animation_is_kept(upload: Upload) -> None:
    frames = [Image.new("RGB", (600, 600), colour) for colour in ("red", "blue")]
    _, image = upload(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert image.convert("RGB").getpixel((9, 9)) == (255, 0, 0)
    assert getattr(image, "n_frames", 1) == 1


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(width * 3 + 1) * min(height, 300), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (8000, 8000), (2_000_000, 2), (200_000, 200_000)])
def test_a_bomb_is_refused_by_its_size_alone(upload: Upload, size: tuple[int, int]) -> None:
    with pytest.raises(BadImage, match=r"my\.png .*50 megapixels"):
        upload(png_claiming(*size))


def test_what_is_damaged_or_no_image_is_refused_by_name(upload: Upload) -> None:
    whole = saved(photo(), "PNG")
    for content in (b"", b"hello", b"%PDF-1.7", b"<html></html>", whole[: len(whole) // 2], b"\xff\xd8\xff junk"):
        with pytest.raises(BadImage, match=r"my\.png"):
            upload(content)
    with pytest.raises(BadImage, match="nothing to see"):
        upload(saved(photo(1, 1), "PNG"))


def test_a_lie_about_the_type_is_refused(upload: Upload) -> None:
    jpeg = saved(photo(), "JPEG")
    with pytest.raises(BadImage, match=r"says it is image/png but is image/jpeg"):
        upload(jpeg, declared_type="image/png")
    for honest in ("image/jpeg", "image/jpg; charset=binary", "application/octet-stream", None):
        upload(jpeg, declared_type=honest)


def test_avif_that_leads_with_the_brand_of_heic_is_avif() -> None:
    assert sniff(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf") == "image/avif"
    assert sniff(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic") == "image/heic"
    assert sniff(b"\0\0\0\x18ftypisom\0\0\0\0mp42isom") is None


async def test_a_refusal_crosses_from_the_child(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(png_claiming(60_000, 60_000))
    children = Children(1)
    args = {"path": str(tmp_path / "upload"), "output": str(tmp_path / "kept"), "name": "bomb.png"}
    try:
        with pytest.raises(ChildFailed) as caught:
            await children.run("reelwright.media.images:intake", args)
    finally:
        children.close()
    assert (caught.value.code, caught.value.status) == ("bad_image", 422)
    assert "bomb.png has too many pixels" in caught.value.detail
