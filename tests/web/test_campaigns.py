"""A campaign as a marketer meets it: the chat asks, the brief fills, the generator opens beside the conversation."""

import re

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.web.browsing import Studio, sideways, violations, watched

PARTS = ("stage=brief", "stage=assets&side=work", "stage=assets&panel=new", "stage=creatives", "stage=publish")


@pytest.fixture
def page(browser: Browser, keyless: Studio, state: StorageState) -> Page:
    """A wide window of its own on a new campaign."""
    context = browser.new_context(
        base_url=keyless.address, storage_state=state, viewport={"width": 1440, "height": 900}
    )
    made, _ = watched(context)
    made.goto("/")
    made.get_by_role("button", name="New campaign").click()
    made.wait_for_url("**/campaigns/cmp_*")
    return made


def talk(page: Page) -> str:
    """What the conversation says."""
    return page.get_by_role("region", name="Conversation").inner_text()


def say(page: Page, *texts: str) -> None:
    """Write each and wait for its answer."""
    for text in texts:
        page.get_by_label("Your message").fill(text)
        with page.expect_response(lambda one: one.request.method == "POST" and one.url.endswith("/messages")) as answer:
            page.keyboard.press("Enter")
        answer.value.finished()


def test_an_answer_is_written_into_the_brief_and_nothing_is_lost_by_a_reload(page: Page) -> None:
    expect(page.get_by_role("region", name="Conversation").get_by_role("listitem")).to_have_count(1)
    page.get_by_label("Your message").fill("The Altitude flask")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Product")).to_have_value("The Altitude flask")
    expect(page.get_by_text("Wrote into the brief: Product")).to_be_visible()

    page.get_by_label("Audience").fill("Hikers who start before sunrise")
    page.get_by_label("Your message").fill("half an ans")
    expect(page.get_by_text("Saved")).to_be_visible()
    before = talk(page)
    page.reload()
    expect(page.get_by_label("Audience")).to_have_value("Hikers who start before sunrise")
    expect(page.get_by_label("Your message")).to_have_value("half an ans")
    expect(page.get_by_role("region", name="Conversation")).to_contain_text("The Altitude flask")
    assert talk(page) == before


def test_the_generator_opens_beside_the_chat_and_gives_the_focus_back(page: Page) -> None:
    page.get_by_role("button", name="Go to asset generation").click()
    opener = page.get_by_role("button", name="Generate Videos").last
    opener.click()
    panel = page.get_by_role("region", name="Generate videos")
    expect(panel.get_by_role("heading", name="Generate videos")).to_be_focused()
    expect(page.get_by_label("Your message")).to_be_visible()  # the conversation is not hidden
    panel.get_by_label("Prompt", exact=True).fill("A flask at dawn")
    page.reload()
    expect(panel.get_by_label("Prompt", exact=True)).to_have_value("A flask at dawn")
    page.get_by_role("button", name="Close the panel").click()
    opener.click()
    panel.get_by_label("Prompt", exact=True).press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_generator_begins_with_what_the_brief_says(page: Page) -> None:
    page.get_by_label("Product").fill("The Altitude flask")
    page.get_by_label("Key message").fill("Still hot at the summit")
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("button", name="Go to asset generation").click()
    page.get_by_role("button", name="Generate Videos").last.click()
    prompt = page.get_by_role("region", name="Generate videos").get_by_label("Prompt", exact=True)
    expect(prompt).to_have_value("The Altitude flask: Still hot at the summit")
    prompt.fill("A flask at dawn")
    page.reload()
    expect(prompt).to_have_value("A flask at dawn")


def test_a_long_chat_scrolls_in_its_place_and_the_page_not_at_all(page: Page) -> None:
    conversation = page.get_by_role("region", name="Conversation")
    said = ("Altitude, a steel flask that keeps ice for a day, for hikers", "propose a video", "another", "another")
    say(page, *said)
    expect(conversation.get_by_role("article")).to_have_count(3)
    tall, page_height = page.evaluate("""[
        document.querySelector('[aria-label=Conversation]').scrollHeight, document.documentElement.scrollHeight]""")
    assert tall > 1200 and page_height <= page.viewport_size["height"], (tall, page_height)


def test_another_proposal_takes_the_place_of_the_video_that_was_ordered(page: Page) -> None:
    say(page, "Altitude, a steel flask that keeps ice for a day, for hikers", "propose a video")
    page.get_by_role("article").last.get_by_role("button", name="Generate Videos").click()
    panel = page.get_by_role("region", name="Generate videos")
    order = panel.get_by_role("button", name="Make the video")
    with page.expect_response("**/api/video/generate") as ordered:
        order.click()
    prompt = ordered.value.json()["prompt"]
    assert prompt in (page.get_by_role("article").last.text_content() or "")  # what the card said is what was ordered
    expect(order).to_have_count(0)
    say(page, "another")
    page.get_by_role("article").last.get_by_role("button", name="Generate Videos").click()
    expect(order).to_be_enabled()
    filmed = panel.get_by_label("What is filmed").input_value()
    assert filmed != prompt and filmed in (page.get_by_role("article").last.text_content() or "")


def test_every_stage_is_reachable_and_says_what_it_lacks(page: Page) -> None:
    stages = page.get_by_role("navigation", name="Stages of the campaign")
    for name, words in (("Creatives", "No creative yet"), ("Publish", "Nothing to publish yet"), ("Brief", "Brief")):
        stages.get_by_role("button", name=re.compile(name)).click()
        expect(stages.get_by_role("button", name=re.compile(name))).to_have_attribute("aria-current", "step")
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()


@pytest.mark.full
@pytest.mark.parametrize("width", [360, 1024, 1920])
def test_no_stage_breaks_a_rule_of_axe_or_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    address = page.url.partition("?")[0]
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        for part in PARTS:
            page.goto(f"{address}?{part}")
            page.get_by_role("heading").first.wait_for()
            page.wait_for_timeout(700)
            found += [f"{scheme} {part}: {one}" for one in violations(page)]
            found += [f"{scheme} {part}: {one}" for one in sideways(page)]
    assert found == []
