"""One file a case, each with its `CASE`."""
