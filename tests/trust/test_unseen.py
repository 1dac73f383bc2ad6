"""What is written and not seen: refused where nothing else stands there, and else the same in all files."""

import pytest

from tests.trust.running import write
from triplicate import cli

FRONT = "---\ntitle: Unseen\nlang: en-GB\nsubtitle: A lost \ufffd letter\n---\n\n"


def test_code_with_what_is_not_seen_says_the_same_in_all_files(tmp_path, capsys):
    inline = "Type `b\u00ad` or `\u00adc` or `d\u200be`, and `\ufffd` is a lost letter.\n\n"
    block = "```\na\n\u00ad\nb \u2060 c \u2066\n\u200be\n\u00ad\n```\n"
    text = write(tmp_path / "text.md", f"{FRONT}{inline}{block}")
    assert cli.run(["export", str(text)]) == 0
    assert "X044 warning" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["\u202e\u202e", "\u00ad", "a\\\n\u00ad\\\nb", "___\n\n---", "A [\u200b]{lang=fr} b"])
def test_where_nothing_is_seen_is_told_with_its_line(tmp_path, capsys, words):
    assert cli.run(["check", str(write(tmp_path / "text.md", FRONT + words))]) == 1
    assert "C058 error Nothing of what is written here is seen." in capsys.readouterr().err


def test_a_lost_letter_is_told_in_a_passage_of_another_language_too(tmp_path, capsys):
    assert cli.run(["check", str(write(tmp_path / "text.md", f"{FRONT}The [caf\ufffd]{{lang=fr}} is open."))]) == 1
    assert ":7:9 C051 error" in capsys.readouterr().err
