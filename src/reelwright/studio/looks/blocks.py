"""Swiss poster: flat colour, a grotesque set hard to the left, blocks that turn, columns that slide."""

from reelwright.studio.looks import Look
from reelwright.studio.type.faces import Face

LOOK = Look(
    templates=("brand-animation", "social-media"),
    moods=frozenset({"bold", "modern", "geometric", "swiss", "startup", "design", "architecture", "clean", "dynamic"}),
    music="tech",
    display=Face("Space Grotesk", 700, tracking=-0.04, leading=1.0),
    body=Face("Space Grotesk", 450, leading=1.34),
    label=Face("Space Grotesk", 600, tracking=0.08, is_upper=True),
    grounds=("paper", "vivid", "ink", "vivid"),
    end_ground="vivid",
    background="flat",
    motif="blocks",
    reveal="slide",
    soft_reveal="fade",
    transitions=("columns", "push"),
    transition_seconds=0.8,
    align="start",
    photo="card",
    pedestal="disc",
    radius=0.0,
    pace=1.1,
)
