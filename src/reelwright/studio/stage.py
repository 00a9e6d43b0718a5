"""What every shot of a film shares: its size, look, palette, fonts, pictures; imported in children only."""

import random
from collections.abc import Callable
from functools import cached_property
from typing import Any

from reelwright.studio import plugins
from reelwright.studio.colour import Color, Palette
from reelwright.studio.geometry import Box, Format
from reelwright.studio.layers.pictures import Picture, load
from reelwright.studio.layers.text import Align, TextBlock, Timing
from reelwright.studio.looks import Look, find_look
from reelwright.studio.moment import Moment
from reelwright.studio.palette import palette_of
from reelwright.studio.shotlist import Timeline
from reelwright.studio.spec import Scene
from reelwright.studio.themes import Theme, theme_of
from reelwright.studio.type.faces import Face
from reelwright.studio.type.fit import fit
from reelwright.studio.type.fonts import fonts

Painter = Callable[[Any, Moment], None]


class Stage:
    """One per film. Everything drawn from it follows from the scene alone."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.look: Look = find_look(scene.look).set_in(scene.brand.heading, scene.brand.body)
        self.width, self.height = scene.width, scene.height
        self.u = scene.unit
        self.format: Format = scene.format
        self.full = Box(0, 0, scene.width, scene.height)
        self.safe = self._content_box()
        self.fonts = fonts()
        self._themes: dict[str, Theme] = {}
        self._backgrounds: dict[str, Painter] = {}

    def overlay(self, timeline: Timeline) -> Painter | None:
        """What the look lays over all shots."""
        if self.look.overlay is None:
            return None
        module = plugins.find("reelwright.studio.layers.overlays", self.look.overlay)
        painter: Painter = module.build(self, timeline)
        return painter

    def _content_box(self) -> Box:
        """The safe area, less what an overlay keeps for itself at its top."""
        safe = self.scene.safe
        if self.look.overlay is None:
            return safe
        taken = plugins.find("reelwright.studio.layers.overlays", self.look.overlay).reserve(self)
        return Box(safe.x, safe.y + taken, safe.w, safe.h - taken)

    @cached_property
    def logo(self) -> Picture | None:
        images = self.scene.images_of("logo")
        return load(images[0].path, is_object=True) if images else None

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """All but the logo, products first."""
        products, others = self.scene.images_of("product"), self.scene.images_of("firstFrame", "style")
        return tuple(
            [load(image.path, is_object=True) for image in products]
            + [load(image.path, is_object=False) for image in others]
        )

    @cached_property
    def palette(self) -> Palette:
        colours = [Color.parse(text) for text in self.scene.brand.colours]
        loaded = [*([self.logo] if self.logo else []), *self.pictures]
        return palette_of(colours, [picture.samples for picture in loaded], self.scene.seed)

    def theme(self, ground: str) -> Theme:
        if ground not in self._themes:
            self._themes[ground] = theme_of(self.palette, ground)
        return self._themes[ground]

    def rng(self, *key: object) -> random.Random:
        """Chance that is the same at every drawing: from the scene's seed and a key."""
        return random.Random(f"{self.scene.seed}/{'/'.join(map(str, key))}")

    def background(self, ground: str) -> Painter:
        """The look's background in the colours of a ground; shots of one ground share it, so that it flows on."""
        if ground not in self._backgrounds:
            module = plugins.find("reelwright.studio.layers.backgrounds", self.look.background_of(ground))
            self._backgrounds[ground] = module.build(self, self.theme(ground), self.rng("background", ground))
        return self._backgrounds[ground]

    def motif(self, theme: Theme, keep_out: Box, *key: object) -> Painter:
        """The look's moving ornament, outside `keep_out`."""
        module = plugins.find("reelwright.studio.layers.motifs", self.look.motif)
        painter: Painter = module.build(self, theme, keep_out, self.rng("motif", *key))
        return painter

    def text(
        self,
        text: str,
        face: Face,
        size: float,
        width: float,
        color: Color,
        timing: Timing,
        *,
        height: float = 1e6,
        max_lines: int = 2,
        align: Align | None = None,
        accents: tuple[tuple[str, Color], ...] = (),
    ) -> TextBlock:
        """A text fitted to at most `size` design units in a column of `width` pixels."""
        fitted = fit(self.fonts, text, face, size * self.u, width, height, max_lines)
        return TextBlock(self.fonts, fitted, width, color, timing, align or self.look.align, accents)
