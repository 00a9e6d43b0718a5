"""A face is how a role is set: family, weight, spacing. Pure."""

from dataclasses import dataclass, replace

# Who steps in for letters a family lacks, nearest in manner first; after these come the Noto families of each script.
COMPANIONS = {
    "Poppins": ("Montserrat", "Manrope"),
    "Anton": ("Montserrat", "Manrope"),
    "Bricolage Grotesque": ("Manrope",),
    "Fraunces": ("Playfair Display", "Noto Serif"),
    "Manrope": (),
    "Space Grotesk": ("Manrope",),
}


@dataclass(frozen=True)
class Face:
    """`tracking`, `leading` and `ascent` (of capitals without accents) are shares of the size."""

    family: str
    weight: int = 500
    tracking: float = 0.0
    leading: float = 1.1
    is_upper: bool = False
    ascent: float = 0.8

    @property
    def chain(self) -> tuple[str, ...]:
        return (self.family, *COMPANIONS[self.family], "Noto Sans")

    def but(self, *, weight: int | None = None, tracking: float | None = None, leading: float | None = None) -> "Face":
        """The same face with another weight or spacing."""
        return replace(
            self,
            weight=self.weight if weight is None else weight,
            tracking=self.tracking if tracking is None else tracking,
            leading=self.leading if leading is None else leading,
        )
