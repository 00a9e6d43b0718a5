"""What a person sees where money is at stake: prices of hosted models, a refusal, and an answer that was lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.fakes.running import RunningFake, running_fake
from tests.journeys.installation import Installation, serving
from tests.web.browsing import sign_in, violations, wish

pytestmark = pytest.mark.full

PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def vendors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningFake]:
    """The simulator, quick: half a second a job."""
    folder: Path = tmp_path_factory.mktemp("vendors")
    (folder / "scenario.toml").write_text("queue_seconds = 0.1\nrun_seconds = 0.4\nlooks = 1\n")
    with running_fake("reelwright.simulator.server", folder, "--scenario", str(folder / "scenario.toml")) as fake:
        yield fake


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory, vendors: RunningFake) -> Iterator[Installation]:
    """A server with a key for one vendor, which has no list of its jobs."""
    with serving(tmp_path_factory.mktemp("hosted"), vendors, "runway") as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser, hosted: Installation) -> Page:
    found = re.search(r"http://\S+/auth/link/\S+", hosted.log.read_text())
    assert found
    made = browser.new_context(base_url=hosted.address).new_page()
    sign_in(made, found[0])
    return made


def order(page: Page, prompt: str) -> None:
    page.goto("/new")
    page.get_by_role("radio", name="Runway Gen-4.5").click()
    wish(page, prompt)
    expect(page.get_by_role("complementary", name="Plan and price")).to_contain_text("$0.60")
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_url("**/videos/gen_*")


def test_a_refusal_says_why_and_costs_what_it_says(page: Page, vendors: RunningFake) -> None:
    vendors.push_faults("refuse_input")
    order(page, "Something the vendor does not like")
    expect(page.get_by_role("status").get_by_text("Refused")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("alert")).to_contain_text("Charged: $0.00")
    expect(page.get_by_role("button", name="Make what is missing, at most $0.60")).to_be_visible()
    assert violations(page) == []


def test_a_lost_answer_is_explained_and_settled_by_the_job_that_was_found(page: Page, vendors: RunningFake) -> None:
    vendors.push_faults("drop_after_accept")
    order(page, "A lighthouse in a storm")
    expect(page.get_by_role("heading", name="Did the vendor take this order?")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Shot 1, ordered at runway for $0.60")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"\$0\.60 held"))).to_be_visible()  # the header's money
    assert violations(page) == []

    page.get_by_label("The vendor’s job id").fill("not-a-job")
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_role("alert").filter(has_text="does not confirm")).to_be_visible()
    (job,) = [one for one in vendors.invoice() if one["micro_usd"]]
    page.get_by_label("The vendor’s job id").fill(job["job_id"])
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_role("status").get_by_text("Ready")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("complementary", name="About this video")).to_contain_text("$0.60")
    assert len([one for one in vendors.invoice() if one["micro_usd"]]) == 1  # paid once


def test_a_wish_that_cannot_be_met_is_changed_by_a_button(page: Page, tmp_path: Path) -> None:
    Image.new("RGB", (600, 600), "#c0392b").save(tmp_path / "flask.png")
    page.goto("/new")
    wish(page, "A flask on a ridge")
    page.get_by_role("radio", name="Runway Gen-4.5").click()
    page.get_by_label("Reference pictures").set_input_files(tmp_path / "flask.png")
    panel = page.get_by_role("complementary", name="Plan and price")
    expect(panel.get_by_role("alert")).to_contain_text("takes no reference pictures")
    assert violations(page) == []
    panel.get_by_role("button", name="Use it as the first frame").click()
    expect(page.get_by_label("What flask.png is for")).to_have_value("firstFrame")
    expect(panel).to_contain_text("$0.60")
