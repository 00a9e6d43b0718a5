"""Runway: tasks of its own models and of those it resells."""

from reelwright.vendors.runway.adapter import RunwayAdapter

__all__ = ["RunwayAdapter"]
