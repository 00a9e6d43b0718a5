"""The studio's files over the real application's shell, from a folder like the build's."""

import gzip
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest

from reelwright.app.api import create_app
from reelwright.app.settings import Settings
from reelwright.app.web import add_web
from reelwright.kit.clock import ManualClock


def client_of(folder: Path) -> httpx2.AsyncClient:
    settings = Settings(_env_file=None, data_dir=folder / "data", rate_limit="off", anonymous_rate_limit="off")
    app = create_app(SimpleNamespace(settings=settings, clock=ManualClock(), checks={}))
    add_web(app, folder / "static")
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://studio")


@pytest.fixture
def studio(tmp_path: Path) -> httpx2.AsyncClient:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>Reelwright</title>")
    (static / "assets" / "index-abc.js").write_text("export {}")
    (static / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(b"export {}"))
    (tmp_path / "secret.txt").write_text("not yours")
    return client_of(tmp_path)


@pytest.mark.parametrize("path", ["/", "/library", "/videos/gen_1", "/auth/link/tok_en"])
async def test_every_address_of_the_studio_is_its_one_page(studio: httpx2.AsyncClient, path: str) -> None:
    answer = await studio.get(path)
    assert (answer.status_code, "<title>Reelwright" in answer.text) == (200, True)
    assert answer.headers["cache-control"] == "no-cache"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    again = await studio.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_scripts_are_sent_as_the_build_compressed_them_and_kept_for_good(studio: httpx2.AsyncClient) -> None:
    answer = await studio.get("/assets/index-abc.js", headers={"Accept-Encoding": "br, gzip"})
    assert answer.text == "export {}"
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    plain = await studio.get("/assets/index-abc.js", headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers.get("content-encoding")) == ("export {}", None)


@pytest.mark.parametrize("path", ["/api/no-such", "/api", "/media/x/y/z", "/assets/gone-123.js", "/favicon.ico"])
async def test_what_is_missing_elsewhere_is_a_problem_and_no_page(studio: httpx2.AsyncClient, path: str) -> None:
    answer = await studio.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_only_reading_leads_to_the_page(studio: httpx2.AsyncClient) -> None:
    assert (await studio.post("/library")).status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"])
async def test_no_path_leads_out_of_the_folder(studio: httpx2.AsyncClient, path: str) -> None:
    assert "not yours" not in (await studio.get(path)).text


async def test_without_a_build_the_api_answers_and_the_page_says_what_to_do(tmp_path: Path) -> None:
    studio = client_of(tmp_path)
    assert (await studio.get("/healthz")).status_code == 200
    page = await studio.get("/")
    assert (page.status_code, "./run" in page.text) == (503, True)
