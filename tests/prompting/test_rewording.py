"""A refused prompt always gets a proposal, and says what was changed in it."""

from reelwright.prompting.rewording import milder


def test_words_that_policies_refuse_are_said_otherwise() -> None:
    made = milder("A bloody sword fight, a naked hero, a child watching")
    assert made.prompt.startswith("A dramatic sword fight, a clothed hero, a young adult watching.")
    assert "“young adult” instead of “child”" in made.changes and len(made.changes) == 3


def test_nobodys_likeness_is_asked_for() -> None:
    made = milder("A detective looking like Jane Doe-Smith walks in the rain, in the style of Akira Mori")
    assert "Jane" not in made.prompt and "Akira" not in made.prompt
    assert "walks in the rain" in made.prompt


def test_innocent_words_that_hold_a_refused_one_stay() -> None:
    text = "A skilled crew at the Gunnar lighthouse, gunmetal grey"
    assert milder(text).prompt.startswith(text)
    assert milder(text).changes == ()


def test_the_proposal_keeps_to_the_limit_and_does_not_grow() -> None:
    once = milder("A quiet harbour")
    assert milder(once.prompt).prompt == once.prompt
    assert len(milder("A quiet harbour. " * 20, 120).prompt) <= 120
