"""Type: which font draws which script, where lines break, how large a text may be."""
