"""The shortest way through the product, as its first user goes it."""

from playwright.sync_api import Browser, expect

from tests.web.browsing import Studio, sign_in, until, watched, wish

PROMPT = "A quiet harbour at dawn"
PATIENCE_MS = 120_000


def test_from_the_printed_link_to_a_video_that_plays_and_is_kept(browser: Browser, keyless: Studio) -> None:
    page, complaints = watched(browser.new_context(base_url=keyless.address))
    sign_in(page, keyless.link)
    page.get_by_role("link", name="New video").first.click()
    wish(page, PROMPT)
    plan = page.get_by_role("complementary", name="Plan and price")
    expect(plan).to_contain_text("150 frames")  # said before anything is ordered
    expect(plan).to_contain_text("$0.00")
    page.get_by_role("button", name="Make the video").click()

    page.wait_for_url("**/videos/gen_*")
    expect(page.get_by_role("progressbar", name="Progress")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="play", exact=True).click()
    until(page, "document.querySelector('video').currentTime > 0.2")
    assert page.evaluate("document.querySelector('video').videoWidth") == 1280

    page.get_by_role("link", name="Library").first.click()
    page.get_by_role("link", name=PROMPT).wait_for()
    until(page, "document.querySelector('li img')?.naturalWidth > 0")
    assert complaints == []
