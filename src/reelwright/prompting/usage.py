"""Calls of chat models, metered apart from the vendors' ledger: how many, and the tokens their endpoints told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.prompting import repository
from reelwright.prompting.chat import Said


@dataclass(frozen=True)
class ChatUsage:
    """Calls for one purpose by one model."""

    purpose: str
    model: str
    calls: int
    tokens_in: int
    tokens_out: int


class Meter:
    """Notes calls and adds them up."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def note(self, workspace_id: str, purpose: str, said: Said) -> None:
        """One answered call, for `refine`, `storyboard` or `brief`."""
        now = self._clock.now_ms()
        await self._db.write(
            lambda conn: repository.add_call(
                conn,
                workspace_id=workspace_id,
                purpose=purpose,
                model=said.by,
                tokens_in=said.tokens_in,
                tokens_out=said.tokens_out,
                now_ms=now,
            )
        )

    async def since(self, workspace_id: str, since_ms: int) -> Sequence[ChatUsage]:
        """What a workspace has used, by purpose and model."""
        rows = await self._db.read(lambda conn: repository.usage_since(conn, workspace_id, since_ms))
        return [ChatUsage(row.purpose, row.model, row.calls, int(row.tokens_in), int(row.tokens_out)) for row in rows]
