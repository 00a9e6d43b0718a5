"""One installation over all simulated vendors for the whole run; each journey has its own words and its own jobs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.running import RunningFake, running_fake
from tests.journeys.installation import Installation, serving

OPERATOR_PRICES = """
[[prices]]
route = "sora-2-pro/openai-shape"
usd = "0.30"
as_of = 2026-11-23
"""


@pytest.fixture(scope="session")
def vendors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningFake]:
    """The simulator, quick: half a second a job."""
    folder: Path = tmp_path_factory.mktemp("vendors")
    scenario = folder / "scenario.toml"
    scenario.write_text("queue_seconds = 0.1\nrun_seconds = 0.4\nlooks = 1\n")
    with running_fake("reelwright.simulator.server", folder, "--scenario", str(scenario)) as fake:
        yield fake


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory, vendors: RunningFake) -> Iterator[Installation]:
    """A server with a key for every vendor, and a price for the endpoint that has none of its own."""
    folder: Path = tmp_path_factory.mktemp("studio")
    (folder / "catalog.toml").write_text(OPERATOR_PRICES)
    with serving(folder, vendors) as running:
        yield running
