"""The block behind a chat model's words is never shown, however the stream is cut."""

import pytest

from reelwright.prompting.curtain import Curtain, parted

WORDS = "Who is it for?"
ENDS = ["", '\n```json\n{"facts": {}}\n```', ' {"facts": {"goal": "x"}}', "\n\n```\nanything", '\n{\n  "facts": {}}']


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 500])
def test_the_block_is_hidden_at_every_cut(end: str, size: int) -> None:
    whole, curtain = WORDS + end, Curtain()
    shown = "".join(curtain.pass_on(whole[at : at + size]) for at in range(0, len(whole), size))
    assert shown == WORDS and parted(whole)[0].rstrip() == WORDS


def test_quotation_marks_and_braces_in_words_are_words() -> None:
    curtain = Curtain()
    assert "".join(map(curtain.pass_on, 'Say {"hello"} `now` ok')) == 'Say {"hello"} `now` ok'
