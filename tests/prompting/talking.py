"""A campaign's chat played by the guide, as the conversation keeps it."""

from dataclasses import dataclass, field, replace

from reelwright.prompting.contracts import Interview, Line, Turn, Voice
from reelwright.prompting.interview.guide import opening, reply


@dataclass
class Talk:
    """What has been said so far; `say` gives the guide's answer."""

    may_raise: bool = True
    voice: Voice = field(default_factory=Voice)

    def __post_init__(self) -> None:
        start = Interview("ws_1", "cmp_1", "", voice=self.voice, may_raise=self.may_raise)
        self.last = opening(start.brief)
        self.state = replace(start, asked=self.last.asks, dialogue=(Line("assistant", self.last.text),))

    def say(self, *texts: str) -> Turn:
        """The answer to the last of these."""
        for text in texts:
            self._say(text)
        return self.last

    def _say(self, text: str) -> None:
        asked = replace(self.state, said=text, dialogue=(*self.state.dialogue, Line("user", text)))
        turn = self.last = reply(asked)
        assert len(turn.text) < 1200 and "None" not in turn.text and "  " not in turn.text, turn.text
        self.state = replace(
            asked,
            brief=asked.brief.with_facts(turn.facts),
            skipped=(*asked.skipped, *turn.skipped),
            asked=turn.asks,
            wrote=tuple(name for name in turn.facts),  # type: ignore[misc]
            dialogue=(*asked.dialogue, Line("assistant", turn.text)),
            proposed=(*asked.proposed, *([turn.proposal] if turn.proposal else [])),
        )
