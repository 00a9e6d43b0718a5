"""From a wish to shots: lengths, joins, reframes and the price, before anything is spent. Pure code."""
