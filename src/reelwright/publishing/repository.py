"""The questions of creatives and publications to the database."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.kit.database import insert_ignore
from reelwright.kit.pagination import Page, page
from reelwright.publishing.contracts import Creative, Publication
from reelwright.publishing.models import creatives, publications

Row = sa.Row[Any]
c, p = creatives.c, publications.c


# -- creatives ---------------------------------------------------------------------------------------------------------


def add_creative(conn: sa.Connection, values: Mapping[str, Any]) -> Creative:
    """A new creative at the end, or the one that this video has in the campaign already."""
    here = sa.and_(c.campaign_id == values["campaign_id"], c.workspace_id == values["workspace_id"])
    last = conn.execute(sa.select(sa.func.max(c.position)).where(here)).scalar()
    insert_ignore(conn, creatives, {**values, "position": 0 if last is None else last + 1})
    row = conn.execute(sa.select(creatives).where(here, c.generation_id == values["generation_id"])).one()
    return _creative(row)


def list_creatives(conn: sa.Connection, workspace_id: str, campaign_id: str) -> list[Creative]:
    """A campaign's creatives in their order."""
    query = sa.select(creatives).where(c.workspace_id == workspace_id, c.campaign_id == campaign_id)
    return [_creative(row) for row in conn.execute(query.order_by(c.position, c.id))]


def find_creative(
    conn: sa.Connection, workspace_id: str, campaign_id: str, creative_id: str, *, lock: bool = False
) -> Creative | None:
    """A campaign's creative."""
    here = sa.and_(c.workspace_id == workspace_id, c.campaign_id == campaign_id, c.id == creative_id)
    query = sa.select(creatives).where(here)
    row = conn.execute(query.with_for_update() if lock else query).one_or_none()
    return _creative(row) if row else None


def change_creative(conn: sa.Connection, creative_id: str, values: Mapping[str, Any]) -> None:
    """Change some columns."""
    conn.execute(creatives.update().where(c.id == creative_id).values(**values))


def delete_creative(conn: sa.Connection, creative_id: str, now_ms: int) -> None:
    """Delete the row; its publications are hidden until their files are gone."""
    conn.execute(creatives.delete().where(c.id == creative_id))
    conn.execute(
        publications.update()
        .where(p.creative_id == creative_id)
        .values(deleted_at=now_ms, due_at=None, segment_id=None, frozen={}, answer=None, error=None)
    )


def delete_of_campaign(conn: sa.Connection, campaign_id: str, now_ms: int) -> None:
    """Delete what a campaign that goes has."""
    for creative_id in conn.execute(sa.select(c.id).where(c.campaign_id == campaign_id)).scalars().all():
        delete_creative(conn, creative_id, now_ms)


def published_revisions(conn: sa.Connection, creative_ids: Sequence[str]) -> set[tuple[str, int]]:
    """Which revisions of which creatives are published somewhere."""
    query = sa.select(p.creative_id, p.revision).where(p.creative_id.in_(creative_ids), p.state == "published")
    return {(row.creative_id, row.revision) for row in conn.execute(query)}


# -- publications ------------------------------------------------------------------------------------------------------


def add_publication(conn: sa.Connection, values: Mapping[str, Any]) -> Publication:
    """A new publication, or the one that this revision has on this channel already."""
    insert_ignore(conn, publications, dict(values))
    keys = ("creative_id", "channel", "target", "revision")
    here = [publications.c[name] == values[name] for name in keys]
    return publication_from(conn.execute(sa.select(publications).where(*here)).one())


def list_publications(
    conn: sa.Connection, workspace_id: str, campaign_id: str, cursor: str | None, limit: int
) -> Page[Publication]:
    """A campaign's publications, the newest first."""
    here = sa.and_(p.workspace_id == workspace_id, p.campaign_id == campaign_id, p.deleted_at.is_(None))
    return page(conn, sa.select(publications).where(here), p.id, cursor=cursor, limit=limit).map(publication_from)


def find_publication(conn: sa.Connection, workspace_id: str, publication_id: str) -> Publication | None:
    """The workspace's publication."""
    here = sa.and_(p.workspace_id == workspace_id, p.id == publication_id, p.deleted_at.is_(None))
    row = conn.execute(sa.select(publications).where(here)).one_or_none()
    return publication_from(row) if row else None


def find_by_token(conn: sa.Connection, token: str) -> Row | None:
    """The publication behind a link, deleted or not."""
    return conn.execute(sa.select(publications).where(p.token == token)).one_or_none()


def bundles_of(conn: sa.Connection, workspace_id: str, campaign_id: str) -> list[Publication]:
    """The newest published bundle of each creative of a campaign, in the order of the creatives."""
    query = (
        sa.select(*publications.c)
        .join(creatives, creatives.c.id == publications.c.creative_id)
        .where(p.workspace_id == workspace_id, p.campaign_id == campaign_id, p.deleted_at.is_(None))
        .where(p.channel == "bundle", p.state == "published")
        .order_by(c.position, c.id, p.revision.desc())
    )
    newest: dict[str, Publication] = {}
    for row in conn.execute(query):
        newest.setdefault(row.creative_id, publication_from(row))
    return list(newest.values())


def find_claimed(conn: sa.Connection, claim: Claim) -> Row | None:
    """The row a segment was made for, or None if it has moved on or was deleted."""
    here = sa.and_(p.id == claim.row_id, p.segment_id == claim.segment_id, p.deleted_at.is_(None))
    return conn.execute(sa.select(publications).where(here)).one_or_none()


def change_publication(conn: sa.Connection, publication_id: str, values: Mapping[str, Any]) -> None:
    """Change some columns of one that is not deleted."""
    conn.execute(publications.update().where(p.id == publication_id, p.deleted_at.is_(None)).values(**values))


def conclude(conn: sa.Connection, claim: Claim, values: Mapping[str, Any]) -> None:
    """What the channel said, unless the row has moved on."""
    conn.execute(publications.update().where(p.id == claim.row_id, p.segment_id == claim.segment_id).values(**values))


def publish_again(conn: sa.Connection, publication_id: str, now_ms: int) -> bool:
    """A failed publication is due once more; False if it had not failed."""
    fresh = {"state": "queued", "due_at": now_ms, "tries": 0, "segment_id": None, "error": None}
    here = sa.and_(p.id == publication_id, p.state == "failed", p.deleted_at.is_(None))
    return conn.execute(publications.update().where(here).values(**fresh)).rowcount == 1


def doomed(conn: sa.Connection, limit: int = 200) -> list[Row]:
    """Deleted publications whose files are to be removed."""
    query = sa.select(p.id, p.object_key, p.deleted_at).where(p.deleted_at.is_not(None)).limit(limit)
    return list(conn.execute(query))


def forget(conn: sa.Connection, publication_id: str) -> None:
    """Forget a deleted publication: its file is gone."""
    conn.execute(publications.delete().where(p.id == publication_id, p.deleted_at.is_not(None)))


def publication_from(row: Row) -> Publication:
    """A row as a value."""
    return Publication(**{name: getattr(row, name) for name in Publication.__dataclass_fields__})


def _creative(row: Row) -> Creative:
    values = {name: getattr(row, name) for name in Creative.__dataclass_fields__ if name not in ("copy", "placements")}
    return Creative(**values, placements=tuple(row.placements), copy=row._mapping["copy"])
