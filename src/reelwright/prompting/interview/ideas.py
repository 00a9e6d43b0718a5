"""Videos worth making, out of a brief: what happens in them, why, and the order that makes one. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from reelwright.catalog.platforms import Platform, load_platforms
from reelwright.prompting.cinematography import COMPOSED, Manner, find_manner
from reelwright.prompting.contracts import Brief, Interview, Proposal
from reelwright.prompting.interview.scenery import Scenery, scenery_for
from reelwright.prompting.interview.wishes import Wish
from reelwright.prompting.storyboard import fit_prompt

SHORTEST, LONGEST = 5, 60
_LONGEST_PROMPT: Final = 950  # what most models take
_LONGEST_REVEAL: Final = 8
_FREE_SECONDS: Final = 15


@dataclass(frozen=True)
class Ground:
    """What an idea is made of; each `turn` is another moment."""

    brief: Brief
    scenery: Scenery
    manner: Manner
    turn: int

    @property
    def product(self) -> str:
        return self.brief.product or "the product"

    @property
    def claim(self) -> str:
        """The one thing to remember: the message, else the best thing the description says."""
        brief = self.brief
        return _cased(unended(brief.key_message or next(iter(features_of(brief.description)), "") or self.product))

    @property
    def place(self) -> str:
        moment = self.scenery.moments[self.turn % len(self.scenery.moments)]
        return f"{moment.place}, {moment.act.format(it=self.product)}"

    @property
    def close(self) -> str:
        return self.scenery.close[self.turn % len(self.scenery.close)]


@dataclass(frozen=True)
class Story:
    """An idea worked out: its title, its reason, what happens, and the template that draws it."""

    title: str
    why: str
    happens: tuple[str, ...]
    template: str
    fields: Mapping[str, Any]


def _proof(g: Ground) -> Story:
    return Story(
        f"Proof first: {g.claim}",
        f"Feeds are judged in a second, so it opens on the one thing to remember: shown first, then said{_so(g)}.",
        (f"Opens at once on the proof of “{g.claim}”: {g.close}", f"Then it pulls back: {g.place}"),
        "social-media",
        {"concept": _lines(g.claim, *features_of(g.brief.description)[:2]), "productName": g.product},
    )


def _moment(g: Ground) -> Story:
    moment = g.scenery.moments[g.turn % len(g.scenery.moments)]
    seen = f"{_cased(_whom(g.brief))} recognise the moment before they recognise the product"
    return Story(
        f"{moment.name}, with {g.product}",
        f"{seen}; what stays is “{g.claim}”.",
        (f"One unbroken moment {g.place}", f"A close look: {g.close}"),
        "social-media",
        {"concept": _lines(moment.name, g.claim), "productName": g.product},
    )


def _showcase(g: Ground) -> Story:
    features = features_of(g.brief.description)
    shown = f"It shows, one after the other: {', '.join(features)}" if features else f"It shows {g.close}"
    return Story(
        f"{g.product}, point by point",
        f"It answers what somebody asks who is nearly convinced: what {g.product} is, and what it does better{_so(g)}.",
        (f"A slow turn around {g.product}, then close-ups of what it does", shown, f"Last, in use: {g.place}"),
        "product-showcase",
        {
            "productName": g.product,
            "productDescription": g.brief.description or g.claim,
            "tagline": g.brief.key_message or "",
            "features": "\n".join(_cased(one) for one in features),
        },
    )


def _reveal(g: Ground) -> Story:
    return Story(
        f"{g.product}, revealed",
        f"A short opener to put before the others, or to run alone: after it the name is known{_so(g)}.",
        (f"Out of the dark, {g.close}", f"Light finds {g.product} and holds on it, complete, for the first time"),
        "brand-animation",
        {"productName": g.product, "tagline": g.brief.key_message or g.claim},
    )


def _contrast(g: Ground) -> Story:
    return Story(
        f"Without {g.product}, with {g.product}",
        f"It starts from what {_whom(g.brief)} know too well, so the change needs no explaining.",
        (f"First {g.scenery.without}", f"A hard cut, and {g.product} is there: {g.place}", f"It ends on {g.close}"),
        "social-media",
        {"concept": _lines("There is a better way", g.claim), "productName": g.product},
    )


IDEAS: Final[Mapping[str, Callable[[Ground], Story]]] = {
    "proof": _proof,
    "moment": _moment,
    "showcase": _showcase,
    "reveal": _reveal,
    "contrast": _contrast,
}
TEMPLATES: Final = {"brand-animation": "reveal", "product-showcase": "showcase", "social-media": "proof"}
_BY_GOAL: Final = (
    (r"launch|introduc|announc|new\b|release|start", ("reveal", "moment", "proof", "contrast", "showcase")),
    (r"sell|sales|buy|order|purchase|revenue|convert|shop|book", ("proof", "showcase", "contrast", "moment", "reveal")),
    (
        r"sign|subscri|lead|download|install|trial|regist",
        ("contrast", "proof", "showcase", "moment", "reveal"),
    ),
)  # fmt: skip
_USUAL: Final = ("moment", "proof", "contrast", "showcase", "reveal")


def propose(interview: Interview, brief: Brief, wish: Wish, direction: str = "") -> Proposal:
    """The next idea, or the last one in another length, for another platform, in another direction."""
    last = next((one for one in reversed(interview.proposed) if one.idea), None)
    is_change = bool(wish.length or wish.seconds or direction) or (wish.placement is not None and not wish.asks)
    same = last if is_change and not (wish.is_other or wish.template) else None
    idea, turn = _idea(interview, brief, wish, same)
    ground = Ground(
        brief,
        scenery_for(brief),
        _manner(brief.tone or interview.voice.tone, brief.description),
        turn,
    )
    story = IDEAS[idea](ground)
    platform = _platform(interview, brief, wish, same)
    seconds = _seconds(story, platform, wish, same)
    wished = " ".join(
        dict.fromkeys(f"{_cased(unended(one))}." for one in (same.direction if same else "", direction) if one)
    )
    order = {
        "prompt": _prompt(story, ground, platform, interview, wished),
        "template": story.template,
        "templateFields": _filled(story.fields, brief, platform),
        "duration": seconds,
        **_placed(interview, platform),
    }
    title = fit_prompt(story.title, 80).rstrip(",;:")
    return Proposal(
        title, story.why, order, f"{idea}:{turn}:{platform.key if platform else ''}", wished, _named_seconds(wish, same)
    )


def order_of(
    interview: Interview,
    brief: Brief,
    prompt: str,
    *,
    template: str | None,
    lines: Sequence[str],
    placement: str | None,
    seconds: int | None,
) -> Mapping[str, Any]:
    """The order of somebody else's idea: its prompt, with words for the screen from the brief."""
    platform = _platform(interview, brief, Wish(placement=placement), None)
    fields: dict[str, Any] = {}
    if template:
        ground = Ground(brief, scenery_for(brief), COMPOSED, 0)
        story = IDEAS[TEMPLATES[template]](ground)
        fields = {**story.fields, **({"concept": _lines(*lines)} if lines and template == "social-media" else {})}
    usual = platform.default_seconds if platform else _FREE_SECONDS
    longest = platform.longest_seconds if platform else LONGEST
    return {
        "prompt": prompt,
        **({"template": template, "templateFields": _filled(fields, brief, platform)} if template else {}),
        "duration": min(seconds or usual, longest),
        **_placed(interview, platform),
    }


