"""What a page shows: words off it, over others, broken, too small; tables without their head; nothing at all."""

import io
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from pikepdf import Array, Dictionary, Name, Stream

from tests.readback.handmade import artifact, pdf, text
from triplicate import api, reading, theme
from triplicate.cli import run
from triplicate.jobs.promises import promise_of
from triplicate.proof.compare import verify
from triplicate.proof.outline import outline_of
from triplicate.proof.outline.promise import Promise
from triplicate.proof.readback import read

PROMISE = Promise(10.0, (30.0, 40.0, 30.0, 40.0))


def faults(data, promise=None):
    """Return the kinds and messages of what is wrong with a file's pages."""
    found = read(data, promise=promise).outline.faults
    return [(fault.name, fault.message, fault.where) for fault in found if fault.name.startswith("page-")]


def kinds(data, promise=None):
    return [name for name, _, _ in faults(data, promise)]


# Outside


def test_words_past_the_right_edge_are_outside_the_page():
    assert faults(pdf(text("inside past", x=350))) == [
        ("page-text-outside", "“past” stands outside the page, by 16 points", "page 1")
    ]


@pytest.mark.parametrize(("x", "y"), [(-40, 150), (50, 330), (50, -20), (405, 150)])
def test_words_are_outside_on_every_side(x, y):
    assert kinds(pdf(text("lost", x=x, y=y))) == ["page-text-outside"]


def test_what_is_cut_away_from_a_page_is_outside():
    assert kinds(pdf(text("lost", x=350), CropBox=Array([0, 0, 300, 300]))) == ["page-text-outside"]
    assert kinds(pdf(text("kept", x=150), CropBox=Array([100, 100, 300, 300]))) == []


def test_a_page_that_is_turned_is_measured_as_it_is_drawn():
    assert kinds(pdf(text("kept", x=350, y=20), Rotate=90)) == []
    assert kinds(pdf(text("lost", x=398, y=20), Rotate=90)) == ["page-text-outside"]


def test_words_that_run_upwards_are_measured_upwards():
    turned = "BT /F 12 Tf 0 1 -1 0 200 {} Tm (upwards) Tj ET"
    assert kinds(pdf(turned.format(100))) == []
    assert kinds(pdf(turned.format(280))) == ["page-text-outside"]


def test_blanks_at_the_end_of_a_line_may_hang_over_the_edge():
    assert kinds(pdf(text("end" + " " * 20, x=370))) == []


@pytest.mark.parametrize(
    "operators",
    ["15 Tc", "80 Tw", "300 Tz", "q 3 0 0 3 0 0 cm"],
    ids=["letter spacing", "word spacing", "stretched", "scaled"],
)
def test_spacing_and_scale_move_words(operators):
    words = "BT /F 12 Tf 1 0 0 1 100 90 Tm (one two three four) Tj ET"
    assert kinds(pdf(words)) == []
    assert kinds(pdf(f"{operators} {words}")) == ["page-text-outside"]


def test_kerning_moves_words():
    assert kinds(pdf("BT /F 12 Tf 1 0 0 1 100 90 Tm [(one) -30000 (two)] TJ ET")) == ["page-text-outside"]


def test_words_go_on_where_the_last_ended():
    assert kinds(pdf("BT /F 12 Tf 1 0 0 1 250 90 Tm (some words here) Tj (that are too many) Tj ET")) == [
        "page-text-outside"
    ]


def test_words_that_a_rectangle_clips_are_not_shown():
    clipped = f"q 50 100 60 100 re W n {text('seen unseen')} Q {text('seen again', y=50)}"
    assert faults(pdf(clipped)) == [
        ("page-text-outside", "“unseen” stands outside what is shown of it, by 6 points", "page 1")
    ]


def test_words_in_a_form_are_measured_where_it_is_painted():
    def with_form(matrix):
        made = pikepdf.open(io.BytesIO(pdf(f"q {matrix} cm /X Do Q")))
        form = Stream(made, text("some words", x=0, y=0).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, -10, 200, 20])
        form.Resources = made.pages[0].Resources
        made.pages[0].Resources.XObject = Dictionary(X=form)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    assert kinds(with_form("1 0 0 1 100 100")) == []
    assert kinds(with_form("1 0 0 1 360 100")) == ["page-text-outside"]
    assert kinds(with_form("9 0 0 9 0 100")) == ["page-text-outside"]


def test_invisible_words_are_not_looked_at():
    assert kinds(pdf(text("scanned", x=390, before="3 Tr") + " 0 0 10 10 re f")) == []


