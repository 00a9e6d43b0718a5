"""What the guide must not read into a message: amounts that are none, refusals as answers, complaints as directions."""

from typing import Any

import pytest

from reelwright.prompting.contracts import Brief, FieldName, Interview, Turn
from reelwright.prompting.interview.guide import reply
from reelwright.prompting.interview.money import amounts_in


def answered(text: str, asked: FieldName | None, wrote: tuple[FieldName, ...] = (), **known: Any) -> Turn:
    """The guide's answer to a text, in a campaign for Penny."""
    brief = Brief(**{"product": "Penny", **known})
    return reply(Interview("ws_1", "cmp_1", text, brief=brief, asked=asked, wrote=wrote, may_raise=True))


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


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("key_message", "Save up to $1000 on your first order"),
        ("key_message", "Save up to $20 today"),
        ("audience", "Families with a household budget of $60,000 a year"),
        ("audience", "People who want to spend $400"),
        ("description", "A budget app that saves you $300 a month"),
    ],
)
def test_an_amount_in_an_answer_is_no_limit(asked: FieldName, text: str) -> None:
    assert dict(answered(text, asked, budget_micro=50_000_000).facts) == {asked: text}
    assert dict(answered(text, asked).facts) == {asked: text}


@pytest.mark.parametrize(
    "text",
    [
        "our budget is $700",
        "The total budget is around $700 for everything.",
        "We can spend up to $700 on this",
        "We're working with a max budget of $700, by the way",
    ],
)
def test_a_budget_called_so_is_a_limit_whatever_was_asked(text: str) -> None:
    assert dict(answered(text, "tone", budget_micro=50_000_000).facts) == {"budget_micro": 700_000_000}


def test_a_limit_is_raised_by_name_only() -> None:
    turn = answered("up to $900", "tone", budget_micro=50_000_000)
    assert not turn.facts and "stays at $50; to raise it, say “budget: $900”" in turn.text
    assert answered("up to $30", "tone", budget_micro=50_000_000).facts == {"budget_micro": 30_000_000}
    assert answered("budget: $900", "tone", budget_micro=50_000_000).facts == {"budget_micro": 900_000_000}
