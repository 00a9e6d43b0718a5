"""Files of sound and picture: probed, joined, reframed, levelled, labelled. Handlers here run in children only."""
