"""A piece written for its length: form, harmony and every note, from a mood, a seed and cues. Pure; no sound yet.

Times are beats (floats): the music only has to agree with itself, and the sound is cut to exact samples later.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reelwright.studio.music.mood import Layer, Mood

BEATS = 4  # in a bar
STEPS = 16  # in a bar
_MODES = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
}
_KEYS = (-5, 6)  # semitones around middle C: all voices stay in their best octaves
_CENTRE = 60
# Name, share of the bars, energy at its start and end. The short form serves a story, the long one needs a breath.
_FORMS: dict[str, tuple[tuple[str, float, float, float], ...]] = {
    "short": (("intro", 0.15, 0.25, 0.4), ("build", 0.3, 0.5, 0.65), ("main", 0.55, 0.85, 1.0)),
    "long": (
        ("intro", 0.12, 0.2, 0.35),
        ("build", 0.2, 0.45, 0.65),
        ("main", 0.28, 0.8, 0.9),
        ("breath", 0.12, 0.3, 0.45),
        ("lift", 0.28, 0.9, 1.0),
    ),
}
_LONG_BARS = 14
_PEAKS = ("main", "lift")


@dataclass(frozen=True)
class Note:
    """One sound: who plays it, when and for how long in beats, how high (MIDI; 0 for drums) and how loud, 0 to 1."""

    layer: int
    beat: float
    beats: float
    pitch: int
    level: float


@dataclass(frozen=True)
class Section:
    """Bars of one character; energy rises through them and decides who plays."""

    name: str
    first_bar: int
    bars: int
    start_energy: float
    end_energy: float

    def energy(self, bar: int) -> float:
        return self.start_energy + (self.end_energy - self.start_energy) * (bar - self.first_bar) / max(
            1, self.bars - 1
        )


@dataclass(frozen=True)
class Score:
    """A whole piece. At `tempo` the bars fill the length exactly; from `final_beat` on one chord rings out."""

    tempo: float
    bars: int
    sections: tuple[Section, ...]
    chords: tuple[tuple[int, ...], ...]  # pitches, one chord a bar
    final_beat: float
    notes: tuple[Note, ...]


def write_score(mood: Mood, seconds: float, seed: int, cues: Sequence[float] = ()) -> Score:
    """The piece for `seconds`; where a section begins follows the nearest cue that a bar line can meet."""
    chance = random.Random(f"{mood.name}/{seed}")
    bars, tempo = _fit_bars(mood, seconds, chance)
    bar_seconds = seconds / bars
    sections = _sections(bars, [cue / bar_seconds for cue in cues])
    chords = _chords(mood, bars, sections, chance)
    final_beat = bars * BEATS - (BEATS if bars > 3 else 2)
    notes: list[Note] = []
    for number, layer in enumerate(mood.layers):
        notes.extend(_play(number, layer, sections, chords, final_beat, mood.swing, chance))
    notes.extend(_ending(mood, chords[-1], final_beat, bars * BEATS))
    return Score(tempo, bars, sections, chords, final_beat, tuple(sorted(notes, key=lambda note: note.beat)))


def _fit_bars(mood: Mood, seconds: float, chance: random.Random) -> tuple[int, float]:
    """A number of bars whose tempo fits the length: near one drawn from the mood's range, in pairs where they fit."""
    low, high = mood.tempo
    wish = chance.uniform(low, high)
    exact = seconds * wish / (60 * BEATS)

    def cost(bars: int) -> float:
        tempo = bars * BEATS * 60 / seconds
        outside = max(0.0, low - tempo, tempo - high)
        return abs(bars - exact) / exact + outside / 5 + 0.03 * (bars % 2 if bars > 3 else 0)

    around = range(max(1, int(exact) - 2), int(exact) + 4)
    bars = min(around, key=cost)
    return bars, bars * BEATS * 60 / seconds


def _sections(bars: int, cue_bars: Sequence[float]) -> tuple[Section, ...]:
    if bars < 4:
        return (Section("main", 0, bars, 0.6, 0.9),)
    form = _FORMS["long" if bars >= _LONG_BARS else "short"]
    borders, total = [0], 0.0
    for _, share, _, _ in form[:-1]:
        total += share
        latest = bars - (len(form) - len(borders))
        borders.append(min(max(round(total * bars), borders[-1] + 1), latest))
    borders.append(bars)
    for index, (name, *_) in enumerate(form):
        if name in _PEAKS and index:
            borders[index] = _meet_cue(borders, index, cue_bars)
    return tuple(
        Section(name, first, last - first, start, end)
        for (name, _, start, end), (first, last) in zip(form, pairwise(borders), strict=True)
    )


def _meet_cue(borders: list[int], index: int, cue_bars: Sequence[float]) -> int:
    """The bar line within two bars that lies nearest to a cue; as it was without one."""
    room = [
        bar
        for bar in range(borders[index] - 2, borders[index] + 3)
        if borders[index - 1] < bar < borders[index + 1] and any(abs(bar - cue) < 0.3 for cue in cue_bars)
    ]
    return min(room, key=lambda bar: min(abs(bar - cue) for cue in cue_bars), default=borders[index])


