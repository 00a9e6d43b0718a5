"""Every vendor with the adapter that speaks to it, and an order its route takes, from the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from aiohttp import web

from reelwright.catalog.spec import DurationRange, Mode, Route
from reelwright.kit.ids import new_id
from reelwright.simulator import server
from reelwright.simulator.scenario import Scenario
from reelwright.timeline.time import frames_of
from reelwright.vendors.contract import Adapter, Reference, ShotRequest
from reelwright.vendors.google import GoogleAdapter
from reelwright.vendors.openai_shape import OpenAIShapeAdapter
from reelwright.vendors.replicate import ReplicateAdapter
from reelwright.vendors.runway import RunwayAdapter
from reelwright.vendors.transport import Transport
from tests.fakes import billing_vendor
from tests.fakes.billing_adapter import BillingAdapter, catalog_with_fake

MakeApp = Callable[[Path, Scenario], web.Application]
ROUTES = {route.id: route for model in catalog_with_fake().models.values() for route in model.routes}


@dataclass(frozen=True)
class VendorCase:
    """`lists`: lost jobs can be found. `hooks`: it signs webhooks. `cancels`: it can stop a job."""

    adapter: Callable[[Transport], Adapter]
    route: Route
    mode: Mode
    make_app: MakeApp = server.make_app
    lists: bool = False
    hooks: bool = False
    cancels: bool = True

    @property
    def vendor(self) -> str:
        return self.route.vendor


def _case(adapter: Callable[[Transport], Adapter], route_id: str, **more: Any) -> VendorCase:
    route = ROUTES[route_id]
    return VendorCase(adapter, route, route.modes[0], **more)


CASES = {
    "billing": _case(BillingAdapter, "fake-video/billing", make_app=billing_vendor.make_app, lists=True, hooks=True),
    "replicate": _case(ReplicateAdapter, "seedance-2.5/replicate", lists=True, hooks=True),
    "runway": _case(RunwayAdapter, "runway-gen4.5/runway"),
    "google": _case(GoogleAdapter, "gemini-omni/google"),
    "openai_shape": _case(OpenAIShapeAdapter, "sora-2-pro/openai-shape", lists=True, cancels=False),
}


def request_of(
    route: Route, mode: Mode, *, prompt: str = "A red kite over the sea", references: tuple[Reference, ...] = ()
) -> ShotRequest:
    """An order of the mode's shortest clip in its first size."""
    size = mode.sizes[0]
    seconds: Fraction = mode.durations.min if isinstance(mode.durations, DurationRange) else min(mode.durations)
    fps = mode.fps or 24
    return ShotRequest(
        attempt_id=new_id("att"),
        model=route.model,
        prompt=prompt,
        seconds=seconds,
        frames=frames_of(seconds, fps),
        fps=fps,
        aspect_ratio=size.aspect_ratio,
        resolution=size.resolution,
        width=size.width,
        height=size.height,
        with_audio=mode.audio != "none",
        references=references,
        wire=mode.wire,
    )
