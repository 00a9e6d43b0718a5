"""The product in its own colour's deep shade, before a disc in the brand's: the classic showcase."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("product-showcase",),
    moods=frozenset({"fresh", "sport", "outdoor", "demo", "professional", "showcase", "energy", "kitchen"}),
    music="tech",
    display=Face("Poppins", 800, tracking=-0.025, leading=1.04),
    body=Face("Poppins", 400, leading=1.38),
    label=Face("Poppins", 600, tracking=0.22, is_upper=True),
    grounds=("deep", "night", "deep", "pale"),
    end_ground="pale",
    background="aurora",
    motif="arcs",
    reveal="rise",
    soft_reveal="fade",
    transitions=("panels", "push", "iris"),
    transition_seconds=0.85,
    align="start",
    photo="full",
    pedestal="disc",
)
