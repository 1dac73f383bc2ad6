"""Where lines end: soft hyphens, and runs of letters that are longer than a line."""

import io
import time
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.pdf.documents import MOMENT
from tests.pdf.test_scripts import made
from tests.pdf.test_typography import letters
from tests.reading.helpers import picture
from triplicate import cli, reading, theme
from triplicate.formats import pdf
from triplicate.jobs.promises import promise_of
from triplicate.proof.proving import prove

FRONT = "---\ntitle: {title}\nlang: de\ndate: 2026-01-01\n---\n\n"
RIGHT = 595.3 - 82
HYPHEN = "-\x02\ufffe"  # as PDFium gives one at the end of a line
SENTENCE = "Die neue Ver&shy;ordnung über Sozial&shy;versicherungs&shy;beiträge und Arbeits&shy;bedingungen im Dienst. "


def rows(data: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Return the lines of a page from its top: their letters, where they begin and where they end."""
    found: dict[int, list] = {}
    for letter, box in letters(data, page):
        row = next((row for row in found if abs(row - box[1]) < 5), round(box[1]))
        found.setdefault(row, []).append((box[0], box[2], letter))
    return [
        ("".join(letter for *_, letter in sorted(found[row])), min(found[row])[0], max(end for _, end, _ in found[row]))
        for row in sorted(found, reverse=True)
    ]


def text(body: str, title: str = "Titel") -> bytes:
    return made(FRONT.format(title=title) + body + "\n")


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE * 8,
        f"*{SENTENCE.strip()}* {SENTENCE}**{SENTENCE.strip()}** " * 3,
        SENTENCE.replace(" ", "&shy; ") * 8,
        "> " + SENTENCE * 8,
    ],
    ids=["text", "emphasis", "hyphens at the ends of words", "quotation"],
)
def test_lines_with_soft_hyphens_are_filled(body):
    lines = [row for row in rows(text(body)) if row[0] not in ("Titel", "1.Januar2026", "1.Januar2026Seite1von1")]
    assert len(lines) > 5
    assert all(end > RIGHT - 75 for _, _, end in lines[:-1])
    assert not any(sign in words[:-1] for words, _, _ in lines for sign in HYPHEN)
    assert sum(words[-1] in HYPHEN for words, _, _ in lines) > 1


def test_a_column_is_as_wide_as_the_parts_of_a_word():
    word = "Sozial&shy;versicherungs&shy;beitrags&shy;erhöhung"
    cells = " | ".join([word] * 4)
    data = text(f"| {' | '.join('ABCD')} |\n|---|---|---|---|\n| {cells} |")
    assert max(end for _, _, end in rows(data)) < RIGHT
    assert "versicherungs" in " ".join(words for words, _, _ in rows(data))


RUN = "Donaudampfschifffahrtsgesellschaftskapitänsmützen"


@pytest.mark.parametrize(
    "body",
    [
        f"Ein {RUN}*{RUN}*{RUN} Ende.",
        f"Ein **{RUN}*{RUN}***[{RUN}](https://example.org/)[{RUN}]{{lang=en}} Ende.",
        f"Ein `/{RUN.lower()}/{RUN.lower()}`**{RUN}**`{RUN}` Ende.",
        f"<https://example.org/{RUN.lower()}/{RUN.lower()}?query={RUN.lower()}>**{RUN}** Ende.",
        f"- Punkt\n\n  - Ein [{RUN}](https://example.org/){RUN} Ende.",
        f"## {RUN}*{RUN}*{RUN}",
        "> " + "\n>\n> ".join(f"{RUN[:first]}*{RUN[:30]}*" for first in range(20, 49, 2)),
    ],
    ids=["emphasis", "nested", "code", "address", "item", "heading", "quotation"],
)
def test_long_runs_stay_on_the_page(body):
    lines = rows(text(body, title=f'"Titel {RUN}{RUN}"\nsubtitle: "Ein {RUN[:35]}*{RUN[:33]}*"'))
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    wrapped = [end for words, _, end in lines if RUN[:5].lower() in words.lower()]
    assert len(wrapped) > 2


@pytest.mark.parametrize("cell", [f"{RUN}*{RUN}*", f"`/srv/{RUN}`**{RUN}**", f"[{RUN}](https://example.org/){RUN}"])
def test_long_runs_stay_in_their_cell(cell):
    data = text(f"| A | B | C |\n|---|---|---|\n| {cell} | xxxx | {cell} |")
    middle = next(box[0] for letter, box in letters(data) if letter == "x")
    first = [box[2] for letter, box in letters(data) if letter == "D" and box[0] < middle]
    ends = [end for words, start, end in rows(data) if "x" not in words]
    assert first
    assert max(ends) < RIGHT + 0.5
    gaps = [box for _, box in letters(data) if box[0] < middle < box[2]]
    assert gaps == []


def test_a_long_run_that_may_be_parted_somewhere_is_parted_there_alone():
    run = "licence=https://example.org/licences/of/public/bodies/4.0/en"
    lines = rows(text("\n\n".join(f"{'Wort ' * count}`{run}` Ende." for count in range(14))))
    assert sum(words.endswith("/") for words, *_ in lines) > 4
    ends = tuple(run[:end] for end in range(1, len(run)) if run[end - 1] != "/" or run[end] == "/")
    assert not [words for words, *_ in lines if words.endswith(ends[1:])]


def test_the_marks_of_items_stand_beside_their_words_where_a_line_is_tall(tmp_path):
    picture(tmp_path, "button.png", size=(60, 60))
    source = tmp_path / "steps.md"
    source.write_text(
        FRONT.format(title="Schritte") + "4. Erstens ![Ein Knopf](button.png) dies.\n5. Zweitens das.\n"
        "6. ![Ein Knopf](button.png) Drittens.\n\n- [ ] Viertens ![Ein Knopf](button.png)\n",
        "utf-8",
    )
    assert cli.run(["export", str(source), "--quiet", "--formats", "pdf"]) == 0
    page = pymupdf.open(tmp_path / "steps.pdf")[0]
    feet = {word: round(bottom) for _, _, _, bottom, word, *_ in page.get_text("words")}
    assert [feet[f"{number}."] for number in (4, 5, 6)] == [
        pytest.approx(feet[word], abs=1) for word in ("Erstens", "Zweitens", "Drittens.")
    ]
    seen = page.get_pixmap(dpi=72, colorspace="gray")
    last = feet["Viertens"]
    assert any(seen.pixel(x, y)[0] < 200 for x in range(80, 100) for y in range(last - 14, last)), "the box"


def test_a_short_run_keeps_its_place():
    """A word and what touches it are not parted."""
    lines = rows(text(f"{'Wort ' * 17}(*kurz*), **fett**gedruckt. {'Wort ' * 16}`code`**fett**."))
    assert all(words[0] not in ").,g" for words, _, _ in lines)


def test_a_last_word_is_tied_to_none_that_fills_a_line():
    lines = rows(text("\n\n".join(f"{'Wort ' * 12}*{'W' * letters}* Ende." for letters in range(32, 44))))
    assert max(end for _, _, end in lines) < RIGHT + 0.5


def test_a_last_word_and_the_end_of_a_link_go_to_the_next_line():
    """A line may end between two elements of a link, where no text of it may be broken."""
    links = (f"[{'W' * 24}*{'W' * letters}* **WHO**](https://example.org/)" for letters in range(50, 60))
    lines = rows(text("\n\n".join(f"{link} Ende." for link in links)))
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    assert any(words == "WHOEnde." for words, *_ in lines)


def test_what_is_tied_goes_on_in_the_next_line_where_no_line_holds_it():
    """Code and no-break spaces by turns, as some editors write them, in a cell and in a sentence."""
    tied = "\u00a0".join(f"`option-{number}`," for number in range(12))
    data = text(f"Wort {tied} Ende.\n\n| A | B |\n|---|---|\n| {tied} | b |")
    lines = rows(data)
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    assert not any(words.startswith(",") or words.endswith("-") for words, *_ in lines)


def test_calls_go_to_the_next_line_with_the_end_of_a_very_long_word():
    words = [f"{'w' * letters}{''.join(f'[^{number}]' for number in range(6))} Ende." for letters in range(44, 68)]
    notes = "\n\n".join(f"[^{number}]: Anmerkung." for number in range(6))
    lines = rows(text("\n\n".join([*words, notes])))
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    assert any(words.startswith("www12") for words, *_ in lines)
    assert not any(words.startswith("12") for words, *_ in lines)


def test_a_path_after_a_word_that_fills_the_line_begins_the_next():
    """Unicode lets no line end before a solidus, even after a space (UAX 14, LB13)."""
    lines = rows(
        text("\n\n".join(f"{'w' * letters} *[/usr](https://example.org)/share*." for letters in range(44, 68)))
    )
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    assert any(words.startswith("/usr") for words, *_ in lines)


def test_entries_of_the_contents_stay_in_the_column():
    """The first level is bold, the next stands further in: letters of one word, parted by their looks."""
    headings = [f"{'#' * level} {'W' * letters}*{'W' * 11}*" for letters in range(26, 35) for level in (2, 3)]
    body = "\n\n".join(f"{heading}\n\nText." for heading in headings)
    lines = rows(made(f"---\ntitle: Titel\nlang: de\ndate: 2026-01-01\nkind: release\ntoc: true\n---\n\n{body}\n"))
    assert max(end for _, _, end in lines) < RIGHT + 0.5
    assert sum("WWWW" in words for words, *_ in lines) >= 18


def test_a_space_between_two_formulas_at_the_end_of_a_line_is_no_loss():
    """In the contents formulas are said in words, and a line that ends between two of them has no letter for a space."""
    headings = "\n\n".join(f"## {'Wo ' * 16}w{'i' * letters} $a^2$ $b^2$\n\nText." for letters in range(16, 26))
    source = reading.read(f"---\ntitle: Titel\nlang: en\ntoc: true\nmath: true\n---\n\n{headings}\n").document
    (proof,) = prove(source, {Path("a.pdf"): pdf.export(source, theme.load(), moment=MOMENT).data})
    assert [str(difference) for difference in proof.differences] == []


@pytest.mark.parametrize("style", ["standard", "large-print"])
def test_no_word_within_an_element_that_begins_a_line_is_broken(style):
    """Emphasis within emphasis over many lines, in text and in cells: the proof finds every word whole."""
    long = f"**{' '.join(f'{number} *nachdenklich wandernde* Leute' for number in range(60))}**"
    source = reading.read(
        FRONT.format(title="Titel") + f"{long}\n\n| A | B |\n|---|---|\n| {long} | {long} |\n"
    ).document
    data = pdf.export(source, theme.load(style), moment=MOMENT).data
    (proof,) = prove(source, {Path("lines.pdf"): data})
    assert [str(difference) for difference in proof.differences] == []


def test_a_word_wider_than_its_box_may_be_parted():
    """The box ends before the column does: no line of it holds some of these words, all others stay whole."""
    digits = "0123456789" * 4
    words = "\n>\n".join(f"> Wort **{digits[:12]}***{digits[12:number]}* Ende." for number in (30, 34, 38, 40))
    large = theme.load("large-print")
    source = reading.read(FRONT.format(title="Titel") + f"> [!NOTE]\n> {'Wort ' * 30}\n>\n{words}\n").document
    data = pdf.export(source, large, moment=MOMENT).data
    (proof,) = prove(source, {Path("a.pdf"): data}, promise_of(large))
    assert [str(difference) for difference in proof.differences] == []

    # The same in a file of others that paints none of its words: there is no line to know the room by.
    unseen = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            page.contents_add(opened.make_stream(b"3 Tr"), prepend=True)
        opened.save(unseen)
    (proof,) = prove(source, {Path("a.pdf"): unseen.getvalue()}, promise_of(large))
    assert proof.differences


def test_code_that_its_column_has_no_room_for_is_divided(tmp_path):
    """Short code stays on one line where it can: not in a record of a table in large letters on a small page."""
    house = tmp_path / "house.toml"
    house.write_text('extends = "large-print"\ndescription = "A5"\n[page]\nsize = "A5"\n', encoding="utf-8")
    cells = " | ".join(["Text `WWMMWWMMWWMMWWMM` Text", *["Wort"] * 5])
    lines = [f"| {' | '.join(['Spalte'] * 6)} |", f"|{'---|' * 6}", f"| {cells} |", f"| {cells} |"]
    body = "- Punkt\n\n  - Punkt\n\n" + "\n".join(f"    {line}" for line in lines)
    source = reading.read(f"{FRONT.format(title='Titel')}{body}\n").document
    large = theme.load(str(house))
    (proof,) = prove(source, {Path("a.pdf"): pdf.export(source, large, moment=MOMENT).data}, promise_of(large))
    assert [str(difference) for difference in proof.differences] == []


@pytest.mark.parametrize("kind", ["release", "leaflet", "guidance"])
def test_what_touches_stays_in_the_column_in_headings_of_every_kind_of_text(kind):
    """Those of a leaflet stand on a tint, with less room for their words."""
    body = "\n\n".join(f"## ***{'abcdef' * 6}{'i' * letters}**xyz* Ende" for letters in range(60))
    text = reading.read(FRONT.format(title="Titel").replace("lang:", f"kind: {kind}\nlang:") + body).document
    edition = theme.edition_of(text, theme.load())
    data = pdf.export(edition.document, edition.theme, moment=MOMENT).data
    (proof,) = prove(edition.document, {Path("a.pdf"): data}, promise_of(edition.style))
    assert [str(difference) for difference in proof.differences] == []


@pytest.mark.parametrize("style", ["dyslexia", "large-print"])
def test_words_are_measured_in_the_font_of_the_language_around_them(style):
    """Letters of Latin in a part in Russian are shown in the family that has both."""
    tables = [
        f"| Где | {word} |\n|---|---|\n| {'Открыто каждый день до вечера. ' * 8} | б |"
        for word in ("Column", "Number", "Montgomery", "HAMBURG")
    ]
    runs = [
        f"Список *{'mo' * pairs}*nonono{'i' * letters}" for pairs in (12, 13, 14, 15) for letters in range(0, 10, 3)
    ]
    body = "\n\n".join(("::: {lang=ru}", *tables, *runs, ":::"))
    edition = theme.edition_of(reading.read(FRONT.format(title="Titel") + body).document, theme.load(style))
    data = pdf.export(edition.document, edition.theme, moment=MOMENT).data
    (proof,) = prove(edition.document, {Path("a.pdf"): data}, promise_of(edition.style))
    assert [str(difference) for difference in proof.differences] == []


def test_a_part_in_the_main_language_within_another_has_the_main_font():
    body = "::: {lang=ru}\n\nОткрыто here.\n\n:::: {lang=de}\n\nInnen.\n\n::::\n\n:::\n\nDraußen.\n"
    edition = theme.edition_of(reading.read(FRONT.format(title="Titel") + body).document, theme.load("dyslexia"))
    page = pymupdf.open(stream=pdf.export(edition.document, edition.theme, moment=MOMENT).data)[0]
    fonts = {
        span["text"]: span["font"]
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    }
    assert fonts["Innen."] == fonts["Draußen."] != fonts["Открыто here."]


@pytest.mark.parametrize("style", theme.names())
def test_spaces_side_by_side_in_code_are_heard_as_many_where_its_lines_are_wrapped(style):
    """As spaces before a comment are; in a line that is wrapped all but the first are drawn very small."""
    lines = "\n".join(f"do this --{'x' * letters}   # and why it is done, {'words ' * 6}" for letters in range(30))
    source, look = reading.read(f"{FRONT.format(title='Titel')}```\n{lines}\n```\n").document, theme.load(style)
    (proof,) = prove(source, {Path("a.pdf"): pdf.export(source, look, moment=MOMENT).data}, promise_of(look))
    assert [str(difference) for difference in proof.differences] == []


def test_a_printed_address_between_two_words_parts_no_word():
    """A space that is missing after a link is the writer's; the words are whole, with an address between them."""
    address = "(https://example.org/okwasniewski)und"
    source = reading.read(
        FRONT.format(title="Titel")
        + "\n\n".join(f"{'Wort ' * count}und *Oskar* [Kwaśniewski]{address} weiter." for count in range(6, 14))
    ).document
    printed = theme.load("print")
    data = pdf.export(source, printed, moment=MOMENT).data
    (proof,) = prove(source, {Path("lines.pdf"): data}, promise_of(printed))
    assert [str(difference) for difference in proof.differences] == []


@pytest.mark.parametrize("body", ["{}", "| A | B | C | D | E |\n|---|---|---|---|---|\n| {} | b | c | d | e |"])
def test_what_touches_is_parted_only_where_no_line_could_hold_it(body):
    run = "Donaudampf*schifffahrts*gesellschafts**kapitän**"
    lines = [words for words, *_ in rows(text(body.format(f"{'Wort ' * 11}{run} {'Wort ' * 8}{run}")))]
    assert sum("Donaudampfschifffahrtsgesellschaftskapitän" in words for words in lines) == 2, lines


@pytest.mark.parametrize(
    "runs",
    [[f"{'abcdef' * 4}{'i' * letters}" for letters in range(1, 12)], ["AV" * pairs for pairs in range(8, 18)]],
    ids=["each letter", "letters that stand closer together"],
)
def test_what_touches_stays_whole_where_a_line_just_holds_it(runs):
    """Deep in lists, in bold italics within italics: the room and the letters are measured as they are set."""
    deep = "- a\n  - b\n    - c\n      - d\n" + "\n".join(f"        - Wort ***{run}**xyz* Ende." for run in runs)
    source, large = reading.read(FRONT.format(title="Titel") + deep).document, theme.load("large-print")
    (proof,) = prove(source, {Path("a.pdf"): pdf.export(source, large, moment=MOMENT).data}, promise_of(large))
    assert [str(difference) for difference in proof.differences] == []


def test_what_touches_under_a_key_figure_is_parted_only_where_its_column_does_not_hold_it():
    """Its words are smaller than those of the text, and the figure beside it begins some way after its column."""
    edition = theme.load("clear-print")
    for count in range(28, 36):
        figures = "\n".join(f"- **{one}** *{'i' * (count if one == 1 else 3)}*abc" for one in range(1, 4))
        source = reading.read(FRONT.format(title="Titel") + f"::: figures\n{figures}\n:::").document
        (proof,) = prove(source, {Path("a.pdf"): pdf.export(source, edition, moment=MOMENT).data}, promise_of(edition))
        assert [str(difference) for difference in proof.differences] == [], count


@pytest.mark.parametrize("body", ["{}", "| A | B |\n|---|---|\n| {} | b |"], ids=["paragraph", "cell"])
def test_a_very_long_word_takes_linear_time(body):
    def seconds(letters: int) -> float:
        start = time.process_time()
        text(body.format("abcdefghij" * (letters // 10)))
        return time.process_time() - start

    seconds(10)
    assert seconds(16_000) < 8 * seconds(4_000)


@pytest.mark.parametrize(("kind", "first"), [("{type=i}\n", 36), ("", 1998), ("{type=A}\n", 26 * 23)])
def test_a_long_number_of_an_item_stands_in_the_column(kind: str, first: int) -> None:
    items = "".join(f"{number}. Wort\n" for number in range(first, first + 4))
    found = rows(text(f"Dies:\n\n{kind}{items}"))
    assert any("Wort" in words for words, *_ in found)
    assert min(start for _, start, _ in found) > 82 - 1


@pytest.mark.parametrize("style", ["print", "dyslexia"])
def test_runs_of_every_length_are_whole_where_a_line_holds_them(style, tmp_path):
    """In terms, which stand further out than what explains them, and in items on sheets that are bound.

    The proof finds what is broken and need not be. A term had the room of its explanation, and a sheet that is bound
    was taken for as wide as to its narrower edge at both sides.
    """
    runs = [f"*{'o' * (long // 2)}***{'e' * (long - long // 2)}**" for long in range(12, 40)]
    terms = "\n\n".join(f"> Term {run}\n> : What it is." for run in runs)
    items = "\n".join(f"- One\n  - Two\n    - Three {run} ends." for run in runs)
    source = tmp_path / "runs.md"
    house = tmp_path / "house.toml"
    house.write_text(f'extends = "{style}"\ndescription = "A5"\n[page]\nsize = "A5"\n', encoding="utf-8")
    source.write_text(f"---\ntitle: T\nlang: en\n---\n\n{terms}\n\nBetween.\n\n{items}\n", encoding="utf-8")
    assert cli.run(["export", str(source), "--quiet", "--formats", "pdf", "--style", str(house)]) == 0
