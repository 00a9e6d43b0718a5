"""Write the next revision of the tables: `.venv/bin/python tools/migration.py "Say what changes"`.

The difference is taken between the revisions so far and the tables in the code; read what it wrote, then run the tests.
`--first` writes the first revision anew instead, which is right only until a release has shipped it.
"""

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from reelwright.app.migrations import VERSIONS
from reelwright.app.migrations.steps import config


def main(message: str, first: bool) -> None:
    if first:
        for old in VERSIONS.glob("[0-9]*.py"):
            old.unlink()
    number = f"{len(list(VERSIONS.glob('[0-9]*.py'))) + 1:04}"
    engine = sa.create_engine("sqlite://")
    with engine.connect() as conn:
        if not first:
            command.upgrade(config(conn), "head")
        script = command.revision(config(conn, batch=not first), message, autogenerate=True, rev_id=number)
    path = Path(str(getattr(script, "path", "")))
    path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "# ###" not in line))
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", path], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "-q", path], check=True)
    print(path)


if __name__ == "__main__":
    is_first = sys.argv[1:] == ["--first"]
    main("First release" if is_first else sys.argv[1], is_first)
