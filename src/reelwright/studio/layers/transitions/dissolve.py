"""The old shot fades while the new one settles from slightly larger."""

from typing import TYPE_CHECKING, Any

from reelwright.studio.easing import in_out_sine, lerp, out_cubic
from reelwright.studio.layers.raster import LINEAR, drawn, image_paint

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """A plain cross-fade would show two texts on top of each other: the first half belongs to the old shot."""
    sides.before(canvas)
    after = drawn(stage.width, stage.height, sides.after)
    scale = lerp(1.05, 1.0, out_cubic(share))
    canvas.save()
    canvas.translate(stage.width / 2, stage.height / 2)
    canvas.scale(scale, scale)
    canvas.translate(-stage.width / 2, -stage.height / 2)
    canvas.drawImage(after, 0, 0, LINEAR, image_paint(in_out_sine(share)))
    canvas.restore()