def _chords(mood: Mood, bars: int, sections: tuple[Section, ...], chance: random.Random) -> tuple[tuple[int, ...], ...]:
    key = _CENTRE + chance.randint(*_KEYS)
    scale = _MODES[chance.choice(mood.modes)]
    first, second = chance.sample(mood.progressions, 2)
    colour = chance.choice(mood.colours)
    roots: list[int] = []
    for section in sections:
        progression = second if section.name in ("breath", "lift") else first
        roots.extend(progression[bar % len(progression)] for bar in range(section.bars))
    if bars > 3:
        roots[-2:] = [chance.choice((3, 4, 6)), 0]  # home by way of a neighbour
    return tuple(_voicing(root, colour, scale, key) for root in roots)


def _voicing(root: int, colour: tuple[int, ...], scale: tuple[int, ...], key: int) -> tuple[int, ...]:
    """The chord's tones, each in the octave nearest the centre: so from chord to chord each voice moves little.

    The root comes first; the others rise from the lowest.
    """
    tones = [key + scale[(root + degree) % 7] for degree in colour]
    near = [tone + 12 * round((_CENTRE - tone) / 12) for tone in tones]
    return (near[0], *sorted(near[1:]))


def _play(
    number: int,
    layer: Layer,
    sections: tuple[Section, ...],
    chords: tuple[tuple[int, ...], ...],
    final_beat: float,
    swing: float,
    chance: random.Random,
) -> Iterator[Note]:
    motif = [chance.choice((-2, -1, -1, 0, 1, 1, 2)) for _ in range(8)]
    for section in sections:
        steps = chance.choice(layer.steps) if layer.steps else ""
        for bar in range(section.first_bar, section.first_bar + section.bars):
            if not layer.start_energy <= section.energy(bar) <= layer.end_energy:
                continue
            is_last = bar == section.first_bar + section.bars - 1
            for note in _bar(number, layer, steps, chords[bar], motif, swing, is_fill=is_last, chance=chance):
                at = bar * BEATS + note.beat
                if at < final_beat - 1e-6:
                    yield Note(number, at, min(note.beats, final_beat - at), note.pitch, note.level)


def _bar(
    number: int,
    layer: Layer,
    steps: str,
    chord: tuple[int, ...],
    motif: list[int],
    swing: float,
    *,
    is_fill: bool,
    chance: random.Random,
) -> Iterator[Note]:
    """One bar of one layer, from beat 0."""
    lift = 12 * layer.octave
    if layer.part == "chords":
        yield from (Note(number, 0, BEATS, pitch + lift, 0.9) for pitch in sorted(set(chord)))
        return
    if layer.part == "drums" and is_fill and layer.voice in ("snare", "clap", "taiko", "snap"):
        steps = steps[:10] + "".join(chance.choice("57.8") for _ in range(5)) + "9"
    hits = [(step, int(mark)) for step, mark in enumerate(steps) if mark.isdigit()]
    ends = [step for step, _ in hits[1:]] + [STEPS]
    for index, ((step, mark), end) in enumerate(zip(hits, ends, strict=True)):
        beat = (step + (swing if step % 2 else 0)) * BEATS / STEPS
        beats = (end - step) * BEATS / STEPS
        level = (mark / 9) ** 1.5 * chance.uniform(0.92, 1.0)
        match layer.part:
            case "drums":
                yield Note(number, beat, beats, 0, level)
            case "bass":
                pitch = chord[0] if mark > 5 or chance.random() < 0.7 else chord[0] + 12
                yield Note(number, beat, beats * 0.95, pitch + lift, level)
            case "stabs":
                yield from (Note(number, beat, beats * 0.8, pitch + lift, level) for pitch in sorted(set(chord)))
            case "arp":
                tone = sorted(set(chord))[mark % len(set(chord))] + 12 * (mark // len(set(chord)))
                accent = 1.0 if step % 4 == 0 else 0.75
                yield Note(number, beat, beats, tone + lift, accent * chance.uniform(0.9, 1.0))
            case "lead":
                tones = sorted({tone + 12 * octave for tone in chord for octave in (0, 1)})
                place = min(max(len(tones) // 2 + sum(motif[: index + 1]), 0), len(tones) - 1)
                yield Note(number, beat, beats, tones[place] + lift, level)
            case other:
                raise ValueError(f"no such part: {other}")


def _ending(mood: Mood, chord: tuple[int, ...], beat: float, end: float) -> Iterator[Note]:
    """Who has pitch joins the last chord, in its own octave and once; who has a skin strikes it once; it rings out."""
    for number, layer in enumerate(mood.layers):
        lift, beats = 12 * layer.octave, end - beat
        match layer.part:
            case "chords" | "stabs":
                yield from (Note(number, beat, beats, pitch + lift, 0.9) for pitch in sorted(set(chord)))
            case "bass":
                yield Note(number, beat, beats, chord[0] + lift, 0.9)
            case "lead":
                yield Note(number, beat, beats, max(chord) + lift, 0.8)
            case "drums" if layer.voice in ("kick", "taiko"):
                yield Note(number, beat, beats, 0, 1.0)
