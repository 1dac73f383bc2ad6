"""What compare and verify tell a person: around the difference, with names for the unseen, one cause once."""

import docx
import pytest

from triplicate import cli

LINE = "A long line of words goes on and on, past all that a short message could hold, until it says {} at its end."


def written(path, *paragraphs):
    """Write a Word document of paragraphs: each a style and words."""
    document = docx.Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    document.save(path)
    return str(path)


@pytest.fixture
def told(tmp_path, capsys):
    """Return what compare prints of two documents."""

    def compared(first, second, *options):
        files = [written(tmp_path / "one.docx", *first), written(tmp_path / "two.docx", *second)]
        assert cli.run(["compare", *files, *options]) == 1
        return capsys.readouterr().out.splitlines()

    return compared


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("nine", "ten", "“…until it says nine at its end.” is “…until it says ten at its end.”"),
        ("می\u200cخواهم", "میخواهم", "it says می[zero width non-joiner]خواهم at its end.” is “…it says میخواهم"),
    ],
)
def test_what_differs_is_quoted_and_the_unseen_has_a_name(before, after, said, told):
    line, total = told([("Normal", LINE.format(before))], [("Normal", LINE.format(after))])
    assert said in line
    assert total.endswith("two.docx: 1 difference from " + total.split(" from ")[1])


@pytest.mark.parametrize(("style", "marker"), [("List Bullet", "• "), ("List Number", "{}. ")])
def test_typed_markers_are_one_cause(style, marker, told):
    items = [("Normal", "Bring these."), *((style, f"thing {number}") for number in range(1, 13))]
    typed = [items[0], *((style, f"{marker.format(number)}{words}") for number, (_, words) in enumerate(items[1:], 1))]
    line, total = told(items, typed)
    assert line.startswith(f"marker-in-words: the marker stands in the words of 12 items: “{marker.format(1)}thing 1”")
    assert "1 difference from" in total


def test_many_of_one_kind_are_counted(told):
    headings = [("Heading 2", f"Part {number}") for number in range(12)]
    plain = [("Normal", words) for _, words in headings]
    assert told(headings, plain)[5:-1] == ["heading-lost: 7 more; --all shows them"]
    whole = told(headings, plain, "--all")
    assert [f"“Part {number}”" in line for number, line in enumerate(whole[:-1])] == [True] * 12
    assert whole[-1].startswith(whole[-1].split(":")[0] + ": 12 differences from")
