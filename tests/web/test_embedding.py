"""The component on somebody else's page: another origin, unkind style sheets, a token of its own."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import ROOT, Studio, running_studio, until, violations, watched, wish

pytestmark = pytest.mark.full

PACKAGE = ROOT / "web" / "react"
PATIENCE_MS = 180_000
SHADOW = "document.querySelector('[data-reelwright]').shadowRoot"
FILM = f"{SHADOW}.querySelector('video')"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """The address of a page that uses the built package as its users do."""
    npx = shutil.which("npx", path=f"{ROOT / '.venv' / 'bin'}:/usr/local/bin:/usr/bin:/bin") or "npx"
    for config in ("react/vite.config.ts", "react/demo/vite.config.ts"):
        done = subprocess.run([npx, "vite", "build", "-c", config], cwd=PACKAGE.parent, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(PACKAGE / "dist-demo")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, host: str) -> Iterator[Studio]:
    """A server that lets that page in, and no other."""
    with running_studio(tmp_path_factory.mktemp("embedded"), REELWRIGHT_CORS_ORIGINS=host) as running:
        yield running


def opened(page: Page, host: str, studio: Studio, **said: str) -> Page:
    page.goto(f"{host}/#{urlencode({'api': studio.address, 'token': studio.token()} | said)}")
    return page


def test_a_video_is_made_and_plays_on_another_origin_and_its_page_is_told_once(
    browser: Browser, host: str, studio: Studio
) -> None:
    page, complaints = watched(browser.new_context())
    opened(page, host, studio)
    wish(page, "Paper lanterns over a river")
    page.get_by_role("button", name="Make the video").click()
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("[data-told]")).to_have_attribute("data-told", "1", timeout=30_000)
    expect(page.locator("[data-told]")).to_contain_text("5 s by studio")
    page.get_by_role("button", name="play", exact=True).click()
    until(page, f"{FILM}?.currentTime > 0.2")
    assert page.evaluate(f"{FILM}.videoWidth") == 1280
    until(page, f"{FILM}.textTracks[0]?.cues.length > 0")  # thumbnails on the time bar, across origins
    page.wait_for_timeout(1500)
    expect(page.locator("[data-told]")).to_have_attribute("data-told", "1")
    page.reload()
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)
    expect(page.locator("[data-told]")).to_have_attribute("data-told", "0")  # it was told before
    assert complaints == []


def test_neither_style_sheet_reaches_the_other(browser: Browser, host: str, studio: Studio) -> None:
    page = opened(browser.new_page(), host, studio)
    page.get_by_role("button", name="Make the video").wait_for()
    button = f"getComputedStyle([...{SHADOW}.querySelectorAll('button')].find(b => b.textContent.includes('Make')))"
    assert page.evaluate(f"{button}.height") == "48px"  # 3rem of ours, whatever the page calls a rem
    assert page.evaluate(f"{button}.borderTopStyle") == "solid"
    assert page.evaluate(f"{button}.textTransform") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('main + h2, h2')).fontFamily").startswith('"Courier')
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 246, 238)"


def test_keys_move_through_the_choices_inside_of_the_shadow_tree(browser: Browser, host: str, studio: Studio) -> None:
    page = opened(browser.new_page(), host, studio)
    page.get_by_role("radio", name="Wide, 16:9").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Tall, 9:16")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Square, 1:1")).to_be_focused()
    page.get_by_role("slider", name="Length in seconds").press("End")
    expect(page.get_by_label("Length", exact=True)).to_have_value("60")
    page.get_by_label("Prompt", exact=True).fill("A draft that stays")
    page.reload()
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("A draft that stays")


def test_it_is_accessible_on_a_wide_page_and_on_a_phone(browser: Browser, host: str, studio: Studio) -> None:
    page = opened(browser.new_page(), host, studio)
    page.get_by_role("button", name="Make the video").wait_for()
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert [found for found in violations(page) if "data-reelwright" in found] == []


def test_what_the_host_must_put_right_is_said(browser: Browser, host: str, studio: Studio) -> None:
    page = browser.new_page()
    opened(page, host, studio, token="")
    expect(page.get_by_role("alert")).to_contain_text("let getToken return")
    page = browser.new_page()
    opened(page, host, studio, api="http://127.0.0.1:9")
    expect(page.get_by_role("alert")).to_contain_text("REELWRIGHT_CORS_ORIGINS", timeout=30_000)
