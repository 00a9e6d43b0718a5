"""A campaign's chat: a question is kept, answered once, and never lost; facts go into the brief and nowhere else."""

import asyncio

import pytest
import sqlalchemy as sa

from reelwright.accounts.contracts import ALL_SCOPES, Caller
from reelwright.campaigns import messages, repository
from reelwright.campaigns.conversation import Conversation
from reelwright.campaigns.models import campaign_messages
from tests.campaigns.chatting import Chat, words_of
from tests.house import House, Seat

FLASK = "We sell Altitude, an insulated steel flask that keeps ice for 24 hours."
ANSWERS = (
    FLASK,
    "climbers and hikers",
    "sell more before summer",
    "Ice stays ice until tomorrow",
    "bold",
    "Shop now",
    "TikTok and YouTube",
    "$500",
)


def caller(seat: Seat) -> Caller:
    return Caller(seat.workspace_id, seat.person_id, None, "owner", frozenset(ALL_SCOPES))


async def lost_question(house: House, seat: Seat, chat: Chat, text: str) -> str:
    """A question that a crash left without an answer."""

    def keep(conn: sa.Connection) -> str:
        campaign = repository.lock(conn, seat.workspace_id, chat.id, 1)
        assert campaign
        return messages.add_question(conn, campaign, 1, text=text).id

    return await house.db.write(keep)


async def test_a_chat_fills_the_brief_and_ends_in_a_proposal(house: House) -> None:
    chat = await Chat.begin((await house.owner()).client)
    (greeting,) = await chat.messages()
    assert greeting["role"] == "assistant" and greeting["by"] == "guide" and "?" in greeting["text"]
    for text in ANSWERS:
        answer = await chat.say(text)
        assert words_of(chat.events) == answer["text"]
    assert [kind for kind, _ in chat.events] == ["message", "delta", "campaign", "done"]
    campaign = await chat.campaign()
    assert campaign == chat.events[-2][1]
    assert (campaign["stage"], campaign["missing"]) == ("assets", [])
    assert campaign["brief"] == {
        "product": "Altitude",
        "description": "An insulated steel flask that keeps ice for 24 hours",
        "audience": "Climbers and hikers",
        "goal": "Sell more before summer",
        "tone": "bold",
        "keyMessage": "Ice stays ice until tomorrow",
        "callToAction": "Shop now",
        "placements": ["tiktok", "youtube"],
        "budgetUsd": 500.0,
    }
    assert answer["facts"] == {"budgetUsd": 500.0} and set(answer["proposal"]) == {"title", "why", "order"}
    assert [one["role"] for one in await chat.messages()] == ["assistant", *["user", "assistant"] * len(ANSWERS)]


async def test_messages_are_paged_oldest_first(house: House) -> None:
    chat = await Chat.begin((await house.owner()).client)
    await chat.say(FLASK)
    whole = await chat.messages()
    first = (await chat.client.get(f"{chat.path}/messages?limit=2")).json()
    rest = (await chat.client.get(f"{chat.path}/messages?limit=2&cursor={first['nextCursor']}")).json()
    assert first["items"] + rest["items"] == whole and rest["nextCursor"] is None


async def test_the_same_client_id_is_the_same_message(house: House) -> None:
    chat = await Chat.begin((await house.owner()).client)
    first = await chat.say(FLASK, clientId="one")
    again = await chat.say(FLASK, clientId="one")
    assert again == first and len(await chat.messages()) == 3
    other = await chat.client.post(f"{chat.path}/messages", json={"text": "Something else", "clientId": "one"})
    assert (other.status_code, other.json()["code"]) == (409, "conflict")


async def test_two_who_send_the_same_message_at_once_follow_one_answer(house: House) -> None:
    chat = await Chat.begin((await house.owner()).client)
    twins = [Chat(chat.client, {"id": chat.id}) for _ in range(3)]
    answers = await asyncio.gather(*(twin.say(FLASK, clientId="one") for twin in twins))
    assert answers[0] == answers[1] == answers[2] and len(await chat.messages()) == 3


async def test_an_answer_is_kept_though_nobody_reads_it(house: House) -> None:
    seat = await house.owner()
    chat = await Chat.begin(seat.client)
    conversation: Conversation = house.services.conversation
    answering = await conversation.ask(caller(seat), chat.id, FLASK, None)
    reader = answering.follow()
    assert (await anext(reader))[0] == "message"
    await reader.aclose()  # gone
    await conversation.close()  # the server waits for its own tasks
    assert [one["role"] for one in await chat.messages()] == ["assistant", "user", "assistant"]
    assert (await chat.campaign())["brief"]["product"] == "Altitude"


async def test_a_question_whose_answer_was_lost_is_shown_and_can_be_asked_again(house: House) -> None:
    seat = await house.owner()
    chat = await Chat.begin(seat.client)
    question = await lost_question(house, seat, chat, FLASK)
    assert [one["isAnswered"] for one in await chat.messages()] == [True, False]
    await chat.say(FLASK, clientId=question)
    assert [(one["role"], one["isAnswered"]) for one in await chat.messages()][1:] == [
        ("user", True),
        ("assistant", True),
    ]


async def test_the_next_answer_takes_in_a_question_that_was_lost(house: House) -> None:
    seat = await house.owner()
    chat = await Chat.begin(seat.client)
    question = await lost_question(house, seat, chat, "Altitude, a steel flask")
    answer = await chat.say("budget $300")
    assert answer["facts"] == {"product": "Altitude", "description": "A steel flask", "budgetUsd": 300.0}
    assert all(one["isAnswered"] for one in await chat.messages())
    assert await chat.say("Altitude, a steel flask", clientId=question) == answer


async def test_two_servers_give_one_answer(house: House) -> None:
    seat = await house.owner()
    chat = await Chat.begin(seat.client)
    question = await lost_question(house, seat, chat, FLASK)
    here = house.services
    other = Conversation(house.db, house.clock, here.campaigns, here.prompting)
    both = [await one.ask(caller(seat), chat.id, FLASK, question) for one in (here.conversation, other)]
    ends = [[event async for event in answering.follow()][-1] for answering in both]
    assert ends[0] == ends[1] and ends[0][0] == "done"
    assert len(await chat.messages()) == 3


async def test_a_campaign_deleted_meanwhile_is_told_to_who_reads(house: House) -> None:
    seat = await house.owner()
    chat = await Chat.begin(seat.client)
    answering = await house.services.conversation.ask(caller(seat), chat.id, FLASK, None)
    assert (await seat.client.delete(chat.path)).status_code == 204
    last = [event async for event in answering.follow()][-1]
    assert last[0] in ("error", "done")  # whichever came first; nothing is left behind
    left = await house.db.read(lambda conn: conn.execute(sa.select(sa.func.count()).select_from(campaign_messages)))
    assert left.scalar() == 0


@pytest.mark.parametrize(
    "body", [{}, {"text": " "}, {"text": "x" * 4001}, {"text": "x", "clientId": "a b"}, {"text": 5}]
)
async def test_a_message_must_be_words(house: House, body: dict[str, object]) -> None:
    chat = await Chat.begin((await house.owner()).client)
    answer = await chat.client.post(f"{chat.path}/messages", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert len(await chat.messages()) == 1
