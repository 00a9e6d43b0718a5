"""What is said in campaigns' chats, in the database."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.campaigns.contracts import Campaign, Message
from reelwright.campaigns.models import campaign_messages as table
from reelwright.campaigns.repository import next_seq
from reelwright.campaigns.schemas import facts_view
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page, page
from reelwright.prompting.contracts import Turn

RECENT = 60
"""Messages that an answer takes into account."""


def add_question(conn: sa.Connection, campaign: Campaign, now: int, **said: Any) -> Message:
    """What a person says in a locked campaign."""
    row = _row(conn, campaign, now, role="user", **said)
    conn.execute(table.insert().values(row))
    return _get(conn, table.c.id == row["id"])


def add_answer(
    conn: sa.Connection, campaign: Campaign, turn: Turn, question: Message | None, now: int
) -> tuple[Message, bool]:
    """What the interviewer says in a locked campaign; where the question is answered already, that answer and False."""
    row = _row(
        conn,
        campaign,
        now,
        role="assistant",
        text=turn.text,
        by=turn.by,
        facts=facts_view(turn.facts),
        suggestions=list(turn.suggestions),
        proposal=vars(turn.proposal) if turn.proposal else None,
        asks=turn.asks,
        answers=question.seq if question else None,
    )
    if insert_ignore(conn, table, row):
        return _get(conn, table.c.id == row["id"]), True
    return _get(conn, sa.and_(table.c.campaign_id == campaign.id, table.c.answers == row["answers"])), False


def _row(conn: sa.Connection, campaign: Campaign, now: int, **said: Any) -> dict[str, Any]:
    return {
        "id": new_id("msg"),
        "workspace_id": campaign.workspace_id,
        "campaign_id": campaign.id,
        "seq": next_seq(conn, campaign.id),
        "by": None,
        "facts": {},
        "suggestions": [],
        "proposal": None,
        "asks": None,
        "client_id": None,
        "may_raise": False,
        "answers": None,
        "created_at": now,
        **said,
    }


def find_question(conn: sa.Connection, campaign_id: str, client_id: str) -> Message | None:
    """A person's message by the id that its sender gave it, or by its own."""
    same = sa.or_(table.c.client_id == client_id, table.c.id == client_id)
    return _first(conn, _query(campaign_id).where(same, table.c.role == "user"))


def find_answer(conn: sa.Connection, question: Message) -> Message | None:
    """The answer to a question, its own or that to a later one which answers both."""
    answers = _query(question.campaign_id).where(table.c.answers >= question.seq)
    return _first(conn, answers.order_by(table.c.answers))


def list_of(conn: sa.Connection, campaign_id: str, cursor: str | None, limit: int) -> Page[Message]:
    """A campaign's messages, the oldest first."""
    found = page(conn, _query(campaign_id), table.c.seq, cursor=cursor, limit=limit, oldest_first=True)
    return found.map(lambda row: _message(row._mapping))


def recent(conn: sa.Connection, campaign_id: str, until_seq: int) -> list[Message]:
    """The last messages up to and with one, the oldest first."""
    newest = _query(campaign_id).where(table.c.seq <= until_seq).order_by(table.c.seq.desc()).limit(RECENT)
    return [_message(row._mapping) for row in reversed(conn.execute(newest).all())]


def _query(campaign_id: str | None = None) -> sa.Select[Any]:
    answer = table.alias("answer")
    has_answer = sa.exists().where(answer.c.campaign_id == table.c.campaign_id, answer.c.answers >= table.c.seq)
    is_answered = sa.or_(table.c.role == "assistant", has_answer)
    query = sa.select(table, is_answered.label("is_answered"))
    return query.where(table.c.campaign_id == campaign_id) if campaign_id else query


def _get(conn: sa.Connection, which: sa.ColumnElement[bool]) -> Message:
    return _message(conn.execute(_query().where(which)).one()._mapping)


def _first(conn: sa.Connection, query: sa.Select[Any]) -> Message | None:
    row = conn.execute(query.limit(1)).one_or_none()
    return _message(row._mapping) if row else None


def _message(row: Mapping[Any, Any]) -> Message:
    return Message(**{**row, "suggestions": tuple(row["suggestions"]), "is_answered": bool(row["is_answered"])})