def test_words_outside_the_column_are_found_where_the_edition_is_known():
    outside = pdf(text("words that end in the margin", x=200))
    assert kinds(outside) == []
    assert faults(outside, PROMISE) == [
        ("page-text-outside", "“margin” stands outside the column, by 8 points", "page 1")
    ]
    running = pdf(text("a line", x=50) + artifact(text("Page 1", x=350, y=10)))
    assert kinds(running, PROMISE) == []


# Over one another


def test_words_over_other_words_are_named():
    assert faults(pdf(text("first words") + text("second", x=52))) == [
        ("page-text-over-text", "“second” is drawn over “first”", "page 1")
    ]


def test_words_that_touch_are_not_over_one_another():
    lines = text("first line") + text("second line", y=138) + text("beside", x=110)
    assert kinds(pdf(lines)) == []


def test_words_drawn_twice_to_look_bold_are_no_fault():
    assert kinds(pdf(text("bold words") + text("bold words", x=50.4))) == []


def test_marks_and_rules_of_characters_over_words_are_no_fault():
    assert kinds(pdf(text("struck words") + text("____________") + text("\xb4", x=51))) == []


def test_a_large_artifact_behind_the_text_is_no_fault():
    assert kinds(pdf(artifact(text("DRAFT", size=80, x=60, y=130)) + text("Words of the text", x=100))) == []


def test_a_running_title_over_the_text_is_a_fault():
    assert kinds(pdf(text("Words of the text") + artifact(text("Running title", x=55)))) == ["page-text-over-text"]


# Small


def test_letters_smaller_than_promised_are_named_with_their_size():
    small = pdf(text("readable") + text("fine print", y=100, size=6))
    assert kinds(small) == []
    assert faults(small, PROMISE) == [
        ("page-text-small", "“fine print” is set in 6 points; the edition promises 10", "page 1")
    ]


def test_the_size_is_what_is_seen():
    assert kinds(pdf(f"q 0.5 0 0 0.5 100 100 cm {text('half')} Q"), PROMISE) == ["page-text-small"]
    assert kinds(pdf(f"q 0.5 0 0 0.5 100 100 cm {text('half', size=24)} Q"), PROMISE) == []


def test_small_letters_of_a_picture_are_a_remark_and_no_fault():
    data = pdf(text("label", size=6, mcid=0), elements=[("Figure", (0, 0))])
    outline = read(data, promise=PROMISE).outline
    assert [fault.name for fault in outline.faults] == ["alt-lost"]
    assert [remark.message for remark in outline.remarks] == [
        "the smallest letters of a picture have 6 points; the edition promises 10 outside pictures"
    ]


def test_a_formula_of_outlines_that_is_drawn_too_small_is_found():
    def formula(high):
        sign = f"100 100 m 100 {100 + high} l 110 {100 + high} l f"
        return pdf(f"/Formula <</MCID 0>> BDC {sign} EMC", elements=[("Formula", (0, 0))])

    assert kinds(formula(5), PROMISE) == []
    message = (
        "the tallest sign of a formula is 3 points high; in the edition's least size, 10 points, a small letter has"
    )
    assert faults(formula(3), PROMISE) == [("page-formula-small", f"{message} 4.5", "page 1")]


# Empty pages


def test_a_page_with_nothing_but_its_number_is_empty():
    number = artifact(text("Page 2", y=20))
    white = artifact("1 g 0 0 400 300 re f", "Layout")
    assert faults(pdf(text("text"), white + number)) == [("page-empty", "the page is empty", "page 2")]


def test_a_page_with_a_drawing_is_not_empty():
    assert kinds(pdf("10 10 100 100 re f")) == []


# Of a source


def differences(source, data, promise=None):
    found = verify(outline_of(reading.read(source).document), read(data, promise=promise).outline)
    return [(one.kind, one.place.line if one.place else None, one.where) for one in found]


SOURCE = "---\ntitle: T\nlang: en-GB\n---\n\nThe library opens on Monday.\n"


def two_lines(first, second, last):
    return pdf(
        text("T", y=250, mcid=0) + text(first, mcid=1) + text(second, y=130, mcid=2) + text(last, y=100, mcid=3),
        elements=[("Document", ("H1", (0, 0)), ("P", (0, 1), (0, 2), (0, 3)))],
    )


def broken(found):
    return [one for one in found if one[0].startswith("page-")]


def test_a_word_broken_without_a_hyphen_is_found_by_the_source():
    data = two_lines("The library opens on Mon", "day.", "")
    assert broken(differences(SOURCE, data)) == [("page-word-broken", 6, "page 1")]


