"""What the interviewer says next, by rule."""

from reelwright.prompting.contracts import Brief, Facts, FieldName, Interview, Turn
from reelwright.prompting.interview.questions import HELLO, QUESTIONS, suggestions_for

GUIDE = "guide"


def opening(brief: Brief) -> Turn:
    """The greeting of a new campaign, with the first question."""
    missing = brief.missing()
    asks = missing[0] if missing else None
    return Turn(f"{HELLO} {_question(asks)}", GUIDE, {}, suggestions_for(asks), asks=asks)


def reply(interview: Interview) -> Turn:
    """What is said to an answer."""
    asked = interview.asked or next(iter(interview.brief.missing(interview.skipped)), None)
    facts: Facts = {asked: interview.said.strip()[:120]} if asked in ("product", "audience", "goal", "tone") else {}
    brief = interview.brief.with_facts(facts)
    skipped = (asked,) if asked and not facts else ()
    missing = brief.missing((*interview.skipped, *skipped))
    asks = missing[0] if missing else None
    return Turn(_question(asks), GUIDE, facts, suggestions_for(asks), asks=asks, skipped=skipped)


def _question(asks: FieldName | None) -> str:
    return QUESTIONS[asks] if asks else "That is all I need. Shall I propose a video?"
