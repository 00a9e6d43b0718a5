"""The list of templates is asked for by every order, on the server's own event loop."""

import subprocess
import sys

HEAVY = ("numpy", "skia", "av", "numba", "PIL", "cv2")
ASK = f"""
import sys
from reelwright.templates.service import list_of
assert list_of()
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


def test_listing_templates_imports_nothing_heavy() -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], check=True, capture_output=True, text=True)
    assert asked.stdout.split() == []
