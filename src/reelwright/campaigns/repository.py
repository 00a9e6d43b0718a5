"""The campaigns' questions to the database."""

from typing import Any

import sqlalchemy as sa

from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.models import campaigns
from reelwright.kit.pagination import Page, page


def add(conn: sa.Connection, campaign: Campaign) -> None:
    """A new campaign."""
    conn.execute(campaigns.insert().values(vars(campaign)))


def find(conn: sa.Connection, workspace_id: str, campaign_id: str) -> Campaign | None:
    """The workspace's campaign."""
    row = conn.execute(sa.select(campaigns).where(*_one(workspace_id, campaign_id))).one_or_none()
    return _campaign(row) if row else None


def list_of(conn: sa.Connection, workspace_id: str, cursor: str | None, limit: int) -> Page[Campaign]:
    """The workspace's campaigns, the newest first."""
    query = sa.select(campaigns).where(campaigns.c.workspace_id == workspace_id)
    return page(conn, query, campaigns.c.id, cursor=cursor, limit=limit).map(_campaign)


def rename(conn: sa.Connection, workspace_id: str, campaign_id: str, name: str) -> bool:
    """Change the name; False if there is no such campaign."""
    return conn.execute(campaigns.update().where(*_one(workspace_id, campaign_id)).values(name=name)).rowcount == 1


def delete(conn: sa.Connection, workspace_id: str, campaign_id: str) -> bool:
    """Delete the row; False if there is none."""
    return conn.execute(campaigns.delete().where(*_one(workspace_id, campaign_id))).rowcount == 1


def _one(workspace_id: str, campaign_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return campaigns.c.workspace_id == workspace_id, campaigns.c.id == campaign_id


def _campaign(row: sa.Row[Any]) -> Campaign:
    return Campaign(**row._mapping)
