"""One server for all journeys, a browser for each file of them, a window for each journey."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState

from tests.web.browsing import Studio, chromium, running_studio, sign_in


@pytest.fixture(scope="session")
def keyless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A server without a vendor key, which may send webhooks to this machine."""
    networks = {"REELWRIGHT_WEBHOOK_NETWORKS": "127.0.0.0/8"}
    with running_studio(tmp_path_factory.mktemp("keyless"), **networks) as studio:
        yield studio


@pytest.fixture(scope="module")  # Playwright keeps a loop running meanwhile, and other files have asynchronous tests
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(browser: Browser, keyless: Studio) -> Iterator[BrowserContext]:
    """A window whose owner came by a one-time link."""
    context = browser.new_context(base_url=keyless.address)
    sign_in(context.new_page(), keyless.new_link())
    yield context
    context.close()


@pytest.fixture
def state(signed_in: BrowserContext) -> StorageState:
    """What that window keeps: the sign-in, and drafts."""
    return signed_in.storage_state()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """For the files of one journey."""
    return tmp_path
