"""The campaigns' questions to the database."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.budget.service import campaign_limits
from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.models import campaign_messages, campaigns
from reelwright.kit.pagination import Page, page
from reelwright.prompting.contracts import Brief


def add(conn: sa.Connection, campaign: Campaign) -> None:
    """A new campaign; its budget is set apart."""
    row = vars(campaign) | {"brief": _kept(campaign.brief), "skipped": list(campaign.skipped)}
    conn.execute(campaigns.insert().values(row))


def find(conn: sa.Connection, workspace_id: str, campaign_id: str) -> Campaign | None:
    """The workspace's campaign."""
    row = conn.execute(sa.select(campaigns).where(*_one(workspace_id, campaign_id))).one_or_none()
    return _campaign(row, campaign_limits(conn, [campaign_id]).get(campaign_id)) if row else None


def list_of(conn: sa.Connection, workspace_id: str, cursor: str | None, limit: int) -> Page[Campaign]:
    """The workspace's campaigns, the newest first."""
    query = sa.select(campaigns).where(campaigns.c.workspace_id == workspace_id)
    found = page(conn, query, campaigns.c.id, cursor=cursor, limit=limit)
    limits = campaign_limits(conn, [row.id for row in found.items])
    return found.map(lambda row: _campaign(row, limits.get(row.id)))


def names_of(conn: sa.Connection, campaign_ids: Collection[str]) -> dict[str, str]:
    """The names of campaigns by their ids."""
    query = sa.select(campaigns.c.id, campaigns.c.name).where(campaigns.c.id.in_(campaign_ids))
    return {row.id: row.name for row in conn.execute(query)}


def lock(conn: sa.Connection, workspace_id: str, campaign_id: str, now: int) -> Campaign | None:
    """The campaign, touched and kept from other writers until this transaction ends; None if there is none."""
    touched = campaigns.update().where(*_one(workspace_id, campaign_id)).values(updated_at=now)
    return find(conn, workspace_id, campaign_id) if conn.execute(touched).rowcount else None


def change(conn: sa.Connection, campaign_id: str, changes: Mapping[str, Any]) -> None:
    """Write columns of a locked campaign; a brief without its budget."""
    values = {name: _kept(value) if isinstance(value, Brief) else value for name, value in changes.items()}
    conn.execute(campaigns.update().where(campaigns.c.id == campaign_id).values(values))


def next_seq(conn: sa.Connection, campaign_id: str) -> int:
    """The place of the next message of a locked campaign."""
    here = campaigns.c.id == campaign_id
    conn.execute(campaigns.update().where(here).values(last_seq=campaigns.c.last_seq + 1))
    return int(conn.execute(sa.select(campaigns.c.last_seq).where(here)).scalar_one())


def delete(conn: sa.Connection, workspace_id: str, campaign_id: str) -> bool:
    """Delete the campaign and what was said in it; False if there is none."""
    is_gone = conn.execute(campaigns.delete().where(*_one(workspace_id, campaign_id))).rowcount == 1
    if is_gone:
        conn.execute(campaign_messages.delete().where(campaign_messages.c.campaign_id == campaign_id))
    return is_gone


def _one(workspace_id: str, campaign_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return campaigns.c.workspace_id == workspace_id, campaigns.c.id == campaign_id


def _kept(brief: Brief) -> dict[str, Any]:
    """The brief as it is stored: without what is unknown, and without the budget, which is budget's."""
    return {name: value for name, value in vars(brief).items() if value and name != "budget_micro"}


def _campaign(row: sa.Row[Any], budget_micro: int | None) -> Campaign:
    data = dict(row._mapping)
    data.pop("last_seq")
    kept = data.pop("brief")
    brief = Brief(**kept | {"placements": tuple(kept.get("placements", ())), "budget_micro": budget_micro})
    return Campaign(**data | {"brief": brief, "skipped": tuple(data["skipped"])})
