"""`triplicate format`: the same words in the one form that each thing has, or a text left as it is."""

import re

import pytest

from triplicate.cli import run

FRONT = "---\n# What the desk must know\ntitle: News\nlang: en-GB\n---\n"
LOOSE = f"{FRONT}Some   *words* that\nwere wrapped.\n\n* one\n* two\n\nOverview\n--------\n\nA [page][p], and [](#overview).\n\n[p]: https://example.org\n"
CANONICAL = f"{FRONT}\nSome *words* that were wrapped.\n\n- one\n- two\n\n## Overview\n\nA [page](https://example.org), and [](#overview).\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "news.md"
    path.write_text(LOOSE, "utf-8")
    return path


def test_a_text_is_written_in_its_canonical_form_once(text, capsys):
    text.chmod(0o640)
    assert run(["format", str(text)]) == 0
    assert text.read_text("utf-8") == CANONICAL
    assert text.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().out == f"{text}: written anew\n"
    assert run(["format", str(text)]) == 0
    assert capsys.readouterr().out == ""


def test_check_and_diff_change_nothing(text, capsys):
    assert run(["format", "--check", str(text)]) == 1
    assert run(["format", "--diff", str(text)]) == 1
    assert text.read_text("utf-8") == LOOSE
    said = capsys.readouterr().out
    assert f"{text}: would be written otherwise\n" in said
    assert "-* one\n" in said
    assert "+- one\n" in said
    text.write_text(CANONICAL, "utf-8")
    assert run(["format", "--check", str(text)]) == 0


LOSING = {
    "a comment": "Text.\n\n<!-- for us -->\n",
    "a comment of Obsidian's": "Text %%for us%% more.\n",
    "a comment of kramdown's": "Text.\n\n{::comment}\nfor us\n{:/comment}\n",
    "a comment of Liquid's": "Text.\n\n{% comment %}\nfor us\n{% endcomment %}\n",
    "a comment among words": "Text <!-- for us --> more.\n",
    "a variable": "By {{ title }}.\n",
    "a link's title": '[a](https://example.org "More")\n',
    "a note that nothing calls": "Text.\n\n[^1]: A note.\n",
    "an abbreviation that nothing uses": "Text.\n\n*[BSL]: British Sign Language\n",
    "an error": "A [^missing] note.\n",
    "a relative address": "A [neighbour](other.html).\n",
    "an element without effect": "Some <font>words</font>.\n",
}


@pytest.mark.parametrize("name", LOSING)
def test_a_text_that_would_lose_something_stays_as_it_is(name, tmp_path, capsys):
    path = tmp_path / "text.md"
    path.write_text(before := f"{FRONT}\n\n{LOSING[name]}", "utf-8")
    assert run(["format", str(path)]) == 1
    assert path.read_text("utf-8") == before
    assert f"{path}:" in capsys.readouterr().err


def test_lines_are_filled_up_to_a_width_and_marks_stay_whole(tmp_path, capsys):
    path = tmp_path / "text.md"
    words = "Some words and `some more code in one` line, a [link](https://example.org/page) and no. 1. more."
    path.write_text(f"{FRONT}\n{words}\n\n- {words}\n", "utf-8")
    assert run(["format", "--wrap", "44", str(path)]) == 0
    lines = path.read_text("utf-8").split("\n")[6:]
    assert lines == [
        "Some words and `some more code in one` line,",
        "a [link](https://example.org/page) and no.",
        "1\\. more.",
        "",
        "- Some words and `some more code in one`",
        "  line, a [link](https://example.org/page)",
        "  and no. 1. more.",
        "",
    ]
    assert run(["format", str(path)]) == 0
    assert path.read_text("utf-8").split("\n")[6:] == [words, "", f"- {words}", ""]
    with pytest.raises(SystemExit):
        run(["format", "--wrap", "3", str(path)])


def test_a_line_begins_with_no_sign_that_would_begin_something_else(tmp_path):
    path = tmp_path / "text.md"
    words = "In water :H~2~O and in a metre ^2^ there are [some more signs :](https://example.org/page) than here."
    path.write_text(f"{FRONT}\n{words}\n", "utf-8")
    for width in range(40, 100):
        assert run(["format", "--wrap", str(width), str(path)]) == 0
        assert not re.search(r"^[:^]", path.read_text("utf-8"), re.MULTILINE)
    assert run(["check", str(path)]) == 0


def test_what_is_wrong_and_loses_nothing_is_written_all_the_same(tmp_path):
    path = tmp_path / "text.md"
    path.write_text("An ![](missing.png) image\nand a [page](https://example.org).\n", "utf-8")
    assert run(["format", str(path)]) == 0
    assert path.read_text("utf-8") == "An ![](missing.png) image and a [page](https://example.org).\n"


def test_line_ends_stay(text):
    text.write_bytes(LOOSE.replace("\n", "\r\n").encode())
    assert run(["format", str(text)]) == 0
    assert text.read_bytes() == CANONICAL.replace("\n", "\r\n").encode()


def test_a_title_in_the_text_stays_there(tmp_path):
    path = tmp_path / "text.md"
    path.write_text("---\nlang: en\n---\nNews\n====\n\nText.\n", "utf-8")
    assert run(["format", str(path)]) == 0
    assert path.read_text("utf-8") == "---\nlang: en\n---\n\n# News\n\nText.\n"


def test_every_text_of_a_folder_is_written_and_plain_text_is_passed_over(text, capsys):
    (text.parent / "plain.txt").write_text("A title\n\nText.\n", "utf-8")
    assert run(["format", str(text.parent)]) == 0
    assert text.read_text("utf-8") == CANONICAL
    assert run(["format", str(text.parent / "plain.txt")]) == 1
    assert "plain text" in capsys.readouterr().err


def test_front_matter_in_toml_stays_and_is_named(tmp_path, capsys):
    text = tmp_path / "news.md"
    text.write_text('+++\ntitle = "News"\nlang = "en"\n+++\n\n* One\n', "utf-8")
    run(["format", str(text)])
    assert "TOML" in capsys.readouterr().err
    assert text.read_text("utf-8").endswith("\n* One\n")
