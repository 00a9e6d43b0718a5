"""Replicate: predictions of official models."""

from reelwright.vendors.replicate.adapter import ReplicateAdapter

__all__ = ["ReplicateAdapter"]
