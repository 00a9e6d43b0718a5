"""The chat of a campaign: a question is kept before anybody is asked, its answer is made once, whoever reads on.

An answer comes from a task of this server, not of the request: a reader who leaves changes nothing, and one who sends
the same message again follows the same answer. What a crash interrupts is a question without an answer, which is asked
again when it is sent again, or answered along with the next one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any
from weakref import WeakValueDictionary

import sqlalchemy as sa

from reelwright.accounts.contracts import Caller
from reelwright.campaigns import messages, repository
from reelwright.campaigns.briefing import write_facts
from reelwright.campaigns.contracts import Campaign, Message
from reelwright.campaigns.schemas import campaign_view, fields_of, message_view
from reelwright.campaigns.service import CampaignsService, no_such_campaign
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.pagination import Page
from reelwright.kit.problems import Conflict, Problem
from reelwright.prompting.contracts import Delta, Interview, Line, Proposal, Restart, Turn
from reelwright.prompting.service import Prompting

log = logging.getLogger("reelwright.campaigns")

CLOSING_SECONDS = 5.0


class Answering:
    """An answer under way, or kept: everything told of it so far, for any number of readers."""

    def __init__(self, question: Message) -> None:
        self.question = question
        self._told: list[tuple[str, Any]] = []
        self._is_over = False
        self._news = asyncio.Event()
        self.tell("message", message_view(question).model_dump(by_alias=True))

    def tell(self, kind: str, data: Any) -> None:
        """One more event for whoever reads."""
        self._told.append((kind, data))
        self._wake()

    def end(self) -> None:
        """Nothing more comes."""
        self._is_over = True
        self._wake()

    async def follow(self) -> AsyncIterator[tuple[str, Any]]:
        """Everything, from the beginning, until it is over."""
        at = 0
        while True:
            news = self._news
            while at < len(self._told):
                yield self._told[at]
                at += 1
            if self._is_over:
                return
            await news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Conversation:
    """Keeps what is said and has it answered."""

    def __init__(self, db: Database, clock: Clock, campaigns: CampaignsService, prompting: Prompting) -> None:
        self._db, self._clock = db, clock
        self._campaigns, self._prompting = campaigns, prompting
        self._answering: dict[str, Answering] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def close(self) -> None:
        """Let the answers under way end; what takes too long is left as a question without an answer."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def messages(self, workspace_id: str, campaign_id: str, cursor: str | None, limit: int) -> Page[Message]:
        """What was said, the oldest first. Raises `NotFound`."""
        await self._campaigns.get(workspace_id, campaign_id)
        return await self._db.read(lambda conn: messages.list_of(conn, campaign_id, cursor, limit))

    async def ask(self, who: Caller, campaign_id: str, text: str, client_id: str | None) -> Answering:
        """Keep a message and have it answered, unless it is or has been.

        Raises `NotFound`, `Conflict`, and `TooManyRequests` before anything is kept.
        """
        self._prompting.admit(who.workspace_id)
        question, answer = await self._keep(who, campaign_id, text, client_id)
        if running := self._answering.get(question.id):
            return running
        answering = Answering(question)
        if answer is not None:
            answering.tell("done", message_view(answer).model_dump(by_alias=True))
            answering.end()
            return answering
        self._answering[question.id] = answering
        task = asyncio.create_task(self._answer(answering), name=f"answer {question.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return answering

    async def _keep(
        self, who: Caller, campaign_id: str, text: str, client_id: str | None
    ) -> tuple[Message, Message | None]:
        """The message as it is kept, and its answer if it has one."""
        now = self._clock.now_ms()

        def keep(conn: sa.Connection) -> tuple[Message, Message | None]:
            campaign = repository.lock(conn, who.workspace_id, campaign_id, now) or no_such_campaign()
            if client_id and (same := messages.find_question(conn, campaign.id, client_id)):
                if same.text != text:
                    raise Conflict("This clientId is another message's. Use a new one for new words.")
                return same, messages.find_answer(conn, same)
            said = {"text": text, "client_id": client_id, "may_raise": who.may("manage")}
            return messages.add_question(conn, campaign, now, **said), None

        return await self._db.write(keep)

    async def _answer(self, answering: Answering) -> None:
        question = answering.question
        lock = self._turns.setdefault(question.campaign_id, asyncio.Lock())
        try:
            async with lock:  # one after the other: each answer sees what the one before wrote down
                await self._make_answer(answering)
        except Problem as problem:
            answering.tell("error", problem.as_json())
        except Exception:
            log.exception("no answer to message %s", question.id)
            answering.tell("error", Problem("Something went wrong on our side. Your message is kept.").as_json())
        finally:
            self._answering.pop(question.id, None)
            answering.end()

    async def _make_answer(self, answering: Answering) -> None:
        question = answering.question
        campaign = await self._campaigns.get(question.workspace_id, question.campaign_id)
        turn: Turn | None = None
        async for piece in self._prompting.interview(await self._interview(campaign, question)):
            match piece:
                case Delta():
                    answering.tell("delta", {"text": piece.text})
                case Restart():
                    answering.tell("restart", {})
                case Turn():
                    turn = piece
        if turn is None:
            raise RuntimeError("the interviewer said nothing")
        after, answer = await self._store(campaign, question, turn)
        if after != campaign:
            answering.tell("campaign", campaign_view(after).model_dump(by_alias=True))
        answering.tell("done", message_view(answer).model_dump(by_alias=True))

    async def _interview(self, campaign: Campaign, question: Message) -> Interview:
        """What the interviewer goes by: the brief, what was said, what is not answered yet."""
        said = await self._db.read(lambda conn: messages.recent(conn, campaign.id, question.seq))
        answers = [one for one in said if one.role == "assistant"]
        open_ones = [one.text for one in said if not one.is_answered]
        return Interview(
            workspace_id=campaign.workspace_id,
            campaign_id=campaign.id,
            brand_kit_id=campaign.brand_kit_id,
            brief=campaign.brief,
            skipped=campaign.skipped,
            voice=await self._campaigns.voice(campaign),
            dialogue=tuple(Line(one.role, one.text) for one in said),
            said="\n".join(open_ones) or question.text,
            asked=answers[-1].asks if answers else None,
            wrote=fields_of(answers[-1].facts) if answers else (),
            proposed=tuple(Proposal(**one.proposal) for one in answers if one.proposal),
            may_raise=question.may_raise,
        )

    async def _store(self, campaign: Campaign, question: Message, turn: Turn) -> tuple[Campaign, Message]:
        """Facts and answer in one commit; where somebody else's answer was quicker, that one."""
        now = self._clock.now_ms()

        def store(conn: sa.Connection) -> tuple[Campaign, Message]:
            fresh = repository.lock(conn, campaign.workspace_id, campaign.id, now) or no_such_campaign()
            if made := messages.find_answer(conn, question):
                return fresh, made
            answer, is_first = messages.add_answer(conn, fresh, turn, question, now)
            if not is_first:
                return fresh, answer
            complete = not fresh.brief.with_facts(turn.facts).missing((*fresh.skipped, *turn.skipped))
            stage = {"stage": "assets"} if complete and fresh.stage == "brief" else {}
            write_facts(conn, fresh, turn.facts, may_raise=question.may_raise, skipped=turn.skipped, others=stage)
            return repository.find(conn, campaign.workspace_id, campaign.id) or no_such_campaign(), answer

        return await self._db.write(store)
