"""Brand kits: what a workspace's videos look and sound like, kept once and frozen into each order."""
