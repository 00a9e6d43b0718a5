"""Grounds: what a palette becomes behind and in front of a shot, with contrast assured. Pure.

Glows stay within 30 degrees of the ground's hue: complements blended in sRGB turn to mud.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reelwright.studio.colour import BLACK, WHITE, Color, Palette, contrast, luminance, mix, readable, shade, to_oklch

BODY_CONTRAST = 4.5
LARGE_CONTRAST = 3.0


@dataclass(frozen=True)
class Theme:
    """Colours of one ground.

    `ink` and `soft` stand 4.5 off `base` and every glow, `accent` 3; `on_accent` 4.5 off `accent`, and `on_button`
    4.5 off `button`.
    """

    base: Color
    glows: tuple[Color, ...]
    ink: Color
    soft: Color
    accent: Color
    on_accent: Color
    button: Color
    on_button: Color
    panel: Color

    @property
    def is_dark(self) -> bool:
        return contrast(self.base, WHITE) > contrast(self.base, BLACK)


def theme_of(palette: Palette, ground: str) -> Theme:
    """The colours of one of `GROUNDS`; a `KeyError` names another."""
    return GROUNDS[ground](palette)


def _night(palette: Palette) -> Theme:
    hue = palette.secondary
    base = shade(hue, 0.17, 0.05)
    glows = (shade(hue, 0.36, 0.15), shade(hue, 0.34, 0.14, 28), shade(hue, 0.38, 0.13, -28), shade(hue, 0.3, 0.12, 14))
    return _finish(palette, base, glows, WHITE)


def _deep(palette: Palette) -> Theme:
    hue = palette.secondary
    base = shade(hue, 0.27, 0.08)
    glows = (shade(hue, 0.42, 0.12), shade(hue, 0.36, 0.13, 22), shade(hue, 0.4, 0.11, -22))
    return _finish(palette, base, glows, WHITE)


def _vivid(palette: Palette) -> Theme:
    strong = to_oklch(palette.primary)
    lightness = min(0.78, max(0.6, strong.lightness))
    chroma = max(0.13, strong.chroma)
    base = shade(palette.primary, lightness, chroma)
    glows: tuple[Color, ...] = (
        shade(palette.primary, lightness + 0.06, chroma, 18),
        shade(palette.primary, lightness - 0.05, chroma * 1.1, -16),
        shade(palette.primary, lightness + 0.02, chroma, -26),
    )
    ink = shade(palette.secondary, 0.17, 0.03)
    if contrast(WHITE, base) >= LARGE_CONTRAST and lightness < 0.66:
        base, ink = shade(palette.primary, 0.5, chroma), WHITE
        glows = tuple(shade(glow, 0.5 + 0.03 * at) for at, glow in enumerate(glows))
    return _finish(
        palette,
        base,
        glows,
        ink,
        accent=shade(palette.secondary, 0.3, 0.1) if ink != WHITE else shade(palette.primary, 0.92, 0.08),
    )


def _pale(palette: Palette) -> Theme:
    base = shade(palette.primary, 0.97, 0.012)
    glows = (shade(palette.primary, 0.92, 0.045), shade(palette.secondary, 0.94, 0.03), WHITE)
    return _finish(palette, base, glows, shade(palette.secondary, 0.2, 0.045))


def _paper(palette: Palette) -> Theme:
    base = shade(palette.primary, 0.955, 0.01, 20)
    glows = (shade(palette.primary, 0.93, 0.018, 20), shade(palette.primary, 0.975, 0.006))
    return _finish(palette, base, glows, shade(palette.secondary, 0.22, 0.02))


def _ink(palette: Palette) -> Theme:
    base = shade(palette.secondary, 0.13, 0.012)
    glows = (shade(palette.secondary, 0.26, 0.07), shade(palette.secondary, 0.2, 0.05, 24))
    return _finish(palette, base, glows, Color(0.97, 0.97, 0.96))


def _finish(palette: Palette, base: Color, glows: tuple[Color, ...], ink: Color, accent: Color | None = None) -> Theme:
    base, *lit = (readable(ground, (ink,), BODY_CONTRAST) for ground in (base, *glows))
    glows = tuple(lit)
    grounds = (base, *glows)
    soft = readable(mix(ink, base, 0.2), grounds, BODY_CONTRAST)
    accent = readable(accent or palette.primary, grounds, LARGE_CONTRAST)
    button = accent if luminance(base) < 0.2 else palette.primary
    if luminance(base) >= 0.2 and to_oklch(button).lightness < 0.8:
        button = readable(button, (WHITE,), BODY_CONTRAST)  # white on a darker brand colour looks like a button
    return Theme(
        base=base,
        glows=glows,
        ink=ink,
        soft=soft,
        accent=accent,
        on_accent=_text_on(accent, palette),
        button=button,
        on_button=_text_on(button, palette),
        panel=mix(base, ink, 0.08),
    )


def _text_on(fill: Color, palette: Palette) -> Color:
    if contrast(WHITE, fill) >= BODY_CONTRAST:
        return WHITE
    return readable(shade(palette.secondary, 0.17, 0.03), (fill,), BODY_CONTRAST)


GROUNDS: dict[str, Callable[[Palette], Theme]] = {
    "night": _night,
    "deep": _deep,
    "vivid": _vivid,
    "pale": _pale,
    "paper": _paper,
    "ink": _ink,
}
DARK_GROUNDS = frozenset({"night", "deep", "ink"})
