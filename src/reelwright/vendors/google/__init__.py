"""Google: Gemini Omni through the Interactions API."""

from reelwright.vendors.google.adapter import GoogleAdapter

__all__ = ["GoogleAdapter"]
