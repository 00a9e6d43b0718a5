"""Any OpenAI-shaped chat endpoint: the first that answers, in the order given, word by word."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from reelwright.prompting.contracts import Delta, Restart

log = logging.getLogger("reelwright.prompting")

PATIENCE_SECONDS = 30.0
"""How long an endpoint may take for its first word, and for each next one."""
REST_SECONDS = 60.0
"""How long an endpoint that kept somebody waiting in vain is not asked again."""
LONGEST_ANSWER = 40_000
"""Characters after which an answer is taken to be over: an endpoint may never stop."""

Messages = Sequence[tuple[str, str]]
"""(role, text): `system`, `user` or `assistant`."""


@dataclass(frozen=True)
class ChatEndpoint:
    """One chat model and how to reach it."""

    name: str
    base_url: str
    model: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Said:
    """What a chat model answered, its name, and the tokens that its endpoint told of."""

    text: str
    by: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class Chat:
    """Asks; never raises for an endpoint that is down, slow, refuses or talks nonsense."""

    def __init__(self, endpoints: Sequence[ChatEndpoint], *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._endpoints = tuple(endpoints)
        self._patience_seconds = patience_seconds
        self._rests_until: dict[str, float] = {}

    @property
    def names(self) -> str:
        """The endpoints in the order they are asked; empty where there is none."""
        return ", ".join(endpoint.name for endpoint in self._endpoints)

    async def ask(self, system: str, user: str) -> Said | None:
        """The first answer with words in it; None where no endpoint gives one."""
        async with aclosing(self.stream([("system", system), ("user", user)])) as pieces:
            async for piece in pieces:
                if isinstance(piece, Said):
                    return piece
        return None

    async def stream(self, messages: Messages) -> AsyncGenerator[Delta | Restart | Said]:
        """The answer as it comes, and whole at last; nothing more where no endpoint gives one.

        `Restart` stands where an endpoint broke off and the next begins anew.
        """
        if not self._endpoints:
            return
        await asyncio.to_thread(
            import_module, "openai"
        )  # a second of CPU, which neither a start nor the loop waits for
        for endpoint in self._endpoints:
            if self._rests_until.get(endpoint.name, 0.0) > time.monotonic():
                continue
            has_begun, said = False, None
            try:
                async with aclosing(_stream(endpoint, messages, self._patience_seconds)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        if isinstance(piece, Said):
                            said = piece
                        else:
                            yield piece
            except Exception as error:  # whatever it sends or its client library makes of it: the next one is asked
                log.warning("chat model %s did not answer: %s", endpoint.name, type(error).__name__)
                if isinstance(error, TimeoutError):
                    self._rests_until[endpoint.name] = time.monotonic() + REST_SECONDS
            if said:  # told when the connection is closed: who has heard it need not listen on
                yield said
                return
            if has_begun:
                yield Restart()


async def _stream(endpoint: ChatEndpoint, messages: Messages, patience_seconds: float) -> AsyncGenerator[Delta | Said]:
    """One endpoint's answer. Raises what the client library raises; `TimeoutError` where it keeps silent."""
    from openai import AsyncOpenAI

    whole, usage = "", None
    async with AsyncOpenAI(api_key=endpoint.key, base_url=endpoint.base_url, timeout=120, max_retries=1) as client:
        said: list[Any] = [{"role": role, "content": text} for role, text in messages]
        async with asyncio.timeout(patience_seconds):
            chunks = await client.chat.completions.create(
                model=endpoint.model, messages=said, stream=True, stream_options={"include_usage": True}
            )
        async with chunks:
            while len(whole) < LONGEST_ANSWER:
                async with asyncio.timeout(patience_seconds):
                    chunk = await anext(chunks, None)
                if chunk is None:
                    break
                usage = chunk.usage or usage
                text = (chunk.choices[0].delta.content or "") if chunk.choices else ""
                if text:
                    whole += text
                    yield Delta(text)
    if whole.strip():
        told = (usage.prompt_tokens, usage.completion_tokens) if usage else (None, None)
        yield Said(whole.strip(), endpoint.name, *told)