def platform_of(proposal: Proposal) -> Platform | None:
    """Where a proposed video is to run."""
    return load_platforms().get(proposal.idea.rpartition(":")[2])


def features_of(description: str | None) -> tuple[str, ...]:
    """The short points of a description, the strongest first: what it does before what it is."""
    parts = re.split(r"\s*[,;.!?:()]+\s*|\s+(?:that|which|who|and|with|but|because)\s+|\s+[-–—]\s+", description or "")
    bare = (re.sub(r"^(?:an?|the|our|it|also|is|are)\s+", "", part.strip(), flags=re.IGNORECASE) for part in parts)
    points = [part for part in bare if 2 <= len(part.split()) <= 8]
    return tuple(dict.fromkeys([*points[1:], *points[:1]]))[:4]


def unended(text: str) -> str:
    return text.strip().rstrip(".!。")


def _manner(tone: str | None, description: str | None) -> Manner:
    """What the tone asks for; where it asks for nothing we know, its own words are the mood."""
    asked = find_manner(tone)
    found = asked or find_manner(description) or COMPOSED
    return found if asked or not tone else replace(found, mood="")


def _idea(interview: Interview, brief: Brief, wish: Wish, same: Proposal | None) -> tuple[str, int]:
    """Which idea is next, and its turn; a template that is asked for picks its own."""
    if same:
        idea, turn, _ = same.idea.split(":")
        return idea, int(turn)
    made = [one.idea.partition(":")[0] for one in interview.proposed if one.idea]
    order = next((ideas for words, ideas in _BY_GOAL if re.search(words, brief.goal or "", re.IGNORECASE)), _USUAL)
    fixed = {"brand-animation": "reveal", "product-showcase": "showcase"}.get(wish.template or "")
    idea = fixed or min(order, key=lambda one: (made.count(one), order.index(one)))
    return idea, len(made)


