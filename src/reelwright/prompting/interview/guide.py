"""What the interviewer says next, by rule: it notes, asks one thing, and proposes when it knows enough."""

import re
from dataclasses import replace
from typing import Any, Final

from reelwright.prompting.contracts import BRIEF_FIELDS, Brief, FieldName, Interview, Proposal, Turn
from reelwright.prompting.interview.declining import is_bare_no, is_going_back, is_skip, unopened
from reelwright.prompting.interview.ideas import platform_of, propose
from reelwright.prompting.interview.money import amounts_in, told
from reelwright.prompting.interview.placements import named
from reelwright.prompting.interview.questions import HELLO, WHY, asked_anew, noted, question, recap, suggestions_for
from reelwright.prompting.interview.understanding import Understood, reopened, tidied, understand
from reelwright.prompting.interview.wishes import Wish

GUIDE: Final = "guide"
_THANKS: Final = re.compile(
    r"^(?:(?:great|perfect|nice|cool|lovely|wow|good|love it|merci|danke|gracias|bye|that's all|thx|"
    r"thank(?:s| you)(?: so much| a lot| for everything)?)[\s,.!]*)+$",
    re.IGNORECASE,
)
_HELLO: Final = re.compile(
    r"^(?:hi|hello|hey|hallo|hola|bonjour|good (?:morning|afternoon|evening))(?:\s+there)?\W*$", re.I
)
_WHY: Final = re.compile(
    r"^(?:why\b.*|what (?:do you|does that|is that) mean\b.*|what for|huh|help|how do you mean|"
    r"what do you (?:need|want)\b.*|"
    r"(?:can|could) you (?:explain|give (?:me )?an example)\b.*|(?:for )?example\w*)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_RECAP: Final = re.compile(
    r"\b(?:recap|summar(?:y|ise|ize)|what (?:do you have|have you got|do you know)|the brief so far|show the brief)\b",
    re.IGNORECASE,
)
_CANNOT: Final = "I go by simple rules and cannot answer that; a chat model could (setting POE_API_KEY)."
_WHAT_ELSE: Final = (
    "What should change? Say it in a few words, such as “make it warmer”, “without TikTok” or “a storm outside”; "
    "“another” gives you the next idea."
)
_ACKS: Final = ("Noted: {}.", "Good, {}.", "I have {}.", "Thank you: {}.")


def opening(brief: Brief) -> Turn:
    """The greeting of a new campaign, with the first question."""
    missing = brief.missing()
    if not missing:
        return Turn(f"{HELLO} The brief is complete, so: shall I?", GUIDE, {}, ("Propose a video",))
    asks = missing[0]
    return Turn(f"{HELLO} {question(asks, brief)}", GUIDE, {}, suggestions_for(asks, brief), asks=asks)


def first_idea(campaign_id: str, brief: Brief) -> Turn:
    """The first proposal for a complete brief, with nothing said before it."""
    interview = Interview("", campaign_id, "", brief=brief)
    proposal = propose(interview, brief, Wish())
    return Turn(_presented(interview, proposal), GUIDE, {}, _after(interview, brief, proposal), proposal)


def reply(interview: Interview) -> Turn:
    """What is said to what was said."""
    interview = tidied(interview)
    if turn := _aside(interview):
        return turn
    found = understand(interview)
    if _is_question_back(interview, found):
        return _back_to_the_question(interview, _CANNOT)
    notes = hold_to_the_limit(found, interview)
    brief = interview.brief.with_facts(found.facts)
    skipped = tuple(field for field in found.skipped if field != "product")
    missing = brief.missing((*interview.skipped, *skipped))
    said = [*([_acknowledged(interview, found)] if found.facts else []), *notes]
    if brief.product and (found.wish.is_order or (not missing and _leads_to_a_video(interview, found))):
        return _proposing(interview, brief, found, missing, said, skipped)
    if not missing:
        said.append("Say “another”, “shorter”, or name a platform, and I propose the next video.")
        return Turn(" ".join(said), GUIDE, found.facts, _after(interview, brief), skipped=skipped)
    asks = missing[0]
    is_again = asks == interview.asked
    said.append(_unclear(asks, found) if is_again and not found.skipped else "")
    said.append(question(asks, brief, again=is_again))
    return Turn(
        " ".join(filter(None, said)), GUIDE, found.facts, suggestions_for(asks, brief), asks=asks, skipped=skipped
    )


