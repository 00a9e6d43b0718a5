"""The log as an operator reads it."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reelwright.app.log import _SharedFile, configure_logging, request_id
from reelwright.app.settings import Settings

SECRET = "r8-very-secret-key"


class Logged:
    """Logging as the server sets it up; afterwards, what it wrote."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys

    @contextmanager
    def __call__(self) -> Iterator[None]:
        level = logging.getLogger().level
        # Inside the test and not in the fixture's set-up, whose stdout is another one.
        stop = configure_logging(Settings(_env_file=None, log_dir=self._folder, replicate_api_key=SECRET))
        try:
            yield
        finally:
            stop()
            logging.getLogger().setLevel(level)
        self.as_json = [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]
        self.lines = (self._folder / "api.log").read_text().splitlines()


@pytest.fixture
def logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Logged:
    return Logged(tmp_path, capsys)


def test_a_change_of_state_is_one_readable_line_to_grep_for(logged: Logged) -> None:
    with logged():
        logging.getLogger("VideoGeneration").info("%s queued -> generating", "gen_01", extra={"generation": "gen_01"})
    assert "INFO VideoGeneration gen_01 queued -> generating" in logged.lines[0]
    assert logged.as_json[0]["logger"] == "VideoGeneration"
    assert logged.as_json[0]["generation"] == "gen_01"


def test_no_secret_reaches_either_log(logged: Logged) -> None:
    with logged():
        try:
            raise ConnectionError(f"Authorization: Bearer {SECRET}")
        except ConnectionError:
            log = logging.getLogger("vendor")
            log.exception("submit with %s failed", SECRET, extra={"headers": {"key": SECRET}})
    assert SECRET not in json.dumps(logged.as_json) + "".join(logged.lines)
    assert "ConnectionError" in logged.as_json[0]["traceback"]
    assert len(logged.lines) == 1


def test_lines_of_a_request_carry_its_id(logged: Logged) -> None:
    with logged():
        mark = request_id.set("req-1")
        logging.getLogger("x").info("inside")
        request_id.reset(mark)
        logging.getLogger("x").info("outside")
    assert [line.get("request_id") for line in logged.as_json] == ["req-1", None]


def test_a_commands_own_server_logs_to_the_file_alone_and_without_secrets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(_env_file=None, log_dir=tmp_path, replicate_api_key=SECRET)
    level = logging.getLogger().level
    stop = configure_logging(settings, to_stdout=False)
    logging.getLogger("vendor").warning("refused %s\nand Bearer abcdefgh12345", SECRET)
    stop()
    logging.getLogger().setLevel(level)
    assert capsys.readouterr().out == ""
    assert (tmp_path / "api.log").read_text().endswith("WARNING vendor refused [redacted] and Bearer [redacted]\n")


def test_a_second_process_follows_when_the_first_rotates(tmp_path: Path) -> None:
    first, second = _SharedFile(tmp_path / "api.log"), _SharedFile(tmp_path / "api.log")
    second.emit(logging.makeLogRecord({"msg": "before"}))
    first.doRollover()
    second.emit(logging.makeLogRecord({"msg": "after"}))
    first.close(), second.close()
    assert (tmp_path / "api.log").read_text() == "after\n"
    assert (tmp_path / "api.log.1").read_text() == "before\n"