def _platform(interview: Interview, brief: Brief, wish: Wish, same: Proposal | None) -> Platform | None:
    """The one that is named, else that of the proposal it changes, else each of the brief's in turn."""
    if wish.placement:
        return load_platforms()[wish.placement]
    if same:
        return platform_of(same)
    keys = brief.placements
    return load_platforms()[keys[len(interview.proposed) % len(keys)]] if keys else None


def _seconds(story: Story, platform: Platform | None, wish: Wish, same: Proposal | None) -> int:
    usual = platform.default_seconds if platform else _FREE_SECONDS
    if story.template == "brand-animation":
        usual = min(usual, _LONGEST_REVEAL)
    if same and not wish.placement:
        usual = int(same.order["duration"])
    if wish.length == "shorter":
        usual = round(usual * 0.6)
    elif wish.length == "longer":
        usual = round(usual * 1.6)
    named = _named_seconds(wish, same)
    return max(SHORTEST, min(named or usual, platform.longest_seconds if platform else LONGEST))


def _named_seconds(wish: Wish, same: Proposal | None) -> int | None:
    """A length that somebody named, now or for the proposal that is changed."""
    return wish.seconds or (same.seconds if same and not wish.length else None)


def _prompt(story: Story, g: Ground, platform: Platform | None, interview: Interview, direction: str) -> str:
    brief, manner = g.brief, g.manner
    about = fit_prompt(brief.description or "", 200)
    tone = brief.tone or interview.voice.tone
    said = [
        f"{g.product}: {unended(about)}" if about else g.product,
        *story.happens,
        f"It leaves one thought behind: “{g.claim}”" if g.claim not in " ".join(story.happens) else "",
        f"On screen: {unended(brief.audience)}, natural and unposed" if brief.audience else "",
        unended(direction),
        f"{manner.light}, filmed with {manner.camera}",
        f"The mood is {', '.join(dict.fromkeys(filter(None, (unended(tone or ''), manner.mood))))}",
        f"The last picture is {g.product}, still, with room beside it for “{unended(brief.call_to_action or g.claim)}”",
        _FRAMED[platform.aspect_ratio if platform else "16:9"],
    ]
    avoided = [word.casefold() for word in interview.voice.words_to_avoid]
    kept = [one for at, one in enumerate(said) if one and (at == 0 or not any(w in one.casefold() for w in avoided))]
    return fit_prompt(f"{'. '.join(_cased(one) for one in kept)}.", _LONGEST_PROMPT)


_FRAMED: Final = {
    "9:16": "Framed for a phone held upright, the subject in the middle, nothing important at the top or the bottom",
    "1:1": "Framed square, the subject large in the middle",
    "16:9": "Framed wide, with air around the subject",
}


def _filled(fields: Mapping[str, Any], brief: Brief, platform: Platform | None) -> dict[str, Any]:
    more = {"cta": brief.call_to_action or "", "platform": platform.key if platform else ""}
    return {name: value for name, value in {**fields, **more}.items() if value}


def _placed(interview: Interview, platform: Platform | None) -> dict[str, Any]:
    kit = {"brandKitId": interview.brand_kit_id} if interview.brand_kit_id else {}
    return {
        "aspectRatio": platform.aspect_ratio if platform else "16:9",
        "campaignId": interview.campaign_id,
        **kit,
    }


def _lines(*lines: str) -> str:
    """Short finished sentences, as a feed shows them."""
    said = dict.fromkeys(_cased(unended(line)) for line in lines if line)
    return " ".join(f"{line}." for line in said)


def _whom(brief: Brief) -> str:
    """The audience in a sentence: its first few words."""
    first = re.split(r"\s*[,;(.]", brief.audience or "", maxsplit=1)[0]
    if not first or len(first.split()) > 6:
        return "the people it is for"
    return first[:1].lower() + first[1:] if first[1:2].islower() else first


def _so(g: Ground) -> str:
    goal = unended(g.brief.goal or "")
    return f". The goal it serves: {goal[:1].lower()}{goal[1:]}" if goal and len(goal.split()) <= 12 else ""


def _cased(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
