"""One scene for every contender: ten seconds of a camera drifting over a photo, three texts, and an end card."""
