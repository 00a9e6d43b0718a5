"""Templates as people choose them."""
