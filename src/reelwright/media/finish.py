"""From takes to exactly the ordered file. Handler for children: `finish`.

The story: probe every take, decide (a value, see `joins`), lay the sound, write the film, check it, take its stills.
Everything is written under temporary names and renamed when the film has passed its check.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Literal

import numpy as np

from reelwright.media import captions, provenance
from reelwright.media.audio import music_timeline, native_timeline, samples_of
from reelwright.media.copying import Pictures, check_joins, copy_film
from reelwright.media.encode import VideoWriter
from reelwright.media.errors import BadJoin, UnreadableMedia
from reelwright.media.joins import JoinPlan, Piece, decide
from reelwright.media.loudness import SAMPLE_RATE, Samples, normalise
from reelwright.media.probe import read_clip
from reelwright.media.reencode import encode_film
from reelwright.media.reframe import is_cut, reframe
from reelwright.media.stills import write_stills
from reelwright.media.values import Clip, FinishedFile, FinishSpec, Focus, Json, Take, from_json, to_json

SoundSource = Literal["native", "music", "silence", "none"]
_REPORT_SECONDS = 0.1
_ENLARGED = 1.02  # below, it is rounding


def finish(args: Json, report: Callable[[Json], None]) -> Json:
    """Args: a `FinishSpec` as JSON. The `FinishedFile` as JSON; progress is `{"phase", "frame", "frames"}`.

    Raises `UnreadableMedia` and `ClipTooShort` for the takes, `BadJoin` if the result is not what was planned.
    """
    spec = from_json(FinishSpec, args)
    return to_json(finish_film(spec, report))


def finish_film(spec: FinishSpec, report: Callable[[Json], None]) -> FinishedFile:
    """`finish` on values."""
    clips = [read_clip(take.path, with_hash=False) for take in spec.takes]
    plan = decide(clips, spec)
    report({"phase": "sound", "frame": 0, "frames": spec.frames})
    sound, source, loudness = _sound(plan, spec)
    with _temporary(spec.output, spec.poster, spec.sprite, _vtt(spec), spec.captions, spec.provenance_path) as names:
        draft = names[spec.output]
        pictures = _write_film(plan, spec, sound, draft, report)
        report({"phase": "checking", "frame": spec.frames, "frames": spec.frames})
        film = _checked(draft, spec, sound, pictures)
        _write_companions(spec, film, names)
    return FinishedFile(
        probe=film.probe,
        video="copied" if plan.kind == "copy" else "encoded",
        reasons=plan.reasons,
        stretched=tuple(index for index, piece in enumerate(plan.pieces) if piece.stretch > 1),
        audio=source,
        loudness_lufs=loudness,
        upscaled_from=_upscaled_from(clips, spec),
        poster=spec.poster,
        sprite=spec.sprite,
        sprite_vtt=_vtt(spec),
        captions=spec.captions,
        provenance_path=spec.provenance_path,
    )


def _sound(plan: JoinPlan, spec: FinishSpec) -> tuple[Samples | None, SoundSource, float | None]:
    """The film's whole sound, where it came from, and its final loudness (None for silence)."""
    if spec.sound.mode == "none":
        return None, "none", None
    silence: Samples = np.zeros((2, samples_of(spec.frames, spec.fps)), np.float32)
    bed_path = spec.sound.music_path
    if spec.sound.mode == "native" or bed_path is None:
        samples, loudness = normalise(native_timeline(plan.pieces, spec.fps, silence))
        if loudness is not None or bed_path is None:
            return samples, "silence" if loudness is None else "native", loudness
    bed = music_timeline(bed_path, spec.frames, spec.fps)
    samples, loudness = normalise(silence if bed is None else bed)
    return samples, "silence" if loudness is None else "music", loudness


def _write_film(
    plan: JoinPlan, spec: FinishSpec, sound: Samples | None, draft: Path, report: Callable[[Json], None]
) -> Pictures:
    tags, pictures = provenance.tags(spec.provenance), Pictures()
    if plan.kind == "copy":
        pictures = copy_film(plan, spec.fps, sound, draft, tags, _ticker(report, "video", spec.frames))
    else:
        focus, tick = tuple(take.focus for take in spec.takes), _ticker(report, "video", spec.frames)
        if found := _focus(plan, spec, report):
            focus, tick = found, _ticker(report, "video", 2 * spec.frames, spec.frames)
        with VideoWriter(draft, spec.width, spec.height, spec.fps, audio=sound, metadata=tags) as writer:
            encode_film(plan, spec.shape, focus, writer, tick)
    provenance.append_xmp(draft, spec.provenance)
    return pictures


