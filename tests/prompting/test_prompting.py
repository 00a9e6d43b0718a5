"""Words by a chat model where one answers as asked, by our own rules where not; an order never waits in vain."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database
from reelwright.prompting.service import ChatEndpoint, Meter, Prompting
from reelwright.simulator.server import make_app
from tests.simulator.running import Served, served

Asking = Callable[..., Prompting]

WISH = "A steel flask on a mountain"
BOARD = {
    "look": "The same steel flask, blue palette",
    "beats": [
        {"framing": "Wide shot", "prompt": "The flask stands in the snow."},
        {"framing": "Close-up", "prompt": "Steam rises from it."},
    ],
}


pytestmark = pytest.mark.parametrize("db", ["sqlite"], indirect=True)


@pytest.fixture
async def poe(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(make_app(tmp_path)) as running:
        yield running


@pytest.fixture
def prompting(poe: Served, db: Database, clock: ManualClock) -> Asking:
    def make(*names: str) -> Prompting:
        models = [ChatEndpoint(name, poe.base_url("poe"), name, "key") for name in names or ("GPT-4o",)]
        return Prompting(models, Meter(db, clock))

    return make


async def test_a_chat_model_writes_the_beats(poe: Served, prompting: Asking) -> None:
    await poe.admin("POST", "chat", {"reply": f"Here it is:\n```json\n{json.dumps(BOARD)}\n```"})
    beats = await prompting().storyboard("ws_1", WISH, 2, None)
    assert [beat.framing for beat in beats] == ["Wide shot", "Close-up"]
    assert beats[0].prompt == "The flask stands in the snow. Wide shot. The same steel flask, blue palette."
    (asked,) = await poe.admin("GET", "chat")
    assert "exactly 2 shots" in asked["messages"][0]["content"] and WISH in asked["messages"][1]["content"]


async def test_the_simulator_answers_with_a_storyboard(poe: Served, prompting: Asking) -> None:
    beats = await prompting().storyboard("ws_1", WISH, 3, None)
    assert [beat.prompt.startswith(f"{WISH} Part {beat.n} of 3.") for beat in beats] == [True] * 3


async def test_an_unbroken_video_is_asked_for_as_one(poe: Served, prompting: Asking) -> None:
    await prompting().storyboard("ws_1", WISH, 2, None, is_continuous=True)
    (asked,) = await poe.admin("GET", "chat")
    assert "last frame of the one before" in asked["messages"][0]["content"]


@pytest.mark.parametrize(
    "reply",
    [
        "I cannot do that.",
        json.dumps(BOARD | {"beats": BOARD["beats"][:1]}),
        json.dumps({"look": "x", "beats": [{"framing": "a", "prompt": " "}, {"framing": "b", "prompt": "c"}]}),
        '{"look": "x", "beats": 3}',
        "{broken}",
    ],
)
async def test_an_answer_that_is_no_storyboard_leaves_the_beats_to_us(
    poe: Served, prompting: Asking, reply: str
) -> None:
    await poe.admin("POST", "chat", {"reply": reply})
    beats = await prompting().storyboard("ws_1", WISH, 2, None)
    assert len(beats) == 2 and all(beat.prompt.startswith(WISH) for beat in beats)


async def test_beats_keep_to_the_limit_of_the_mode(poe: Served, prompting: Asking) -> None:
    await poe.admin("POST", "chat", {"reply": json.dumps(BOARD)})
    beats = await prompting().storyboard("ws_1", WISH, 2, 90)
    assert all(len(beat.prompt) <= 90 for beat in beats)
    assert "The same steel flask" in beats[0].prompt  # what happens gives way first


async def test_one_shot_is_nobodys_storyboard(poe: Served, prompting: Asking) -> None:
    (beat,) = await prompting().storyboard("ws_1", WISH, 1, None)
    assert beat.prompt == WISH and await poe.admin("GET", "chat") == []


async def test_the_next_chat_model_is_asked_where_one_has_ended(poe: Served, prompting: Asking) -> None:
    await poe.change(retired=["GPT-4o"])
    made = await prompting("GPT-4o", "GPT-5.4").refine("ws_1", WISH, "warmer", None)
    assert made.by == "GPT-5.4" and made.warning is None


async def test_without_a_chat_model_our_rules_refine_and_say_so(db: Database, clock: ManualClock) -> None:
    made = await Prompting([], Meter(db, clock)).refine("ws_1", WISH, "make it warmer", None)
    assert made.prompt.startswith(f"{WISH}. Golden-hour light") and made.prompt.endswith(": warmer.")
    assert made.by == "our own rules" and made.warning and "POE_API_KEY" in made.warning
