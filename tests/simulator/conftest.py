"""The simulator as a process of its own, as `reelwright simulate` runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.running import RunningFake, running_fake


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningFake]:
    folder: Path = tmp_path_factory.mktemp("simulator")
    scenario = folder / "scenario.toml"
    scenario.write_text("queue_seconds = 0.05\nrun_seconds = 0.2\n")
    with running_fake("reelwright.simulator.server", folder, "--scenario", str(scenario)) as fake:
        yield fake
