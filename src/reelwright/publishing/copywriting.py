"""The words a creative starts with on each placement: what the video says, never how it was filmed. Pure."""

from typing import Any

from reelwright.prompting.contracts import Brief
from reelwright.studio.scriptwriting import write_copy

_TITLE_LENGTH = 70
_TAG_LENGTH = 40  # letters; a longer one (an address, say) is no tag that anybody follows


def title_of(prompt: str, product: str = "") -> str:
    """A short name for a creative, from the product or from what the prompt is about."""
    return _cut(product or write_copy(prompt).headline or prompt, _TITLE_LENGTH)


def first_copy(prompt: str, brief: Brief) -> dict[str, Any]:
    """Text, hashtags and link to begin with: the brief's message and call; without them the prompt's own subject."""
    said = write_copy(prompt)
    message = brief.key_message or " ".join(_ended(part) for part in (said.headline, *said.beats[:1]) if part)
    call = brief.call_to_action or said.call
    text = " ".join(_ended(part) for part in (message or prompt, call) if part)
    return {"text": text, "hashtags": _hashtags(brief.product or ""), "link": None}


def _hashtags(product: str) -> list[str]:
    """The product's name as one word, where it is a name and not a sentence."""
    words = ["".join(filter(str.isalnum, word)) for word in product.split()]
    words = [word for word in words if word]
    if not 0 < len(words) <= 4:
        return []
    tag = "".join(word[:1].upper() + word[1:] for word in words)
    return [f"#{tag}"] if len(tag) <= _TAG_LENGTH else []


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}."


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    room = text[: length - 1]
    return (room.rpartition(" ")[0] or room).rstrip(" ,.;:") + "…"
