"""A bright room: the product in an arched niche, a serif beside it, slow dissolves."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("product-showcase",),
    moods=frozenset(
        {"calm", "elegant", "beauty", "cosmetics", "fashion", "interior", "minimal", "soft", "bright", "luxury"}
    ),
    music="calm",
    display=Face("Fraunces", 500, tracking=-0.025, leading=1.06),
    body=Face("Manrope", 450, leading=1.42),
    label=Face("Manrope", 700, tracking=0.2, is_upper=True),
    grounds=("paper", "pale", "paper", "deep"),
    end_ground="paper",
    background="paper",
    backgrounds={"deep": "aurora"},
    motif="frame",
    reveal="rise",
    soft_reveal="fade",
    transitions=("dissolve", "iris"),
    transition_seconds=0.9,
    align="start",
    photo="card",
    pedestal="arch",
    display_scale=0.98,
)
