"""WebVTT texts: captions from timed lines, and the map of a sprite's thumbnails. Pure."""

from collections.abc import Iterable
from fractions import Fraction
from html import escape

from reelwright.media.values import Beat
from reelwright.timeline.time import frames_of


def captions(beats: Iterable[Beat], seconds: Fraction) -> str:
    """The beats as WebVTT, in order, none over another and none past the film's end; empty lines are left out."""
    cues = []
    shown = sorted((beat for beat in beats if beat.text.strip()), key=lambda beat: beat.start)
    for beat, following in zip(shown, [*shown[1:], None], strict=True):
        end = min(beat.end, seconds, following.start if following else seconds)
        if end > beat.start:
            # A blank line would end the cue; "-->" and tags would be taken for markup.
            text = escape(" ".join(beat.text.split()), quote=False)
            cues.append(cue(beat.start, end, text))
    return document(cues)


def cue(start: Fraction, end: Fraction, text: str) -> str:
    """One cue: `00:00:01.500 --> 00:00:03.000` and its text."""
    return f"{timestamp(start)} --> {timestamp(end)}\n{text}"


def document(cues: Iterable[str]) -> str:
    """A whole WebVTT file."""
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def timestamp(seconds: Fraction) -> str:
    """`hh:mm:ss.mmm`, half up to the millisecond."""
    ms = frames_of(seconds, 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
