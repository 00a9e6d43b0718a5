"""What happened to a generation, in order: an outbox numbered after commit, replayed by SSE."""
