"""The guided interviewer understands what marketers write, asks one thing at a time, and proposes videos of theirs."""

import re
import time

import pytest

from reelwright.catalog.platforms import load_platforms
from reelwright.prompting.contracts import BRIEF_FIELDS, Brief, Interview, Turn, Voice
from reelwright.prompting.interview.guide import first_idea, opening, reply
from reelwright.prompting.interview.money import amounts_in
from reelwright.prompting.interview.placements import places_in
from reelwright.prompting.interview.questions import suggestions_for
from tests.prompting.talking import Talk

FLASK = "We sell Altitude, an insulated steel flask that keeps ice for 24 hours."
TO_THE_BUDGET = (
    FLASK,
    "climbers and hikers, 25-40",
    "sell more before summer",
    "Ice stays ice until tomorrow",
    "make it bold and adventurous",
    "Shop now",
    "TikTok and Instagram reels",
)


def complete(talk: Talk) -> Turn:
    return talk.say(*TO_THE_BUDGET, "$500")


def test_a_brief_is_asked_for_one_thing_at_a_time_and_ends_in_a_proposal() -> None:
    talk = Talk()
    asked = [talk.last.asks]
    for text in (*TO_THE_BUDGET, "$500"):
        asked.append(talk.say(text).asks)
    assert [field for field in asked if field] == [field for field in BRIEF_FIELDS if field != "description"]
    assert talk.state.brief == Brief(
        product="Altitude",
        description="An insulated steel flask that keeps ice for 24 hours",
        audience="Climbers and hikers, 25-40",
        goal="Sell more before summer",
        key_message="Ice stays ice until tomorrow",
        tone="bold and adventurous",
        call_to_action="Shop now",
        placements=("tiktok", "instagram-reel"),
        budget_micro=500_000_000,
    )
    proposal = talk.last.proposal
    assert proposal and "nothing is ordered without your click" in talk.last.text
    assert (proposal.order["duration"], proposal.order["aspectRatio"]) == (15, "9:16")
    for words in (
        "Altitude",
        "Ice stays ice until tomorrow",
        "Climbers and hikers",
        "bold and adventurous",
        "Shop now",
    ):
        assert words in proposal.order["prompt"]


def test_a_whole_brief_in_one_message_needs_no_question() -> None:
    turn = Talk().say(
        "Product: Nimbus\nDescription: a weather app for sailors\nAudience: weekend sailors\nGoal: app installs\n"
        "Message: Know the gust before it hits\nTone: calm\nCTA: Get the app\nPlatforms: YouTube, Shorts\nBudget: $1.5k"
    )
    assert turn.asks is None and turn.proposal
    assert turn.facts["placements"] == ("youtube", "youtube-short") and turn.facts["budget_micro"] == 1_500_000_000
    assert turn.proposal.order["aspectRatio"] == "16:9" and turn.proposal.order["duration"] == 30


def test_a_breathless_first_message_is_taken_apart() -> None:
    talk = Talk()
    talk.say(
        "hey! so we're launching a new vegan protein bar called PlantPunch next month, targeting gym-goers on TikTok "
        "and Instagram. budget is $1,200"
    )
    assert talk.state.brief == Brief(
        product="PlantPunch",
        description="A new vegan protein bar",
        audience="Gym-goers",
        placements=("tiktok", "instagram-reel"),
        budget_micro=1_200_000_000,
    )
    assert talk.last.asks == "goal"


def test_several_facts_in_one_sentence_go_where_they_belong() -> None:
    talk = Talk()
    talk.say("Nimbus: a weather app for sailors. It predicts gusts an hour ahead. TikTok and YouTube, budget $300")
    brief = talk.state.brief
    assert (brief.product, brief.placements, brief.budget_micro) == ("Nimbus", ("tiktok", "youtube"), 300_000_000)
    assert brief.description == "A weather app for sailors. It predicts gusts an hour ahead"
    assert talk.last.suggestions[0] == "Sailors"  # a quick reply from the description


@pytest.mark.parametrize(
    "text", ["skip", "Skip", "don't know", "I don't know yet.", "I'm not sure", "you decide", "keine Ahnung"]
)
def test_what_is_skipped_is_not_asked_again(text: str) -> None:
    talk = Talk()
    talk.say(FLASK)
    turn = talk.say(text)
    assert turn.skipped == ("audience",) and turn.asks == "goal" and not turn.facts