def _aside(interview: Interview) -> Turn | None:
    """Greetings, thanks and questions back, after which the open question stands."""
    said, asked, brief = interview.said.strip(), interview.asked, interview.brief
    if _HELLO.match(said):
        text = "Hello!"
    elif _RECAP.search(said) and len(said.split()) <= 12:
        text = f"This is what I have.\n{recap(brief)}\n"
    elif _THANKS.match(said):
        text = "With pleasure." if asked else "With pleasure. Whenever you want another one, say so."
    elif asked and _WHY.match(said):
        text = WHY[asked]
    else:
        return _second_thought(interview)
    return _back_to_the_question(interview, text)


def _second_thought(interview: Interview) -> Turn | None:
    """What says that something should change, and not to what: the question for it, with what is there already."""
    said, asked, brief = interview.said, interview.asked, interview.brief
    is_back = is_going_back(said)
    field = _question_before(interview) if is_back else reopened(said, asked)
    if field:
        return Turn(asked_anew(field, brief), GUIDE, {}, suggestions_for(field, brief), asks=field)
    is_no = is_bare_no(unopened(said), asked=asked is not None) and not (asked and is_skip(said))
    if not is_back and (not is_no or amounts_in(said)):
        return None
    if asked in brief.missing(interview.skipped):
        return _back_to_the_question(interview, "")
    return Turn(_WHAT_ELSE, GUIDE, {}, _after(interview, brief))


def _question_before(interview: Interview) -> FieldName | None:
    """What was answered last, else the field that is asked for before this one."""
    if interview.wrote or not interview.asked:
        return next(iter(interview.wrote), None)
    return BRIEF_FIELDS[max(0, BRIEF_FIELDS.index(interview.asked) - 1)]


def _is_question_back(interview: Interview, found: Understood) -> bool:
    """Something asked of us, and no answer: it must not end up in the brief."""
    if not interview.said.rstrip().endswith(("?", "？")) or found.wish.is_order or found.wish.placement:
        return False
    if interview.asked in ("description", "key_message", "call_to_action"):  # "Tired of warm water?" is a fine claim
        return False
    return set(found.facts) <= {interview.asked, "description"} - {"placements", "budget_micro"}


def _back_to_the_question(interview: Interview, text: str) -> Turn:
    asked, brief = interview.asked, interview.brief
    missing = brief.missing(interview.skipped)
    asks = asked if asked in missing else next(iter(missing), None)
    if asks is None:
        return Turn(text.strip(), GUIDE, {}, _after(interview, brief))
    text = f"{text} {question(asks, brief, again=bool(asked))}".replace("\n ", "\n").strip()
    return Turn(text, GUIDE, {}, suggestions_for(asks, brief), asks=asks)


def hold_to_the_limit(found: Understood, interview: Interview) -> list[str]:
    """What must be said of money; a limit that may not be raised by who speaks stays as it is."""
    notes = []
    if found.foreign:
        amount = f"{found.foreign.value:,.0f} {found.foreign.currency}"
        notes.append(f"I keep budgets in US dollars and do not know today's rate: how many dollars are {amount}?")
    limit = interview.brief.budget_micro
    if found.unnamed and limit is not None:
        notes.append(f"The limit stays at {told(limit)}; to raise it, say “budget: {told(found.unnamed.micro)}”.")
    if "budget_micro" not in found.facts:
        return notes
    wanted = found.facts["budget_micro"]
    if limit is not None and not interview.may_raise and (wanted is None or wanted > limit):
        del found.facts["budget_micro"]
        notes.append(f"The limit stays at {told(limit)}: only an owner of the workspace may raise or remove it.")
    return notes


