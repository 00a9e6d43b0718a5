"""A prompt made filmable by rule: what a director would add to it, where no chat model writes."""

import re
from dataclasses import dataclass

from reelwright.prompting.storyboard import fit_prompt


@dataclass(frozen=True)
class Manner:
    """A direction people ask for, and what it means in pictures."""

    words: re.Pattern[str]
    light: str
    camera: str
    mood: str


def _manner(words: str, light: str, camera: str, mood: str) -> Manner:
    return Manner(re.compile(rf"\b(?:{words})", re.IGNORECASE), light, camera, mood)


_MANNERS = (
    _manner(
        "dramatic|moody|dark|intense|noir",
        "Low-key light from one side, deep shadows, a bright rim around the subject",
        "a slow push in on a 50 mm lens",
        "tense and weighty",
    ),
    _manner(
        "playful|fun\\b|funny|humou?r|quirky|witty|cheerful|joyful|happy|silly|light-hearted|verspielt|divertid|ludique",
        "Bright even daylight, clean shadows, one colour that pops",
        "quick, curious moves on a 24 mm lens, a little too close",
        "light on its feet, with a wink",
    ),
    _manner(
        "calm|quiet|gentle|soft\\b|serene|relax|peaceful|ruhig|tranquil|sanft|doux",
        "Soft window light, pale shadows, nothing that moves fast",
        "a camera that hardly moves, on a 50 mm lens",
        "quiet and close",
    ),
    _manner(
        "warm|cosy|cozy|golden|sunset|sunny|nostalgic",
        "Golden-hour light, long soft shadows, a touch of haze",
        "a gentle drift to the side on a 35 mm lens",
        "warm and unhurried",
    ),
    _manner(
        "energetic|dynamic|fast|bold|sport|young|social|punchy",
        "Hard bright light with crisp contrast and saturated colour",
        "a hand-held camera that follows the action, quick reframing",
        "full of energy",
    ),
    _manner(
        "minimal|clean|simple|tech|modern|product|studio",
        "Soft even studio light on a seamless background, clean reflections",
        "a slow orbit around the subject on an 85 mm lens",
        "calm and precise",
    ),
    _manner(
        "luxur|premium|elegant|exclusive|fashion",
        "Soft light through silk, glossy highlights, rich dark tones",
        "a slow crane down onto the subject on an 85 mm lens",
        "elegant and confident",
    ),
    _manner(
        "natur|outdoor|fresh|organic|travel|landscape",
        "Clear morning daylight, gentle backlight in the leaves and hair",
        "a steady move forward just above the ground, wide lens",
        "fresh and open",
    ),
)
COMPOSED = _manner(
    "",
    "Soft directional light with natural contrast",
    "a slow push in on a 35 mm lens, shallow depth of field",
    "cinematic and composed",
)
_HAS_LIGHT = re.compile(r"\b(?:light|lit|sun|shadow|neon|glow|dusk|dawn|night|golden hour)", re.IGNORECASE)
_HAS_CAMERA = re.compile(r"\b(?:camera|shot|lens|pan|dolly|zoom|orbit|close-up|drone|tracking|push in)", re.IGNORECASE)
_SPEECH = re.compile(r"^(?:please\s+)?(?:make it|make this|let it be|it should be|more)\s+", re.IGNORECASE)


def find_manner(text: str | None) -> Manner | None:
    """The manner a text asks for."""
    return next((one for one in _MANNERS if one.words.search(text or "")), None)


def filmed(prompt: str, direction: str | None, limit: int | None) -> str:
    """The prompt with light, camera and mood after it, as the direction (else the prompt itself) suggests.

    What the prompt already says of light or camera is left alone; the user's own words all stay, and the direction is
    taken over as it was given. Cut to `limit` from the end of our own words.
    """
    manner = find_manner(direction) or find_manner(prompt) or COMPOSED
    said = [prompt.strip().rstrip(".")]
    if not _HAS_LIGHT.search(prompt):
        said.append(manner.light)
    if not _HAS_CAMERA.search(prompt):
        said.append(f"Filmed with {manner.camera}")
    wanted = _SPEECH.sub("", (direction or "").strip().rstrip("."))
    said.append(f"The mood is {manner.mood}{f': {wanted}' if wanted else ''}")
    return fit_prompt(f"{'. '.join(said)}.", limit)
