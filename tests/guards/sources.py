"""What the guards read: the project's own files and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "reelwright"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project as git would record it, tracked or about to be, relative to the root."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()))


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(path for path in tracked() if path.suffix == ".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(), str(path))


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Each imported module of a file with its line; `from a import b` counts as `a.b`, since `b` may be a module."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(name.name, node.lineno) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(f"{node.module}.{name.name}", node.lineno) for name in node.names]
    return tuple(found)


def inside_package(path: Path) -> str | None:
    """`src/reelwright/budget/models.py` -> `budget/models.py`; None for files outside the package."""
    full = ROOT / path
    return str(full.relative_to(PACKAGE)) if full.is_relative_to(PACKAGE) else None
