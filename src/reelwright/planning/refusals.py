"""Why a route cannot make a wish, which change would let it, and how that is told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reelwright.catalog.spec import Mode
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Invalid
from reelwright.planning.wish import FIRST_FRAME, Wish

Changes = dict[str, Any]
Fitting = Callable[[Wish], Sequence[dict[str, Any]]]
"""Other models that can make a wish, as `{model, name, vendor, priceUsd}`; asked only when a wish is refused."""


class NotOffered(Invalid):
    """422: what serves the request cannot make this; `nearest` says what it could, `alternatives` who can.

    `nearest_wish` is that nearest wish as a value, None where no change of the wish helps.
    """

    code: ClassVar[str] = "not_offered"
    nearest_wish: Wish | None = None


class AbovePriceLimit(NotOffered):
    """422: the plan costs more than `maxPriceUsd`."""

    code: ClassVar[str] = "above_price_limit"


class Refused(Exception):
    """One route's refusal: the API's field, a sentence with the limit, and the fields of the wish to change."""

    def __init__(self, about: str, sentence: str, changes: Changes) -> None:
        super().__init__(sentence)
        self.about = about
        self.sentence = sentence
        self.changes = changes


@dataclass(frozen=True)
class _Requirement:
    """What a mode must have for a wish; `told` and `changes` see the modes that met all requirements before."""

    about: str
    is_met: Callable[[Mode], bool]
    told: Callable[[list[Mode]], str]
    changes: Callable[[list[Mode]], Changes]


def modes_that_fit(wish: Wish, name: str, modes: Sequence[Mode]) -> list[Mode]:
    """The modes that meet all requirements of the wish. Raises `Refused` at the first that none of them meets."""
    left = list(modes)
    for need in (*_picture_requirements(wish, name, modes), *_other_requirements(wish, name)):
        fitting = [mode for mode in left if need.is_met(mode)]
        if not fitting:
            raise Refused(need.about, need.told(left), need.changes(left))
        left = fitting
    return left


def modes_that_follow(wish: Wish, modes: Sequence[Mode]) -> list[Mode]:
    """The modes that can start from the previous shot's last frame, keeping sound, seed and prompt of the wish."""
    left = [mode for mode in modes if "firstFrame" in mode.inputs and "references" not in mode.requires]
    return [mode for mode in left if all(need.is_met(mode) for need in _other_requirements(wish, ""))]


def _picture_requirements(wish: Wish, name: str, all_modes: Sequence[Mode]) -> Iterator[_Requirement]:
    pictures = wish.references
    if wish.has_first_frame:
        yield _Requirement(
            "references",
            lambda _: wish.reference_roles.count(FIRST_FRAME) == 1,
            lambda _: "A video has one first frame: give only one picture that role.",
            lambda _: {"reference_roles": (FIRST_FRAME, *pictures)},
        )
        yield _Requirement(
            "references",
            lambda mode: "firstFrame" in mode.inputs,
            lambda _: f"{name} takes no first frame.",
            lambda _: {"reference_roles": pictures},
        )
    else:
        yield _Requirement(
            "references",
            lambda mode: "firstFrame" not in mode.requires,
            lambda _: f"{name} needs a first frame here: give one picture the role firstFrame.",
            lambda _: {"reference_roles": (FIRST_FRAME, *pictures[1:])},
        )
    yield _Requirement(
        "references",
        lambda mode: bool(pictures) or "references" not in mode.requires,
        lambda _: f"{name} needs a reference picture.",
        lambda _: {"reference_roles": (*wish.reference_roles, "style")},
    )
    yield _Requirement(
        "references",
        lambda mode: len(pictures) <= mode.max_references,
        lambda modes: _too_many(wish, name, modes, all_modes),
        lambda modes: {"reference_roles": _first_few(wish, max(mode.max_references for mode in modes))},
    )
    yield _Requirement(
        "references",
        lambda mode: mode.reference_roles.issuperset(pictures),
        lambda modes: f"{name} takes references only as {', '.join(_roles(modes))}.",
        lambda modes: {"reference_roles": tuple(r for r in wish.reference_roles if r in {FIRST_FRAME, *_roles(modes)})},
    )


