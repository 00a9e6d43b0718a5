"""A server that cannot start says so, and takes nobody along."""

from pathlib import Path

import pytest

from reelwright.app.server import NotStarted, serving
from reelwright.app.settings import Settings
from reelwright.app.worker import Worker


async def test_a_start_that_fails_is_a_problem_and_leaves_the_folder_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path / "data", log_dir=tmp_path / "logs", port=0)

    def fail(_: Worker) -> None:
        raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(Worker, "start", fail)
        with pytest.raises(NotStarted):
            async with serving(settings):
                pass
    async with serving(settings) as (services, _):
        assert services.settings.port
