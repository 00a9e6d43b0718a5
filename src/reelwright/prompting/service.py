"""Refinement through any OpenAI-shaped chat endpoint. It never blocks an order: without it the prompt stands."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

from reelwright.prompting.rewording import milder as milder
from reelwright.prompting.storyboard import Beat, beats_of, fit_prompt

log = logging.getLogger("reelwright.prompting")

TIMEOUT_SECONDS = 45.0
_SYSTEM = (
    "You rewrite prompts for text-to-video models. Keep the user's subject, brand names, facts and language. "
    "Describe light, camera, setting, motion and mood in plain present tense. No lists, no headings, no on-screen "
    "text that the user did not ask for. Answer with the rewritten prompt only, at most {limit} characters."
)
_IN_GENERAL = "Make it vivid, concrete and filmable."


@dataclass(frozen=True)
class ChatEndpoint:
    """One chat model and how to reach it."""

    name: str
    base_url: str
    model: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Refined:
    """The prompt to go on with, who wrote it, and what a person should know about it."""

    prompt: str
    by: str | None
    warning: str | None = None


class Prompting:
    """Refines by the first endpoint that answers, in the order given."""

    def __init__(self, endpoints: Sequence[ChatEndpoint]) -> None:
        self._endpoints = tuple(endpoints)

    async def refine(self, prompt: str, direction: str | None, max_prompt: int | None) -> Refined:
        """The prompt rewritten in a direction (or in general), within the serving mode's limit."""
        if not self._endpoints:
            return Refined(prompt, None, "The prompt was not refined: no chat model is set up (set POE_API_KEY).")
        # A second of CPU to import: a start does not wait for it, nor does the event loop.
        errors = (await asyncio.to_thread(import_module, "openai")).OpenAIError
        limit = min(max_prompt or 4000, 4000)
        for endpoint in self._endpoints:
            try:
                text = await self._ask(endpoint, prompt, direction or _IN_GENERAL, limit)
            except errors as error:
                log.warning("chat model %s did not refine: %s", endpoint.name, type(error).__name__)
                continue
            if text:
                return Refined(fit_prompt(text, limit), endpoint.name)
        names = ", ".join(endpoint.name for endpoint in self._endpoints)
        return Refined(prompt, None, f"The prompt was not refined: {names} did not answer. The original was used.")

    def storyboard(self, prompt: str, shots: int, max_prompt: int | None) -> list[Beat]:
        """The beats of a planned number of shots."""
        return beats_of(prompt, shots, max_prompt)

    async def _ask(self, endpoint: ChatEndpoint, prompt: str, direction: str, limit: int) -> str:
        from openai import AsyncOpenAI

        async with AsyncOpenAI(
            api_key=endpoint.key, base_url=endpoint.base_url, timeout=TIMEOUT_SECONDS, max_retries=1
        ) as client:
            answer = await client.chat.completions.create(
                model=endpoint.model,
                messages=[
                    {"role": "system", "content": _SYSTEM.format(limit=limit)},
                    {"role": "user", "content": f"Direction: {direction}\n\nPrompt: {prompt}"},
                ],
            )
        return (answer.choices[0].message.content or "").strip() if answer.choices else ""
