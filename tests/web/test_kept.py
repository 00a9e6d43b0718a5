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


def test_what_is_typed_while_the_server_is_away_is_there_after_it_comes_back(
    context: BrowserContext, brief: Page
) -> None:
    context.set_offline(True)
    brief.get_by_label("Audience").fill("Hikers who start before sunrise")
    brief.get_by_label("Goal").fill("More orders")
    expect(brief.get_by_role("alert")).to_contain_text("What you typed is kept")
    expect(brief.get_by_role("button", name="Try again")).to_be_visible()
    assert violations(brief) == []
    context.set_offline(False)
    expect(brief.get_by_role("alert")).to_have_count(0)
    expect(brief.get_by_text("Saved", exact=True)).to_be_visible()

    brief.get_by_label("Tone").fill("Calm, warm")
    brief.reload()  # before it was sent
    expect(brief.get_by_label("Tone")).to_have_value("Calm, warm")
    expect(brief.get_by_text("Saved", exact=True)).to_be_visible()
    brief.reload()
    expect(brief.get_by_label("Audience")).to_have_value("Hikers who start before sunrise")
    expect(brief.get_by_label("Goal")).to_have_value("More orders")
    expect(brief.get_by_label("Tone")).to_have_value("Calm, warm")
    assert brief.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('reelwright.typed'))") == []


@pytest.mark.full
def test_what_a_server_in_trouble_refused_is_sent_again_by_hand(brief: Page) -> None:
    brief.route(
        "**/api/campaigns/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_()
    )
    brief.get_by_label("Goal").fill("More orders")
    brief.get_by_role("button", name="Try again").wait_for()
    brief.unroute_all()
    brief.get_by_role("button", name="Try again").click()
    expect(brief.get_by_text("Saved", exact=True)).to_be_visible()


def test_quick_choices_are_all_kept(brief: Page) -> None:
    slow(brief, "**/api/campaigns/*", 0.4)
    choose(brief, "Instagram Reel", "TikTok", "YouTube Short")
    chosen = brief.get_by_role("group", name="Placements").get_by_role("checkbox", checked=True)
    expect(chosen).to_have_count(3)
    expect(brief.get_by_text("Saved", exact=True)).to_be_visible()
    brief.reload()
    expect(chosen).to_have_count(3)


def test_a_message_that_did_not_arrive_is_in_the_box_again(context: BrowserContext, brief: Page) -> None:
    brief.get_by_role("button", name="Chat", exact=True).click()
    box = brief.get_by_label("Your message")
    context.set_offline(True)
    box.fill("The Altitude flask")
    brief.keyboard.press("Enter")
    expect(brief.get_by_role("alert")).to_contain_text("What you typed is kept")
    expect(box).to_have_value("The Altitude flask")
    context.set_offline(False)
    brief.reload()
    expect(box).to_have_value("The Altitude flask")
    context.set_offline(True)
    box.press("Enter")
    again = brief.get_by_role("button", name="Try again")
    again.wait_for()
    context.set_offline(False)
    again.click()
    expect(brief.get_by_text("Wrote into the brief: Product")).to_be_visible()
    expect(box).to_have_value("")
    said = brief.get_by_role("region", name="Conversation").get_by_role("listitem").filter(has_text="You said")
    expect(said).to_have_count(1)


@pytest.mark.full
def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext) -> None:
    tabs = [watched(context)[0] for _ in range(2)]
    prompts = []
    for tab in tabs:
        tab.goto("/new")
        prompts.append(tab.get_by_label("Prompt", exact=True))
    prompts[0].fill("A flask at dawn")
    expect(prompts[1]).to_have_value("A flask at dawn")
    prompts[1].fill("A kettle in snow")
    expect(prompts[0]).to_have_value("A kettle in snow")
    tabs[0].get_by_role("button", name="Bring it back").click()
    for prompt in prompts:
        expect(prompt).to_have_value("A flask at dawn")


@pytest.mark.full
def test_a_brand_kit_that_was_not_saved_is_there_again(context: BrowserContext) -> None:
    page, _ = watched(context)
    page.goto("/brand-kits")
    page.get_by_role("button", name="New brand kit").click()
    page.get_by_label("Name", exact=True).fill("Altitude")
    page.get_by_label("Words to avoid").fill("cheap, ")
    page.reload()
    expect(page.get_by_label("Words to avoid")).to_have_value("cheap, ")
    page.go_back()
    page.get_by_role("button", name="New brand kit").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Altitude")
    expect(page.get_by_text("not saved it yet")).to_be_visible()
    assert violations(page) + sideways(page) == []
    page.get_by_role("button", name="Save the kit").click()
    page.get_by_role("button", name="Altitude").click()
    page.get_by_label("Tone").fill("Loud")
    page.get_by_role("button", name="Brand kits").click()
    expect(page.get_by_role("listitem").filter(has_text="Altitude")).to_contain_text("Not saved")
    page.get_by_role("button", name="Altitude").click()
    page.get_by_role("button", name="Discard the changes").click()
    expect(page.get_by_label("Tone")).to_have_value("")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete the kit").click()
    page.get_by_role("heading", name="Your brand in one place").wait_for()


@pytest.mark.full
def test_a_refined_prompt_and_ones_own_change_places(context: BrowserContext) -> None:
    page, _ = watched(context)
    page.goto("/new")
    prompt = page.get_by_label("Prompt", exact=True)
    prompt.fill("A flask at dawn")
    page.get_by_text("Have it refined").click()
    page.get_by_role("button", name="Refine now").click()
    page.get_by_role("button", name="Use the new one").click()
    expect(prompt).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" And snow.")
    changed = prompt.input_value()
    assert changed.endswith("And snow.")
    page.get_by_role("button", name="Back to mine").click()
    expect(prompt).to_have_value("A flask at dawn")
    page.get_by_role("button", name="Back to the refined one").click()
    expect(prompt).to_have_value(changed)


@pytest.mark.full
def test_a_long_address_breaks_no_card_on_a_phone(creative: Page) -> None:
    words = creative.get_by_label("Text for X")
    words.fill(LONG)
    expect(words).to_have_value(LONG)
    assert creative.get_by_role("button", name="Take out").evaluate("(one) => one.getBoundingClientRect().right") <= 360
    assert sideways(creative) == []
    choose(creative, "TikTok", "YouTube Short", "Instagram Reel")
    creative.reload()  # before the words were sent
    expect(words).to_have_value(LONG)
    expect(creative.get_by_role("tab")).to_have_count(4)
    creative.get_by_role("button", name="Take out").click()
    assert violations(creative) == []
    creative.get_by_role("button", name="Keep it").click()
    expect(words).to_have_value(LONG)
    creative.get_by_role("button", name="Take out").click()
    creative.get_by_role("button", name="Take it out").click()
    expect(creative.get_by_role("heading", name="No creative yet")).to_be_visible()
