"""What the brought fonts cover; pure, without Skia, so that the server can refuse a script before any work."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reelwright.kit.problems import Problem

FILES = Path(__file__).with_name("files")
INDEX = FILES / "index.json"


class FontsMissing(Problem):
    """The set-up has not brought the fonts yet."""

    code = "fonts_missing"
    status = 503
    title = "The studio engine's fonts are not installed"


@dataclass(frozen=True)
class FontFile:
    """One font file: `weight` is None where it takes any from 100 to 900; `starts`/`ends` are inclusive ranges."""

    family: str
    path: Path
    weight: int | None
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, code_point: int) -> bool:
        at = bisect_right(self.starts, code_point) - 1
        return at >= 0 and code_point <= self.ends[at]


@dataclass(frozen=True)
class FontIndex:
    """All files, in the order of `families.PACKAGES`."""

    files: tuple[FontFile, ...]

    @cached_property
    def families(self) -> Mapping[str, tuple[FontFile, ...]]:
        """The files of each family, by its name."""
        return {name: tuple(group) for name, group in groupby(self.files, key=lambda file: file.family)}

    def covers(self, code_point: int) -> bool:
        return any(file.covers(code_point) for file in self.files)


@lru_cache(maxsize=1)
def load_index() -> FontIndex:
    """The index the build wrote; raises `FontsMissing`."""
    if not INDEX.exists():
        raise FontsMissing("Run `python -m reelwright.studio.fonts` once; it brings the fonts (about 40 MB).")
    rows: list[dict[str, Any]] = json.loads(INDEX.read_text())["fonts"]
    return FontIndex(
        tuple(
            FontFile(
                family=row["family"],
                path=FILES / row["file"],
                weight=row["weight"],
                starts=tuple(row["ranges"][::2]),
                ends=tuple(row["ranges"][1::2]),
            )
            for row in rows
        )
    )
