"""What a message says: facts for the brief, fields to leave open, wishes for a video. Pure, by rule.

A message is read sentence by sentence. What names its field ("change the tone to playful", "Budget: $500") goes there;
what can only be a platform or an amount goes there too; everything else answers the question that was asked, in the
words it was said in, whatever their language.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reelwright.prompting.contracts import FieldName, Interview
from reelwright.prompting.interview.answers import answer_to, bare, sentences_of
from reelwright.prompting.interview.declining import CORRECTED, SKIP, is_bare_no, is_skip, unopened
from reelwright.prompting.interview.money import Amount, amounts_in
from reelwright.prompting.interview.placements import changed_by, places_in
from reelwright.prompting.interview.wishes import Wish, length_in, wish_in

_NAMES: Final[dict[FieldName, str]] = {
    "product": r"product(?:\s+name)?|brand(?:\s+name)?",
    "description": r"(?:product\s+)?description",
    "audience": r"(?:target\s+)?audience|target(?:\s+group)?|target\s+customers?|customers",
    "goal": r"(?:campaign(?:'s)?\s+)?(?:goal|objective|aim)",
    "key_message": r"(?:key|main|core)?\s*message|take-?away|slogan|claim",
    "tone": r"tone(?:\s+of\s+voice)?|mood|vibe|feel(?:ing)?",
    "call_to_action": r"call[\s-]to[\s-]action|cta",
    "placements": r"placements?|platforms?|channels?",
    "budget_micro": r"budget|(?:spending\s+)?limit|spend",
}
_ANY: Final = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items())
_LABELLED: Final = re.compile(
    rf"^(?:and\s+|also\s+|please\s+|can you\s+|could you\s+|let'?s\s+|i(?:'d| would) like to\s+)*"
    rf"(?P<verb>(?:change|set|make|update|switch|put|correct|raise|lower|increase|reduce|cut)\s+)?"
    rf"(?:(?:the|our|my|its)\s+)?(?:{_ANY})"
    r"\s*(?P<joint>:|=|\bto(?:\s+be)?\b|\bis\b|\bare\b|\bshould\s+(?:be|feel)\b|\bof\b|\b(?=more\b)|[-–—]\s|\s)"
    r"\s*(?:(?:actually|instead)\s+)?(?P<value>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_REOPENED: Final = re.compile(
    rf"^(?:please\s+|(?:can|could)\s+(?:we|you|i)\s+|let['’]?s\s+|i(?:['’]d| would)\s+like\s+to\s+|i\s+want\s+to\s+)*"
    rf"(?P<verb>(?:change|update|edit|correct|fix|redo|rethink|set|switch|adjust)\s+|(?:raise|increase|lower|reduce)\s+"
    rf"(?=(?:the|our|my)\b))?(?:(?:the|our|my|its)\s+)?(?:{_ANY})(?:\s+please)?\W*$",
    re.IGNORECASE,
)
_EMPTIED: Final = re.compile(
    rf"^(?:please\s+)?(?:remove|clear|delete|drop|forget|reset|empty|no)\s+(?:(?:the|our|my|any)\s+)?(?:{_ANY})\W*$",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"\b(?:and|or|on|for|in|with|at|via|the|a|an|of|about|around|approximately|roughly|up|to|max(?:imum)?|at\s+most|"
    r"under|below|between|we|i|have|want|would|like|need|our|my|is|are|will|be|run|running|it|them|they|should|"
    r"videos?|ads?|clips?|posts?|campaign|budget|limit|spend|only|just|maybe|probably|mainly|mostly|both|also|plus|please|"
    r"then|total|in\s+total|und|auf|y|en|et|sur|e|con|por|channels?|platforms?|placements?|yes|ok|okay|per|all|say)\b",
    re.IGNORECASE,
)
_OURS: Final = (
    r"(?:(?:total|overall|whole|entire|max(?:imum)?|campaign(?:['’]s)?|ads?|advertising|marketing|media|video)\s+)*"
    r"(?:budget|(?:spending\s+)?limit|spend)"
)
_SO_MUCH: Final = (
    r"(?:\s+(?:for\s+(?:all|everything|(?:this|it|the)(?:\s+\w+)?)|here))?(?:\s*(?:[:=–—-]|\b(?:is|are|of|to|at|up|should|will|"
    r"would|be|set|capped|limited|about|around|roughly|approximately|between|under|below|no|not|more|than|most|max|maximum|"
    r"only|just|say|maybe|probably|currently|exactly)\b))*\s*$"
)
_BUDGETED: Final = re.compile(  # what stands before the campaign's amount: not "a household budget of", "saves up to"
    rf"(?:(?:^|[,;:.(–—-]\s*)(?:(?:and|but|so|also|please|with)\s+)*(?:(?:the|our|my|this)\s+)?|\b(?:our|my)\s+){_OURS}{_SO_MUCH}"
    r"|^(?:(?:and|but|so|also)\s+)*(?:we|i)(?:['’](?:d|ve|re|m))?\s+(?:(?:can|could|may|might|must|should|would|want|plan|like|"
    r"only|are|am|have|got|working|willing|able|prepared|ready|really|just|to)\s+){1,6}"
    rf"(?:(?:spend|invest|afford)|(?:(?:with|on)\s+)?(?:an?|the)\s+{_OURS}){_SO_MUCH}",
    re.IGNORECASE,
)
_SENTENCES_ASKED: Final = ("product", "description", "goal", "key_message", "call_to_action")
_MADE: Final = re.compile(
    r"^(?:and\s+|but\s+|please\s+|can\s+you\s+)*make\s+(?:it|them|the\s+videos?)\s+"
    r"(?:feel\s+|look\s+|(?:a\s+bit|a\s+little)\s+)?(?P<value>[^\d.]{3,60})$"
    r"|^(?:(?:a\s+bit|a\s+little|please)\s+)?(?P<more>more\s+[^\d.]{3,40})$",
    re.IGNORECASE,
)


@dataclass
class Understood:
    """What a message says. `foreign` is an amount that is not in dollars, `unnamed` one above the limit that nothing
    calls a budget; `rest` is what is none of the others."""

    facts: dict[str, Any] = field(default_factory=dict)
    skipped: list[FieldName] = field(default_factory=list)
    foreign: Amount | None = None
    unnamed: Amount | None = None
    wish: Wish = field(default_factory=Wish)
    rest: str = ""


def tidied(interview: Interview) -> Interview:
    """Single spaces and single line breaks: patterns are quick on them, whatever was pasted."""
    lines = (" ".join(line.split()) for line in interview.said.splitlines())
    return replace(interview, said="\n".join(line for line in lines if line))


def understand(interview: Interview) -> Understood:
    """What was said since the last answer (`tidied`), in the light of what was asked."""
    asked = interview.asked
    wish = wish_in(interview.said, is_ready=bool(interview.brief.product), is_asked=asked is not None)
    found = Understood(wish=wish)
    core = unopened(interview.said)
    if is_skip(interview.said) or not core:
        found.skipped += [asked] if asked and core else []
        return found
    opener = interview.said[: len(interview.said) - len(core)]
    left: list[str] = []
    for at, sentence in enumerate(sentences_of(core)):
        before = opener if at == 0 else ""
        if not _read(found, sentence, interview, before):
            left.append(before + sentence)
    if left and all(map(is_skip, left)):  # "I don't know. And the tone is warm."
        found.skipped += [asked] if asked else []
        left = []
    rest = "\n".join(left) if asked == "product" else " ".join(left)
    if asked is None:
        rest = " ".join(one for one in left if not is_bare_no(unopened(one), asked=False))
    if asked and asked not in found.facts and rest and not found.wish.is_order:
        _answer(found, asked, rest)
    elif rest:
        found.rest = rest
    found.facts = {name: value for name, value in found.facts.items() if value != getattr(interview.brief, name)}
    return found


def _read(found: Understood, sentence: str, interview: Interview, opener: str) -> bool:
    """Whether a sentence says by itself what it is about; `opener` is the "no, " it began with."""
    if match := _EMPTIED.match(sentence):
        found.facts[_named(match)] = () if _named(match) == "placements" else None
        return True
    if (match := _LABELLED.match(sentence)) and _is_label(match, interview.asked, is_opened=bool(opener)):
        _answer(found, _named(match), match["value"])
        return True
    if (match := _MADE.match(sentence)) and not (found.wish.is_order and match["more"]):
        wanted = (match["value"] or match["more"]).strip(" !")
        if _is_tone(wanted, interview):
            found.facts["tone"] = _toned(wanted, interview.brief.tone)
            return True
    if _read_plain(found, sentence, interview):
        return True
    is_first = interview.said.startswith(opener + sentence) and not is_skip(sentence)
    if interview.wrote and is_first and (match := CORRECTED.match(opener + sentence)):
        if places_in(match["value"]).keys or amounts_in(match["value"]):
            return _read_plain(found, match["value"], interview)
        _answer(found, interview.wrote[0], match["value"])
        return True
    return False


def reopened(said: str, asked: FieldName | None) -> FieldName | None:
    """The field to change, where it is not said to what: "change the tone"; "the tone" where nothing was asked."""
    match = _REOPENED.match(unopened(said))
    return _named(match) if match and (match["verb"] or asked is None) else None


def _is_tone(text: str, interview: Interview) -> bool:
    """Whether what it should be made is a manner, and no length, platform or answer ("make it known" is a goal)."""
    if interview.asked in _SENTENCES_ASKED:
        return False
    is_length = interview.brief.product is not None and length_in(text) is not None
    return len(text.split()) <= 5 and not is_length and not places_in(text).keys


def _toned(text: str, before: str | None) -> str:
    """`more playful` is playful, or very playful where it was so already."""
    more = re.sub(r"^(?:more|even more|much more)\s+", "", text, flags=re.IGNORECASE)
    return f"very {more}" if more != text and more.casefold() == (before or "").casefold() else more.casefold()


def _is_label(match: re.Match[str], asked: FieldName | None, *, is_opened: bool) -> bool:
    """Whether the words before the joint name a field: "The product is made of steel" names none."""
    joint = match["joint"].strip().casefold()
    if (
        not joint
    ):  # "make the tone more playful"; "no, make the audience dads", but "make our customers happy" is a goal
        is_more = match["value"].casefold().startswith("more ")
        return match["verb"] is not None and (is_more or (is_opened and _named(match) != "product"))
    if _named(match) == "product" and joint in ("is", "are", "of", "to"):
        return asked == "product" or match["verb"] is not None or "name" in match["product"]
    return True


def _read_plain(found: Understood, sentence: str, interview: Interview) -> bool:
    """Platforms and an amount, where the sentence says nothing else, or was asked for them."""
    asked, before = interview.asked, interview.brief.placements
    if (change := changed_by(sentence, before)) and _is_filler(change[1]):
        found.facts["placements"] = change[0]
        found.wish = replace(
            found.wish, placement=next((key for key in change[0] if key not in before), next(iter(change[0]), None))
        )
        return True
    places = places_in(sentence, is_asked=asked == "placements")
    amounts = [one for one in amounts_in(places.rest) if one.currency or asked == "budget_micro"]
    rest = places.rest
    for one in reversed(amounts):
        rest = rest[: one.start] + rest[one.end :]
    is_all = _is_filler(rest)
    is_free = asked is not None or not interview.brief.placements  # else the name is a wish for the next video
    is_named = bool(re.search(r"\b(?:on|for|via) ?\0", places.rest)) and not interview.brief.placements
    if places.keys and is_free and (is_all or is_named or asked == "placements"):
        found.facts["placements"] = places.keys
    label = _BUDGETED.search(places.rest[: amounts[0].start]) if amounts else None
    if amounts and (asked == "budget_micro" or label or (is_all and not _raises(amounts, interview))):
        _amount(found, amounts)
    elif amounts and is_all and asked not in _SENTENCES_ASKED:
        found.unnamed = amounts[0]
    is_said = is_all or (label is not None and label.start() == 0)
    is_noted = "placements" in found.facts or "budget_micro" in found.facts or found.foreign or found.unnamed
    return bool(is_said and is_noted)


def _is_filler(text: str) -> bool:
    """Whether the words between platforms and amounts say nothing of their own."""
    return not re.search(r"\w", _FILLER.sub("", text.replace("\0", " ")))


def _raises(amounts: list[Amount], interview: Interview) -> bool:
    """Whether an amount that is not called the budget would lift the limit, and does not correct it either."""
    limit = interview.brief.budget_micro
    return (
        limit is not None
        and "budget_micro" not in interview.wrote
        and any(one.is_dollars and one.micro > limit for one in amounts)
    )


def _answer(found: Understood, asked: FieldName, text: str) -> None:
    """Take a text as the answer for a field."""
    if asked == "placements":
        if keys := places_in(text, is_asked=True).keys:
            found.facts["placements"] = keys
        else:
            found.rest = bare(text)
    elif asked == "budget_micro":
        if amounts := amounts_in(text):
            _amount(found, list(amounts))
        elif SKIP.match(text):
            found.facts["budget_micro"] = None
        else:
            found.rest = bare(text)
    else:
        for name, value in answer_to(asked, text).items():
            found.facts.setdefault(name, value)


def _amount(found: Understood, amounts: list[Amount]) -> None:
    """The largest of a span: it is a limit."""
    dollars = [one for one in amounts if one.is_dollars]
    if dollars:
        found.facts["budget_micro"] = max(one.micro for one in dollars)
    else:
        found.foreign = max(amounts, key=lambda one: one.value)


def _named(match: re.Match[str]) -> FieldName:
    return next(name for name in _NAMES if match[name])
