"""A brand put into one place, and a campaign's video made in it."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageColor, ImageDraw
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.web.browsing import Studio, violations, watched, wish

pytestmark = pytest.mark.full

PATIENCE_MS = 240_000
MAIN, GROUND, MARK = "#b3261e", "#1f3d36", "#f2c14e"


@pytest.fixture
def page(browser: Browser, keyless: Studio, state: StorageState) -> Page:
    """A wide window of its own at the kits."""
    made, _ = watched(
        browser.new_context(base_url=keyless.address, storage_state=state, viewport={"width": 1440, "height": 900})
    )
    made.goto("/brand-kits")
    return made


def logo(path: Path) -> Path:
    drawn = Image.new("RGBA", (640, 640))
    ImageDraw.Draw(drawn).polygon([(320, 60), (600, 580), (40, 580)], fill=MARK)
    drawn.save(path)
    return path


def make_kit(page: Page, name: str, file: Path) -> None:
    """Everything a kit can hold, but its end card's link."""
    page.get_by_role("button", name="New brand kit").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Logo file").set_input_files(file)
    page.get_by_label("Where logo.png is used").select_option("dark")
    for place, colour in (("Main", MAIN), ("Ground", GROUND)):
        page.get_by_role("button", name="Add a colour").click()
        page.get_by_label(f"{place}, as #rrggbb").fill(colour)
    for part in ("Type of headlines", "Type of the rest"):
        page.get_by_label(part).select_option(index=2)
    page.get_by_label("Tone").fill("Calm, a little dry")
    page.get_by_label("Words to avoid").fill("cheap, revolutionary")
    page.get_by_label("Words", exact=True).fill("Still hot at the summit")


def test_a_kit_is_made_survives_a_reload_and_its_campaign_is_filmed_in_it(page: Page, folder: Path) -> None:
    make_kit(page, "Altitude", logo(folder / "logo.png"))
    assert violations(page) == []
    page.get_by_role("button", name="Save the kit").click()
    page.get_by_role("button", name="Altitude").wait_for()
    page.reload()
    page.get_by_role("button", name="Altitude").click()
    expect(page.get_by_label("Main, as #rrggbb")).to_have_value(MAIN)
    expect(page.get_by_label("Where logo.png is used")).to_have_value("dark")
    expect(page.get_by_label("Words to avoid")).to_have_value("cheap, revolutionary")
    expect(page.get_by_label("Tone")).to_have_value("Calm, a little dry")
    expect(page.get_by_label("Type of headlines")).not_to_have_value("")

    page.goto("/")
    page.get_by_role("button", name="New campaign").click()
    page.wait_for_url("**/campaigns/cmp_*")
    page.get_by_label("Brand kit").select_option(label="Altitude")
    expect(page.get_by_text("Saved")).to_be_visible()
    page.goto(f"{page.url}?stage=assets&panel=new")
    panel = page.get_by_role("region", name="Generate videos")
    expect(panel.get_by_label("Brand kit")).to_have_value("")  # the campaign's own, by its name
    expect(panel.get_by_label("Brand kit")).to_contain_text("Altitude")
    wish(page, "A revolutionary flask on a summit at dawn")
    with page.expect_response("**/api/video/generate") as ordered:
        panel.get_by_role("button", name="Make the video").click()
    answer = ordered.value.json()
    expect(panel.get_by_text("revolutionary").first).to_be_visible()
    assert any("revolutionary" in warning for warning in answer["warnings"])
    panel.get_by_role("button", name="Add to creatives").wait_for(timeout=PATIENCE_MS)
    (folder / "film.mp4").write_bytes(page.request.get(answer["videoUrl"]).body())
    shown = last_picture(folder / "film.mp4")
    assert has_colour(shown, MAIN)  # its button
    assert has_colour(shown, MARK)  # its logo


def last_picture(film: Path) -> Image.Image:
    with av.open(film) as container:
        *_, last = container.decode(video=0)
        return last.to_image()


def has_colour(picture: Image.Image, colour: str) -> bool:
    """Whether many of its points are near that colour."""
    wanted = np.array(ImageColor.getrgb(colour)[:3])
    near = np.abs(np.asarray(picture.convert("RGB")).astype(int) - wanted).max(axis=2) <= 20
    return int(near.sum()) > 300
