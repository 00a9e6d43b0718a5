"""On-screen copy out of a prompt: what the video is about, never how it is to be filmed. Pure, by rules.

A prompt mixes a subject ("our new trail shoe, 30% off until Sunday") with directions ("slow camera pans, make it
cinematic"). Directions are for a camera; the studio engine has none and must not print them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reelwright.studio.type.breaking import sentences_of

_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{2,90})[”\"»“]")
_MEDIUM = (
    r"(?:video|clip|ad|advert|advertisement|commercial|animation|teaser|trailer|promo|spot|reel|story|film|short|"
    r"motion graphics?|intro|explainer|demo|montage|sequence|scene|shot|post|visual|vidéo|vídeo|werbespot|anuncio)s?"
)
_OPENING = re.compile(
    r"^(?:please\s+|can you\s+|i(?:'d like| want| need)\s+|we (?:want|need)\s+|let'?s\s+)*"
    r"(?:create|make|generate|produce|design|render|show|film|animate|give me|build|do|have)?\s*"
    rf"(?:me\s+|us\s+)?(?:an?\s+|the\s+|some\s+|our\s+|your\s+)?(?:[\w:%-]+\s+){{0,6}}?{_MEDIUM}(?:\s+{_MEDIUM})*\b"
    r"(?:\s*(?:(?P<thing>for|about|introducing|announcing|promoting|presenting|celebrating|highlighting|"
    r"that (?:introduces|announces|promotes|presents)|to (?:introduce|announce|promote|present))|"
    r"of|on|showing|featuring|that shows|to show|that says|saying|where|in which|:))?\s*",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"^(?:please\s+)?(?:create|make|generate|produce|design|render|show|film|animate|introduce|announce|promote|present|"
    r"feature|highlight)\s+(?:me\s+|us\s+)?",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?:camera|cinematic(?:ally)?|lighting|lit|close-?ups?|zoom(?:s|ing)?|pans?|panning|dolly|drone|tracking shot|"
    r"slow[- ]motion|slo-?mo|time-?lapse|[48]k|u?hd|1080p|720p|fps|aspect|16:9|9:16|1:1|vertical|"
    r"horizontal|landscape format|"
    r"portrait format|style|mood|tone|aesthetic|vibe|look and feel|music|soundtrack|voice-?over|narrat\w+|transitions?|"
    r"motion graphics?|animat\w+|bokeh|depth of field|lens|wide[- ]angle|macro|footage|b-?roll|photo-?realistic|"
    r"hyper-?realistic|ultra-?realistic|realistic|colou?r grad\w+|palette|overlays?|captions?|subtitles?|logo|kinetic|"
    r"typography|seconds?|resolution|frame rate|reference images?|shots?|scenes?|background|foreground|backdrop|cut to|"
    r"fade[sd]?|high[- ]quality|text on screen|on-?screen|call to action|pacing|fast-paced|edit(?:ing)?)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:use|add|include|keep|end|start|begin|finish|open|close|make|ensure|avoid|don'?t|do not|no|should|"
    r"must|let|set|cut|"
    r"fade|then|apply|focus|it should|with a|in a|in the style)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:over|across|through|around|above|inside|in|at|on|of|für|über|sobre|sur|pour|om)\s+", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:that |with )?(?:the )?(?:text|title|headline|tagline|slogan|words?|says?|saying|reading)", re.I
)
_ADJECTIVES = re.compile(
    r"^(?:professional|cinematic|dramatic|stunning|beautiful|epic|short|quick|simple|engaging|dynamic|modern|"
    r"eye-catching|high-end|sleek|\d+[- ]?(?:s|sec|second)s?(?:[- ]long)?)\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:an?|our|my|the|some|this|your|eine?[nmrs]?|unsere?[nmrs]?|une?|notre|una?|nuestr[oa])\s+(?=\S+\s+\S|\S{3,}$)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:shop|order|buy|book|sign up|join|try|download|visit|register|call|learn more|discover|"
    r"get (?:yours|started|it)|subscribe|start (?:your|now|free)|reserve|apply now|save your)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*(?:[,;:]|\s[-–—]\s|[，、；：،؛]|\bwith\b|\bwhile\b|\bfeaturing\b)\s*", re.IGNORECASE)
_FOREIGN = frozenset(
    re.findall(
        r"\w+",
        """
        de la el los las le les des du un une et en con para por y e il lo gli di da per che und der die das den mit
        für ein eine ist von zu och att det som een het van voor na w z się jest i do não uma os é com pour dans
        """,
    )
)
_CALLS = (
    (
        r"\b(?:sale|% ?off|discount|deal|shoe|wear|fashion|collection|bottle|flask|jacket|bag|watch|store|shop)\b",
        "Shop now",
    ),
    (r"\b(?:app|software|platform|saas|tool|dashboard|ai|api|startup)\b", "Try it today"),
    (r"\b(?:event|festival|concert|conference|webinar|workshop|meetup|opening)\b", "Save your seat"),
    (r"\b(?:course|class|academy|school|training|learn)\b", "Enrol now"),
    (r"\b(?:coffee|pizza|burger|restaurant|bakery|menu|food|tea|kitchen|bar|cafe|café)\b", "Order now"),
    (r"\b(?:hotel|travel|trip|flight|resort|spa|tour|island)\b", "Book your stay"),
)
_LABELS = (
    (r"\b(?:sale|% ?off|discount|deal|offer)s?\b", "Now on"),
    (r"\b(?:event|festival|concert|conference|webinar|workshop|meetup|opening|party)\b", "Save the date"),
)
_JOINTS = {"and", "that", "which", "so"}  # a line may break at these, and they go
_LINKS = {"because", "for", "to", "from", "in", "at", "on", "by", "of"}  # at these too, and they stay
_MOST_WORDS = 9
_WHOLE, _TINY = 30, 10  # letters of a sentence that is not split, if it begins with as few as these
_FILLERS = {"it", "and", "with", "a", "an", "the", "of", "very", "slow"}
_LAST_RESORT = "Take a look."


@dataclass(frozen=True)
class Copy:
    """What is worth saying on screen. `label` goes before a headline that names a thing ("Introducing")."""

    headline: str
    beats: tuple[str, ...]
    call: str
    label: str = ""


def write_copy(prompt: str) -> Copy:
    """Headline and short beats from a prompt. Words in quotation marks are taken as they stand."""
    quoted = [text.strip() for text in _QUOTED.findall(prompt)]
    rest = _QUOTED.sub(" ", prompt)
    clauses = [
        clause for sentence in re.split(r"\n+", rest) for part in sentences_of(sentence) for clause in _clauses(part)
    ]
    call = next((clause for clause in clauses if _CALL.match(clause) and len(clause.split()) <= 5), "")
    said = list(dict.fromkeys([*quoted, *(_cased(clause) for clause in clauses if clause != call)]))
    if not said:
        said = [_salvaged(prompt) or _LAST_RESORT]
    label = "" if quoted else _label(prompt, said[0])
    return Copy(said[0], tuple(said[1:9]), _cased(call) if call else "", label)


def call_for(text: str) -> str:
    """A call to action that suits the text; none where the text is not English: it would change the language."""
    if not is_english(text):
        return ""
    for pattern, call in _CALLS:
        if re.search(pattern, text, re.IGNORECASE):
            return call
    return "Discover more"


def _label(prompt: str, headline: str) -> str:
    """A film *about* a thing can announce it by name; a sentence or a slogan has nothing to be introduced."""
    opening = _OPENING.match(prompt)
    if not (opening and opening["thing"] and is_english(prompt)):
        return ""
    return next((label for pattern, label in _LABELS if re.search(pattern, headline, re.IGNORECASE)), "Introducing")


def is_english(text: str) -> bool:
    """A guess from letters and small words, good enough to decide whether we may add English ones."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and all(word.isascii() for word in words) and not any(word in _FOREIGN for word in words)


