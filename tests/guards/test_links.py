"""A link in the documents leads somewhere."""

import re
from collections.abc import Iterator

from tests.guards.sources import ROOT, tracked

LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def dead_links() -> Iterator[str]:
    for page in (path for path in tracked() if path.suffix == ".md"):
        for target in LINK.findall((ROOT / page).read_text()):
            if not (ROOT / page.parent / target).exists():
                yield f"{page}: {target}"


def test_no_link_is_dead() -> None:
    assert not list(dead_links())
