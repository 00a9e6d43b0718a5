"""Better prompts, storyboards and the talk about a brief, by a chat model, else by our own rules.

None of it ever blocks or fails an order.
"""

import json
import logging
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from reelwright.kit.rate import RateLimiter, refuse
from reelwright.prompting.assistant import heard, request_for_brief
from reelwright.prompting.chat import PATIENCE_SECONDS, Chat, Said
from reelwright.prompting.chat import ChatEndpoint as ChatEndpoint
from reelwright.prompting.cinematography import filmed
from reelwright.prompting.contracts import Delta, Interview, Restart, Turn, Voice
from reelwright.prompting.curtain import Curtain
from reelwright.prompting.interview.guide import first_idea as first_idea
from reelwright.prompting.interview.guide import opening as opening
from reelwright.prompting.interview.guide import reply
from reelwright.prompting.refining import PromptContext as PromptContext
from reelwright.prompting.refining import request_for, spoken_by
from reelwright.prompting.rewording import milder as milder
from reelwright.prompting.storyboard import Beat, beats_of, fit_prompt, framed
from reelwright.prompting.usage import Meter as Meter

log = logging.getLogger("reelwright.prompting")

_BOARDER = (
    "You split a wish for one advertising video into a storyboard of exactly {shots} shots for a text-to-video model, "
    "which sees each shot alone. Keep the user's subject, brand names, facts and language; invent no text on screen. "
    "{joined} Answer with JSON only, no other words: "
    '{{"look": "subject, setting, palette and light that are the same in every shot, one sentence", '
    '"beats": [{{"framing": "shot size and camera, a few words", "prompt": "what happens, one or two sentences"}}]}}'
)
_CUTS = "The shots are joined by hard cuts: open wide, come closer, end on a hero frame."
_CHAIN = "Each shot starts from the last frame of the one before: one unbroken movement, no cuts, no jumps in place."
_BY_RULE = "our own rules"
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


@dataclass(frozen=True)
class Refined:
    """The prompt to go on with, who wrote it, and what a person should know about it."""

    prompt: str
    by: str | None
    warning: str | None = None


class Prompting:
    """Asks the chat models in the order given; what they answer is metered for the workspace that asked."""

    def __init__(
        self,
        endpoints: Sequence[ChatEndpoint],
        meter: Meter,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        limiter: RateLimiter | None = None,
    ) -> None:
        """`limiter` is how often a workspace may ask: chat models cost money, and no budget holds them."""
        self._limiter = limiter
        self._chat = Chat(endpoints, patience_seconds=patience_seconds)
        self.meter = meter

    def admit(self, workspace_id: str) -> None:
        """Count one question of a person's to a chat model. Raises `TooManyRequests`; our own rules are free."""
        if self._limiter and self._chat.names and not (verdict := self._limiter.hit(workspace_id)).is_allowed:
            raise refuse(verdict, "This workspace has asked the chat model too often for now.")

    async def refine(
        self,
        workspace_id: str,
        prompt: str,
        direction: str | None,
        max_prompt: int | None,
        context: PromptContext | None = None,
    ) -> Refined:
        """The prompt rewritten in a direction (or in general), within the serving mode's limit."""
        async for piece in self.refining(workspace_id, prompt, direction, max_prompt, context):
            if isinstance(piece, Refined):
                return piece
        raise AssertionError("unreachable: our own rules always answer")

    async def refining(
        self,
        workspace_id: str,
        prompt: str,
        direction: str | None,
        max_prompt: int | None,
        context: PromptContext | None = None,
    ) -> AsyncIterator[Delta | Restart | Refined]:
        """The rewritten prompt as it comes, and whole at last: what is to be used is in `Refined`."""
        limit = min(max_prompt or 4000, 4000)
        about = context or PromptContext()
        async for piece in self._chat.stream(request_for(prompt, direction, limit, about)):
            if not isinstance(piece, Said):
                yield piece
                continue
            await self.meter.note(workspace_id, "refine", piece)
            yield Refined(fit_prompt(piece.text, limit), piece.by)
            return
        why = f"{self._chat.names} did not answer" if self._chat.names else "none is set up: POE_API_KEY"
        told = f"The prompt was not refined by a chat model ({why}); {_BY_RULE} added light, camera and mood."
        made = filmed(prompt, direction or about.tone, limit)
        yield Delta(made)
        yield Refined(made, _BY_RULE, told)

    async def interview(self, interview: Interview) -> AsyncIterator[Delta | Restart | Turn]:
        """The answer of a campaign's chat as it comes, and whole at last, with what it writes into the brief."""
        curtain = Curtain()
        shown = ""
        async for piece in self._chat.stream(request_for_brief(interview)):
            match piece:
                case Delta():
                    if words := curtain.pass_on(piece.text):
                        shown += words
                        yield Delta(words)
                case Restart():
                    curtain, shown = Curtain(), ""
                    yield piece
                case Said():
                    await self.meter.note(interview.workspace_id, "brief", piece)
                    if turn := heard(interview, piece):
                        if not turn.text.startswith(shown.strip()):
                            yield Restart()
                            shown = ""
                        if added := turn.text.removeprefix(shown.strip()):
                            yield Delta(added)
                        yield turn
                        return
        turn = reply(interview)
        yield Delta(turn.text)
        yield turn

    async def storyboard(
        self,
        workspace_id: str,
        prompt: str,
        shots: int,
        max_prompt: int | None,
        *,
        is_continuous: bool = False,
        voice: Voice | None = None,
    ) -> list[Beat]:
        """The beats of a planned number of shots, as the brand speaks; a single shot keeps the prompt as it is."""
        if shots > 1 and self._chat.names:
            joined = " ".join([_CHAIN if is_continuous else _CUTS, *spoken_by(voice or Voice())])
            system = _BOARDER.format(shots=shots, joined=joined)
            if said := await self._chat.ask(system, f"The wish:\n\n{prompt}"):
                await self.meter.note(workspace_id, "storyboard", said)
                if beats := _read_board(said.text, shots, max_prompt):
                    return beats
            log.warning("no storyboard of %d shots from %s; the beats are ours", shots, self._chat.names)
        return beats_of(prompt, shots, max_prompt)


def _read_board(text: str, shots: int, max_prompt: int | None) -> list[Beat] | None:
    """The beats in a chat model's answer; None unless there is exactly one good one for each shot."""
    if (found := _OBJECT.search(text)) is None:
        return None
    try:
        board = json.loads(found[0])
        look, rows = str(board["look"]), [(str(row["framing"]), str(row["prompt"])) for row in board["beats"]]
    except (ValueError, TypeError, KeyError):
        return None
    if len(rows) != shots or not all(prompt.strip() for _, prompt in rows):
        return None
    return [
        Beat(n, framing.strip(), framed(prompt, framing, look, max_prompt))
        for n, (framing, prompt) in enumerate(rows, 1)
    ]
