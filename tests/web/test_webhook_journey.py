"""A creative handed to somebody else's program: signed, with that program's own words where it refuses, and once."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.fakes.receiver import Receiver, running_receiver
from tests.web.browsing import Studio, make_creative, violations, watched

pytestmark = pytest.mark.full

PATIENCE_MS = 60_000
WORDS = "This shelf takes 9:16 only."


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver on a loop of its own: this thread's belongs to the browser."""
    started, ended = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    running: list[Receiver] = []

    async def serve() -> None:
        async with running_receiver() as one:
            running.append(one)
            started.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert started.wait(10)
    yield running[0]
    loop.call_soon_threadsafe(ended.set)
    thread.join(10)
    loop.close()


@pytest.fixture
def page(browser: Browser, keyless: Studio, state: StorageState) -> Page:
    """A window of its own."""
    made, _ = watched(browser.new_context(base_url=keyless.address, storage_state=state))
    return made


def add_endpoint(page: Page, url: str) -> str:
    """The secret of a new endpoint, as the settings show it once."""
    page.goto("/settings")
    page.get_by_role("button", name="New endpoint").click()
    page.get_by_label("Address").fill(url)
    page.get_by_role("button", name="Add the endpoint").click()
    dialog = page.get_by_role("dialog", name="The endpoint’s secret")
    secret = dialog.get_by_text("whsec_").inner_text()
    page.get_by_role("button", name="I have stored it").click()
    expect(dialog).to_have_count(0)
    return secret


def publish_to(page: Page, url: str) -> Locator:
    """Publish the creatives there; what is said of it."""
    page.get_by_role("button", name="Go to publishing").click()
    page.get_by_role("radio", name="Webhook").click()
    page.get_by_role("combobox", name="Endpoint").select_option(label=url)
    page.get_by_role("button", name="Publish it").click()
    return page.get_by_role("listitem").filter(has_text=url).last  # within the creative's own


def test_a_refusal_is_told_in_the_receivers_words_and_the_next_try_publishes_once(
    page: Page, receiver: Receiver
) -> None:
    secret = add_endpoint(page, receiver.url)
    row = page.get_by_role("region", name="Webhook endpoints").get_by_role("listitem").filter(has_text=receiver.url)
    row.get_by_role("button", name="Send a test").click()
    expect(row.get_by_role("list", name="Deliveries")).to_contain_text("200", timeout=PATIENCE_MS)
    assert receiver.got.pop().is_signed_with(secret, time.time_ns() // 1_000_000)

    make_creative(page, "A flask at dawn")
    receiver.plan, receiver.says = [422], WORDS
    told = publish_to(page, receiver.url)
    expect(told).to_contain_text("The receiver answered 422.", timeout=PATIENCE_MS)
    expect(told).to_contain_text(WORDS)
    assert violations(page) == []
    expect(told).to_contain_text("Published", timeout=PATIENCE_MS)
    expect(told).not_to_contain_text("422")

    page.get_by_role("button", name="Publish it").click()  # the same revision: nothing more is sent
    expect(page.get_by_role("button", name="Publish it")).not_to_have_attribute("aria-disabled", "true")
    first, second = receiver.got
    assert (first.id, first.raw) == (second.id, second.raw)
    assert second.is_signed_with(secret, time.time_ns() // 1_000_000)
    assert second.message["type"] == "creative.published"
    assert second.message["data"]["video"]["prompt"].startswith("A flask at dawn")


def test_a_receiver_that_wants_no_more_ends_the_publication_until_somebody_tries_again(
    page: Page, receiver: Receiver
) -> None:
    add_endpoint(page, receiver.url)
    make_creative(page, "A flask at dusk")
    receiver.plan, receiver.says = [410], "This hook was taken down."
    told = publish_to(page, receiver.url)
    expect(told).to_contain_text("Failed", timeout=PATIENCE_MS)
    expect(told).to_contain_text("This hook was taken down.")
    publishing = page.url

    page.goto("/settings")
    row = page.get_by_role("region", name="Webhook endpoints").get_by_role("listitem").filter(has_text=receiver.url)
    expect(row).to_contain_text("410 Gone")
    row.get_by_role("switch", name="On").click()
    expect(row.get_by_role("switch", name="On")).to_be_checked()
    page.goto(publishing)
    told.get_by_role("button", name="Try again").click()
    expect(told).to_contain_text("Published", timeout=PATIENCE_MS)
    assert [one.message["type"] for one in receiver.got] == ["creative.published"] * 2