def split_points(text: str) -> tuple[str, ...]:
    """The short points of a description: its sentences, or the list after its first clause."""
    sentences = [_bare(sentence) for sentence in sentences_of(text)]
    points = [point for sentence in sentences[1:] for point in _halves(sentence)]
    return tuple(_cased(point) for point in points if 1 < len(point) <= 70)[:6]


def merged(sentences: Sequence[str], longest: int = 34) -> tuple[str, ...]:
    """A very short sentence joined to the next: `"One flask."`, `"24 hours cold."` -> `"One flask. 24 hours cold."`"""
    result = list(sentences)
    at = 1  # the first stays alone: it is the hook
    while at < len(result) - 1:
        if len(result[at]) < 14 and len(result[at]) + len(result[at + 1]) < longest:
            result[at : at + 2] = [f"{result[at]} {result[at + 1]}"]
        at += 1
    return tuple(result)


def _clauses(sentence: str) -> list[str]:
    """What is left of a sentence when its directions are gone, in short clauses."""
    subject = _OPENING.sub("", sentence, count=1)
    if subject != sentence:
        subject = _PLACE.sub("", subject)
    parts = [part.strip() for part in _CLAUSE.split(subject)]
    if subject == sentence and len(subject) <= _WHOLE and len(parts[0]) < _TINY and min(map(len, parts)) > 1:
        parts = [subject]  # "Smooth, never bitter" is one thought
    said = [part for part in parts if part and not _DIRECTION.search(part) and not _COMMAND.match(part)]
    kept = [_bare(_VERB_FIRST.sub("", part)) for part in said if not _CAPTION.fullmatch(part)]
    return [short for part in kept if len(part) > 1 for short in _shortened(part)]


def _shortened(clause: str) -> list[str]:
    """At most nine words a line: longer clauses break at a small word, and what is left over goes on."""
    words = clause.split()
    if len(words) <= _MOST_WORDS:
        return [clause]
    for at in range(_MOST_WORDS, 2, -1):
        word = words[at].casefold()
        if word in _JOINTS | _LINKS:
            rest = " ".join(words[at + 1 :] if word in _JOINTS else words[at:])
            return [" ".join(words[:at]), *_shortened(rest)]
    return [" ".join(words[:_MOST_WORDS])]


def _halves(sentence: str) -> list[str]:
    if len(sentence) <= 44:
        return [sentence]
    return [part for part in re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", sentence) if part]


def _salvaged(prompt: str) -> str:
    """The few words of a prompt of directions that are none."""
    words = [word for word in re.findall(r"[\w'’%-]+", _VERB_FIRST.sub("", prompt)) if not _DIRECTION.search(word)]
    telling = [word for word in words if not _COMMAND.match(word) and not _ADJECTIVES.match(f"{word} ")]
    telling = [word for word in telling if word.casefold() not in _FILLERS]
    is_about_nothing = all(re.fullmatch(_MEDIUM, word, re.IGNORECASE) for word in telling)
    return "" if is_about_nothing else _cased(" ".join(telling[:5]))


def _bare(clause: str) -> str:
    text = clause.strip(" \t.,;:-–—()[]")
    for pattern in (_ADJECTIVES, _ARTICLE, _ADJECTIVES):
        text = pattern.sub("", text)
    return re.sub(r"^(?:and|or|but|that|of|for)\s+", "", text, flags=re.IGNORECASE)


def _cased(text: str) -> str:
    return text[:1].upper() + text[1:]
