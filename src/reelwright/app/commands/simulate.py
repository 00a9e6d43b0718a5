"""`simulate`: the hosted vendors on this machine, to develop and test against without a key."""

from pathlib import Path
from typing import Annotated

import typer


def simulate(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes any.")] = 3300,
    folder: Annotated[Path, typer.Option(help="Where its books and clips live.")] = Path("data/simulator"),
    scenario: Annotated[Path | None, typer.Option(help="A file of faults to play.")] = None,
) -> None:
    """Serve the APIs of Replicate, Runway, Google, an OpenAI-shaped endpoint and a chat model, with an invoice.

    Then start Reelwright against it: REPLICATE_API_KEY=any REELWRIGHT_REPLICATE_BASE_URL=http://127.0.0.1:3300/replicate/v1
    """
    from reelwright.simulator.server import run

    run(port, folder, scenario)
