"""Condensed capitals stamped on black over a moving grid: sport, drops, announcements."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("social-media", "brand-animation"),
    moods=frozenset({"bold", "sport", "gym", "street", "urban", "drop", "dark", "intense", "fast", "gaming"}),
    music="bold",
    display=Face("Anton", 400, tracking=0.0, leading=1.12, is_upper=True, ascent=0.9),
    body=Face("Space Grotesk", 500, leading=1.34),
    label=Face("Space Grotesk", 600, tracking=0.16, is_upper=True),
    grounds=("ink", "vivid", "ink", "ink"),
    end_ground="ink",
    background="grid",
    motif="frame",
    reveal="stamp",
    soft_reveal="slide",
    transitions=("zoom", "push", "columns"),
    transition_seconds=0.55,
    align="start",
    photo="full",
    pedestal="plinth",
    radius=12.0,
    display_scale=1.16,
    pace=1.25,
)
