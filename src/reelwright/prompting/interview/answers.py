"""One answer to one question, freed of the words people put around it. Pure; what it does not know it leaves alone."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from reelwright.prompting.contracts import LONGEST
from reelwright.prompting.storyboard import fit_prompt

_HELLO: Final = (
    r"^(?:(?:hi|hello|hey|hallo|hola|bonjour|ok(?:ay)?|well|so|sure|yes|yeah|hm+|um+|oh(?=,))\b(?!['’-]\w)"
    r"[\s,.!:-]*)+(?=\w)"
)
_SELL: Final = (
    r"^(?:(?:we|i)(?:'re|’re| are| am|'m|’m|'ve|’ve)?\s+(?:just\s+|now\s+|here to\s+)?"
    r"(?:sell(?:ing)?|promot(?:e|ing)|launch(?:ing|ed)?|mak(?:e|ing)|offer(?:ing)?|advertis(?:e|ing)|build(?:ing)?|built|"
    r"creat(?:e|ed|ing)|produc(?:e|ing)|want to (?:sell|promote|launch|advertise))\s+"
    r"|we(?:'re|’re| are)\s+(?=(?:an?|the)\b)"
    r"|(?:it(?:'s|’s| is)|this is|they are|that(?:'s|’s| is))\s+(?:called\s+)?"
    r"|(?:our|my|the)\s+(?:product|brand|company|app|shop|service|campaign|name)\s+(?:is|are)\s+(?:called\s+|for\s+)?"
    r"|(?:promoting|launching|selling)\s+"
    r"|wir\s+(?:verkaufen|bewerben|machen|bieten)\s+|unser\s+produkt\s+(?:ist|heißt)\s+"
    r"|(?:vendemos|promocionamos)\s+|nuestro\s+producto\s+(?:es|se llama)\s+"
    r"|(?:nous\s+(?:vendons|lançons))\s+|notre\s+produit\s+(?:est|s['’]appelle)\s+)"
)
_ARTICLE: Final = r"^(?:our|my|the(?!\s+(?-i:[A-Z]))|an?|some|this)\s+(?:(?:brand[- ])?new\s+)?(?=\S)"
_LEADS: Final[Mapping[str, str]] = {
    "audience": r"^(?:(?:it(?:'s|’s| is)\s+)?(?:mostly\s+|mainly\s+)?for\s+|they(?:'re|’re| are)\s+|"
    r"people (?:like|such as)\s+|"
    r"(?:our\s+)?(?:target\s+)?(?:audience|customers|group)(?:\s+(?:is|are))\s+|we\s+target\s+|targeting\s+)",
    "goal": r"^(?:(?:we|i)(?:'d|’d| would)?\s+(?:want|like|hope|need|aim)\s+(?:people\s+)?to\s+|"
    r"(?:(?:our|my|the)\s+)?(?:goal|aim|objective)(?:\s+is)?\s+(?:to\s+)?|(?:it should|in order to|to)\s+)",
    "tone": r"^(?:(?:please\s+)?make it\s+(?:feel\s+)?|(?:it|they|the videos?)\s+should\s+(?:be|feel|sound|look)\s+|"
    r"(?:something|rather|quite|pretty)\s+)",
    "key_message": r"^(?:that\s+|(?:people|they)\s+should\s+(?:remember|know)\s+(?:that\s+)?|"
    r"(?:our|the)\s+(?:key\s+)?message\s+is\s+(?:that\s+)?)",
    "call_to_action": r"^(?:(?:they|people|viewers)\s+should\s+|tell\s+them\s+to\s+|"
    r"(?:i|we)\s+want\s+them\s+to\s+|to\s+)",
    "description": r"^(?:it(?:'s|’s| is)\s+|this is\s+|they(?:'re|’re| are)\s+)",
}
_FOR: Final = re.compile(
    r"(?:it(?:'s|’s| is)|this is|they(?:'re|’re| are))\s+(?:mostly\s+|mainly\s+)?for\s+(?P<who>[^.!?]+)$", re.IGNORECASE
)
_QUOTES: Final = "\"'“”„«»‘’`"
_NAME_ENDS: Final = re.compile(
    r"\s*[:;]\s+|\s+[-–—]\s+|\s*\(|,\s+(?:(?=(?:an?|the|our|your|which|that|made|for|it)\b)|(?=\w+(?:\s+\w+){2,}))"
    r"|\s+(?:is|are)\s+(?=(?:an?|the|our|your)\b)",
    re.IGNORECASE,
)
_KIND_ENDS: Final = re.compile(
    r",|\s+(?=(?:for|from|that|which|who|with|without|made|built|designed|helping|to|so|because|and|of|in|at|near|on|für|aus|mit|para|con|pour|avec|de)\b)",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    r",?\s+(?:which\s+is\s+)?(?:called|named)\s+(.{2,60}?)(?=\s+(?:next|this|in|on|for|that|which|and|with|from|to)\b|[,.;:]|$)",
    re.IGNORECASE,
)
_AIMED: Final = re.compile(
    r",?\s+(?:targeting|targeted\s+at|aimed\s+at|aiming\s+at)\s+(.{3,120}?)(?=\s+(?:on|via|through|with)\b.*|[,.;]|$)"
    r"(?:\s+(?:on|via|through|with)\b[^,.;]*)?",
    re.IGNORECASE,
)
_SOON: Final = re.compile(r"\s*\b(?:next|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_MOST_NAME_WORDS: Final = 8


_ENDS: Final = re.compile(
    r"(?<!\bdr\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bst\.)(?<!\bno\.)(?<!\bvs\.)(?<!\binc\.)(?<!\bco\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"(?<=\w[.!?])\s+(?=\S)|\s*[;\n]+\s*|(?<=[。！？])",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    """The sentences and lines of a text; `Dr. Smith` ends none."""
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


def bare(text: str) -> str:
    """The words without a greeting before them, quotation marks around them and a full stop after."""
    text = re.sub(_HELLO, "", " ".join(text.split()), flags=re.IGNORECASE)
    return unquoted(unquoted(text).rstrip("."))


def unquoted(text: str) -> str:
    """The words without spaces and quotation marks around all of them."""
    text = text.strip()
    return text.strip(_QUOTES).strip() if text[:1] in _QUOTES and text[-1:] in _QUOTES else text


def answer_to(field: str, text: str) -> dict[str, str]:
    """What an answer to the question for a field says: that field, for the product what it is as well, and whom it is
    for where that is all it says."""
    said = bare(text)
    if field in ("product", "description") and (aimed := _FOR.match(said)):
        return {"audience": _kept("audience", _cased(aimed["who"]))}
    if field == "product":
        return {name: _kept(name, value) for name, value in _product(said).items() if value}
    lead = _LEADS.get(field)
    core = re.sub(lead, "", said, count=1, flags=re.IGNORECASE) if lead else said
    value = _kept(field, unquoted(core) or said)
    return {field: _HOW.get(field, _cased)(value)} if value else {}


def _product(said: str) -> dict[str, str]:
    """`Altitude, a steel flask for climbers` -> name and description; a thing without a name is called by its kind."""
    first, _, rest = said.partition("\n")
    first, more = _sentence(first)
    thing = re.sub(_SELL, "", first, count=1, flags=re.IGNORECASE)
    aimed = _AIMED.search(thing)
    audience = {"audience": _cased(aimed[1])} if aimed else {}
    thing = _AIMED.sub("", thing).strip(" ,") or thing
    if called := _CALLED.search(thing):
        kind = _SOON.sub("", f"{thing[: called.start()]}{thing[called.end() :]}").strip(" ,")
        about = [_cased(kind), more, " ".join(rest.split())]
        return {"product": unquoted(called[1]), "description": ". ".join(filter(None, about)), **audience}
    return _named(thing, more, rest) | audience


def _named(thing: str, more: str, rest: str) -> dict[str, str]:
    """The name before a comma or a dash, else the kind of thing it is."""
    is_named = not re.match(r"(?:an?|our|my|some)\s", thing, re.IGNORECASE)
    name, description = thing, ""
    if is_named and (end := _NAME_ENDS.search(thing)):
        name, description = thing[: end.start()], thing[end.end() :].rstrip(") ")
    if not is_named or len(name.split()) > _MOST_NAME_WORDS or (not description and _KIND_ENDS.search(name)):
        kind = re.sub(_ARTICLE, "", name, count=1, flags=re.IGNORECASE)
        if end := _KIND_ENDS.search(kind, 3):
            name, description = kind[: end.start()], description or thing
        else:
            name, description = kind, description
    name = re.sub(_ARTICLE, "", name, count=1, flags=re.IGNORECASE) or name
    told = [_cased(unquoted(description)), more, " ".join(rest.split())]
    parts = [part for part in told if part]
    about = " ".join([*map(_ended, parts[:-1]), *parts[-1:]])
    return {"product": _cased(unquoted(name.strip(" ,"))), "description": about}


def _sentence(text: str) -> tuple[str, str]:
    """The first sentence and what follows it."""
    first, *more = sentences_of(text) or [text]
    return (first.rstrip(".!?"), " ".join(more)) if more else (text, "")


def _kept(field: str, text: str) -> str:
    return fit_prompt(text, LONGEST[field])


def _cased(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]  # iPhone stays iPhone


def _plain(text: str) -> str:
    """A tone stands in the middle of sentences."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


_HOW: Final[Mapping[str, Callable[[str], str]]] = {"tone": _plain, "product": _cased}