def test_the_product_cannot_be_skipped() -> None:
    turn = Talk().say("skip")
    assert turn.asks == "product" and not turn.skipped and "at least a name" in turn.text


@pytest.mark.parametrize("field", BRIEF_FIELDS)
def test_every_quick_reply_answers_its_own_question(field: str) -> None:
    brief = Brief("Altitude", "A steel flask for climbers", goal="Sell more" if field != "goal" else None)
    for quick in suggestions_for(field, brief):  # type: ignore[arg-type]
        turn = reply(Interview("ws_1", "cmp_1", quick, brief=brief, asked=field))  # type: ignore[arg-type]
        is_left_open = quick in ("Skip", "No limit")
        assert (set(turn.facts), set(turn.skipped)) == (set(), {field}) if is_left_open else ({field}, set()), quick


def test_quick_replies_after_a_proposal_lead_to_the_next() -> None:
    talk = Talk()
    complete(talk)
    for _ in range(3):
        for quick in talk.last.suggestions:
            assert talk.say(quick).proposal and not talk.last.facts, quick


def test_a_correction_changes_what_was_said_before() -> None:
    talk = Talk()
    complete(talk)
    assert talk.say("change the tone to playful").facts == {"tone": "playful"}
    assert talk.say("the audience is trail runners").facts == {"audience": "Trail runners"}
    assert talk.say("set the budget to $250").facts == {"budget_micro": 250_000_000}
    assert talk.say("remove the budget").facts == {"budget_micro": None}
    assert talk.say("platforms: LinkedIn and X").facts == {"placements": ("linkedin", "x")}
    assert talk.say("make it more playful").facts == {"tone": "very playful"}
    assert talk.say("a bit more emotional").facts == {"tone": "emotional"}


def test_actually_corrects_the_last_answer() -> None:
    talk = Talk()
    assert talk.say(FLASK, "climbers", "actually, trail runners").facts == {"audience": "Trail runners"}
    assert talk.last.asks == "goal"


def test_a_no_inside_an_answer_is_no_correction() -> None:
    talk = Talk()
    talk.say("Mint & Chalk Toothpaste", "The product is made of mint and chalk. No plastic.")
    assert talk.state.brief.description == "The product is made of mint and chalk. No plastic"
    assert talk.state.brief.product == "Mint & Chalk Toothpaste"


def test_another_currency_is_asked_about_never_converted() -> None:
    talk = Talk()
    turn = talk.say(*TO_THE_BUDGET, "500 euros")
    assert not turn.facts and turn.asks == "budget_micro" and "500 euros" in turn.text
    assert talk.say("550").facts == {"budget_micro": 550_000_000}


def test_who_may_not_raise_the_limit_is_told_so() -> None:
    talk = Talk(may_raise=False)
    complete(talk)
    for text in ("increase the budget to $900", "remove the budget"):
        turn = talk.say(text)
        assert not turn.facts and "stays at $500" in turn.text
    assert talk.say("set the budget to $100").facts == {"budget_micro": 100_000_000}


def test_the_price_of_the_product_is_no_budget() -> None:
    turn = Talk().say("A $49 steel flask for climbers")
    assert "budget_micro" not in turn.facts


def test_a_platform_we_have_no_format_for_is_said() -> None:
    talk = Talk()
    turn = talk.say(*TO_THE_BUDGET[:-1], "Snapchat")
    assert turn.asks == "placements" and "Snapchat" in turn.text and not turn.facts


def test_a_question_back_does_not_end_up_in_the_brief() -> None:
    talk = Talk()
    talk.say(FLASK)
    assert not talk.say("why?").facts and "who is on screen" in talk.last.text
    assert not talk.say("Do you know our competitors?").facts and talk.last.asks == "audience"
    assert talk.say("What do you have so far?").text.startswith("This is what I have.\nProduct: Altitude")


