"""Which typefaces are brought: one line each. Adding one is a line here and in `package.json`."""

from dataclasses import dataclass

# Plain Latin last: it has combining marks but not every accented letter, and HarfBuzz, asked first with it, would build
# them from parts it cannot place ("z" and a loose acute for "ź").
_TEXT_SUBSETS = ("vietnamese", "latin-ext", "cyrillic-ext", "cyrillic", "greek-ext", "greek", "latin")


@dataclass(frozen=True)
class Package:
    """One npm package: the subsets to keep (None keeps the numbered slices of a CJK font) and, if static, weights."""

    family: str
    name: str
    subsets: tuple[str, ...] | None = _TEXT_SUBSETS
    weights: tuple[int, ...] = ()

    @property
    def is_variable(self) -> bool:
        return not self.weights


def _noto(script: str) -> Package:
    return Package(f"Noto Sans {script}", f"noto-sans-{script.lower()}", (script.lower(),))


def _cjk(region: str) -> Package:
    return Package(f"Noto Sans {region}", f"noto-sans-{region.lower()}", None)


PACKAGES = (
    Package("Poppins", "poppins", weights=(400, 500, 600, 800)),
    Package("Anton", "anton", weights=(400,)),
    Package("Bricolage Grotesque", "bricolage-grotesque"),
    Package("Fraunces", "fraunces"),
    Package("Manrope", "manrope"),
    Package("Montserrat", "montserrat"),
    Package("Playfair Display", "playfair-display"),
    Package("Space Grotesk", "space-grotesk"),
    Package("Noto Sans", "noto-sans"),
    Package("Noto Serif", "noto-serif"),
    *map(_noto, ("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi")),
    *map(_noto, ("Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Sinhala", "Tamil", "Telugu", "Thai")),
    *map(_cjk, ("SC", "TC", "JP", "KR")),
    Package("Noto Sans Symbols", "noto-sans-symbols", ("symbols",)),
    Package("Noto Sans Symbols 2", "noto-sans-symbols-2", ("symbols",), (400,)),
    Package("Noto Color Emoji", "noto-color-emoji", ("emoji",), (400,)),
)

TEXT_FAMILIES = tuple(package.family for package in PACKAGES if package.subsets == _TEXT_SUBSETS)
"""The families a brand can set its text in: all of Latin, Cyrillic and Greek; other scripts step in by letter."""