def test_two_words_that_lost_their_space_are_not_a_broken_word():
    data = two_lines("The library opens on", "Monday.", "")
    assert [kind for kind, _, _ in differences(SOURCE, data)] == ["title-changed", "spaces-changed"]


def test_a_hyphen_at_the_end_of_a_line_is_no_fault():
    source = SOURCE.replace("Monday", "well-known days")
    data = two_lines("The library opens on well-", "known ", "days.")
    assert broken(differences(source, data)) == []


def test_a_raised_figure_is_not_in_the_next_line():
    source = SOURCE.replace("Monday", "10^3^ days")
    shown = text("T", y=250, mcid=0) + text("The library opens on 10", mcid=1) + text("3", x=188, y=155, mcid=2)
    data = pdf(
        shown + text(" days.", x=194, mcid=3), elements=[("Document", ("H1", (0, 0)), ("P", (0, 1), (0, 2), (0, 3)))]
    )
    assert broken(differences(source, data)) == []


@pytest.mark.parametrize(
    ("word", "at"), [("10:00–18:00", 6), ("10:00–18:00", 5), ("1,250", 2), ("£1250", 3), ("2026-01-31", 6)]
)
def test_a_time_or_an_amount_is_not_broken_either(word, at):
    data = two_lines(f"The library opens on {word[:at]}", word[at:] + ".", "")
    assert broken(differences(SOURCE.replace("Monday", word), data)) == [("page-word-broken", 6, "page 1")]


@pytest.mark.parametrize("word", ["www.example.org/libraries", "mail@example.org", "/srv/files/report", "A" * 60])
def test_addresses_and_what_fits_on_no_line_may_be_broken(word):
    data = two_lines(f"The library opens on {word[:6]}", word[6:] + ".", "")
    assert broken(differences(SOURCE.replace("Monday", word), data)) == []


@pytest.mark.parametrize(("margin", "found"), [(100, ["page-word-broken"]), (300, [])])
def test_a_word_wider_than_the_text_may_be_broken(margin, found):
    """A line of 250 points has room for 23 letters in 12 points, one of 50 has not."""
    data = two_lines("The library opens on internation", "alisationday.", "")
    source = SOURCE.replace("Monday", "internationalisationday")
    promise = Promise(10.0, (0.0, margin, 0.0, 50.0))
    assert [kind for kind, *_ in differences(source, data, promise) if kind == "page-word-broken"] == found


def test_a_fault_is_told_with_the_line_of_the_source():
    data = pdf(
        text("T", y=250, mcid=0) + text("The library opens on Monday.", x=300, mcid=1),
        elements=[("Document", ("H1", (0, 0)), ("P", (0, 1)))],
    )
    assert broken(differences(SOURCE, data)) == [("page-text-outside", 6, "page 1")]


# Header rows

TABLE = "---\ntitle: T\nlang: en-GB\n---\n\n| Name | Age |\n|---|---|\n| Ann | 31 |\n| Bob | 42 |\n"


