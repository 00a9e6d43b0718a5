"""What is asked for each field of a brief, and quick replies to it."""

from collections.abc import Mapping
from typing import Final

from reelwright.prompting.contracts import FieldName

HELLO: Final = "Hello! A few questions, and I will propose videos for this campaign."
QUESTIONS: Final[Mapping[FieldName, str]] = {
    "product": "What are we promoting? Its name is enough to begin with.",
    "description": "What is it, in a sentence or two? What does it do better than others?",
    "audience": "Who should see this? The more precisely you know them, the better.",
    "goal": "What should the campaign achieve?",
    "key_message": "If people remember one thing, what should it be?",
    "tone": "How should it feel?",
    "call_to_action": "What should people do when they have seen it?",
    "placements": "Where will the videos run?",
    "budget_micro": "What may the videos of this campaign cost in all, in dollars? It is a hard limit.",
}
_QUICK: Final[Mapping[FieldName, tuple[str, ...]]] = {
    "goal": ("Make it known", "Sell more", "Launch it", "Get sign-ups"),
    "tone": ("Playful", "Premium", "Bold", "Warm"),
    "call_to_action": ("Shop now", "Learn more", "Sign up"),
    "placements": ("TikTok and Instagram Reels", "YouTube", "LinkedIn"),
    "budget_micro": ("$50", "$200", "$500"),
}


def suggestions_for(asks: FieldName | None) -> tuple[str, ...]:
    """Quick replies to a question."""
    if asks is None:
        return ("Propose a video",)
    return (*_QUICK.get(asks, ()), "Skip")
