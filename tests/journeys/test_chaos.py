"""Everything goes wrong at once, and still: nothing is lost, nothing is paid twice, and the books are the invoice."""

from pathlib import Path

import pytest

from tests.journeys.chaos import chaos


@pytest.mark.full
@pytest.mark.timeout(1800)
async def test_whatever_goes_wrong_the_books_are_the_invoice(tmp_path: Path) -> None:
    outcome = await chaos(tmp_path, count=40, seed=3)
    assert outcome.is_right, outcome
    assert outcome.faulty_jobs > 5 and outcome.statuses["succeeded"] > 5, outcome


@pytest.mark.timeout(900)  # a minute; a crowded machine takes its time
@pytest.mark.parametrize(("count", "kills"), [(10, 4), pytest.param(60, 20, marks=pytest.mark.full)])
async def test_dying_meanwhile_changes_nothing(tmp_path: Path, count: int, kills: int) -> None:
    outcome = await chaos(tmp_path, count, seed=5, kills=kills)
    assert outcome.is_right, outcome
    assert outcome.kills == kills and outcome.statuses["succeeded"], outcome
