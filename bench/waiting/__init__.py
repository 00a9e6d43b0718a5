"""What the waiting case runs as processes of their own."""
