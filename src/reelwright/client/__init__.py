"""The typed Python client of the API."""

from reelwright.client.client import Client, Refused

__all__ = ["Client", "Refused"]