def test_small_talk_changes_nothing() -> None:
    talk = Talk()
    assert talk.say("Hi!").asks == "product"
    complete(talk)
    turn = talk.say("Thanks!")
    assert turn.proposal is None and not turn.facts


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Wir verkaufen handgemachte Seife aus Lavendel für empfindliche Haut", "Handgemachte Seife"),
        ("Vendemos café de altura, tostado en casa", "Café de altura"),
        ("我们卖手工皂", "我们卖手工皂"),
        ("צמיד כסף", "צמיד כסף"),
        ("iPhone case", "iPhone case"),
        ("The Barn is a small bakery in Leeds", "The Barn"),
        ("Dr. Smith's Toothpaste", "Dr. Smith's Toothpaste"),
        ("We are a yoga studio in Berlin", "Yoga studio"),
        ("A fintech startup helping freelancers do their taxes", "Fintech startup"),
        ("“Summit Gear”", "Summit Gear"),
    ],
)
def test_products_keep_their_names(text: str, product: str) -> None:
    assert Talk().say(text).facts["product"] == product


def test_answers_in_another_language_survive_as_they_are() -> None:
    talk = Talk()
    talk.say("Lavendelseife", "Seife aus Lavendel", "Frauen ab 30 mit empfindlicher Haut", "Mehr Verkäufe")
    talk.say("Die Haut atmet auf", "warm und ruhig", "Jetzt bestellen", "Instagram und Pinterest")
    turn = talk.say("200 $")
    assert turn.proposal and talk.state.brief.audience == "Frauen ab 30 mit empfindlicher Haut"
    assert turn.proposal.order["templateFields"]["cta"] == "Jetzt bestellen"
    assert "Die Haut atmet auf" in turn.proposal.order["prompt"]


def test_further_proposals_differ_in_idea_moment_and_platform() -> None:
    talk = Talk()
    complete(talk)
    made = [talk.state.proposed[0], *(talk.say("another").proposal for _ in range(5))]
    assert all(made) and len({one.title for one in made if one}) >= 5
    assert len({one.order["prompt"] for one in made if one}) == 6
    assert {one.order["templateFields"]["platform"] for one in made if one} == {"tiktok", "instagram-reel"}


def test_a_proposal_is_changed_on_request() -> None:
    talk = Talk()
    first = complete(talk).proposal
    assert first
    shorter = talk.say("shorter").proposal
    assert shorter and shorter.title == first.title and shorter.order["duration"] == 9
    wide = talk.say("for youtube").proposal
    assert wide and wide.title == first.title and (wide.order["duration"], wide.order["aspectRatio"]) == (30, "16:9")
    other = talk.say("make a version for linkedin").proposal
    assert other and other.title == first.title and other.order["duration"] == 20
    assert talk.state.brief.placements == ("tiktok", "instagram-reel")  # one video elsewhere, not another campaign
    exact = talk.say("12 seconds please").proposal
    assert exact and exact.order["duration"] == 12
    stormy = talk.say("a storm in the background").proposal
    assert stormy and "A storm in the background." in stormy.order["prompt"] and stormy.title == first.title


def test_a_template_is_chosen_by_its_name() -> None:
    talk = Talk()
    complete(talk)
    intro = talk.say("a logo intro").proposal
    assert intro and intro.order["template"] == "brand-animation" and intro.order["duration"] == 8


def test_a_proposal_can_be_had_before_the_brief_is_complete() -> None:
    talk = Talk()
    turn = talk.say(FLASK, "propose a video")
    assert turn.proposal and turn.asks == "audience" and "still open" in turn.text
    another = talk.say("another idea")
    assert another.proposal and another.proposal.title != turn.proposal.title and not another.facts


def test_words_of_an_unfinished_brief_are_no_demands() -> None:
    talk = Talk()
    talk.say(FLASK, "climbers")
    assert talk.say("Give climbers ideas for longer tours").facts == {"goal": "Give climbers ideas for longer tours"}


@pytest.mark.parametrize(
    ("brief", "words"),
    [
        (Brief("Morrow", "Cold brew concentrate. One bottle makes twelve glasses.", "who work from home"), "counter"),
        (Brief("Altitude", "A steel flask", "climbers and hikers"), "ridge"),
        (Brief("Ledgerly", "Accounting software for bakeries"), "phone|train|office"),
        (Brief("Lavendelseife", "Seife aus Lavendel"), "bathroom"),
        (Brief("Zwirn", "Wir machen Dinge", "alle"), "quiet room"),
    ],
)
def test_a_product_is_filmed_where_it_lives(brief: Brief, words: str) -> None:
    prompt = first_idea("cmp_1", brief).proposal.order["prompt"]  # type: ignore[union-attr]
    assert re.search(words, prompt), prompt


