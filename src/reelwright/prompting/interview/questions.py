"""What is asked for each field of a brief, in two wordings, with quick replies; how what was noted is told again."""

import re
from collections.abc import Mapping
from typing import Any, Final

from reelwright.prompting.contracts import BRIEF_FIELDS, Brief, FieldName
from reelwright.prompting.interview.money import told
from reelwright.prompting.interview.placements import named

HELLO: Final = "Hello! I ask a few short questions, then propose videos for this campaign."
QUESTIONS: Final[Mapping[FieldName, tuple[str, str]]] = {
    "product": (
        "What are we promoting? A name, and a few words on what it is.",
        "I need at least a name to work with. What is it called, or what kind of thing is it?",
    ),
    "description": (
        "What is {it}, in a sentence or two, and what does it do better than others?",
        "One sentence is enough: what would you tell somebody who has never heard of {it}?",
    ),
    "audience": (
        "Who should see this? The more exactly you can picture them, the better the videos.",
        "Think of one person who would love {it}: who is that?",
    ),
    "goal": (
        "What should the campaign achieve?",
        "When the campaign is over, what should have changed: more sales, more sign-ups, more people who know {it}?",
    ),
    "key_message": (
        "If people remember one thing, what should it be?",
        "Finish the sentence: “{it} is the one that …”",
    ),
    "tone": ("How should it feel?", "A word or two is enough: calm, loud, warm, sharp, funny …"),
    "call_to_action": (
        "What should people do when they have seen it?",
        "What would stand on the button: “Shop now”, “Book a table”, “Try it free”?",
    ),
    "placements": (
        "Where will the videos run? That decides their length and format.",
        "I know TikTok, Instagram (Reels, Stories, feed), YouTube, Shorts, Facebook, LinkedIn, X, Pinterest. Which?",
    ),
    "budget_micro": (
        "What may the videos of this campaign cost in all? It is a hard limit in dollars: nothing is ordered above it.",
        "An amount in dollars is enough, such as $200. Or say “no limit”.",
    ),
}
WHY: Final[Mapping[FieldName, str]] = {
    "product": "Every prompt is about it, and its name is what stays on the last picture.",
    "description": "What you say here is what the videos show and claim; I add no facts of my own.",
    "audience": "It decides who is on screen, and which moment they will recognise.",
    "goal": "It decides which idea comes first: a launch opens differently from a sale.",
    "key_message": "Feeds leave room for one thought. The best videos are built around it.",
    "tone": "It decides light, camera, music and typeface.",
    "call_to_action": "It closes every video.",
    "placements": "Each platform has its own usual length and format, and covers other parts of the picture.",
    "budget_micro": "It is checked before every order; what would go above it is refused, not charged.",
}
_CALLED: Final[Mapping[FieldName, str]] = {
    "product": "product",
    "description": "description",
    "audience": "audience",
    "goal": "goal",
    "key_message": "key message",
    "tone": "tone",
    "call_to_action": "call to action",
    "placements": "placements",
    "budget_micro": "budget",
}
_QUICK: Final[Mapping[FieldName, tuple[str, ...]]] = {
    "goal": ("Make it known", "Sell more", "Launch it", "Get sign-ups"),
    "tone": ("Playful", "Warm", "Bold", "Premium", "Calm"),
    "placements": ("TikTok and Instagram Reels", "YouTube", "LinkedIn", "Everywhere"),
    "budget_micro": ("$50", "$200", "$500", "No limit"),
}
_CALLS: Final = (
    (r"sign|subscri|register|lead|trial", ("Try it free", "Sign up")),
    (r"download|install|app\b", ("Get the app", "Try it free")),
    (r"book|visit|table|seat|stay", ("Book now", "Plan your visit")),
    (r"sell|sales|buy|order|shop|revenue", ("Shop now", "Get yours")),
)
_PEOPLE: Final = re.compile(r"\bfor\s+((?:[a-z]+\s+){0,2}[a-z]+(?:s|ers|people|women|men|children|families))\b")


def question(field: FieldName, brief: Brief, *, again: bool = False) -> str:
    """The question for a field; in other words where it was asked before."""
    it = re.sub(r"^The\b", "the", brief.product or "it")
    return QUESTIONS[field][again].replace("{it}", it)


def suggestions_for(field: FieldName, brief: Brief) -> tuple[str, ...]:
    """Quick replies to a question, from what is known already."""
    quick = _QUICK.get(field, ())
    if field == "call_to_action":
        about = f"{brief.goal or ''} {brief.description or ''}".casefold()
        quick = (*next((calls for words, calls in _CALLS if re.search(words, about)), ("Shop now",)), "Learn more")
    elif field == "audience" and (match := _PEOPLE.search(brief.description or "")):
        quick = (match[1][:1].upper() + match[1][1:],)
    return quick if field == "product" else (*quick, "Skip")


def noted(facts: Mapping[str, Any]) -> str:
    """What was written down, in words: `TikTok and YouTube; a limit of $500`. Empty where it need not be said."""
    said = []
    for field in BRIEF_FIELDS:
        if field not in facts:
            continue
        value = facts[field]
        if value in (None, ()):
            said.append(f"no {_CALLED[field]} any more")
        elif field == "budget_micro":
            said.append(f"a limit of {told(value)}")
        elif field == "placements":
            said.append(named(value))
        elif field == "tone":
            said.append(f"“{value}” as the tone")
        elif len(value) <= 60:
            said.append(f"“{value}”")
        else:
            said.append(f"the {_CALLED[field]}")
    return "; ".join(said)


def told_of(field: FieldName, brief: Brief) -> str:
    """What a brief has for a field, in words; empty where it has nothing."""
    value = getattr(brief, field)
    if value in (None, ()):
        return ""
    return told(value) if field == "budget_micro" else named(value) if field == "placements" else str(value)


def asked_anew(field: FieldName, brief: Brief) -> str:
    """The question for a field, with what is there already."""
    has = told_of(field, brief)
    return f"So far I have “{has}” as the {_CALLED[field]}. {question(field, brief)}" if has else question(field, brief)


def recap(brief: Brief) -> str:
    """Everything known, a line each."""
    told_all = ((_CALLED[field], told_of(field, brief)) for field in BRIEF_FIELDS)
    return "\n".join(f"{name[:1].upper()}{name[1:]}: {has}" for name, has in told_all if has) or "Nothing yet."
