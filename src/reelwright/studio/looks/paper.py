"""Editorial: warm paper, a soft serif, arcs in the corners, nothing hurried."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("brand-animation",),
    moods=frozenset(
        {"calm", "elegant", "warm", "natural", "organic", "handmade", "soft", "editorial", "story", "food"}
    ),
    music="calm",
    display=Face("Fraunces", 650, tracking=-0.02, leading=1.08),
    body=Face("Manrope", 450, leading=1.4),
    label=Face("Manrope", 700, tracking=0.18, is_upper=True),
    grounds=("paper", "pale", "vivid", "paper"),
    end_ground="paper",
    background="paper",
    backgrounds={"vivid": "aurora"},
    motif="arcs",
    reveal="focus",
    soft_reveal="fade",
    transitions=("dissolve", "iris"),
    transition_seconds=0.9,
    align="center",
    photo="card",
    pedestal="arch",
    display_scale=0.94,
)