def _other_requirements(wish: Wish, name: str) -> Iterator[_Requirement]:
    if wish.audio == "native":
        yield _Requirement(
            "audio",
            lambda mode: mode.audio != "none",
            lambda _: f"{name} makes no sound of its own here: ask for auto, music or none.",
            lambda _: {"audio": "auto"},
        )
    if wish.seed is not None:
        yield _Requirement(
            "seed",
            lambda mode: mode.supports_seed,
            lambda _: f"{name} takes no seed here.",
            lambda _: {"seed": None},
        )
    if wish.negative_prompt:
        yield _Requirement(
            "negativePrompt",
            lambda mode: mode.supports_negative_prompt,
            lambda _: f"{name} takes no negative prompt here: say in the prompt what should be seen.",
            lambda _: {"negative_prompt": None},
        )
    yield _Requirement(
        "prompt",
        lambda mode: mode.max_prompt is None or wish.prompt_length <= mode.max_prompt,
        lambda modes: (
            f"{name} takes prompts of at most {_longest_prompt(modes)} characters ({wish.prompt_length} given)."
        ),
        lambda modes: {"prompt_length": _longest_prompt(modes)},
    )


def _too_many(wish: Wish, name: str, modes: Sequence[Mode], all_modes: Sequence[Mode]) -> str:
    limit, given = max(mode.max_references for mode in modes), len(wish.references)
    if limit:
        return f"{name} takes at most {limit} reference picture{'s' if limit > 1 else ''} ({given} given)."
    if wish.has_first_frame:
        return f"{name} takes no reference pictures together with a first frame ({given} given)."
    can_start = any("firstFrame" in mode.inputs for mode in all_modes)
    hint = " It can start from one: give that the role firstFrame." if can_start else ""
    return f"{name} takes no reference pictures ({given} given).{hint}"


def _first_few(wish: Wish, limit: int) -> tuple[str, ...]:
    return (*((FIRST_FRAME,) if wish.has_first_frame else ()), *wish.references[:limit])


def _roles(modes: list[Mode]) -> list[str]:
    return sorted({role for mode in modes for role in mode.reference_roles})


def _longest_prompt(modes: list[Mode]) -> int:
    return max(mode.max_prompt or 0 for mode in modes)


def problem_of(refused: Refused, wish: Wish, nearest: Wish | None, others: Sequence[dict[str, Any]]) -> NotOffered:
    """The refusal as a person reads it: the limit, the nearest wish that can be met, and the models that fit."""
    changed = _told_changes(wish, nearest) if nearest else {}
    told = ", ".join(f"{one['model']} ({_dollars(one['priceUsd'])})" for one in others[:5])
    fits = f" Models that fit: {told}." if told else ""
    near = f" Nearest that can be made: {', '.join(f'{key} {_word(value)}' for key, value in changed.items())}."
    kind = AbovePriceLimit if refused.about == "maxPriceUsd" else NotOffered
    problem = kind(
        refused.sentence + (near if changed else "") + fits,
        fields={refused.about: refused.sentence},
        nearest=changed,
        alternatives=list(others),
    )
    problem.nearest_wish = nearest
    return problem


def _told_changes(wish: Wish, nearest: Wish) -> dict[str, Any]:
    """The changed fields under the names of the API."""
    names: dict[str, Callable[[Wish], Any]] = {
        "duration": lambda one: float(one.seconds),
        "references": lambda one: list(one.reference_roles),
        "audio": lambda one: one.audio,
        "seed": lambda one: one.seed,
        "negativePrompt": lambda one: one.negative_prompt,
        "promptLength": lambda one: one.prompt_length,
        "resolution": lambda one: one.resolution if one.is_resolution_explicit else "default",
        "continuity": lambda one: one.continuity,
        "maxPriceUsd": lambda one: None if one.max_price_micro is None else usd_from_micro(one.max_price_micro),
    }
    return {name: read(nearest) for name, read in names.items() if read(nearest) != read(wish)}


def _word(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(value) or "none"
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _dollars(usd: float) -> str:
    return f"${usd:.2f}" if usd else "free"
