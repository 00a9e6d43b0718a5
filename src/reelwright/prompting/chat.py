"""Any OpenAI-shaped chat endpoint: the first that answers, in the order given."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

log = logging.getLogger("reelwright.prompting")

TIMEOUT_SECONDS = 45.0


@dataclass(frozen=True)
class ChatEndpoint:
    """One chat model and how to reach it."""

    name: str
    base_url: str
    model: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Said:
    """What a chat model answered, and its name."""

    text: str
    by: str


class Chat:
    """Asks; never raises for an endpoint that is down, slow or refuses."""

    def __init__(self, endpoints: Sequence[ChatEndpoint]) -> None:
        self._endpoints = tuple(endpoints)

    @property
    def names(self) -> str:
        """The endpoints in the order they are asked; empty where there is none."""
        return ", ".join(endpoint.name for endpoint in self._endpoints)

    async def ask(self, system: str, user: str) -> Said | None:
        """The first answer with words in it; None where no endpoint gives one."""
        if not self._endpoints:
            return None
        # A second of CPU to import: a start does not wait for it, nor does the event loop.
        errors = (await asyncio.to_thread(import_module, "openai")).OpenAIError
        for endpoint in self._endpoints:
            try:
                text = await _ask(endpoint, system, user)
            except errors as error:
                log.warning("chat model %s did not answer: %s", endpoint.name, type(error).__name__)
                continue
            if text:
                return Said(text, endpoint.name)
        return None


async def _ask(endpoint: ChatEndpoint, system: str, user: str) -> str:
    from openai import AsyncOpenAI

    async with AsyncOpenAI(
        api_key=endpoint.key, base_url=endpoint.base_url, timeout=TIMEOUT_SECONDS, max_retries=1
    ) as client:
        answer = await client.chat.completions.create(
            model=endpoint.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
        )
    return (answer.choices[0].message.content or "").strip() if answer.choices else ""
