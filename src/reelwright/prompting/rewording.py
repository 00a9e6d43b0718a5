"""A prompt that a vendor's content policy refused, said in milder words: by rule, so there always is a proposal."""

import re
from dataclasses import dataclass
from typing import Final

from reelwright.prompting.storyboard import fit_prompt

# What policies of video models refuse most: violence, weapons, nudity, minors, drugs, real people, other people's
# characters and brands. Left: a word on the way in; right: what an advertisement can say instead.
_MILDER: Final = (
    (r"(?:bloody|gory|bloodied)", "dramatic"),
    (r"(?:blood|gore)", "red paint"),
    (r"(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|slaughter(?:s|ed|ing)?)", "defeat"),
    (r"(?:shoot(?:s|ing)? (?:at|down)|gunfire|gunshots?)", "chase"),
    (r"(?:guns?|rifles?|pistols?|knives|knife|weapons?|bombs?|grenades?)", "prop"),
    (r"(?:explosions?|explodes?|exploding)", "burst of light"),
    (r"(?:corpses?|dead bod(?:y|ies))", "figure"),
    (r"(?:naked|nude|topless|undressed)", "clothed"),
    (r"(?:sexy|seductive(?:ly)?|erotic|sensual)", "confident"),
    (r"(?:lingerie|underwear|bikinis?)", "summer clothes"),
    (r"(?:children|kids|babies|teenagers|minors)", "young adults"),
    (r"(?:child|kid|baby|toddler|teenager|schoolgirl|schoolboy|minor)", "young adult"),
    (r"(?:cocaine|heroin|drugs|marijuana|cannabis|weed)", "herbs"),
    (r"(?:cigarettes?|cigars?|smoking|vap(?:e|es|ing))", "steam"),
    (r"(?:drunk|wasted|hungover)", "cheerful"),
    (r"(?:terrorists?|nazis?|militia)", "antagonists"),
    (r"(?:suicide|self-harm)", "solitude"),
)
_LIKE_SOMEBODY: Final = re.compile(
    r",?\s*\b(?:in the style of|looking like|that looks like|who looks like|starring|played by|voiced by)\s+"
    r"[A-ZÀ-Þ][\w'’.-]*(?:\s+[A-ZÀ-Þ][\w'’.-]*)*"
)
_CLOSING: Final = "Suitable for all ages, nobody recognisable, no logos of other brands."
_RULES: Final = tuple((re.compile(rf"\b{pattern}\b", re.IGNORECASE), instead) for pattern, instead in _MILDER)


@dataclass(frozen=True)
class Rewording:
    """The prompt to try instead, and what was changed in it, in words."""

    prompt: str
    changes: tuple[str, ...]


def milder(prompt: str, max_prompt: int | None = None) -> Rewording:
    """The prompt without the words that policies refuse most, closed by a sentence that says what it is not.

    Where no such word is found the closing sentence is all that changes: the refusal was about something else, most
    often about a picture or about what the model made of it.
    """
    changes = []
    text = _LIKE_SOMEBODY.sub("", prompt)
    if text != prompt:
        changes.append("nobody's likeness or style is asked for")
    for rule, instead in _RULES:
        for found in dict.fromkeys(match.lower() for match in rule.findall(text)):
            changes.append(f"“{instead}” instead of “{found}”")
        text = rule.sub(instead, text)
    if _CLOSING not in text:
        text = f"{_sentence(text)} {_CLOSING}"
    return Rewording(fit_prompt(text, max_prompt), tuple(changes))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}."
