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
class _Manner:
    """What a family asks of whoever sets it: its only weight, room between lines, how tall its capitals are."""

    weight: int | None = None
    leading: float = 0.0
    ascent: float = 0.8


_PLAIN = _Manner()
_MANNERS = {"Anton": _Manner(400, 1.12, 0.9)}
_HEAVY = 800  # a family of several weights in the part of one that is heavy by itself


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
        return (self.family, *COMPANIONS.get(self.family, ()), "Noto Sans")

    def in_family(self, family: str) -> "Face":
        """This face's part played by another family: sizes and spacing as that one needs them."""
        was, now = _MANNERS.get(self.family, _PLAIN), _MANNERS.get(family, _PLAIN)
        if was == now:
            return replace(self, family=family)
        weight = now.weight or (_HEAVY if was.weight else self.weight)
        leading = max(now.leading, self.leading) if now.leading else self.leading
        return replace(self, family=family, weight=weight, leading=leading, ascent=now.ascent, tracking=0.0)

    def but(self, *, weight: int | None = None, tracking: float | None = None, leading: float | None = None) -> "Face":
        """The same face with another weight or spacing."""
        return replace(
            self,
            weight=self.weight if weight is None else weight,
            tracking=self.tracking if tracking is None else tracking,
            leading=self.leading if leading is None else leading,
        )
