"""Orders and attempts: from a wish to a stored video that was paid for once."""
