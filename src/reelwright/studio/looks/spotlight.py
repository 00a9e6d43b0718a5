"""A black studio and one beam: little said, everything lit. For things that cost something."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("product-showcase", "brand-animation"),
    moods=frozenset({"luxury", "premium", "dramatic", "mysterious", "watch", "car", "night", "black", "exclusive"}),
    music="cinematic",
    display=Face("Manrope", 600, tracking=-0.04, leading=1.06),
    body=Face("Manrope", 400, leading=1.42),
    label=Face("Manrope", 700, tracking=0.24, is_upper=True),
    grounds=("ink", "ink", "night"),
    end_ground="ink",
    background="beam",
    backgrounds={"night": "aurora"},
    motif="frame",
    reveal="focus",
    soft_reveal="fade",
    transitions=("dissolve", "zoom"),
    transition_seconds=0.9,
    align="start",
    photo="full",
    pedestal="plinth",
    radius=24.0,
    display_scale=0.94,
)
