"""Somebody is asked in, looks without touching, is let do more, and is let go: two people, two browsers."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.browsing import Studio, sign_in, violations, watched

PASSWORD = "morning light, 7 am"


@pytest.fixture
def owner(browser: Browser, keyless: Studio) -> Page:
    """The owner's window, at the settings."""
    page, _ = watched(browser.new_context(base_url=keyless.address))
    sign_in(page, keyless.new_link())
    page.goto("/settings")
    return page


@pytest.fixture
def guest(browser: Browser, keyless: Studio) -> Page:
    """A window that nobody has signed in at."""
    page, _ = watched(browser.new_context(base_url=keyless.address))
    return page


def invited(owner: Page, email: str) -> str:
    """The link of an invitation as a viewer, as the dialog shows it once."""
    owner.get_by_role("button", name="Invite somebody").click()
    owner.get_by_label("E-mail").fill(email)
    owner.get_by_label("As", exact=True).select_option("viewer")
    owner.get_by_role("button", name="Make the link").click()
    dialog = owner.get_by_role("dialog", name=f"Invitation for {email}")
    link = dialog.get_by_text("/invite/").inner_text()
    dialog.get_by_role("button", name="Done").click()
    expect(owner.get_by_role("listitem").filter(has_text=email)).to_contain_text("invited")
    return link


def join(guest: Page, link: str) -> None:
    guest.goto(link)
    guest.get_by_label("Your name").fill("Vera")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Join").click()
    guest.get_by_role("heading", name="Campaigns", exact=True).wait_for()


def touching(page: Page) -> Locator:
    """Whatever would change something or spend money."""
    return page.get_by_role(
        "button",
        name=re.compile(
            "New|Generate Videos|Delete|Add to creatives|Send|Take out|Publish it|Invite|Revoke|Remove|limit|Save"
        ),
    )


def test_a_viewer_looks_an_editor_makes_and_who_is_removed_is_out(owner: Page, guest: Page) -> None:
    link = invited(owner, "vera@altitude.example")
    join(guest, link)
    expect(touching(guest)).to_have_count(0)
    guest.get_by_role("main").get_by_role("link").first.click()
    stages = guest.get_by_role("navigation", name="Stages of the campaign")
    for stage in ("Brief", "Asset generation", "Creatives", "Publish"):
        stages.get_by_role("button", name=re.compile(stage)).click()
        expect(stages.get_by_role("button", name=re.compile(stage))).to_have_attribute("aria-current", "step")
        expect(touching(guest)).to_have_count(0)
        expect(guest.get_by_label("Your message")).to_have_count(0)
        expect(guest.get_by_role("main").locator("input:enabled:not([type=radio]), textarea:enabled")).to_have_count(0)
    for path, words in (("/settings", "Owners manage"), ("/usage", "This month"), ("/brand-kits", "Brand kits")):
        guest.goto(path)
        guest.get_by_text(words).first.wait_for()
        expect(touching(guest)).to_have_count(0)
        assert violations(guest) == []
    guest.goto("/new")
    expect(guest.get_by_role("button", name="Make the video")).to_be_disabled()
    expect(guest.get_by_text("You may look here but not order.")).to_be_visible()

    owner.reload()
    owner.get_by_label("Role of Vera").select_option("editor")
    expect(owner.get_by_label("Role of Vera")).to_have_value("editor")
    guest.goto("/")
    expect(guest.get_by_role("button", name="New campaign")).to_be_visible()

    owner.get_by_role("button", name="Remove Vera").click()
    owner.get_by_role("button", name="Remove from the workspace").click()
    expect(owner.get_by_role("listitem").filter(has_text="Vera")).to_have_count(0)
    guest.goto("/")
    expect(guest.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_invitation_works_once_and_not_after_it_was_taken_back(owner: Page, guest: Page) -> None:
    link = invited(owner, "otto@altitude.example")
    owner.get_by_role("listitem").filter(has_text="otto@").get_by_role("button", name="Take it back").click()
    expect(owner.get_by_role("listitem").filter(has_text="otto@")).to_have_count(0)
    guest.goto(link)
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Join").click()
    expect(guest.get_by_role("alert")).to_be_visible()
    assert violations(guest) == []
