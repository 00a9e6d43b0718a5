"""What the attempts that the budget pays for were made for."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.budget.contracts import Purpose
from reelwright.campaigns.service import campaign_names
from reelwright.generation.models import attempts, generations

_AT_ONCE = 500  # databases take only so many values in one question
_LONGEST = 200


def purposes_of(conn: sa.Connection, attempt_ids: Sequence[str]) -> Mapping[str, Purpose]:
    """The purposes of attempts by their ids, prompts cut to 200 characters; what is not there any more is left out."""
    parts = [attempt_ids[start : start + _AT_ONCE] for start in range(0, len(attempt_ids), _AT_ONCE)]
    rows = [row for part in parts for row in conn.execute(_query(part))]
    names = campaign_names(conn, {row.campaign_id for row in rows if row.campaign_id})
    return {
        row.id: Purpose(
            generation_id=row.generation_id,
            prompt=row.prompt or None,
            model=row.served_by["model"],
            vendor=row.vendor,
            campaign_id=row.campaign_id,
            campaign_name=names.get(row.campaign_id),
        )
        for row in rows
    }


def _query(attempt_ids: Sequence[str]) -> sa.Select[Any]:
    a, g = attempts.c, generations.c
    beginning = sa.func.substr(g.prompt, 1, _LONGEST).label("prompt")
    return (
        sa.select(a.id, a.generation_id, a.vendor, beginning, g.served_by, g.campaign_id)
        .join(generations, g.id == a.generation_id)
        .where(a.id.in_(attempt_ids))
    )
