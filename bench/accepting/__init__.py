"""What the accept case runs as processes of their own."""