def table(second_page):
    first = text("T", y=250, mcid=0)
    for number, word in enumerate(("Name", "Age", "Ann", "31"), start=1):
        first += text(word, x=50 + 60 * (number % 2), y=200 - 20 * (number // 3), mcid=number)
    second = text("Bob", mcid=0) + text("42", x=110, mcid=1)
    rows = (
        ("TR", ("TH", (0, 1)), ("TH", (0, 2))),
        ("TR", ("TD", (0, 3)), ("TD", (0, 4))),
        ("TR", ("TD", (1, 0)), ("TD", (1, 1))),
    )
    return pdf(first, second_page + second, elements=[("Document", ("H1", (0, 0)), ("Table", *rows))])


def test_a_page_of_a_table_without_its_header_row_is_a_fault():
    assert broken(differences(TABLE, table(""))) == [("page-header-row-missing", 9, "page 2")]


def test_a_header_row_that_is_repeated_as_an_artifact_is_there():
    repeated = artifact(text("Name", y=180) + text("Age", x=110, y=180))
    assert broken(differences(TABLE, table(repeated))) == []


@pytest.mark.parametrize(
    ("label", "y", "found"),
    [
        ("Age", 0, []),  # beside the value, as in a table set as records
        ("Ages of", 0, [("page-header-row-missing", 9, "page 2")]),
        ("Age:", -40, [("page-header-row-missing", 9, "page 2")]),  # anywhere else on the page
    ],
)
def test_a_label_beside_each_value_stands_for_the_header_row(label, y, found):
    first = text("T", y=250, mcid=0)
    for number, word in enumerate(("Name", "Age", "Ann", "31"), start=1):
        first += text(word, x=50 + 60 * (number % 2), y=200 - 20 * (number // 3), mcid=number)
    second = text("Bob", y=150, mcid=0) + artifact(text(label, y=130 + y)) + text("42", x=110, y=130, mcid=1)
    rows = (
        ("TR", ("TH", (0, 1)), ("TH", (0, 2))),
        ("TR", ("TH", (0, 3)), ("TD", (0, 4))),
        ("TR", ("TH", (1, 0)), ("TD", (1, 1))),
    )
    data = pdf(first, second, elements=[("Document", ("H1", (0, 0)), ("Table", *rows))])
    assert [kind for kind in broken(differences(TABLE, data)) if kind[0].startswith("page-")] == found


# Many faults, and files of others


def test_faults_of_one_kind_are_counted_where_they_are_many():
    found = faults(pdf(*[text("lost", x=500)] * 30))
    assert len(found) == 21
    assert found[-1] == ("page-text-outside", "there are 10 more such faults, from here on", "page 21")


def test_a_font_without_widths_is_told_and_its_words_are_taken_to_be_narrow():
    def shown(x):
        made = pikepdf.open(io.BytesIO(pdf(text("illicit", x=x))))
        font = made.pages[0].Resources.Font.F
        del font.Widths, font.FontDescriptor
        font.BaseFont = Name.Helvetica
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    assert [remark.name for remark in read(shown(100)).outline.remarks] == ["page-unmeasured"]
    assert kinds(shown(375)) == []
    assert kinds(shown(390)) == ["page-text-outside"]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 400, "nan"])
def test_numbers_beyond_all_measure_do_no_harm(number):
    found = pdf(f"q {number} 0 0 {number} 0 0 cm {text('far away')} Q {text('near', x=number, y=number)}")
    assert set(kinds(found)) <= {"page-text-outside"}


def test_a_page_of_another_program_has_no_faults():
    html = "<h1>One</h1><p>Some words, <b>bold</b> and x<sup>2</sup>.<table><tr><th>A<td>b</table><ul><li>c</ul>"
    assert kinds(weasyprint.HTML(string=html).write_pdf()) == []


# The front door


@pytest.mark.parametrize("edition", ["standard", "clear-print", "dyslexia", "large-print", "print"])
def test_a_good_file_has_no_faults_in_any_edition(edition):
    source = (
        "---\ntitle: Good pages\nlang: en-GB\n---\n\nWords with a note[^1] and `code`, 10^3^ m^2^.\n\n"
        "> [!NOTE]\n> A callout.\n\n| Name | Age |\n|---|---|\n"
        + "| Ann of the valley | 31 |\n" * 60
        + "\n[^1]: Said.\n"
    )
    document = reading.read(source).document
    outline = read(api.export(document, "pdf", style=edition), promise=promise_of(theme.load(edition))).outline
    assert broken((one.kind, one.where) for one in verify(outline_of(document), outline)) == []


@pytest.mark.parametrize("size", ["A5", "Letter"])
def test_a_good_file_has_no_faults_on_other_sheets(tmp_path, size):
    house = tmp_path / "house.toml"
    house.write_text(f'extends = "standard"\n\n[page]\nsize = "{size}"\n')
    document = reading.read(Path(__file__).parents[2] / "source" / "news-release.md").document
    data = api.export(document, "pdf", style=str(house))
    outline = read(data, promise=promise_of(theme.load(str(house)))).outline
    assert broken((one.kind, one.where) for one in verify(outline_of(document), outline)) == []


def test_verify_prints_a_fault_with_page_and_line(tmp_path, capsys):
    source, file = tmp_path / "t.md", tmp_path / "t.pdf"
    source.write_text(SOURCE)
    file.write_bytes(two_lines("The library opens on Mon", "day.", ""))
    assert run(["verify", str(source), str(file)]) == 1
    assert "6:1 page-word-broken: “Mon” ends a line without a hyphen, “day.” begins the next (page 1)" in (
        capsys.readouterr().out
    )


def test_read_tells_faults_of_a_page(tmp_path, capsys):
    file = tmp_path / "t.pdf"
    file.write_bytes(pdf(text("lost", x=395)))
    assert run(["read", str(file)]) == 0
    assert "page-text-outside: “lost” stands outside the page" in capsys.readouterr().err
