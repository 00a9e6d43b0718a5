"""Pictures people bring: checked, re-encoded, kept once per workspace."""
