"""Bright colour in motion, heavy dark type, playful outlines, story bars: made for a thumb that scrolls."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("social-media",),
    moods=frozenset({"fun", "summer", "energetic", "happy", "vibrant", "sale", "colorful", "colourful", "party"}),
    music="upbeat",
    display=Face("Poppins", 800, tracking=-0.035, leading=1.0),
    body=Face("Poppins", 500, leading=1.34),
    label=Face("Poppins", 600, tracking=0.14, is_upper=True),
    grounds=("vivid", "vivid", "night", "vivid"),
    end_ground="pale",
    background="aurora",
    motif="stickers",
    reveal="rise",
    soft_reveal="fade",
    transitions=("push", "panels"),
    transition_seconds=0.65,
    align="start",
    photo="card",
    pedestal="disc",
    overlay="story",
    pace=1.15,
)
