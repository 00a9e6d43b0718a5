"""Workspaces, the people in them, and the keys and tokens by which they are known."""
