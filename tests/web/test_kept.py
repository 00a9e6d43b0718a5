"""Nothing that was typed or chosen is lost: not by a reload, not by a server that is away, not by quick fingers."""

import time

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, StorageState, expect

from tests.web.browsing import Studio, sideways, violations, watched

TOKEN = "JSON.parse(localStorage.getItem('reelwright.session')).accessToken"
LONG = "https://altitude.example/" + "a" * 200


@pytest.fixture
def context(browser: Browser, keyless: Studio, state: StorageState) -> BrowserContext:
    """A phone's window, signed in."""
    return browser.new_context(base_url=keyless.address, storage_state=state, viewport={"width": 360, "height": 800})


@pytest.fixture
def brief(context: BrowserContext) -> Page:
    """A new campaign at its brief."""
    page, _ = watched(context)
    page.goto("/")
    page.get_by_role("button", name="New campaign").click()
    page.wait_for_url("**/campaigns/cmp_*")
    page.goto(f"{page.url}?stage=brief&side=work")
    page.get_by_label("Product").wait_for()
    return page


@pytest.fixture
def creative(context: BrowserContext, brief: Page) -> Page:
    """A new campaign at its one creative, whose video nobody waits for."""
    campaign = brief.url.partition("/campaigns/")[2].partition("?")[0]
    headers = {"Authorization": f"Bearer {brief.evaluate(TOKEN)}"}
    order = {"prompt": "A flask at dawn", "duration": 5, "resolution": "720p"}
    video = context.request.post("/api/video/generate", headers=headers, data=order).json()["id"]
    body = {"generationId": video, "placements": ["x"]}
    made = context.request.post(f"/api/campaigns/{campaign}/creatives", headers=headers, data=body)
    assert made.ok, made.text()
    context.request.post(f"/api/video/{video}/cancel", headers=headers)
    brief.goto(f"/campaigns/{campaign}?stage=creatives&side=work")
    brief.get_by_label("Text for X").wait_for()
    return brief


def slow(page: Page, path: str, seconds: float) -> None:
    """Answer changes there late."""

    def wait(route: Route) -> None:
        if route.request.method == "PATCH":
            time.sleep(seconds)
        route.continue_()

    page.route(path, wait)


def choose(page: Page, *names: str) -> None:
    """Click on chips as quickly as one can."""
    for name in names:
        page.locator("label", has=page.get_by_role("checkbox", name=name)).click()


@pytest.mark.full
def test_a_long_address_breaks_no_card_on_a_phone(creative: Page) -> None:
    words = creative.get_by_label("Text for X")
    words.fill(LONG)
    expect(words).to_have_value(LONG)
    assert creative.get_by_role("button", name="Take out").evaluate("(one) => one.getBoundingClientRect().right") <= 360
    assert sideways(creative) == []
