"""A real Chromium on a real server, and what a person does with them."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
READY_SECONDS = 60.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
expect.set_options(timeout=20_000)  # instead of five seconds: a crowded machine takes its time
NO_BROWSER = "These tests need Chromium. Debian, Ubuntu: apt-get install -y chromium. Or name one: CHROMIUM=/path"


@dataclass(frozen=True)
class Studio:
    """A running server without any vendor key, and the sign-in link that it printed."""

    folder: Path
    address: str
    link: str

    def new_link(self) -> str:
        """Another one-time link, as the command line makes them."""
        return f"{self.address}/auth/link/{self._made('--link').rpartition('/')[2]}"

    def token(self) -> str:
        """An access token of the owner."""
        return self._made()

    def _made(self, *options: str) -> str:
        command = [sys.executable, "-m", "reelwright.app.cli", "token", *options]
        made = subprocess.run(
            command, cwd=ROOT, env=_environment(self.folder), capture_output=True, text=True, check=True
        )
        return made.stdout.strip()


@contextmanager
def running_studio(folder: Path, **settings: str) -> Iterator[Studio]:
    """`reelwright serve` as a first user starts it, until the end of the block; `settings` by environment names."""
    log = folder / "serve.log"
    command = [sys.executable, "-m", "reelwright.app.cli", "serve", "--port", "0"]
    with log.open("wb") as out:
        env = _environment(folder) | settings
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        link = _printed(log, process)
        yield Studio(folder, link.partition("/auth/")[0], link)
    finally:
        process.terminate()
        process.wait(30)


def _environment(folder: Path) -> dict[str, str]:
    own = {
        "REELWRIGHT_DATA_DIR": str(folder),
        "REELWRIGHT_LOG_DIR": str(folder / "logs"),
        "REELWRIGHT_RATE_LIMIT": "off",
    }
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path), **own}


def _printed(log: Path, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        said = log.read_text()
        assert process.poll() is None, said[-3000:]
        if found := re.search(r"http://\S+/auth/link/\S+", said):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no sign-in link within {READY_SECONDS} s: {log.read_text()[-3000:]}")


def chromium_path() -> str:
    """Where the machine's Chromium is; without one the test fails, as it was asked for."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, NO_BROWSER
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def sign_in(page: Page, link: str) -> None:
    """Open a one-time link and press its button."""
    page.goto(link)
    page.get_by_role("button", name="Enter the studio").click()
    page.get_by_role("heading", name="Campaigns", exact=True).wait_for()


def wish(page: Page, prompt: str, *, seconds: str = "5", resolution: str = "720p") -> None:
    """Fill the generator for something that is quick to make."""
    page.get_by_label("Prompt", exact=True).fill(prompt)
    page.get_by_label("Length", exact=True).fill(seconds)
    page.get_by_role("radio", name=resolution).click()


def make_creative(page: Page, prompt: str, seconds: float = 240.0) -> None:
    """A campaign of its own whose one creative is a short film; leaves the page at the creatives."""
    page.goto("/")
    page.get_by_role("button", name="New campaign").click()
    page.wait_for_url("**/campaigns/cmp_*")
    page.goto(f"{page.url}?stage=assets&panel=new")
    panel = page.get_by_role("region", name="Generate videos").or_(page.get_by_role("dialog", name="Generate videos"))
    panel.wait_for()
    wish(page, prompt)
    page.get_by_role("button", name="Make the video").click()
    panel.get_by_role("button", name="Add to creatives").click(timeout=seconds * 1000)
    panel.get_by_role("button", name="In the creatives").click()
    page.get_by_role("heading", name="Creatives", exact=True).wait_for()


def until(page: Page, expression: str, seconds: float = 15.0) -> None:
    """Wait until an expression is true. Asked again and again, as the page's policy forbids Playwright's own way."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(100)


def violations(page: Page) -> list[str]:
    """What axe has against the page as it stands: rule, and where."""
    page.evaluate(AXE.read_text())  # evaluated, not added as a tag: the page's own policy forbids foreign scripts
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def sideways(page: Page) -> list[str]:
    """What can be pushed sideways: the page itself, or a part that scrolls."""
    found: list[str] = page.evaluate("""[document.documentElement, ...document.querySelectorAll('main, main *')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1
            && (one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowX)))
        .map((one) => `wider than its frame: ${one.tagName} ${one.className}`)""")
    return found


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what it complains about while it is used."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    return page, complaints
