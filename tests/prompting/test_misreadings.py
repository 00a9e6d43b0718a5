"""What the guide must not read into a message: amounts that are none, refusals as answers, complaints as directions."""

from typing import Any

import pytest

from reelwright.catalog.platforms import load_platforms
from reelwright.prompting.contracts import Brief, FieldName, Interview, Turn
from reelwright.prompting.interview.guide import reply
from reelwright.prompting.interview.money import amounts_in
from tests.prompting.talking import Talk
from tests.prompting.test_interview import TO_THE_BUDGET


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


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I don't know",
        "no, skip that",
        "I have no idea",
        "I don't really know yet",
        "I'm honestly not sure about that yet",
        "we don't have one yet",
        "Let's skip this one please",
    ],
)
def test_a_refusal_leaves_open_what_was_asked_and_keeps_what_was_said(text: str) -> None:
    turn = answered(text, "goal", ("audience",), audience="Dads")
    assert not turn.facts and turn.skipped == ("goal",) and turn.asks == "description"


@pytest.mark.parametrize(
    "text",
    [
        "wait, the audience is actually students",
        "No, make the audience students",
        "Sorry. Make the audience students.",
        "No wait, students",
    ],
)
def test_a_second_thought_goes_where_it_says(text: str) -> None:
    turn = answered(text, "key_message", ("audience",), audience="Dads", description="x", goal="Sell")
    assert turn.facts == {"audience": "Students"} and turn.asks == "key_message"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("tone", "no-nonsense"),
        ("tone", "not too boring"),
        ("key_message", "Nothing. Just water"),
        ("key_message", "Well-made shoes for life"),
        ("key_message", "Go back to nature"),
        ("goal", "Make our customers happy"),
        ("call_to_action", "Pass it on"),
    ],
)
def test_an_answer_that_begins_like_a_refusal_is_one(asked: FieldName, text: str) -> None:
    assert answered(text, asked, ("description",), description="x").facts == {asked: text}


def test_going_back_asks_again_and_shows_what_is_there() -> None:
    known = {"description": "x", "audience": "Dads", "goal": "Sell more"}
    turn = answered("wait, go back", "key_message", ("goal",), **known)
    assert not turn.facts and turn.asks == "goal" and "“Sell more” as the goal" in turn.text
    turn = answered("go back", "goal", **known)
    assert turn.asks == "audience" and "“Dads”" in turn.text
    turn = answered("students", "audience", **known)
    assert turn.facts == {"audience": "Students"} and turn.asks == "key_message"


@pytest.mark.parametrize("text", ["not that", "cancel", "Hm", "sorry"])
def test_a_bare_no_is_no_answer(text: str) -> None:
    turn = answered(text, "key_message", ("goal",), description="x", audience="Dads", goal="Sell more")
    assert not turn.facts and not turn.skipped and turn.asks == "key_message"


@pytest.mark.parametrize(
    ("text", "placements", "shown_on"),
    [
        ("remove TikTok", ("instagram-reel",), "instagram-reel"),
        ("not TikTok, only Instagram", ("instagram-reel",), "instagram-reel"),
        ("can you remove instagram from the list", ("tiktok",), "tiktok"),
        ("No, TikTok only", ("tiktok",), "tiktok"),
        ("add YouTube", ("tiktok", "instagram-reel", "youtube"), "youtube"),
        ("LinkedIn instead of TikTok", ("instagram-reel", "linkedin"), "linkedin"),
        ("switch from TikTok to YouTube", ("instagram-reel", "youtube"), "youtube"),
    ],
)
def test_placements_change_after_the_brief_is_complete(text: str, placements: tuple[str, ...], shown_on: str) -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500")
    turn = talk.say(text)
    assert turn.facts == {"placements": placements}
    assert turn.proposal and turn.proposal.order["templateFields"]["platform"] == shown_on


def test_the_last_placement_taken_away_is_asked_for() -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500")
    turn = talk.say("drop TikTok and Instagram")
    assert turn.facts == {"placements": ()} and turn.asks == "placements" and not turn.proposal


def test_an_exception_leaves_the_others() -> None:
    turn = answered("everywhere except TikTok", "placements")
    assert set(turn.facts["placements"]) == set(load_platforms()) - {"tiktok"}


@pytest.mark.parametrize("text", ["no, not that", "cancel", "-5", "no thanks", "this is boring", "wrong", "$900"])
def test_a_complaint_does_not_get_into_a_prompt_that_is_paid_for(text: str) -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500", "another")
    turn = talk.say(text)
    assert not turn.proposal and not turn.facts
    assert "What should change?" in turn.text or "limit stays" in turn.text


def test_what_should_change_is_asked_for_by_its_own_question() -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500")
    turn = talk.say("change the tone")
    assert turn.asks == "tone" and "“bold and adventurous”" in turn.text and not turn.proposal
    turn = talk.say("calm")
    assert turn.facts == {"tone": "calm"} and turn.proposal


def test_a_refusal_before_a_direction_stays_out_of_the_prompt() -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500", "another")
    proposal = talk.say("No, not that. A storm in the background.").proposal
    assert proposal and "A storm in the background." in proposal.order["prompt"]
    assert "not that" not in proposal.order["prompt"].casefold()


def test_wishes_for_an_idea_outlive_its_next_change() -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET, "$500")
    talk.say("set it on a rainy evening in a library")
    talk.say("make it 6 seconds")
    made = talk.say("for YouTube please, with no people in it").proposal
    assert made and (made.order["duration"], made.order["templateFields"]["platform"]) == (6, "youtube")
    assert "Set it on a rainy evening in a library. With no people in it." in made.order["prompt"]
    other = talk.say("another idea").proposal
    assert other and "library" not in other.order["prompt"]
