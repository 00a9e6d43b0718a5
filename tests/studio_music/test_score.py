"""A piece is written for its length; read here as notes, before a sound is made."""

from hypothesis import given
from hypothesis import strategies as st

from reelwright.kit.problems import Invalid
from reelwright.studio.music.mood import choose_mood, mood, moods
from reelwright.studio.music.score import BEATS, write_score
from reelwright.studio.music.synth import VOICES

names = st.sampled_from(moods())
lengths = st.floats(5, 60)
seeds = st.integers(0, 10_000)


def test_every_mood_is_complete() -> None:
    assert {"cinematic", "upbeat", "tech", "calm", "bold"} <= set(moods())
    for name in moods():
        for layer in mood(name).layers:
            assert layer.voice in VOICES, (name, layer)
            assert layer.part in ("chords", "stabs", "arp", "bass", "drums", "lead")
            assert all(len(bar) == 16 and not set(bar) - set("0123456789.") for bar in layer.steps), (name, layer)


@given(name=names, seconds=lengths, seed=seeds, cues=st.lists(st.floats(0.1, 60), max_size=8))
def test_any_piece_fills_its_length_and_keeps_its_tempo(
    name: str, seconds: float, seed: int, cues: list[float]
) -> None:
    score = write_score(mood(name), seconds, seed, cues)
    low, high = mood(name).tempo
    assert abs(score.bars * BEATS * 60 / score.tempo - seconds) < 1e-9
    assert low * 0.8 <= score.tempo <= high * 1.2
    assert sum(section.bars for section in score.sections) == score.bars == len(score.chords)
    assert all(section.bars >= 1 for section in score.sections)
    end = score.bars * BEATS
    assert all(note.beat >= 0 and note.beat + note.beats <= end + 1e-6 and note.beats > 0 for note in score.notes)
    assert any(note.beat == score.final_beat for note in score.notes)
    assert all(12 <= note.pitch <= 110 for note in score.notes if note.pitch)


@given(name=names, seed=seeds)
def test_from_chord_to_chord_no_voice_leaps(name: str, seed: int) -> None:
    for chord in write_score(mood(name), 30, seed).chords:
        assert all(54 <= pitch <= 66 for pitch in chord)


def test_a_long_piece_has_an_introduction_a_breath_and_an_end() -> None:
    score = write_score(mood("upbeat"), 60, 1)
    assert [section.name for section in score.sections] == ["intro", "build", "main", "breath", "lift"]
    players = {
        section.name: len(
            {
                note.layer
                for note in score.notes
                if section.first_bar * BEATS
                <= note.beat
                < min((section.first_bar + section.bars) * BEATS, score.final_beat)
            }
        )
        for section in score.sections
    }
    assert players["intro"] < players["build"] < players["main"] <= players["lift"]
    assert players["breath"] < players["build"]


def test_the_main_part_waits_for_a_cue_that_a_bar_line_can_meet() -> None:
    free = write_score(mood("tech"), 30, 4)
    bar_seconds = 30 / free.bars
    main = next(section for section in free.sections if section.name == "main")
    cued = write_score(mood("tech"), 30, 4, [(main.first_bar + 1) * bar_seconds + 0.1])
    assert next(section for section in cued.sections if section.name == "main").first_bar == main.first_bar + 1


def test_seeds_give_other_pieces_and_the_same_seed_the_same() -> None:
    scores = [write_score(mood("cinematic"), 30, seed) for seed in range(12)]
    assert write_score(mood("cinematic"), 30, 0) == scores[0]
    assert len({score.chords for score in scores}) >= 10
    assert len({score.notes for score in scores}) == 12


def test_a_prompt_chooses_its_mood() -> None:
    assert choose_mood("A Cinematic, epic reveal of a watch") == "cinematic"
    assert choose_mood("quiet spa, soft light") == "calm"
    assert choose_mood("nothing of the kind", default="tech") == "tech"


def test_a_mood_that_does_not_exist_is_answered_with_those_that_do() -> None:
    try:
        mood("../secrets")
    except Invalid as error:
        assert "calm" in error.detail
    else:
        raise AssertionError("accepted")
