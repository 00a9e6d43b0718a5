"""Holds, limits and the ledger: money is set aside before an attempt and settled when it closes."""
