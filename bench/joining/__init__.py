"""Six takes of one film, for the `join` case."""
