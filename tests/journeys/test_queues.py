"""A burst of orders reaches its vendors at once, however many videos are being finished."""

import pytest

from reelwright.generation.drafts import prepare_queue


@pytest.mark.parametrize(
    ("references", "queue"),
    [
        ([], "waiting"),
        ([{"assetId": "ass_1", "role": "logo"}], "waiting"),
        ([{"assetId": "ass_1", "role": "logo"}, {"url": "https://example.com/a.png", "role": "style"}], "media"),
    ],
)
def test_only_what_fetches_pictures_waits_among_the_heavy_work(references: list[dict[str, str]], queue: str) -> None:
    assert prepare_queue(references) == queue
