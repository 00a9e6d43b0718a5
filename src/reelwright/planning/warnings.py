"""What a person should know of a plan before ordering it, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from reelwright.planning.wish import Plan, Wish


def warnings_for(plan: Plan, wish: Wish, name: str) -> Iterator[str]:
    """The sentences of quote and answer: who serves, what is cut, enlarged, trimmed or left out."""
    if plan.served_by.reason:
        yield plan.served_by.reason
    yield from _picture(plan, name)
    yield from _length(plan, name)
    yield from _pictures_given(plan, wish)
    if plan.mode.fps is not None and plan.fps != plan.mode.fps and plan.fps not in plan.mode.fps_options:
        yield f"{name} makes {plan.mode.fps} frames a second; they are converted to {plan.fps}."


def _picture(plan: Plan, name: str) -> Iterator[str]:
    if plan.reframe is not None and plan.reframe.kept < Fraction(49, 50):
        kept = int(plan.reframe.kept * 100)
        wanted = f"{plan.width}x{plan.height}"
        yield f"{name} makes {plan.size.aspect_ratio} here: {kept} % of the picture is kept for {wanted}."
    if plan.upscaled_from:
        yield f"The picture is enlarged from {plan.upscaled_from} to {plan.width}x{plan.height}."


def _length(plan: Plan, name: str) -> Iterator[str]:
    spare = plan.native_seconds - Fraction(plan.frames, plan.fps)
    if len(plan.shots) == 1 and spare > 0:
        yield f"{name} makes {_s(plan.native_seconds)} here, billed whole; {_s(spare)} are trimmed away."
    elif spare > 0 and plan.join == "cuts":
        yield f"The clips have {_s(plan.native_seconds)} together, billed whole; {_s(spare)} are trimmed away."
    if plan.join == "continuous":
        lost = len(plan.shots) - 1
        yield f"Each shot goes on from the last frame of the one before; {lost} doubled frames are dropped."
        if plan.shots[-1].frames < plan.fps:
            yield f"Only {_s(Fraction(plan.shots[-1].frames, plan.fps))} of the last shot are shown."


def _pictures_given(plan: Plan, wish: Wish) -> Iterator[str]:
    if len(plan.shots) == 1:
        return
    if plan.following is not None and wish.references and plan.following.max_references < len(wish.references):
        yield "The references shape the first shot only; the others go on from its last frame."
    if plan.join == "cuts" and wish.has_first_frame:
        if "firstFrame" in plan.mode.requires:
            yield "Every shot starts from the same first frame."
        else:
            yield "Only the first shot starts from the first frame."


def _s(seconds: Fraction) -> str:
    return f"{float(seconds):.3f}".rstrip("0").rstrip(".") + " s"
