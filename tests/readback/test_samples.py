"""The samples say the same in all formats, as our own readers have it."""

from functools import cache

import pytest

from tests import samples
from triplicate import api, reading
from triplicate.proof.compare import compare, verify
from triplicate.proof.outline import Role, outline_of
from triplicate.proof.outline.entry import flatten
from triplicate.proof.readback import read_back

KINDS = ("pdf", "docx", "epub", "html")


@cache
def made(name, kind, standard="ua-1"):
    return outline_of(samples.document(name)), read_back(samples.file(name, kind, standard=standard))


def test_there_are_samples():
    assert "everything.md" in samples.NAMES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", samples.NAMES)
def test_a_file_says_what_its_source_says(name, kind):
    source, file = made(name, kind)
    assert verify(source, file) == ()


@pytest.mark.parametrize("name", [name for name in samples.NAMES if name != samples.MANUAL])
def test_pdf_2_says_what_its_source_says(name):
    source, file = made(name, "pdf", "ua-2")
    assert verify(source, file) == ()


@pytest.mark.parametrize(("first", "second"), [("pdf", "docx"), ("docx", "epub"), ("epub", "html"), ("html", "pdf")])
def test_two_files_say_the_same(first, second):
    differences = compare(made("news-release.md", first)[1], made("news-release.md", second)[1])
    assert differences == ()


def test_code_that_wraps_is_read_back_where_words_are_spaced():
    lines = "\n".join(f"{'x' * length} --header one --data two" for length in range(1, 60))
    document = reading.read(f"# Title\n\n~~~sh\n{lines}\n~~~\n", lang="en-GB").document
    file = read_back(api.export(document, "pdf", style="dyslexia"))
    assert verify(outline_of(document), file) == ()


def test_a_listing_of_folders_says_the_same_whatever_its_spaces():
    text = "# Title\n\n```\n.\n├── app\n│\u00a0\u00a0 ├── one.py\n└── two\n```\n"
    document = reading.read(text, lang="en-GB").document
    for kind in KINDS:
        file = read_back(api.export(document, kind))
        assert verify(outline_of(document), file) == ()
        assert "│   ├── one.py" in next(one for one in file.entries if one.role is Role.CODE).words.replace(
            "\u00a0", " "
        )


def test_a_division_may_hold_nothing_but_pictures():
    text = "---\ntitle: T\nlang: en\n---\n\n::: {lang=fr}\n![Un](floor-plan.png)\n\n![Deux](floor-plan.png)\n:::\n"
    document = reading.read(text, media=[samples.SOURCE / "pictures"]).document
    for kind in KINDS:
        assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


def test_a_heading_may_begin_a_quotation():
    text = "---\ntitle: T\nlang: en\n---\n\n> ## A heading\n>\n> Words.\n\nBetween.\n\n> First.\n>\n> ## Middle\n>\n> Last.\n"
    document = reading.read(text).document
    for kind in KINDS:
        found = read_back(api.export(document, kind))
        assert verify(outline_of(document), found) == ()
        assert [entry.role.value for entry in found.entries if entry.role.value == "quotation"] == ["quotation"] * 2


def test_a_callout_in_a_note_is_no_second_note():
    text = "# Title\n\nA word[^1].\n\n[^1]: Words.\n\n    > [!NOTE]\n    > Mind this.\n"
    document = reading.read(text, lang="en-GB").document
    for kind in KINDS:
        assert verify(outline_of(document), read_back(api.export(document, kind))) == ()


def test_a_task_in_a_numbered_list_has_its_number_and_its_box():
    """The PDF had no box for eyes and no number for ears, the book no number."""
    document = reading.read("# Title\n\n9. [ ] pay\n10. [x] rest\n11. go\n", lang="en-GB").document
    for kind in KINDS:
        file = read_back(api.export(document, kind))
        assert verify(outline_of(document), file) == ()
        items = [one for one in flatten(file.entries) if one.role is Role.ITEM]
        assert [(one.label.rstrip("."), one.checked) for one in items] == [("9", False), ("10", True), ("11", None)]
