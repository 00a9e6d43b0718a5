"""What a brand kit brings into an order, by value: editing or deleting the kit later changes nothing. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from reelwright.brands.contracts import BrandKit
from reelwright.prompting.contracts import Voice

Json = dict[str, Any]
_USES = ("any", "dark", "light")  # which logo is taken first: grounds of drawn videos are dark more often than light


def frozen_of(kit: BrandKit) -> Json:
    """The kit's values as the order keeps and shows them."""
    return {
        "kitId": kit.id,
        "name": kit.name,
        "colours": list(kit.colours),
        "fonts": {"heading": kit.fonts.heading, "body": kit.fonts.body},
        "tone": kit.tone,
        "wordsToAvoid": list(kit.words_to_avoid),
        "endCard": {"isShown": kit.end_card.is_shown, "text": kit.end_card.text, "link": kit.end_card.link},
    }


def scene_brand(frozen: Mapping[str, Any]) -> Json:
    """The part that the studio engine draws. Not the kit's name, which may be anybody's note to themselves."""
    card = frozen["endCard"]
    return {
        "colours": frozen["colours"],
        "heading": frozen["fonts"]["heading"] or "",
        "body": frozen["fonts"]["body"] or "",
        "has_end_card": card["isShown"],
        "end_text": card["text"] or "",
        "end_link": card["link"] or "",
    }


def voice_of(request: Mapping[str, Any]) -> Voice:
    """How the brand of a stored order speaks."""
    frozen = request.get("brand") or {}
    return Voice(frozen.get("tone"), tuple(frozen.get("wordsToAvoid") or ()))


def logos_of(kit: BrandKit) -> list[str]:
    """Asset ids of its logos, the one to take first."""
    return [logo.asset_id for logo in sorted(kit.logos, key=lambda logo: _USES.index(logo.use))]


def avoided_words(prompt: str, frozen: Mapping[str, Any]) -> str | None:
    """A warning that names the words of a prompt which the brand avoids; they stay as the user wrote them."""
    found = [word for word in frozen["wordsToAvoid"] if _says(prompt, word)]
    if not found:
        return None
    named = ", ".join(f"“{word}”" for word in found)
    return f"The brand kit {frozen['name']} avoids {named}, which the prompt says. It was left as written."


def _says(prompt: str, word: str) -> bool:
    """Whole words only, where the script has any: `art` is not in `start`."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", prompt, re.IGNORECASE) is not None or (
        not word.isascii() and word.casefold() in prompt.casefold()
    )
