"""Every screen, at the widths and in the colours people have, for everybody."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.web.browsing import Studio, sideways, violations, watched

pytestmark = pytest.mark.full

FIRST_PAGE_BYTES = 200_000
OUTSIDE = ("/sign-in", "/auth/link/some-token", "/invite/some-token", "/password-reset/some-token", "/no/such/page")
INSIDE = (
    "/",
    "/new",
    "/brand-kits",
    "/templates",
    "/campaigns/cmp_none",
    "/library",
    "/library?status=failed",
    "/usage",
    "/settings",
    "/videos/gen_none",
)
WIDTHS = (360, 1024, 1920, 3840)
ASKED = (  # where something is asked before it is done, and by which button
    ("/settings", "Invite somebody"),
    ("/settings", "New endpoint"),
    ("/settings", "New key"),
    ("/usage", "Set a limit"),
    ("/", "Account and appearance"),
)


def settle(page: Page) -> None:
    page.wait_for_load_state("networkidle") if "sign-in" in page.url else page.wait_for_timeout(700)


@contextmanager
def window(browser: Browser, studio: Studio, kept: StorageState | None, width: int, scheme: str) -> Iterator[Page]:
    """A page of that width in light or dark."""
    context = browser.new_context(
        base_url=studio.address,
        storage_state=kept,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_breaks_a_rule_of_axe_or_scrolls_sideways(
    browser: Browser, keyless: Studio, state: StorageState, width: int, scheme: str
) -> None:
    found: list[str] = []
    for paths, kept in ((OUTSIDE, None), (INSIDE, state)):
        with window(browser, keyless, kept, width, scheme) as page:
            for path in paths:
                page.goto(path)
                page.get_by_role("heading").or_(page.get_by_role("alert")).first.wait_for()
                settle(page)
                found += [f"{path}: {one}" for one in violations(page) + sideways(page)]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_open_dialog_breaks_a_rule_of_axe(
    browser: Browser, keyless: Studio, state: StorageState, width: int, scheme: str
) -> None:
    found: list[str] = []
    with window(browser, keyless, state, width, scheme) as page:
        for path, button in ASKED:
            page.goto(path)
            page.get_by_role("button", name=button).first.click()
            page.get_by_role("dialog").or_(page.get_by_role("menu")).wait_for()
            found += [f"{button}: {one}" for one in violations(page) + sideways(page)]
            page.keyboard.press("Escape")
            expect(page.get_by_role("button", name=button).first).to_be_focused()
    assert found == []


def test_the_signed_in_first_page_is_light(browser: Browser, keyless: Studio, state: StorageState) -> None:
    context = browser.new_context(base_url=keyless.address, storage_state=state)
    page = context.new_page()
    scripts: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            scripts.update({answer.url: len(gzip.compress(answer.body(), 9))}) if answer.url.endswith(".js") else None
        ),
    )
    page.goto("/")
    page.get_by_role("heading", name="Campaigns", exact=True).wait_for()
    page.wait_for_load_state("load")
    context.close()
    assert 50_000 < sum(scripts.values()) <= FIRST_PAGE_BYTES, scripts


def test_the_whole_generator_can_be_reached_by_keyboard(signed_in: BrowserContext) -> None:
    page, _ = watched(signed_in)
    page.goto("/new")
    page.get_by_role("button", name="Make the video").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    reached: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.innerText || document.activeElement.id"
            )
        )
        if "Make the video" in reached[-1]:
            break
    assert "Make the video" in reached[-1]
    assert {"prompt", "duration", "Length in seconds"} <= set(reached)
