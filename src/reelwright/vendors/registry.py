"""The adapters of all hosted vendors, and where vendors are when nobody says otherwise."""

from collections.abc import Mapping
from typing import Final

from reelwright.kit.clock import Clock
from reelwright.vendors.contract import Adapter
from reelwright.vendors.google import GoogleAdapter
from reelwright.vendors.openai_shape import OpenAIShapeAdapter
from reelwright.vendors.replicate import ReplicateAdapter
from reelwright.vendors.runway import RunwayAdapter
from reelwright.vendors.transport import Transport

BASE_URLS: Final[Mapping[str, str]] = {
    "replicate": "https://api.replicate.com/v1",
    "runway": "https://api.dev.runwayml.com/v1",
    "google": "https://generativelanguage.googleapis.com/v1beta",
    "studio": "",
}
"""The vendors' usual addresses, each with its version and without a slash at the end; `openai_shape` has none."""


def hosted_adapters(transport: Transport, clock: Clock | None = None) -> list[Adapter]:
    """The adapters of all vendors reached over HTTP, sharing one transport."""
    return [
        ReplicateAdapter(transport, clock),
        RunwayAdapter(transport, clock),
        GoogleAdapter(transport, clock),
        OpenAIShapeAdapter(transport),
    ]


def normal_base_url(vendor: str, told: str | None) -> str | None:
    """The base URL to use: what an operator told, tidied (a bare OpenAI-shaped host gets `/v1`), else the usual one."""
    if not told:
        return BASE_URLS.get(vendor)
    told = told.strip().rstrip("/")
    is_bare_host = "/" not in told.partition("://")[2]
    return f"{told}/v1" if vendor == "openai_shape" and is_bare_host else told
