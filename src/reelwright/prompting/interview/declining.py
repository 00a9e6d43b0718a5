"""What people say instead of an answer: a skip, a second thought, a bare no, "go back". Pure."""

import re
from typing import Final

_MARK: Final = r"(?:[,:.!;…—]|[–-](?=\s))"  # "no-nonsense" is a word
_SECOND_THOUGHT: Final = r"(?:sorry|wait|actually|oops|hang\s+on|hold\s+on)\b(?!['’-]\w)"
OPENER: Final = re.compile(
    rf"^(?:(?:no|nope|nah)(?:(?:\s*{_MARK})+\s*|\s+(?={_SECOND_THOUGHT}))"
    rf"|(?:{_SECOND_THOUGHT}|(?:hm+|oh|um+|well)\b(?!['’-]\w))(?:\s*{_MARK})*\s*)+",
    re.IGNORECASE,
)
"""What comes before what is meant: "Sorry, …", "No, wait: …". A "no" with nothing after it is part of what is meant."""

_KNOW: Final = r"(?:know|care|mind|remember|have\s+(?:one|any|it))"
_ABOUT: Final = r"(?:\s+(?:it|this|that|one|question|about))*"
SKIP: Final = re.compile(
    r"^(?:(?:please\s+|let['’]?s\s+|(?:can|could)\s+(?:we|you|i)\s+|(?:i|we)(?:['’]ll)?\s+(?:would\s+|will\s+)?)?"
    rf"(?:just\s+)?(?:skip|pass|next|move\s+on){_ABOUT}"
    r"|(?:i\s+|we\s+)?(?:(?:really|honestly|still|just)\s+)*(?:do\s*n[o']?t|don’t)\s+(?:(?:really|actually|even)\s+)?"
    rf"{_KNOW}{_ABOUT}|dunno|idk|"
    rf"(?:(?:i|we)(?:['’]ve|\s+have)?\s+)?(?:(?:really|absolutely|honestly)\s+)?(?:have\s+)?no\s+(?:idea|clue|opinion){_ABOUT}|"
    r"(?:i(?:'m|’m| am)\s+)?(?:(?:really|honestly|still|just)\s+)*not\s+"
    rf"(?:(?:really|so|quite|too|entirely)\s+)?sure{_ABOUT}|"
    r"(?:i\s+)?(?:can['’]?t|cannot)\s+(?:say|tell)|hard\s+to\s+say|not\s+yet|no(?:ne|pe|thing)?|n/?a|tbd|"
    r"(?:ask\s+me\s+|decide\s+)?later|whatever|(?:leave|keep)\s+(?:it|that|this)(?:\s+(?:open|empty|blank|as\s+it\s+is))?|"
    r"you\s+(?:decide|choose|pick)|up\s+to\s+you|surprise\s+me|anything|no\s+(?:preference|limit|budget)|unlimited|-+|"
    r"weiß(?:\s+(?:ich\s+)?nicht)|keine\s+ahnung|überspringen|egal|no\s+(?:lo\s+)?sé|saltar|ninguno|"
    r"je\s+ne\s+sais\s+pas|passer|aucune?\s+idée)"
    r"(?:\W+(?:yet|sorry|really|honestly|please|thanks|either|for\s+now|right\s+now|at\s+the\s+moment|tbh))*\W*$",
    re.IGNORECASE,
)
CORRECTED: Final = re.compile(
    rf"^(?:(?:no|nope|sorry|wait|oops|rather)(?:\s*{_MARK}|\s+(?={_SECOND_THOUGHT}))|(?:actually|correction|i\s+meant?|"
    r"change\s+(?:it|that)\s+to)\b)[\s,:.!—-]*"
    r"(?:(?:actually|sorry|wait|i\s+meant?|it(?:'s|’s| is)|make\s+(?:it|that))[\s,]+)*(?P<value>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BACK: Final = re.compile(
    r"^(?:please\s+|(?:can|could)\s+(?:we|you|i)\s+|let['’]?s\s+)?"
    r"(?:(?:go|step)\s+(?:one\s+|a\s+step\s+)?back(?:\s+(?:one|a\s+(?:step|question)|please))*|back|undo(?:\s+(?:it|that))?|"
    r"(?:(?:go\s+)?(?:back\s+)?to\s+)?(?:the\s+)?(?:previous|last)\s+(?:question|one|answer))\W*$",
    re.IGNORECASE,
)
_NOES: Final = {"no", "nope", "nah", "not", "don't", "dont", "cancel", "never", "nevermind", "wrong", "neither"}
_COMPLAINTS: Final = {"stop", "bad", "boring", "ugly", "terrible", "awful", "horrible", "hate", "meh", "nonsense"}
_AROUND: Final = set(
    re.findall(
        r"[\w']+",
        "i you we do want mind that this it that's it's is was so too very really at all please thanks thank the a "
        "order video idea what wanted asked for meant",
    )
)


def unopened(said: str) -> str:
    """What is meant, without "Sorry," and "No, wait:" before it."""
    return OPENER.sub("", said.strip(), count=1)


def is_skip(said: str) -> bool:
    """Whether this, after what opens it, leaves the question open."""
    return bool(SKIP.match(said.strip()) or SKIP.match(unopened(said)))


def is_going_back(said: str) -> bool:
    """Whether the question before is wanted again."""
    return bool(_BACK.match(unopened(said)))


def is_bare_no(said: str, *, asked: bool) -> bool:
    """Whether nothing is said but that it is not so.

    Where nothing was `asked`, a complaint or a mere number says no more; else "not boring" may be the answer.
    """
    words = set(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", said.casefold().replace("’", "'")))
    noes = _NOES if asked else _NOES | _COMPLAINTS
    return words <= noes | _AROUND and bool(words & noes) if words else not asked