def _leads_to_a_video(interview: Interview, found: Understood) -> bool:
    """Whether a complete brief, or what was said to it, calls for a proposal."""
    was_complete = not interview.brief.missing(interview.skipped)
    if not was_complete:
        return True
    is_money_only = set(found.facts) == {"budget_micro"}
    return bool((found.facts and not is_money_only) or found.wish.placement or found.rest)


def _proposing(
    interview: Interview,
    brief: Brief,
    found: Understood,
    missing: tuple[FieldName, ...],
    said: list[str],
    skipped: tuple[FieldName, ...],
) -> Turn:
    direction = _direction(found, interview)
    wish = found.wish
    if set(found.facts) & {"tone", "key_message", "call_to_action", "audience"} and interview.proposed:
        wish = replace(
            wish, seconds=wish.seconds or int(interview.proposed[-1].order["duration"])
        )  # the same one, anew
    proposal = propose(interview, brief, wish, direction)
    said.append(_presented(interview, proposal))
    if direction:
        said.append("Your words are in its prompt as you wrote them.")
    if missing:
        said.append(f"It gets better with what is still open. {question(missing[0], brief)}")
    return Turn(
        " ".join(said),
        GUIDE,
        found.facts,
        suggestions_for(missing[0], brief) if missing else _after(interview, brief, proposal),
        proposal,
        asks=missing[0] if missing else None,
        skipped=skipped,
    )


def _direction(found: Understood, interview: Interview) -> str:
    """Words that are neither a fact nor only a demand, to go into the prompt as they are."""
    rest = unopened(found.rest)
    wish = found.wish
    is_demand_only = len(rest.split()) <= 9 and bool(wish.is_order or wish.placement or wish.template)
    if not rest or not interview.proposed:
        return ""
    if is_demand_only:  # "for YouTube please, with no people in it": the demand is met elsewhere, the rest is a wish
        clauses = re.split(r"\s*[,;]\s*(?:and\s+|but\s+)?", rest)[1:]
        return ", ".join(
            one for one in clauses if re.match(r"(?:with|without|no|in|on|at|show|set)\b", one, re.IGNORECASE)
        )
    return re.sub(r"^(?:please\s+)?(?:can you\s+)?", "", rest, flags=re.IGNORECASE)


def _presented(interview: Interview, proposal: Proposal) -> str:
    platform = platform_of(proposal)
    where = f" for {platform.name}" if platform else ""
    length = f"{proposal.order['duration']} s in {proposal.order['aspectRatio']}"
    last = next(reversed(interview.proposed), None)
    is_same = last is not None and last.idea.rpartition(":")[0] == proposal.idea.rpartition(":")[0]
    if is_same:
        return f"The same idea{where}, {length}: “{proposal.title}”."
    lead = "Another idea" if last else "I know enough for a first idea"
    ask = "" if last else "Order it below if you like it; nothing is ordered without your click."
    return f"{lead}{where}, {length}: “{proposal.title}”. {proposal.why} {ask}".strip()


def _after(interview: Interview, brief: Brief, proposal: Proposal | None = None) -> tuple[str, ...]:
    """Quick replies once videos can be proposed."""
    last = proposal or next(reversed(interview.proposed), None)
    if last is None:
        return ("Propose a video",)
    here = platform_of(last)
    others = [key for key in brief.placements if not here or key != here.key] or (
        ["youtube"] if here and here.key != "youtube" else ["tiktok"]
    )
    length = "Shorter" if int(last.order["duration"]) > 8 else "Longer"
    return ("Another idea", length, f"For {named(others[:1])}")


def _acknowledged(interview: Interview, found: Understood) -> str:
    facts: dict[str, Any] = dict(found.facts)
    if interview.asked == "product" and "description" in facts and len(facts) > 1:
        facts.pop("description")  # they said it in the same breath
    return _ACKS[len(interview.dialogue) // 2 % len(_ACKS)].format(noted(facts))


def _unclear(asks: FieldName, found: Understood) -> str:
    if asks == "placements" and found.rest:
        return f"I have no format for “{found.rest[:60]}”."
    if asks == "budget_micro" and not found.foreign and found.rest:
        return "I found no amount in that."
    return ""
