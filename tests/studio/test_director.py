"""What is said on screen comes from the order; how it is to be filmed does not."""

import pytest

from reelwright.kit.problems import Invalid
from reelwright.studio.copywriting import chunks_of, strongest_words
from reelwright.studio.scriptwriting import call_for, merged, write_copy
from reelwright.studio.spec import Brand, Scene
from reelwright.studio.type.scripts import ScriptWithoutFont
from tests.studio.scenes import scene

DIRECTIONS = ("camera", "cinematic", "lighting", "4k", "make it", "pan", "zoom", "music", "16:9", "seconds", "shot")


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        (
            "Create a cinematic 15-second video about our new trail running shoe, with 30% off until Sunday. "
            "Slow camera pans, dramatic lighting, make it epic.",
            ("New trail running shoe", "30% off until Sunday"),
        ),
        ("A drone shot over mountains at sunset, 4k, cinematic", ("Mountains at sunset",)),
        ("Professional product demo", ("Product demo",)),
        (
            "Show how our app helps teams plan work. Fast-paced, upbeat music. Plan together, ship faster.",
            ("How our app helps teams plan work", "Plan together", "Ship faster"),
        ),
        ("新しいコーヒー店のオープン。毎朝焼きたてのパン。", ("新しいコーヒー店のオープン。", "毎朝焼きたてのパン。")),
    ],
)
def test_a_prompts_subject_is_kept_and_its_directions_are_not(prompt, said):
    copy = write_copy(prompt)
    assert (copy.headline, *copy.beats) == said


@pytest.mark.parametrize(
    "prompt",
    [
        "make it cinematic with dramatic lighting and slow camera pans",
        "Slow zoom in 4k, 16:9, epic music, 8 seconds",
        "Camera orbits the scene, wide-angle lens, bokeh",
    ],
)
def test_a_prompt_of_directions_only_still_says_none_of_them(prompt):
    copy = write_copy(prompt)
    text = " ".join((copy.headline, *copy.beats)).casefold()
    assert copy.headline
    assert not any(word in text for word in DIRECTIONS)


def test_words_in_quotation_marks_are_taken_as_they_stand_and_a_call_becomes_the_button():
    copy = write_copy(
        'Make a teaser for Brewline, a coffee subscription that learns your taste. Text: "Coffee that knows you". '
        "End with the logo. Try it free today."
    )
    assert copy.headline == "Coffee that knows you"
    assert copy.call == "Try it free today"
    assert "Text" not in copy.beats and not any("logo" in beat for beat in copy.beats)


@pytest.mark.parametrize(
    ("prompt", "label", "headline"),
    [
        ("A calm launch film for a ceramic kettle", "Introducing", "Ceramic kettle"),
        ("Create a promo about our summer sale", "Now on", "Summer sale"),
        ("A video for a jazz festival in Lisbon", "Save the date", "Jazz festival in Lisbon"),
        ("A short film about a small bakery. Fresh, every day.", "Introducing", "Small bakery"),
        ('A video that says "Stay warm"', "", "Stay warm"),
        ("Summer is here", "", "Summer is here"),
        ("Ein ruhiger Film für einen Wasserkessel aus Keramik", "", "Wasserkessel aus Keramik"),
        ("Make an ad", "", "Take a look."),
    ],
)
def test_only_a_thing_is_announced(prompt, label, headline):
    copy = write_copy(prompt)
    assert (copy.label, copy.headline) == (label, headline)


def test_a_short_sentence_stays_whole():
    assert write_copy("An ad for cold brew. Smooth, never bitter.").beats == ("Smooth, never bitter",)


def test_no_english_button_under_another_language():
    assert call_for("New running shoes, 30% off") == "Shop now"
    assert call_for("Frisches Brot jeden Morgen und Kaffee") == ""
    assert call_for("毎朝焼きたてのパン") == ""


def test_a_short_sentence_joins_the_next_and_the_hook_stays_alone():
    said = ("Stop.", "Ice at 3,000 metres.", "One flask.", "24 hours cold.")
    assert merged(said) == ("Stop.", "Ice at 3,000 metres.", "One flask. 24 hours cold.")


def test_the_strongest_word_is_a_number_if_there_is_one():
    assert strongest_words("Now 30% off until Sunday") == ("30%",)
    assert strongest_words("Stop packing warm water.") == ("packing",)
    assert strongest_words("Hello there") == ()


def test_a_word_that_no_line_holds_is_cut():
    assert scene("free", prompt="w" * 4000).texts.headline == "W" + "w" * 58 + "…"


def test_chinese_mouthfuls_have_no_spaces():
    assert chunks_of("上海新店盛大开业，全场八折优惠") == ["上海新店", "盛大开业，", "全场八折", "优惠"]


def test_mouthfuls_put_together_are_the_text():
    for text in ("Made for the last thousand metres.", "One", "of the and a", "朝のコーヒーをどうぞ"):
        assert "".join("".join(chunks_of(text)).split()) == "".join(text.split())


def test_a_template_reads_its_fields_not_the_prompt_written_for_cameras():
    told = scene(prompt="Dolly in on Altitude, 35mm, volumetric light")
    assert told.texts.headline == "Altitude"
    assert not told.texts.beats


def test_moods_choose_the_look_and_the_seed_breaks_ties():
    fields = {"productName": "Altitude"}
    assert scene(fields=fields, prompt="calm, elegant, handmade").look == "paper"
    assert scene(fields=fields, prompt="bold urban street drop").look == "midnight"
    assert len({scene(fields=fields, prompt="", seed=seed).look for seed in range(12)}) > 2


def test_an_unknown_look_or_template_is_refused_with_the_names_there_are():
    with pytest.raises(Invalid, match="aurora"):
        scene(look="baroque")
    with pytest.raises(Invalid, match="brand-animation"):
        scene("wedding", fields={})


def test_a_script_without_a_font_is_refused_before_any_work():
    with pytest.raises(ScriptWithoutFont, match="Tibetan"):
        scene(fields={"productName": "བོད་ཡིག"})


def test_a_scene_survives_json():
    told = scene("product-showcase").model_copy(update={"brand": Brand(colours=("#ff8a46",))})
    assert Scene.model_validate_json(told.model_dump_json()) == told
