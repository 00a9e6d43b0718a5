"""Better prompts and storyboards by a chat model, else by our own rules. Neither ever blocks or fails an order."""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reelwright.prompting.chat import Chat
from reelwright.prompting.chat import ChatEndpoint as ChatEndpoint
from reelwright.prompting.cinematography import filmed
from reelwright.prompting.rewording import milder as milder
from reelwright.prompting.storyboard import Beat, beats_of, fit_prompt, framed

log = logging.getLogger("reelwright.prompting")

_REFINER = (
    "You rewrite prompts for text-to-video models. Keep the user's subject, brand names, facts and language. "
    "Describe light, camera, setting, motion and mood in plain present tense. No lists, no headings, no on-screen "
    "text that the user did not ask for. Answer with the rewritten prompt only, at most {limit} characters."
)
_IN_GENERAL = "Make it vivid, concrete and filmable."
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
    """Asks the chat models in the order given."""

    def __init__(self, endpoints: Sequence[ChatEndpoint]) -> None:
        self._chat = Chat(endpoints)

    async def refine(self, prompt: str, direction: str | None, max_prompt: int | None) -> Refined:
        """The prompt rewritten in a direction (or in general), within the serving mode's limit."""
        limit = min(max_prompt or 4000, 4000)
        asked = f"Direction: {direction or _IN_GENERAL}\n\nPrompt: {prompt}"
        if said := await self._chat.ask(_REFINER.format(limit=limit), asked):
            return Refined(fit_prompt(said.text, limit), said.by)
        why = f"{self._chat.names} did not answer" if self._chat.names else "none is set up: POE_API_KEY"
        told = f"The prompt was not refined by a chat model ({why}); {_BY_RULE} added light, camera and mood."
        return Refined(filmed(prompt, direction, limit), _BY_RULE, told)

    async def storyboard(
        self, prompt: str, shots: int, max_prompt: int | None, *, is_continuous: bool = False
    ) -> list[Beat]:
        """The beats of a planned number of shots; a single shot keeps the prompt as it is."""
        if shots > 1 and self._chat.names:
            system = _BOARDER.format(shots=shots, joined=_CHAIN if is_continuous else _CUTS)
            said = await self._chat.ask(system, f"The wish:\n\n{prompt}")
            if said and (beats := _read_board(said.text, shots, max_prompt)):
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
