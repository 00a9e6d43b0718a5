"""What a person does with the generator and with what it made."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.web.browsing import Studio, make_creative, sign_in, until, watched, wish

pytestmark = pytest.mark.full

PATIENCE_MS = 180_000


@pytest.fixture
def page(browser: Browser, keyless: Studio, state: StorageState) -> Page:
    """A window of its own, signed in, with nothing drafted."""
    context = browser.new_context(base_url=keyless.address, storage_state=state)
    made, _ = watched(context)
    made.goto("/new")
    return made


def picture(path: Path, size: int) -> Path:
    Image.new("RGB", (size, size), "#c0392b").save(path)
    return path


def test_nothing_typed_is_lost_by_a_reload_or_by_looking_elsewhere(page: Page, folder: Path) -> None:
    wish(page, "A fox crossing fresh snow", seconds="12.5")
    page.get_by_label("Reference pictures").set_input_files(picture(folder / "fox.png", 600))
    page.get_by_label("What fox.png is for").select_option("product")
    expect(page.get_by_text(re.compile("Sending|Being looked at"))).to_have_count(0, timeout=30_000)
    page.get_by_role("link", name="Usage", exact=True).click()
    page.get_by_role("heading", name="Ledger").wait_for()
    page.reload()
    page.get_by_role("link", name="New video").click()
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("A fox crossing fresh snow")
    expect(page.get_by_label("Length", exact=True)).to_have_value("12.5")
    expect(page.get_by_label("What fox.png is for")).to_have_value("product")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("A fox crossing fresh snow")


def test_each_reference_tells_for_itself_what_is_wrong_with_it(page: Page, folder: Path) -> None:
    (folder / "notes.png").write_text("no picture at all")
    files = [picture(folder / "small.png", 64), folder / "notes.png", picture(folder / "good.png", 700)]
    page.get_by_label("Reference pictures").set_input_files(files)
    items = page.get_by_role("list").filter(has_text="small.png").get_by_role("listitem")
    expect(items.filter(has_text="small.png")).to_contain_text("512")
    expect(items.filter(has_text="notes.png").locator(".text-bad").first).to_be_visible()
    page.get_by_role("button", name="Move good.png earlier").click()
    expect(items.nth(1)).to_contain_text("good.png")
    page.get_by_label("Prompt", exact=True).fill("A red square")
    page.get_by_role("button", name="Make the video").click()
    expect(page.get_by_role("alert")).to_contain_text("Remove or replace the refused pictures")
    page.get_by_role("button", name="Remove notes.png").click()
    expect(items).to_have_count(2)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_label("Addresses of pictures").fill("http://127.0.0.1/logo.png")
    page.keyboard.press("Enter")
    expect(items.filter(has_text="logo.png").locator(".text-bad").first).to_be_visible()
    expect(items.filter(has_text="logo.png").get_by_role("button", name="Try again")).to_be_visible()


def test_an_order_without_words_is_asked_for_them(page: Page) -> None:
    page.get_by_role("button", name="Make the video").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what the video should show")
    expect(page.get_by_label("Prompt", exact=True)).to_be_focused()


def test_plan_and_price_follow_every_change(page: Page) -> None:
    plan = page.get_by_role("complementary", name="Plan and price")
    expect(plan).to_contain_text("240 frames")
    page.get_by_role("slider", name="Length in seconds").press("End")
    page.get_by_role("radio", name="Square, 1:1").click()
    expect(plan).to_contain_text("1080 × 1080, 30 fps, 1800 frames")
    page.get_by_role("radio", name="Social clip").click()
    page.get_by_label("Platform").select_option("youtube-short")
    expect(plan).to_contain_text("1080 × 1920, 30 fps, 600 frames")


def test_a_template_is_made_again_from_its_settings_and_deleted(page: Page) -> None:
    page.get_by_role("radio", name="Brand animation").click()
    page.get_by_label("Brand or product").fill("Altitude")
    page.get_by_label("The line under the name").fill("Made for the last mile")
    page.get_by_label("Length", exact=True).fill("5")
    page.get_by_role("radio", name="720p").click()
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/videos/gen_*")
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("button", name="New from these settings").click()
    expect(page.get_by_label("The line under the name")).to_have_value("Made for the last mile")
    expect(page.get_by_label("Length", exact=True)).to_have_value("5")
    page.go_back()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete for good").click()
    page.wait_for_url("**/library")
    expect(page.get_by_role("link", name=re.compile("Altitude"))).to_have_count(0)


def test_the_settings_of_a_campaigns_video_go_back_to_the_campaign(page: Page) -> None:
    make_creative(page, "A kettle on a gas stove")
    campaign = page.url.partition("?")[0]
    page.goto("/library")
    page.get_by_role("link", name="A kettle on a gas stove").first.click()
    about = page.get_by_role("complementary", name="About this video")
    expect(about.get_by_role("link", name="New campaign")).to_have_attribute("href", re.compile(campaign[-24:]))
    expect(page.get_by_role("button", name="In the creatives")).to_be_visible()
    page.get_by_role("button", name="New from these settings").click()
    page.wait_for_url("**panel=new**")
    assert page.url.startswith(campaign)
    panel = page.get_by_role("region", name="Generate videos").or_(page.get_by_role("dialog", name="Generate videos"))
    expect(panel.get_by_label("Prompt", exact=True)).to_have_value("A kettle on a gas stove")


def test_another_take_can_be_made_and_the_first_one_used_again(page: Page) -> None:
    wish(page, "Paper boats on a pond")
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/videos/gen_*")
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Another take").click()
    page.get_by_role("button", name="Make it, free").click()
    expect(page.get_by_text("Take 2")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Compare: play all takes together").click()
    until(page, "[...document.querySelectorAll('li video')].every((film) => film.currentTime > 0.2)")
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Use it, free").click()
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("listitem").filter(has_text="Take 1").last).to_contain_text("In use")


def test_a_running_video_is_cancelled_knowing_the_cost(page: Page) -> None:
    wish(page, "Sixty seconds nobody waits for", seconds="60", resolution="1080p")
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/videos/gen_*")
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("It costs nothing to stop now")
    page.get_by_role("button", name="Cancel the video").click()
    expect(page.get_by_role("status").get_by_text("Canceled")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name=re.compile("Make what is missing"))).to_be_visible()


def test_a_key_is_shown_once_and_can_be_ended(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="New key").click()
    page.get_by_label("What is it for?").fill("Nightly job")
    page.get_by_role("button", name="Make the key").click()
    expect(page.get_by_role("dialog")).to_contain_text("not shown again")
    page.get_by_role("button", name="I have stored it").click()
    page.get_by_role("button", name="Revoke").click()
    page.get_by_role("button", name="Revoke the key").click()
    expect(page.get_by_text("No program has a key")).to_be_visible()


def test_what_holds_for_every_video_is_set_once(page: Page) -> None:
    page.goto("/settings")
    section = page.get_by_role("region", name="Workspace")
    section.get_by_label("Name").fill("Altitude studio")
    section.get_by_label("Spend at most on a video").fill("7.50")
    section.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The workspace is changed")).to_be_visible()
    page.reload()
    expect(section.get_by_label("Spend at most on a video")).to_have_value("7.5")
    page.get_by_role("button", name="Account and appearance").click()
    expect(page.get_by_text("Altitude studio · owner")).to_be_visible()


def test_a_limit_is_set_and_seen_in_the_header(page: Page) -> None:
    page.goto("/usage")
    page.get_by_role("button", name="Set a limit").first.click()
    page.get_by_label("At most, in US dollars").fill("25")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="This month")).to_contain_text("Limit $25.00")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ledger as CSV").click()
    assert download.value.suggested_filename == "reelwright-ledger.csv"


def test_a_used_link_and_a_wrong_password_are_explained(browser: Browser, keyless: Studio) -> None:
    link = keyless.new_link()
    page = browser.new_context(base_url=keyless.address).new_page()
    sign_in(page, link)
    page.get_by_role("button", name="Account and appearance").click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.goto(link)
    page.get_by_role("button", name="Enter the studio").click()
    expect(page.get_by_role("alert")).to_contain_text("used already")
    page.get_by_role("link", name="Sign in with a password").click()
    page.get_by_label("E-mail").fill("owner@localhost")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    page.context.close()
