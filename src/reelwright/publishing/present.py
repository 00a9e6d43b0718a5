"""Creatives and publications as the API shows them."""

from collections.abc import Set
from typing import Any, cast

from reelwright.generation.contracts import Work
from reelwright.publishing.contracts import Creative, Publication
from reelwright.publishing.schemas import (
    Channel,
    CreativeDto,
    CreativeVideoDto,
    KeptCopyDto,
    PublicationDto,
    PublicationState,
)

LINK_PATH = "/media/bundles/"


def present_creative(creative: Creative, work: Work | None, published: Set[tuple[str, int]]) -> CreativeDto:
    """A creative with its video as it is now; `published` are the revisions that are out."""
    revision = creative.revision_of(work)
    is_out = (creative.id, revision) in published
    fields: dict[str, Any] = {name: getattr(creative, name) for name in ("id", "campaign_id", "generation_id", "title")}
    return CreativeDto(
        **fields,
        position=creative.position,
        status="published" if is_out else "ready" if creative.is_ready else "draft",
        placements=list(creative.placements),
        copy_={place: KeptCopyDto(**words) for place, words in creative.copy.items()},
        revision=revision,
        video=_video(work),
        created_at=creative.created_at,
        updated_at=creative.updated_at,
    )


def _video(work: Work | None) -> CreativeVideoDto:
    if work is None:
        none = dict.fromkeys(("video_url", "poster_url", "sprite_url", "duration", "aspect_ratio", "model"))
        return CreativeVideoDto(status="deleted", **none)
    view = work.view
    return CreativeVideoDto(
        status=view.status,
        video_url=view.video_url,
        poster_url=view.poster_url,
        sprite_url=view.sprite_url,
        duration=view.duration,
        aspect_ratio=view.aspect_ratio,
        model=view.model,
    )


def present_publication(publication: Publication, address: str) -> PublicationDto:
    """A publication; a bundle's link is there once the bundle is."""
    is_there = publication.channel == "bundle" and publication.state == "published"
    return PublicationDto(
        id=publication.id,
        campaign_id=publication.campaign_id,
        creative_id=publication.creative_id,
        channel=cast(Channel, publication.channel),
        endpoint_id=publication.endpoint_id,
        revision=publication.revision,
        state=cast(PublicationState, publication.state),
        error=publication.error,
        answer=publication.answer,
        download_url=f"{address}{LINK_PATH}{publication.token}" if is_there else None,
        tries=publication.sent_times,
        created_at=publication.created_at,
        published_at=publication.published_at,
    )
