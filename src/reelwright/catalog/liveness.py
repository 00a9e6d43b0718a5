"""Whether the vendors still take what the catalogue says: asked of those that publish it. Nothing is ordered."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reelwright.catalog.lifecycle import Finding
from reelwright.catalog.spec import Catalog, Mode, Route
from reelwright.vendors.contract import Access, Adapter, Examiner, Reference, ShotRequest
from reelwright.vendors.errors import InputNotAccepted, VendorRefusedCall, VendorUnreachable


async def ask_vendors(
    catalog: Catalog, adapters: Mapping[str, Adapter], keys: Mapping[str, Access]
) -> Sequence[Finding]:
    """What has changed at the vendors, for every route whose key is there; `keys` are by the catalogue's credential.

    An `error` for a model that is gone or takes other inputs now, a `warning` for a vendor that does not answer.
    """
    found: list[Finding] = []
    for model in catalog.models.values():
        for route in model.routes:
            adapter, access = adapters.get(route.vendor), keys.get(route.credential)
            is_asked = route.requires_schema and not route.is_disabled
            if is_asked and access is not None and isinstance(adapter, Examiner):
                found += await _ask(adapter, route, access)
    return found


async def _ask(adapter: Examiner, route: Route, access: Access) -> Sequence[Finding]:
    told = []
    for mode in route.modes:
        for request in _requests(route, mode):
            try:
                await adapter.examine(request, access)
            except InputNotAccepted as error:
                told.append(Finding("error", route.id, f"The route {route.id}: {error.detail}"))
            except VendorRefusedCall as error:
                return [Finding("error", route.id, f"The route {route.id} could not be asked: {error.detail}")]
            except VendorUnreachable as error:
                return [Finding("warning", route.id, f"The route {route.id} could not be asked: {error.detail}")]
    return list(dict.fromkeys(told))


def _requests(route: Route, mode: Mode) -> Iterator[ShotRequest]:
    """The mode's shortest and longest clip in each of its sizes, with all it can be given."""
    lengths = mode.clip_seconds() or ()
    for size in mode.sizes:
        for seconds in sorted({*lengths[:1], *lengths[-1:]}):
            fps = mode.fps or 24
            yield ShotRequest(
                attempt_id="",
                model=route.model,
                prompt="A lighthouse at dusk",
                seconds=seconds,
                frames=round(seconds * fps),
                fps=fps,
                aspect_ratio=size.aspect_ratio,
                resolution=size.resolution,
                width=size.width,
                height=size.height,
                with_audio=mode.audio != "none",
                seed=1 if mode.supports_seed else None,
                negative_prompt="text" if mode.supports_negative_prompt else None,
                references=tuple(_pictures(mode)),
                wire=mode.wire,
            )


def _pictures(mode: Mode) -> Iterator[Reference]:
    roles = ["firstFrame"] if "firstFrame" in mode.requires else []
    roles += ["style"] if "references" in mode.requires else []
    for n, role in enumerate(roles):
        yield Reference(f"picture-{n}", role, Path(), "image/png", 1024, 1024)
