"""Night sky in the brand's hue, slow lights, thin rings around the logo, big geometric type."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("brand-animation", "product-showcase"),
    moods=frozenset({"cinematic", "dramatic", "epic", "premium", "night", "dark", "space", "magic", "tech", "future"}),
    music="cinematic",
    display=Face("Poppins", 800, tracking=-0.025, leading=1.06),
    body=Face("Poppins", 400, leading=1.34),
    label=Face("Poppins", 600, tracking=0.2, is_upper=True),
    grounds=("night", "night", "deep", "night", "vivid"),
    end_ground="pale",
    background="aurora",
    motif="rings",
    reveal="rise",
    soft_reveal="fade",
    transitions=("panels", "iris"),
    transition_seconds=0.85,
    align="center",
    photo="full",
    pedestal="disc",
)
