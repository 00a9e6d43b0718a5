"""Beats of a storyboard by rule: each shot of a longer video gets its own framing of the same wish."""

from dataclasses import dataclass

from reelwright.kit.text import cut, units

STYLE_CLAUSE = "Same subject, setting, palette and light in every shot."

_OPENING = "Opening wide shot that sets the scene"
_CLOSING = "Closing hero shot, the subject centred and still, room for a logo"
_MIDDLE = (
    "Medium shot, slow push in on the subject",
    "Close-up of the most telling detail, shallow depth of field",
    "Moving shot alongside the subject, natural energy",
    "The subject in use, seen over the shoulder",
    "Low angle, the subject large in the frame",
    "Overhead shot, clean composition",
)


@dataclass(frozen=True)
class Beat:
    """One shot's part of the story. `prompt` is what the vendor gets."""

    n: int
    framing: str
    prompt: str


def beats_of(prompt: str, shots: int, max_prompt: int | None) -> list[Beat]:
    """As many beats as shots; a single shot keeps the prompt as it is. Cut to the mode's limit from its own end."""
    if shots == 1:
        return [Beat(1, "", fit_prompt(prompt, max_prompt))]
    framings = [_OPENING, *(_MIDDLE[i % len(_MIDDLE)] for i in range(shots - 2)), _CLOSING]
    return [
        Beat(n, framing, framed(prompt, framing, STYLE_CLAUSE, max_prompt)) for n, framing in enumerate(framings, 1)
    ]


def framed(prompt: str, framing: str, look: str, max_prompt: int | None) -> str:
    """What happens, how it is seen and what stays the same, within a limit: what happens gives way first."""
    tail = f" {_sentence(framing)} {_sentence(look)}".rstrip()
    room = None if max_prompt is None else max(0, max_prompt - units(tail))
    return fit_prompt(fit_prompt(prompt, room) + tail, max_prompt)


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return f"{text}." if text else ""


def fit_prompt(text: str, limit: int | None) -> str:
    """Text within a limit of UTF-16 units, cut at a sentence or a word rather than inside one."""
    text = text.strip()
    if limit is None or units(text) <= limit:
        return text
    start = cut(text, limit)
    for mark in (". ", "! ", "? ", "; ", ", ", " "):
        at = start.rfind(mark)
        if at > len(start) * 0.6:
            return start[: at + 1].strip()
    return start.strip()
