"""Through the old shot into the new one: the old one rushes past the camera, the new one settles behind it."""

from typing import TYPE_CHECKING, Any

from reelwright.studio.easing import clamp, in_cubic, lerp, out_quint
from reelwright.studio.layers.raster import LINEAR, drawn, image_paint

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """The old shot is gone after 62 % of the way; nothing is ever smaller than the picture."""
    after = drawn(stage.width, stage.height, sides.after)
    before = drawn(stage.width, stage.height, sides.before)
    going = in_cubic(clamp(share / 0.62))
    _scaled(stage, canvas, after, lerp(1.14, 1.0, out_quint(clamp((share - 0.12) / 0.88))), 1.0)
    if going < 1:
        _scaled(stage, canvas, before, lerp(1.0, 1.9, going), 1 - going)


def _scaled(stage: "Stage", canvas: Any, image: Any, scale: float, alpha: float) -> None:
    canvas.save()
    canvas.translate(stage.width / 2, stage.height / 2)
    canvas.scale(scale, scale)
    canvas.translate(-stage.width / 2, -stage.height / 2)
    canvas.drawImage(image, 0, 0, LINEAR, image_paint(alpha))
    canvas.restore()
