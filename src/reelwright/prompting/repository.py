"""What is kept of chat-model calls."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.kit.ids import new_id
from reelwright.prompting.models import chat_calls


def add_call(
    conn: sa.Connection,
    *,
    workspace_id: str,
    purpose: str,
    model: str,
    tokens_in: int | None,
    tokens_out: int | None,
    now_ms: int,
) -> None:
    """One call that was answered."""
    row = {"id": new_id("call"), "workspace_id": workspace_id, "purpose": purpose, "model": model}
    tokens = {"tokens_in": tokens_in, "tokens_out": tokens_out}
    conn.execute(chat_calls.insert().values(**row, **tokens, created_at=now_ms))


def usage_since(conn: sa.Connection, workspace_id: str, since_ms: int) -> Sequence[sa.Row[Any]]:
    """Calls and tokens by purpose and model; tokens are of the calls whose endpoint told them."""
    c = chat_calls.c
    counted = sa.select(
        c.purpose,
        c.model,
        sa.func.count().label("calls"),
        sa.func.coalesce(sa.func.sum(c.tokens_in), 0).label("tokens_in"),
        sa.func.coalesce(sa.func.sum(c.tokens_out), 0).label("tokens_out"),
    )
    mine = sa.and_(c.workspace_id == workspace_id, c.created_at >= since_ms)
    return conn.execute(counted.where(mine).group_by(c.purpose, c.model).order_by(c.purpose, c.model)).all()
