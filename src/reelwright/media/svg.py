"""SVG to pixels, trusting nothing in it: no script, no file, no address, no bomb; in children only.

resvg has no scripts and no network, but it does open files that an `href` names (seen), so every reference that
leaves the document is cut before it sees the text. The text it sees is our own serialisation, without a DTD.
"""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import resvg_py
from PIL import Image

from reelwright.media.errors import BadImage

LONG_SIDE = 2048  # a vector has no size of its own: this is crisp at 1080p, also zoomed in on
MOST_BYTES = 5_000_000
_MOST_ELEMENTS = 50_000
_MOST_DRAWN = 100_000  # elements after every <use> is followed
_NARROWEST = 1 / 50

_SVG = "{http://www.w3.org/2000/svg}"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href", "src")
_SAFE_LINK = re.compile(r"#|data:image/(png|jpe?g|gif|webp)[;,]", re.I)
_CSS_REACH = re.compile(r"@import[^;]*;?|@font-face\s*\{[^}]*\}|url\(\s*['\"]?(?!\s*['\"]?#)[^)]*\)", re.I)
_UNDRAWN = {f"{_SVG}script", f"{_SVG}foreignObject", f"{_SVG}handler", f"{_SVG}animate", f"{_SVG}set"}
_LENGTH = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)\s*(?:px)?\s*", re.I)


def looks_like_svg(head: bytes) -> bool:
    """True if the first bytes of a file read as SVG."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and b"<svg" in text


def rasterise(content: bytes, name: str) -> Image.Image:
    """The drawing as RGBA, 2048 pixels on its long side. Raises `BadImage` naming the file."""
    if len(content) > MOST_BYTES:
        raise BadImage(f"{name} is an SVG of {len(content) / 1e6:.1f} MB: simplify it to under 5 MB or send a PNG.")
    root = _parse(content, name)
    width, height = _size(root, name)
    _count(root, name)
    _cut_references(root)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width:g} {height:g}")
    scale = LONG_SIDE / max(width, height)
    try:
        text = ElementTree.tostring(root, encoding="unicode")
        png = resvg_py.svg_to_bytes(
            svg_string=text,
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
            skip_system_fonts=True,
        )
    except (ValueError, RecursionError) as error:
        raise BadImage(f"{name} cannot be drawn ({error}): save it as PNG and send that.") from error
    return Image.open(io.BytesIO(png)).convert("RGBA")


def has_text(content: bytes) -> bool:
    """True if the drawing has live text, which is drawn only once it is turned into outlines."""
    return b"<text" in content


def _parse(content: bytes, name: str) -> ElementTree.Element:
    try:
        # expat fetches no external entity and stops entities that grow (its amplification limit).
        root = ElementTree.fromstring(content)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BadImage(f"{name} is not a well-formed SVG ({error}): save it as PNG and send that.") from error
    if root.tag == "svg":
        raise BadImage(f'{name} does not say that it is an SVG: write <svg xmlns="http://www.w3.org/2000/svg" ...>.')
    if root.tag != f"{_SVG}svg":
        raise BadImage(f"{name} is not an SVG drawing: its first element is {root.tag[:40]!r}.")
    return root


def _size(root: ElementTree.Element, name: str) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        if len(box) == 4:
            width, height = float(box[2]), float(box[3])
        else:
            width, height = _length(root.get("width")), _length(root.get("height"))
    except ValueError:
        width = height = 0.0
    if not (0 < width < 1e7 and 0 < height < 1e7 and _NARROWEST <= width / height <= 1 / _NARROWEST):
        raise BadImage(f"{name} states no usable size: give its <svg> a viewBox, or send a PNG.")
    return width, height


def _length(text: str | None) -> float:
    if not (match := _LENGTH.fullmatch(text or "")):
        raise ValueError(text)
    return float(match[1])


def _count(root: ElementTree.Element, name: str) -> None:
    """Refuse what would draw for minutes: too many elements, or a few that <use> each other a million times."""
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS or _drawn(root, elements) > _MOST_DRAWN:
        raise BadImage(f"{name} is too complex to draw: simplify it, or send a PNG.")


def _drawn(root: ElementTree.Element, elements: list[ElementTree.Element]) -> int:
    named = {element.get("id"): element for element in elements if element.get("id")}
    weights: dict[ElementTree.Element, int] = {}
    stack = [(root, False)]
    while stack:  # not recursive: the depth is the author's choice
        element, is_ready = stack.pop()
        if weights.get(element):
            continue
        needs = [*element, *_used(element, named)]
        if is_ready:
            weights[element] = 1 + sum(weights.get(need, 0) for need in needs)
        else:
            weights[element] = 0  # met again before it is ready: a circle, which resvg refuses itself
            stack.append((element, True))
            stack.extend((need, False) for need in needs if need not in weights)
    return weights[root]


def _used(element: ElementTree.Element, named: dict[str | None, ElementTree.Element]) -> Iterator[ElementTree.Element]:
    for attribute in _LINKS:
        target = named.get(element.get(attribute, "").removeprefix("#"))
        if element.tag == f"{_SVG}use" and target is not None:
            yield target


def _cut_references(root: ElementTree.Element) -> None:
    for element in root.iter():
        for child in [child for child in element if child.tag in _UNDRAWN]:
            element.remove(child)
        for attribute in _LINKS:
            if attribute in element.attrib and not _SAFE_LINK.match(element.attrib[attribute].strip()):
                del element.attrib[attribute]
        for attribute, value in element.attrib.items():
            if attribute not in _LINKS and "(" in value:
                element.attrib[attribute] = _CSS_REACH.sub("none", value)
        if element.tag == f"{_SVG}style":
            element.text = _CSS_REACH.sub("", element.text or "")
