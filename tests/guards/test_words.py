"""What must not be in any file of the project: promises for later, one machine's paths, a registry's address."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.sources import ROOT, tracked

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".heic", ".gif", ".ico", ".mp4", ".wav", ".ttf", ".woff2"}
MARKERS = ("TODO", "FIXME", "XXX", "HACK")
THIS_FILE = Path(__file__).relative_to(ROOT)
MACHINE_PATHS = r"(?<![\w.~$}])/(?:work|root|Users|home/(?!user\b|reelwright\b)\w+)/"
LOCKS = re.compile(r"requirements[\w-]*\.txt|[\w-]*-requirements\.txt|package-lock\.json|\.npmrc|pylock.*|uv\.lock")


def lines_matching(pattern: str) -> Iterator[str]:
    regex = re.compile(pattern)
    for path in tracked():
        if path.suffix in BINARY or path == THIS_FILE:
            continue
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            if regex.search(line):
                yield f"{path}:{number}: {line.strip()[:160]}"


def test_nothing_is_left_for_later() -> None:
    """Unfinished work is an issue, where somebody sees it."""
    assert not list(lines_matching(rf"\b(?:{'|'.join(MARKERS)})\b"))


def test_no_path_of_one_machine_is_written_down() -> None:
    assert not list(lines_matching(MACHINE_PATHS))


@pytest.mark.parametrize("path", [p for p in tracked() if LOCKS.fullmatch(p.name)], ids=str)
def test_a_lock_names_no_host(path: Path) -> None:
    """With an address in it, a lock works on one network only, and overrides the mirror of everyone else."""
    text = (ROOT / path).read_text()
    if path.suffix == ".json":  # npm also notes who wants a donation; only `resolved` is fetched from
        packages = json.loads(text)["packages"]
        assert [name for name, facts in packages.items() if "://" in facts.get("resolved", "")] == []
        assert [name for name, facts in packages.items() if name and not facts.get("integrity")] == []
    else:
        assert "://" not in text


def test_every_pinned_package_has_hashes() -> None:
    for path in (p for p in tracked() if p.suffix == ".txt" and LOCKS.fullmatch(p.name)):
        entries = re.split(r"^(?=[a-z0-9])", (ROOT / path).read_text(), flags=re.MULTILINE)[1:]
        assert entries, path
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), path
