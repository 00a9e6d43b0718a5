"""Whoever works by keyboard stays where they were: after a dialog, and when what they worked on is gone."""

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.web.browsing import Studio, watched


@pytest.fixture
def page(browser: Browser, keyless: Studio, state: StorageState) -> Page:
    """A window of its own at the settings."""
    made, _ = watched(browser.new_context(base_url=keyless.address, storage_state=state))
    made.goto("/settings")
    made.get_by_role("heading", name="API keys").wait_for()
    return made


def make_key(page: Page, name: str) -> Locator:
    """A key made by keyboard alone; its row."""
    opener = page.get_by_role("button", name="New key")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is it for?").focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Your new key")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    return page.get_by_role("listitem").filter(has_text=name)


def test_a_dialog_gives_the_focus_back_and_a_revoked_key_passes_it_on(page: Page) -> None:
    rows = [make_key(page, name) for name in ("Nightly", "Weekly")]
    revoke = rows[0].get_by_role("button", name="Revoke")
    revoke.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(revoke).to_be_focused()
    for row in rows:
        row.get_by_role("button", name="Revoke").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Revoke the key").focus()
        page.keyboard.press("Enter")
        expect(row).to_have_count(0)
        expect(page.get_by_role("region", name="API keys").locator(":focus")).to_have_count(1)


def test_a_page_that_was_gone_to_begins_at_its_heading(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="New campaign").click()
    page.get_by_role("button", name="Delete the campaign").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete the campaign").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Campaigns", exact=True).wait_for()
    expect(page.get_by_role("main").locator(":focus").or_(page.locator("main:focus"))).to_have_count(1)


def test_a_forgotten_password_asks_for_the_address_first(browser: Browser, keyless: Studio) -> None:
    page, _ = watched(browser.new_context(base_url=keyless.address))
    page.goto("/sign-in")
    forgot = page.get_by_role("button", name="Forgot the password?")
    forgot.click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type("nobody@altitude.example")
    forgot.click()
    expect(page.get_by_text("If this address has an account, a link is on its way")).to_be_visible()
