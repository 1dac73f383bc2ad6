"""Sources that chance has damaged, and kills at any moment: few by default, as many as asked for in the long mode.

`TRIPLICATE_ATTACKS=500 pytest tests/trust/test_attacks.py` makes five hundred times as many, each of its own seed. A
failure names the seed, and the text is kept in the folder of the test.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.trust.running import LETTER, names_in, triplicate, write
from triplicate import cli
from triplicate.jobs.batch import check_source
from triplicate.jobs.texts import Request
from triplicate.proof.readback import read_back

TIMES = int(os.environ.get("TRIPLICATE_ATTACKS", "1"))
SOURCES = sorted((Path(__file__).parents[2] / "source").glob("*.md"))
NASTY = (
    *("\u2028", "\u2029", "\x85", "\x0c", "\x1b", "\ufeff", "\u202e", "\ud800", "\0", "\t", " ", "\n", "\n\n", "\r"),
    *(
        "#",
        "- ",
        "1. ",
        "> ",
        "```",
        "~~~",
        ":::",
        "::: note\n",
        "|",
        "| - |",
        "[^1]",
        "[^1]: ",
        "![](",
        "](",
        "[",
        "]",
    ),
    *(
        "$",
        "$$",
        "\\",
        "\\frac{",
        "{",
        "}",
        "{{",
        "}}",
        "{{title}}",
        "{#a}",
        "{.b}",
        "<",
        "<!--",
        "<b>",
        "&#0;",
        "&amp;",
    ),
    *(
        "---\n",
        "title: ",
        "lang: ar\n",
        "date: 9999-12-31\n",
        "*",
        "**",
        "_",
        "~~",
        "^",
        ": ",
        "é",
        "日",
        "ا",
        "🎉",
        "a" * 300,
    ),
)


def damaged(text, chance):
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 3, 40, 400)))
        piece = chance.choice(
            (chance.choice(NASTY), chance.choice(NASTY) * chance.randint(2, 30), text[start:end] * 2, "")
        )
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.parametrize("seed", range(60 * TIMES))
def test_a_damaged_source_is_never_a_fault_of_ours(tmp_path, seed):
    chance = random.Random(seed)
    source = tmp_path / "text.md"
    text = damaged(chance.choice(SOURCES).read_text("utf-8")[:6000], chance)
    source.write_bytes(text.encode("utf-8", "surrogatepass"))
    start = time.process_time()
    outcome = check_source(source, Request())
    assert outcome.exit_code in (0, 1, 2), outcome.error
    assert time.process_time() - start < 20


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_kill_at_any_moment_leaves_nothing_half(tmp_path, seed):
    chance = random.Random(seed)
    letter = write(tmp_path / "letter.md")
    arguments = ["export", str(letter), "--formats", "docx,epub", "--quiet"]
    assert cli.run(arguments) == 0
    write(letter, LETTER.replace("Come in.", "Come in, do."))
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-m", "triplicate", *arguments], env=environment) as process:
        time.sleep(chance.uniform(0.2, 3))
        process.kill()
    for suffix in ("docx", "epub"):
        assert read_back(letter.with_suffix(f".{suffix}")).entries
    assert triplicate(*arguments).returncode == 0
    assert names_in(tmp_path) == ["letter.docx", "letter.epub", "letter.md"]
    assert cli.run(["verify", str(letter)]) == 0
