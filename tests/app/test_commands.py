"""The command line with ordinary wrong input: a sentence and an exit code, never a trace, and no money for nothing."""

import errno
import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reelwright.app import cli
from reelwright.app.server import listen
from reelwright.client import Client, draft_of
from reelwright.kit.problems import Problem

FACTS = {"width": 1920, "height": 1080, "frames": 240, "fps": 30, "bytes": 5}


@dataclass
class Studio:
    """The wire of a server: one order that has succeeded when asked again; `media` answers for its file."""

    address: str = ""
    orders: int = 0
    media: tuple[int, bytes] = (200, b"movie")
    warnings: list[str] = field(default_factory=list)
    refusal: str = ""
    is_gone: bool = False
    is_broken: bool = False

    def answer(self, method: str, path: str) -> tuple[int, str, bytes]:
        if path.startswith("/media/"):
            return self.media[0], "video/mp4", self.media[1]
        if self.is_gone and method == "GET":
            return 502, "text/html", b"<h1>Bad gateway</h1>"
        if path.endswith("/events"):
            return 200, "text/event-stream", b""
        self.orders += method == "POST"
        if self.refusal:
            problem = {"code": "invalid_request", "detail": self.refusal}
            return 422, "application/problem+json", json.dumps(problem).encode()
        view = {
            "id": "gen_1",
            "status": "succeeded" if method == "GET" else "queued",
            "videoUrl": f"{self.address}/media/tok",
            "statusUrl": f"{self.address}/api/video/gen_1",
            "warnings": self.warnings,
            "metadata": FACTS,
            "price": {"chargedUsd": 1.5},
            "error": None,
        }
        return 200, "application/json", json.dumps(view).encode()


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """A server that commands are told to use."""
    told = Studio()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status, kind, body = told.answer(self.command, self.path)
            if told.is_broken:
                return
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("REELWRIGHT_URL", told.address)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        server.shutdown()


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`reelwright WORDS`: its exit code, stdout and stderr on one line."""
    monkeypatch.setenv("REELWRIGHT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REELWRIGHT_LOG_DIR", str(tmp_path / "logs"))
    monkeypatch.setenv("TERMINAL_WIDTH", "1000")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["reelwright", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, " ".join(err.split())

    return command


def test_a_video_is_saved_where_it_was_wished(run: Run, studio: Studio, tmp_path: Path) -> None:
    code, out, _ = run("generate", "a kite", "-o", str(tmp_path / "kite.mp4"))
    assert (code, out, (tmp_path / "kite.mp4").read_bytes()) == (0, "", b"movie")
    assert not draft_of(tmp_path / "kite.mp4").exists()


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (".", "is a folder: name a file in it."),
        ("/dev/null", "is not a file that can be replaced."),
        ("nowhere/kite.mp4", "There is no folder"),
        ("k" * 252, "cannot be written: File name too long."),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_the_order(
    run: Run, studio: Studio, tmp_path: Path, target: str, told: str
) -> None:
    code, _, err = run("generate", "a kite", "-o", str(tmp_path / target))
    assert (code, studio.orders) == (2, 0)
    assert told in err


def test_a_paid_video_that_cannot_be_saved_is_still_answered(
    run: Run, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, out, err = run("generate", "a kite", "-o", str(tmp_path / "kite.mp4"), "--json")
    assert (code, json.loads(out)["videoUrl"]) == (6, f"{studio.address}/media/tok")
    assert "No space left on device" in err and "do not order again" in err
    assert not list(tmp_path.glob("kite*"))
    assert run("generate", "a kite", "-o", str(tmp_path / "kite.mp4"))[:2] == (6, f"{studio.address}/media/tok\n")


def test_a_server_lost_while_waiting_leaves_the_order_to_be_found(run: Run, studio: Studio) -> None:
    studio.is_gone = True
    assert run("generate", "a kite")[:2] == (6, f"{studio.address}/api/video/gen_1\n")


async def test_a_download_that_breaks_leaves_nothing(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "kite.mp4").mkdir()
    async with Client(studio.address, "") as client:
        with pytest.raises(OSError):
            await client.save(f"{studio.address}/media/tok", tmp_path / "kite.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["kite.mp4"]


def test_a_command_on_its_own_hands_out_links_that_will_open(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REELWRIGHT_WORKERS", "0")
    code, out, err = run("generate", "a kite", "--no-wait")
    assert (code, out.startswith("http://localhost:3001/api/video/")) == (0, True)
    assert "It goes on, and its links open, while Reelwright runs: start ./run" in err
    monkeypatch.setenv("PUBLIC_URL", "https://studio.example.com")
    assert run("generate", "a kite", "--no-wait")[1].startswith("https://studio.example.com/api/video/")
    lines = (tmp_path / "logs" / "api.log").read_text().splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z [A-Z]+ ", line) for line in lines)  # as the server writes them


async def test_a_file_is_fetched_where_the_server_is_reached(studio: Studio, tmp_path: Path) -> None:
    async with Client(studio.address, "", links_begin="https://studio.example.com") as client:
        await client.save("https://studio.example.com/media/tok", tmp_path / "kite.mp4")
    assert (tmp_path / "kite.mp4").read_bytes() == b"movie"


def test_wrong_settings_are_named_one_a_line_without_their_values(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "REELWRIGHT_SECRET_KEY": "tooshortsecret",
        "REELWRIGHT_PORT": "http",
        "REELWRIGHT_RATE_LIMIT": "often",
        "REELWRIGHT_DATABASE_URL": "mysql://root:pa55word@db/x",
        "REELWRIGHT_WEBHOOK_NETWORKS": "home",
        "S3_ENDPOINT": "bucket.example.com",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    code, out, err = run("models", "--json")
    assert (code, set(json.loads(out)["fields"])) == (2, set(wrong))
    assert "REELWRIGHT_SECRET_KEY: must have at least 32 characters" in err
    assert "Traceback" not in err
    assert not any(secret in out + err for secret in ("tooshort", "pa55word"))


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("notaurl", 2, "invalid_request: REELWRIGHT_URL is 'notaurl': write an address"),
        ("http://localhost:99999", 2, "invalid_request: REELWRIGHT_URL is"),
        ("http://127.0.0.1:1", 1, "server_unreachable: No Reelwright answers at http://127.0.0.1:1"),
    ],
)
def test_a_server_that_is_not_there_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str, code: int, told: str
) -> None:
    monkeypatch.setenv("REELWRIGHT_URL", address)
    ended, out, err = run("quote", "a kite", "--json")
    assert (ended, json.loads(out)["code"]) == (code, told.partition(":")[0])
    assert told in err and "may have been taken" not in err


def test_an_order_whose_answer_was_lost_may_have_been_taken(run: Run, studio: Studio) -> None:
    studio.is_broken = True
    code, _, err = run("generate", "a kite")
    assert (code, studio.orders) == (1, 1)
    assert "may have been taken: look there before you order again" in err


def test_brackets_in_other_peoples_words_are_shown_as_they_are(run: Run, studio: Studio) -> None:
    studio.warnings = ["no field foo[/b], [red]"]
    assert "note no field foo[/b], [red]" in run("generate", "a kite")[2]
    studio.refusal = "foo[/b]: not a field"
    code, _, err = run("quote", "a kite", "--field", "foo[/b]=1")
    assert (code, err) == (2, "invalid_request: foo[/b]: not a field")


def test_an_invoice_that_is_a_picture_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    code, out, err = run("ledger", "import", str(tmp_path / "picture.png"), "--json")
    assert (code, json.loads(out)["code"]) == (2, "invalid_request")
    assert "is not text in UTF-8" in err


def test_a_port_beyond_the_last_is_wrong_input(run: Run) -> None:
    code, _, err = run("serve", "--port", "70000")
    assert code == 2
    assert "less than or equal to 65535" in err


@pytest.mark.parametrize(
    ("host", "error", "code", "told"),
    [
        ("127.0.0.1", OSError(errno.EADDRINUSE, ""), "already_running", "is taken"),
        ("127.0.0.1", OSError(errno.EACCES, ""), "cannot_listen", "administrator"),
        ("192.0.2.1", OSError(errno.EADDRNOTAVAIL, ""), "cannot_listen", "is not an address of this machine"),
        ("nosuchhost.invalid", socket.gaierror(-2, ""), "cannot_listen", "There is no host nosuchhost.invalid"),
        ("127.0.0.1", OSError(errno.ENOBUFS, "No buffers"), "cannot_listen", "No buffers"),
    ],
)
def test_why_a_server_cannot_listen_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, host: str, error: OSError, code: str, told: str
) -> None:
    def bind(self: socket.socket, address: object) -> None:
        raise error

    monkeypatch.setattr(socket.socket, "bind", bind)
    with pytest.raises(Problem, match=told) as caught:
        listen(host, 3001)
    assert caught.value.code == code


@pytest.mark.parametrize("words", [("generate",), ("generate", "a kite", "--nonsense"), ("serve", "--port", "70000")])
def test_a_command_written_wrongly_is_told_to_programs_too(run: Run, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words, "--json")
    assert code == 2
    assert json.loads(out)["code"] == "invalid_request"


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("DATABASE_URL", "postgresql://me:pa55word@127.0.0.1:1/films", "database_unavailable: connection failed:"),
        ("DATABASE_URL", "sqlite:///{tmp}/letter.txt", "database_unavailable: file is not a database."),
        ("DATA_DIR", "{tmp}/letter.txt", "cannot_use_file: {tmp}/letter.txt"),
        ("LOG_DIR", "{tmp}/letter.txt/logs", "cannot_use_file: {tmp}/letter.txt/logs: Not a directory."),
    ],
)
@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("generate", "a kite")])
def test_a_place_that_cannot_be_used_is_named(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: tuple[str, ...],
    setting: str,
    value: str,
    told: str,
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, " * 100)
    monkeypatch.setenv(f"REELWRIGHT_{setting}", value.format(tmp=tmp_path))
    code, _, err = run(*command)
    assert (code, told.format(tmp=tmp_path) in err) == (1, True), err
    assert "Traceback" not in err and "pa55word" not in err
