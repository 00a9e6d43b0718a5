"""Holding a plan against what its vendor publishes today: a changed model is refused with a sentence, before any order.

Only routes whose catalogue facts say so (`requires_schema`) are asked, and only adapters that can tell (`Examiner`).
Nothing is uploaded and nothing ordered; a vendor that does not answer in time is a warning, never a refusal.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

from reelwright.catalog.spec import Route
from reelwright.generation.credentials import Credentials
from reelwright.generation.wishes import Order
from reelwright.kit.clock import Clock
from reelwright.kit.text import cut
from reelwright.planning.wish import FIRST_FRAME, Plan, Shot
from reelwright.vendors.contract import Adapter, Examiner, Reference, ShotRequest
from reelwright.vendors.errors import VendorUnreachable

PATIENCE_SECONDS = 5.0
SILENCE_MS = 30_000  # a vendor that was silent is not waited for again so soon


class Examination:
    """Asks the adapters of the routes; remembers who was silent a moment ago."""

    def __init__(self, clock: Clock, credentials: Credentials, adapter_of: Callable[[str], Adapter]) -> None:
        self._clock = clock
        self._credentials = credentials
        self._adapter_of = adapter_of
        self._silent_until: dict[str, int] = {}

    async def look(self, order: Order, plan: Plan, route: Route) -> str | None:
        """None where the plan will do or nobody can tell, a warning where the vendor did not answer.

        Raises `InputNotAccepted` where the vendor's schema does not allow it, `VendorRefusedCall` for a bad key.
        """
        adapter = self._adapter_of(route.vendor)
        if not route.requires_schema or not isinstance(adapter, Examiner):
            return None
        if self._clock.now_ms() < self._silent_until.get(route.id, 0):
            return _told(route)
        key = self._credentials.for_kind(route.credential)
        access = self._credentials.access(key.id, route.base_url or key.base_url)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                for request in _requests(order, plan, route):
                    await adapter.examine(request, access)
        except (TimeoutError, VendorUnreachable):
            self._silent_until[route.id] = self._clock.now_ms() + SILENCE_MS
            return _told(route)
        return None


def _told(route: Route) -> str:
    return f"{route.vendor} did not answer, so this could not be checked against what {route.model} takes today."


def _requests(order: Order, plan: Plan, route: Route) -> Iterator[ShotRequest]:
    """One request for each mode and each length that the plan orders."""
    seen = set()
    for shot in plan.shots:
        mode = plan.mode_of(shot)
        if (mode.id, shot.native_seconds) not in seen:
            seen.add((mode.id, shot.native_seconds))
            yield _request(order, plan, shot, route)


def _request(order: Order, plan: Plan, shot: Shot, route: Route) -> ShotRequest:
    roles = [one["role"] for one in order.references if one["role"] != FIRST_FRAME]
    if not plan.takes_references(shot, roles):
        roles = []
    if shot.starts_from != "nothing":
        roles = [FIRST_FRAME, *roles]
    return ShotRequest(
        attempt_id="",
        model=route.model,
        prompt=order.prompt if plan.max_prompt is None else cut(order.prompt, plan.max_prompt),
        seconds=shot.native_seconds,
        frames=shot.native_frames,
        fps=plan.fps,
        aspect_ratio=plan.size.aspect_ratio,
        resolution=plan.size.resolution,
        width=plan.size.width,
        height=plan.size.height,
        with_audio=plan.with_audio,
        seed=order.wish.seed,
        negative_prompt=order.wish.negative_prompt,
        references=tuple(_picture(n, role) for n, role in enumerate(roles)),
        wire=plan.mode_of(shot).wire,
    )


def _picture(n: int, role: str) -> Reference:
    """Stands for a picture that is stored only when it is ordered: an examination reads no files."""
    return Reference(f"picture-{n}", role, Path(), "image/png", 1024, 1024)
