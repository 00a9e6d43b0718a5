"""Text keeps to its box, breaks where readers expect it, and is refused where no font can draw it."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.studio.colour import BLACK
from reelwright.studio.fonts.build import is_built
from reelwright.studio.fonts.index import load_index
from reelwright.studio.layers.raster import drawn, to_array
from reelwright.studio.layers.text import TextBlock, Timing
from reelwright.studio.looks import find_look
from reelwright.studio.moment import Moment
from reelwright.studio.type.breaking import balance, pieces_of, sentences_of
from reelwright.studio.type.faces import COMPANIONS, Face
from reelwright.studio.type.fit import fit
from reelwright.studio.type.fonts import files_for, fonts
from reelwright.studio.type.scripts import ScriptWithoutFont, check_scripts, drawable

ODD_TEXTS = [
    "A",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Kaffeerösterei Schönhauser Allee Prenzlauer Berg",
    "قهوة الصباح طازجة كل يوم",
    "שלום עולם, זה מבחן",
    "毎朝焙煎したての豆をお届けします。香り高い一杯を。",
    "สวัสดีชาวโลกภาษาไทยเราไปโรงเรียนกันเถอะ",
    "हिन्दी में एक लंबा वाक्य क्षमा करें",
    "Pizza night 🍕 is here! 🎉 👨‍👩‍👧‍👦",
    "Nẵng Đà ắ ệ – Ağaç Škoda",
    "Привет мир, Ελλάδα, Łódź",
    "100%!!! €9,99 → ✓ ★",
    "iiiiiiiiii WWWWWWWWWW",
]


@given(
    text=st.one_of(
        st.sampled_from(ODD_TEXTS),
        st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("C", "Z")), min_size=1),
    ),
    family=st.sampled_from(sorted(COMPANIONS)),
    width=st.integers(60, 900),
    height=st.integers(60, 500),
    lines=st.integers(1, 5),
)
@settings(max_examples=150, deadline=None)
def test_a_fitted_text_never_leaves_its_box(text, family, width, height, lines):
    fitted = fit(fonts(), text, Face(family, 700, tracking=-0.03), 120, width, height, lines)
    assert fitted.width <= width and fitted.height <= height
    assert len(fitted.lines) <= lines
    assert "".join("".join(fitted.lines).split()) == "".join(text.split())


FACES = {"Poppins": Face("Poppins", 800), "Fraunces": Face("Fraunces", 700), "Anton": find_look("midnight").display}


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize("family", ["Poppins", "Fraunces", "Anton"])
def test_the_ink_of_a_settled_text_lies_inside_its_line_boxes(text, family):
    fitted = fit(fonts(), text, FACES[family], 60, 560, 400, 4)
    block = TextBlock(fonts(), fitted, 560, BLACK, Timing(0.0))
    image = drawn(700, 560, lambda canvas: block.draw(canvas, 70, 80, Moment(60.0, 60.0, 60.0, 1 / 30)))
    rows, columns = np.nonzero(to_array(image)[..., 3] > 128)
    boxes = block.line_boxes(70, 80)
    slack = 0.16 * fitted.size  # overhanging serifs and swashes; safe areas are wider
    assert columns.min() >= min(box.x for box in boxes) - slack
    assert columns.max() <= max(box.right for box in boxes) + slack
    assert rows.min() >= boxes[0].y - slack
    assert rows.max() <= boxes[-1].bottom + slack


def test_words_together_look_like_the_line_shaped_whole():
    """Cutting a line at its spaces must lose no pixel of it."""
    fitted = fit(fonts(), "AVAVA To Yes fi", Face("Fraunces", 600), 80, 900, 200, 1)
    block = TextBlock(fonts(), fitted, 900, BLACK, Timing(0.0))
    cut = to_array(drawn(1000, 200, lambda canvas: block.draw(canvas, 40, 40, Moment(9.0, 9.0, 9.0, 1 / 30))))
    baseline = 40 + round(fitted.ascent)

    def paint(canvas):
        fonts().paint(canvas, "AVAVA To Yes fi", fitted.face, fitted.size, BLACK, 40, baseline)

    whole = to_array(drawn(1000, 200, paint))
    assert abs(int(cut[..., 3].sum()) - int(whole[..., 3].sum())) < 0.01 * whole[..., 3].sum()


def test_lines_break_evenly_and_leave_no_widow():
    def measure(text):
        return 10.0 * len(text)

    lines = balance("Made for the last thousand metres of every climb", 300, measure)
    assert lines == ["Made for the last thousand", "metres of every climb"]
    assert balance("Ice stays ice. Until tomorrow.", 200, measure) == ["Ice stays ice.", "Until tomorrow."]


def test_japanese_breaks_between_phrases_and_never_before_a_full_stop():
    assert pieces_of("日本語のテキスト。新しい朝へ、ようこそ。") == [
        "日本語の",
        "テキスト。",
        "新しい",
        "朝へ、",
        "ようこそ。",
    ]
    for width in range(20, 200, 10):
        lines = balance("新製品発表会を開催します。ようこそ（東京）へ。", width, lambda text: 10.0 * len(text))
        assert not any(line[0] in "。、）" or line[-1] in "（" for line in lines)


def test_an_emoji_stays_with_its_word_and_its_sentence():
    assert pieces_of("Pizza night 🍕 is") == ["Pizza ", "night 🍕 ", "is"]
    assert sentences_of("It is here! 🎉 Two for one.") == ["It is here! 🎉", "Two for one."]


@pytest.mark.parametrize(
    ("text", "script"),
    [("བོད་ཡིག", "Tibetan"), ("ᏣᎳᎩ", "Cherokee"), ("𓀀𓀁", "Egyptian Hieroglyphs"), ("ok ꦗꦮ", "Javanese")],
)
def test_a_script_without_a_font_is_refused_by_name(text, script):
    with pytest.raises(ScriptWithoutFont) as refused:
        check_scripts("Hello", text)
    assert script in refused.value.detail
    assert refused.value.status == 422


def test_scripts_with_fonts_pass_and_symbols_without_one_are_left_out():
    check_scripts(*ODD_TEXTS)
    assert drawable("a\x00b\u202e  c\n☃") in {"ab c", "ab c ☃"}
    assert drawable("👍🏽 ❤️") == "👍🏽 ❤️"


def test_a_word_is_never_set_in_two_latin_fonts():
    """Poppins lacks most of Vietnamese: the whole text moves to a family that has it."""
    names = {file.family for file in files_for("Đà Nẵng", Face("Poppins", 800), load_index())}
    assert len(names) == 1 and names != {"Poppins"}


@pytest.mark.parametrize("family", sorted(COMPANIONS))
@pytest.mark.parametrize("word", ["Łódź", "Škoda", "Nẵng", "señor", "žluťoučký", "şişe", "Ελλάδα", "йод"])
def test_an_accented_letter_is_as_wide_as_its_glyph_not_as_its_parts(family, word):
    """A loose accent after its letter would make the word wider than its letters one by one."""
    face = Face(family, 600)
    alone = sum(fonts().width(letter, face, 100) for letter in word)
    assert fonts().width(word, face, 100) == pytest.approx(alone, abs=14)


def test_the_fonts_match_the_lock_file():
    assert is_built()


def test_no_japanese_word_is_torn_where_a_smaller_one_fits():
    set_ = fit(fonts(), "新しいコーヒー店のオープン。", find_look("aurora").display, 236, 900, max_lines=5)
    assert set_.lines == ("新しい", "コーヒー店の", "オープン。")
    set_ = fit(fonts(), "春の新作コレクション", find_look("aurora").display, 236, 900, max_lines=5)
    assert set_.lines == ("春の新作", "コレクション")


def test_a_chinese_clause_starts_a_line():
    assert balance("上海新店盛大开业，全场八折优惠", 10, len) == ["上海新店盛大开业，", "全场八折优惠"]


def test_a_number_stays_with_its_unit():
    assert "24 hours" in pieces_of("One flask, 24 hours cold.")[2]
    assert balance("One flask, 24 hours cold.", 16, len) == ["One flask,", "24 hours cold."]


def test_no_font_of_this_machine_is_looked_at():
    asked = "import reelwright.studio.type.fonts, skia; print(skia.FontMgr().countFamilies())"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("0", "")