def test_a_brand_never_says_what_it_avoids() -> None:
    talk = Talk(voice=Voice(tone="dry", words_to_avoid=("macro", "frost")))
    proposal = complete(talk).proposal
    assert proposal and "macro" not in proposal.order["prompt"] and "frost" not in proposal.order["prompt"]


def test_a_complete_brief_is_greeted_with_an_offer() -> None:
    brief = Brief(*("x",) * 7, placements=("x",), budget_micro=1)
    assert opening(brief).asks is None and opening(brief).suggestions == ("Propose a video",)


def test_whom_it_is_for_is_not_what_it_is() -> None:
    talk = Talk()
    turn = talk.say("It is for climbers. We have $500.")
    assert (talk.state.brief.product, talk.state.brief.audience, turn.asks) == (None, "Climbers", "product")
    assert talk.state.brief.budget_micro == 500_000_000
    talk.say("Altitude")
    assert (talk.state.brief.product, talk.last.asks) == ("Altitude", "description")


@pytest.mark.parametrize("platform", load_platforms().values(), ids=lambda one: one.key)
def test_every_platform_gets_its_own_length_and_format(platform: object) -> None:
    talk = Talk()
    talk.say(*TO_THE_BUDGET[:-1], platform.name, "no limit")  # type: ignore[attr-defined]
    assert talk.state.brief.placements == (platform.key,)  # type: ignore[attr-defined]
    order = talk.last.proposal.order if talk.last.proposal else {}
    assert order["aspectRatio"] == platform.aspect_ratio  # type: ignore[attr-defined]
    assert order["duration"] == platform.default_seconds  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$500", 500, "dollars"),
        ("about 1.5k", 1500, None),
        ("USD 1,000", 1000, "dollars"),
        ("1.000 €", 1000, "euros"),
        ("five hundred dollars", 500, "dollars"),
        ("500 Canadian dollars", 500, "Canadian dollars"),
        ("£250", 250, "pounds"),
        ("1,500.50 usd", 1500.5, "dollars"),
        ("ten thousand", 10_000, None),
        ("Budget - $500", 500, "dollars"),
    ],
)
def test_amounts(text: str, value: float, currency: str | None) -> None:
    (amount,) = amounts_in(text)
    assert (float(amount.value), amount.currency) == (value, currency)


@pytest.mark.parametrize("text", ["50%", "no", "2000000000000", "", "-5 dollars", "the budget is -$5", "$-500"])
def test_no_amounts(text: str) -> None:
    assert not amounts_in(text)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("TikTok and Instagram reels", ("tiktok", "instagram-reel")),
        ("insta, yt shorts", ("instagram-reel", "youtube-short")),
        ("Youtube and youtube shorts", ("youtube", "youtube-short")),
        ("IG stories", ("instagram-story",)),
        ("twitter/x", ("x",)),
        ("X and LinkedIn", ("x", "linkedin")),
        ("the story of our brand", ()),
        ("Everywhere", tuple(load_platforms())),
    ],
)
def test_platforms(text: str, keys: tuple[str, ...]) -> None:
    assert places_in(text, is_asked=True).keys == keys


PIECES = [
    "a",
    "$",
    "1,1",
    "(((",
    "is is is ",
    "x\n",
    "TikTok ",
    "great ",
    "great ! ",
    "hi ",
    "1 000 ",
    "make it ",
    "no, ",
]
PIECES += [
    "  \t",
    "for the ",
    "x. ",
    "and ",
    "change the ",
    "\u00a0",
    "“",
    "`",
    "a, ",
    "skip ",
    "one hundred ",
    "30 s ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_is_only_text_and_quickly_read(piece: str) -> None:
    """The guide runs between other requests: patterns that try every way to split a text would stop them all."""
    long = (piece * 4000)[:3990] + " end?x"
    talk = Talk()
    talk.say(FLASK)
    started_at = time.process_time()
    talk.say(long, long)
    assert time.process_time() - started_at < 0.5
