"""The typed Python client of the API."""

from reelwright.client.client import Client, Refused, draft_of

__all__ = ["Client", "Refused", "draft_of"]
