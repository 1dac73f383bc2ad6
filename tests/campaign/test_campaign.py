"""Random documents that a page does not like, through everything: few by default, as many as asked for in the long mode.

`TRIPLICATE_CAMPAIGN=500 pytest tests/campaign` makes five hundred documents, `TRIPLICATE_CAMPAIGN=500-999` those of the
seeds from 500 to 999, so that a search goes on where it ended: each in one edition on one sheet by turn, as PDF, Word
and EPUB. It prints a line for each seed with a fault as soon as its batch is judged, and a table at the end. A seed
makes the same text again: `tests.campaign.documents.document_of`.

`TRIPLICATE_LAW=1000` makes as many as Word and EPUB alone, and compares what their readers meet with the source: the
law of `tests/readback/test_law.py` for these documents. It costs a tenth, and asks no judge.
"""

import os
import sys
from collections import Counter

import pytest

from tests.campaign.judging import AT_ONCE, judge, judge_books_and_word_files
from tests.campaign.making import make
from tests.campaign.totals import Totals
from tests.campaign.words import turned_by_pdfium, unread
from triplicate.document import model
from triplicate.formats.product import Format

ASKED = os.environ.get("TRIPLICATE_CAMPAIGN", "2-2")
OF_THE_LAW = os.environ.get("TRIPLICATE_LAW", "4-7")


def seeds(asked):
    first, _, last = asked.rpartition("-")
    return range(int(first), int(last) + 1) if first else range(int(last))


def line(made):
    """Return one line for a seed with its faults: each kind once, with the first that was said of it."""
    often = Counter(made.faults)
    said = "; ".join(
        f"{fault.judge}: {fault.kind} ×{often[fault]}: {fault.said}" for fault in dict.fromkeys(made.faults)
    )
    return f"{made.seed} {made.look} {made.standard}: {said}"


def test_random_documents_are_right_in_every_format(tmp_path, capsys):
    def say(text):
        with capsys.disabled():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    wanted, totals = seeds(ASKED), Totals()
    for start in wanted[::AT_ONCE]:
        batch = [make(seed, tmp_path) for seed in wanted if start <= seed < start + AT_ONCE]
        judge(batch)
        if len(wanted) > AT_ONCE:
            judge_books_and_word_files(batch)
        for made in batch:
            totals.add(made)
            for file in made.files.values():
                file.unlink()
            if made.faults:
                say(line(made))
    if len(wanted) > AT_ONCE:
        say(totals)
    assert not totals.faults, str(totals)
    assert not totals.worse(), str(totals)
    assert totals.refused <= max(1, totals.documents / 50), str(totals)


def test_word_and_epub_say_what_random_documents_say(tmp_path, capsys):
    wanted, faults = seeds(OF_THE_LAW), 0
    for number, seed in enumerate(wanted, start=1):
        made = make(seed, tmp_path, (Format.DOCX, Format.EPUB))
        for file in made.files.values():
            file.unlink()
        faults += bool(made.faults)
        with capsys.disabled():
            if made.faults:
                sys.stdout.write(f"{line(made)}\n")
            if number % 100 == 0:
                sys.stdout.write(f"{number} documents in Word and EPUB, {faults} of them with a fault\n")
            sys.stdout.flush()
    assert not faults


SEEN = "The first line has a wo\nrd that is broken, a hy-\nphen, and so\r\nm\neth\ning in three lines.\f"


def test_words_are_found_whole_or_broken_where_a_line_ends():
    assert unread(["line", "word", "hyphen", "something", "lines."], SEEN) == []


@pytest.mark.parametrize("word", ["wo rd", "lien", "hypen", "somethings", "first.", "linehas"])
def test_words_that_are_read_otherwise_are_missed(word):
    assert unread([word], SEEN) == [word]


def test_a_program_may_read_as_many_lines_otherwise_as_are_known_of_it_and_no_more():
    totals = Totals()
    totals.to_left.update({"Arabic": 70, "Hebrew": 1})
    totals.otherwise.update({("pdf.js", "Arabic"): 9, ("poppler", "Hebrew"): 1})
    assert totals.worse() == []
    totals.otherwise["pdf.js", "Arabic"] += 1
    assert totals.worse() == ["pdf.js reads 10 of 70 lines in Arabic script otherwise"]


def test_only_words_beside_others_from_right_to_left_may_be_taken_apart():
    def paragraph(*words):
        return model.Paragraph(tuple(map(model.Text, words)))

    text = (paragraph("น้ำ “so” река, plain co\u00adoperation ", "مفتوح"), paragraph("“so” alone"))
    document = model.Document(model.Metadata("T", "en"), model.Heading(1, (model.Text("T"),), id="t"), text)
    assert turned_by_pdfium(document) == {"น้ำ", "река,", "cooperation"}