def _focus(plan: JoinPlan, spec: FinishSpec, report: Callable[[Json], None]) -> tuple[tuple[Focus, ...], ...] | None:
    """Where the window goes in each take that is cut to another format: as given, else after its subject."""
    if all(take.focus or not is_cut(piece.clip.probe.shape, spec.shape) for take, piece in _both(spec, plan)):
        return None
    from reelwright.media.watching import focus_of  # what it works with takes half a second and 60 MB

    found = []
    for take, piece in _both(spec, plan):
        tick = _ticker(report, "watching", 2 * spec.frames, piece.offset)
        found.append(take.focus or focus_of(piece, spec.fps, spec.shape, tick))
    return tuple(found)


def _both(spec: FinishSpec, plan: JoinPlan) -> Iterator[tuple[Take, Piece]]:
    return zip(spec.takes, plan.pieces, strict=True)


def _checked(draft: Path, spec: FinishSpec, sound: Samples | None, pictures: Pictures) -> Clip:
    """The film's own probe, or `BadJoin` saying what is not as ordered."""
    try:
        film = read_clip(draft)
        check_joins(draft, spec.fps, pictures)
    except UnreadableMedia as error:
        raise BadJoin(f"The finished file cannot be read back: {error.detail}") from error
    probe = film.probe
    wanted = (spec.frames, spec.fps, False, spec.width, spec.height, sound is not None)
    found = (probe.frames, probe.fps, probe.is_vfr, probe.width, probe.height, probe.has_audio)
    if wanted != found:
        raise BadJoin(f"The finished file is {found}, not {wanted}.")
    length = Fraction(samples_of(spec.frames, spec.fps), SAMPLE_RATE)
    if sound is not None and abs((probe.audio_seconds or 0) - length) > Fraction(1, SAMPLE_RATE):
        raise BadJoin(f"The finished file has {probe.audio_seconds} s of sound, not {length}.")
    return film


def _write_companions(spec: FinishSpec, film: Clip, names: dict[Path, Path]) -> None:
    vtt = _vtt(spec)
    if spec.poster or spec.sprite:
        write_stills(
            names[spec.output],
            film,
            poster=names[spec.poster] if spec.poster else None,
            sprite=names[spec.sprite] if spec.sprite else None,
            vtt=names[vtt] if vtt else None,
            sprite_name=spec.sprite.name if spec.sprite else "",
        )
    if spec.captions:
        names[spec.captions].write_text(captions.captions(spec.beats, film.probe.seconds))
    if spec.provenance_path:
        provenance.write_sidecar(names[spec.provenance_path], spec.provenance, film.probe)


def _vtt(spec: FinishSpec) -> Path | None:
    return spec.sprite.with_suffix(".vtt") if spec.sprite else None


@contextmanager
def _temporary(*paths: Path | None) -> Iterator[dict[Path, Path]]:
    """A temporary name for each path, renamed at the end of the block; removed if it fails. The film comes last."""
    names = {path: path.with_name(f".part-{os.getpid()}-{path.name}") for path in paths if path}
    try:
        yield names
        for path, name in reversed(names.items()):
            name.replace(path)
    finally:
        for name in names.values():
            name.unlink(missing_ok=True)


def _ticker(report: Callable[[Json], None], phase: str, frames: int, before: int = 0) -> Callable[[int], None]:
    """Tells of frames, counted from `before`, at most ten times a second, and always of the last."""
    told = 0.0

    def tick(frame: int) -> None:
        nonlocal told
        now = time.monotonic()
        frame += before
        if frame == frames or now - told >= _REPORT_SECONDS:
            told = now
            report({"phase": phase, "frame": frame, "frames": frames})

    return tick


def _upscaled_from(clips: list[Clip], spec: FinishSpec) -> str | None:
    """The part of a take that fills the film counts, not the whole take: a crop enlarges too."""
    windows = [reframe(clip.probe.shape, spec.shape) for clip in clips]
    smallest = min(windows, key=lambda window: window.width * window.height)
    if smallest.width * _ENLARGED >= spec.width and smallest.height * _ENLARGED >= spec.height:
        return None
    return f"{smallest.width}x{smallest.height}"
