"""What the guide must not read into a message: amounts that are none, refusals as answers, complaints as directions."""

import pytest

from reelwright.prompting.interview.money import amounts_in


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("half a million", 500_000, None),
        ("two and a half million dollars", 2_500_000, "dollars"),
        ("two hundred and fifty dollars", 250, "dollars"),
        ("2 hundred", 200, None),
        ("USD500", 500, "dollars"),
        ("eur500", 500, "euros"),
        ("A$500", 500, "Australian dollars"),
        ("500ish", 500, None),
    ],
)
def test_an_amount_is_read_whole(text: str, value: float, currency: str | None) -> None:
    (amount,) = amounts_in(text)
    assert (float(amount.value), amount.currency) == (value, currency)


@pytest.mark.parametrize(
    "text", ["1e3", "1.5e3", "30s", "1/2 million", "3 and a half thousand", "a few hundred", "one fifty"]
)
def test_a_part_of_an_amount_is_none(text: str) -> None:
    assert not amounts_in(text)
