"""A prompt made filmable by rule: its own words stay, ours come after."""

from reelwright.prompting.cinematography import filmed

WISH = "A steel flask on a mountain"


def test_what_the_prompt_says_itself_is_left_alone() -> None:
    text = "A drone shot over a neon city"
    made = filmed(text, None, None)
    assert made == f"{text}. The mood is cinematic and composed."


def test_a_rule_keeps_to_the_limit() -> None:
    assert len(filmed(WISH, "dramatic", 60)) <= 60
    assert filmed(WISH, "dramatic", 60).startswith(WISH)
