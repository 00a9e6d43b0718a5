"""The studio's own unit tests, and what its code repeats of the server's."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from reelwright.catalog.platforms import load_platforms
from reelwright.prompting.contracts import LONGEST, json_name

WEB = Path(__file__).parents[2] / "web"
PLACEMENTS = WEB / "src" / "lib" / "placements.ts"
BRIEF = WEB / "src" / "features" / "campaigns" / "model" / "brief.ts"


def test_the_units_of_the_studio_work() -> None:
    npm = shutil.which("npm", path=f"{WEB.parent / '.venv' / 'bin'}:/usr/local/bin:/usr/bin:/bin") or "npm"
    done = subprocess.run([npm, "test", "--silent"], cwd=WEB, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_platforms_are_offered_with_the_servers_own_lengths_and_formats() -> None:
    rows = re.findall(r"\{ key: .*? \}", PLACEMENTS.read_text())
    offered = [json.loads(re.sub(r"(\w+): ", r'"\1": ', row).replace("'", '"')) for row in rows]
    assert all(row.pop("longestText") > 0 for row in offered)  # which the server does not know
    assert offered == [
        {
            "key": one.key,
            "name": one.name,
            "seconds": one.default_seconds,
            "longestSeconds": one.longest_seconds,
            "aspectRatio": one.aspect_ratio,
        }
        for one in load_platforms().values()
    ]


def test_a_brief_takes_as_many_letters_as_the_server_does() -> None:
    rows = re.findall(r"\{ field: '(\w+)',.*longest: (\d+) \}", BRIEF.read_text())
    assert {name: int(longest) for name, longest in rows} == {json_name(name): most for name, most in LONGEST.items()}


def test_the_lock_names_no_host() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
