"""What a chat model is asked to make of a prompt."""

from dataclasses import dataclass, field

from reelwright.prompting.contracts import Brief, Voice

_REFINER = (
    "You rewrite prompts for text-to-video models. Keep the user's subject, brand names, facts and language. "
    "Describe light, camera, setting, motion and mood in plain present tense. No lists, no headings, no on-screen "
    "text that the user did not ask for. Answer with the rewritten prompt only, at most {limit} characters."
)
_IN_GENERAL = "Make it vivid, concrete and filmable."


@dataclass(frozen=True)
class PromptContext:
    """What a prompt is written for: the campaign's brief and the brand's voice, where there are any."""

    brief: Brief = field(default_factory=Brief)
    voice: Voice = field(default_factory=Voice)

    @property
    def tone(self) -> str | None:
        """How it should feel: the campaign's tone, else the brand's."""
        return self.brief.tone or self.voice.tone


def request_for(prompt: str, direction: str | None, limit: int, about: PromptContext) -> list[tuple[str, str]]:
    """The messages that ask for a better prompt."""
    system = " ".join([_REFINER.format(limit=limit), *_background(about)])
    return [("system", system), ("user", f"Direction: {direction or _IN_GENERAL}\n\nPrompt: {prompt}")]


def _background(about: PromptContext) -> list[str]:
    brief = about.brief
    told = {
        "It advertises": brief.product,
        "About it": brief.description,
        "It is for": brief.audience,
        "It must leave behind": brief.key_message,
    }
    voice = Voice(about.tone, about.voice.words_to_avoid)
    return [*(f"{name}: {value}." for name, value in told.items() if value), *spoken_by(voice)]


def spoken_by(voice: Voice) -> list[str]:
    """What a chat model is told of a brand's voice."""
    told = {"The tone is": voice.tone, "Never use these words": ", ".join(voice.words_to_avoid)}
    return [f"{name}: {value}." for name, value in told.items() if value]
