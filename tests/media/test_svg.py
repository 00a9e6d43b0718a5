"""SVG is a program by somebody else: only its shapes get through."""

import base64
import io
import os
import socket
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reelwright.media.errors import BadImage
from reelwright.media.svg import looks_like_svg, rasterise

LIME = (0, 255, 0, 255)


def svg(body: str, attributes: str = 'width="100" height="50"', before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names} {attributes}>{body}</svg>".encode()


def corner(image: Image.Image) -> object:
    return image.getpixel((image.width // 8, image.height // 2))


@pytest.mark.parametrize(
    "drawing",
    [
        svg('<rect width="100" height="50" fill="lime"/>'),
        svg('<rect width="20" height="10" fill="lime"/>', 'viewBox="0 0 20 10" width="10mm" height="100%"'),
        svg('<style>.logo{fill:lime}</style><rect class="logo" width="100" height="50"/>'),
        svg('<rect style="fill:lime" width="100" height="50"/>'),
        svg('<defs><g id="a"><rect width="100" height="50" fill="lime"/></g></defs><use href="#a"/>'),
        svg(
            '<rect width="100" height="50" fill="&c;"/>',
            before='<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY c "lime">]>',
        ),
        b"\xef\xbb\xbf<!-- made by hand -->\n" + svg('<rect width="100" height="50" fill="lime"/>'),
    ],
)
def test_what_drawing_programs_write_is_drawn(drawing: bytes) -> None:
    assert looks_like_svg(drawing)
    image = rasterise(drawing, "logo.svg")
    assert (image.size, image.mode) == ((2048, 1024), "RGBA")
    assert corner(image) == LIME


def test_a_gradient_keeps_its_local_reference() -> None:
    stops = '<stop offset="0" stop-color="lime"/><stop offset="1" stop-color="lime"/>'
    body = f'<linearGradient id="g">{stops}</linearGradient><rect width="100" height="50" fill="url(#g)"/>'
    assert corner(rasterise(svg(body), "logo.svg")) == LIME


def test_an_embedded_picture_is_drawn() -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 255, 0)).save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    body = f'<image href="data:image/png;base64,{data}" width="100" height="50" preserveAspectRatio="none"/>'
    assert corner(rasterise(svg(body), "logo.svg")) == LIME


def test_no_reference_leaves_the_document(tmp_path: Path) -> None:
    """A red picture on disk and a listening address; a hostile drawing may reach neither."""
    secret = tmp_path / "secret.png"
    Image.new("RGB", (100, 50), (255, 0, 0)).save(secret)
    nested = base64.b64encode(svg(f'<image href="{secret}" width="100" height="50"/>')).decode()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        size = 'width="100" height="50"'
        for body in (
            f'<image href="{secret}" {size}/>',
            f'<image xlink:href="{secret}" {size}/>',
            f'<image href="file://{secret}" {size}/>',
            f'<image href=" {os.path.relpath(secret)}" {size}/>',
            f'<image href="{url}" {size}/>',
            f'<image href="data:image/svg+xml;base64,{nested}" {size}/>',
            f'<style>@import url("{url}"); rect{{fill:url({url})}}</style><rect {size}/>',
            f'<rect {size} style="fill:url({url}#a)" filter="url({url}#b)"/>',
            f'<filter id="f"><feImage href="{secret}"/></filter><rect {size} filter="url(#f)" fill="lime"/>',
            f'<use href="{secret}#a"/><use xlink:href="{url}#a"/>',
            f'<foreignObject {size}><img src="{url}" xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
            f"<script>fetch('{url}')</script>",
            f'<image {size} href="{secret}"><set attributeName="href" to="{secret}"/></image>',
        ):
            pixels = np.asarray(rasterise(svg(body), "logo.svg"))
            assert not ((pixels[..., 0] > 200) & (pixels[..., 1] < 50) & (pixels[..., 3] > 0)).any(), body
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("lime")
    for declared in (f'<!ENTITY c SYSTEM "file://{secret}">', f'<!ENTITY % p SYSTEM "file://{secret}">%p;'):
        drawing = svg('<rect width="100" height="50" fill="&c;"/>', before=f"<!DOCTYPE svg [{declared}]>")
        try:
            assert corner(rasterise(drawing, "logo.svg")) != LIME
        except BadImage:
            continue


def bombs() -> dict[str, bytes]:
    laughs = "".join(f"<!ENTITY l{n} '" + f"&l{n - 1};" * 10 + "'>" for n in range(1, 10))
    uses = "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    return {
        "laughs": svg("&l9;", before=f'<!DOCTYPE svg [<!ENTITY l0 "lol">{laughs}]>'),
        "uses": svg(f'<g id="a0"><rect width="1" height="1"/></g>{uses}<use href="#a8"/>'),
        "elements": svg("<g/>" * 60_000),
        "deep": svg("<g>" * 20_000 + "</g>" * 20_000),
        "bytes": svg("<!--" + "x" * 5_000_000 + "-->"),
        "thin": svg("<rect/>", 'width="1000000" height="1"'),
        "vast": svg("<rect/>", 'width="1e30" height="1e30"'),
        "sizeless": svg("<rect/>", ""),
        "broken": svg("<rect"),
        "other": b"<html><svg></svg></html>",
    }


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused_by_name_and_at_once(name: str) -> None:
    started = time.process_time()
    with pytest.raises(BadImage, match=r"logo\.svg"):
        rasterise(bombs()[name], "logo.svg")
    assert time.process_time() - started < 2


def test_a_drawing_that_does_not_say_what_it_is_is_told_how() -> None:
    with pytest.raises(BadImage, match=r'logo\.svg .* write <svg xmlns="http://www.w3.org/2000/svg"'):
        rasterise(b'<svg width="10" height="10"><rect width="9" height="9"/></svg>', "logo.svg")


def test_a_use_that_uses_itself_ends() -> None:
    body = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><rect width="100" height="50" fill="lime"/>'
    try:
        rasterise(svg(body), "logo.svg")
    except BadImage as error:
        assert "logo.svg" in error.detail
