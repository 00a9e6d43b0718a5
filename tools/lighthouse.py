"""Lighthouse on the pages of a running studio, signed in: `python -m tools.lighthouse [page …]`.

Starts a studio of its own in a new folder and the system's Chromium, signs in, and has Lighthouse (by `npx`, fetched
when it is first used) look at each page with its desktop preset. Build the pages first: `cd web && npm run build`.
What else the machine does shows in the figures: wait until it is idle.
"""

import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.web.browsing import Studio, chromium_path, running_studio, sign_in

LIGHTHOUSE = "lighthouse@12.2.3"
CATEGORIES = ("performance", "accessibility", "best-practices")
TIMINGS = {"FCP": "first-contentful-paint", "LCP": "largest-contentful-paint", "TTI": "interactive"}
PAGES = ("/sign-in", "/", "/library", "/campaigns")  # the last one: the first campaign's workspace
FLAGS = ("--quiet", "--preset=desktop", "--disable-storage-reset", f"--only-categories={','.join(CATEGORIES)}")


def main(pages: tuple[str, ...]) -> None:
    """Print a line for every page: scores of 100, seconds, and what costs a page below 95 its points."""
    with tempfile.TemporaryDirectory() as name, running_studio(Path(name)) as studio, sync_playwright() as playwright:
        port = _free_port()
        context = playwright.chromium.launch_persistent_context(
            f"{name}/profile",
            executable_path=chromium_path(),
            args=["--no-sandbox", f"--remote-debugging-port={port}"],
            base_url=studio.address,
        )
        for page in pages:
            if page != "/sign-in" and not context.pages[1:]:
                sign_in(context.new_page(), studio.link)
            _print(page, _look(_address(context, studio, page), port))
        context.close()


def _address(context: BrowserContext, studio: Studio, page: str) -> str:
    if page != "/campaigns":
        return studio.address + page
    link = context.pages[-1].locator("a[href^='/campaigns/']").first
    return studio.address + str(link.get_attribute("href"))


def _look(address: str, port: int) -> dict[str, Any]:
    command = ["npx", "--yes", LIGHTHOUSE, address, f"--port={port}", "--output=json", *FLAGS]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _print(page: str, found: dict[str, Any]) -> None:
    audits = found["audits"]
    scores = {key: round(100 * found["categories"][key]["score"]) for key in CATEGORIES}
    times = {name: f"{audits[key]['numericValue'] / 1000:.2f} s" for name, key in TIMINGS.items()}
    print(page, *(f"{key} {value}" for key, value in {**scores, **times}.items()), sep="  ", flush=True)
    for key in (key for key, score in scores.items() if score < 95):
        for one in found["categories"][key]["auditRefs"]:
            audit = audits[one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"    {key}: {audit['title']} {audit.get('displayValue', '')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PAGES)
