"""Campaigns: what generations, creatives and budgets are gathered under."""
