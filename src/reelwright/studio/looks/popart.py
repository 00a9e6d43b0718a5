"""Printed dots, a grotesque with character that pops in word by word, everything in the middle."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("social-media",),
    moods=frozenset({"fun", "playful", "retro", "comic", "kids", "food", "music", "festival", "quirky", "young"}),
    music="upbeat",
    display=Face("Bricolage Grotesque", 800, tracking=-0.03, leading=0.98),
    body=Face("Bricolage Grotesque", 500, leading=1.3),
    label=Face("Bricolage Grotesque", 700, tracking=0.1, is_upper=True),
    grounds=("vivid", "pale", "night", "pale"),
    end_ground="vivid",
    background="halftone",
    motif="stickers",
    reveal="pop",
    soft_reveal="fade",
    transitions=("columns", "push", "iris"),
    transition_seconds=0.6,
    align="center",
    photo="card",
    pedestal="disc",
    display_scale=1.04,
    pace=1.2,
)
