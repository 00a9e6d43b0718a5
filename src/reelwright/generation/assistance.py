"""What a person can do about a refusal: milder words, or another model with its price."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.prompting.service import milder

Json = dict[str, Any]


def refusal_of(worst: sa.Row[Any]) -> Json:
    """What is known of a refused attempt: which `side` was refused, the prompt or pictures (`input`) or what was made
    of them (`output`), None where the vendor does not say; and whether it was `billed`."""
    return {"side": worst.refused_side or None, "billed": worst.billed}


def assisted(error: Json, prompt: str, max_prompt: int | None, alternatives: Sequence[Json]) -> Json:
    """The error of a refused generation with proposals: nothing is ordered by them."""
    words = milder(prompt, max_prompt)
    return error | {
        "proposedPrompt": words.prompt,
        "proposedChanges": list(words.changes),
        "alternatives": list(alternatives),
    }
