"""What chance does to sources and files, and kills at any moment: few by default, as many as asked for in the long mode.

`TRIPLICATE_ATTACKS=500 pytest tests/trust/test_attacks.py` makes 30,000 damaged sources, 3,000 exports, 3,000 mutated
files, 350 hostile inputs and 300 kills, each of its own seed. A failure names the seed, and the text is kept in the
folder of the test.
"""

import io
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.trust.running import LETTER, at_rename, names_in, triplicate, write
from triplicate import cli
from triplicate.errors import InternalError, UnprovenError, UnreadableError
from triplicate.jobs.batch import check_source, export_sources
from triplicate.jobs.texts import Request
from triplicate.proof.readback import read_back

TIMES = int(os.environ.get("TRIPLICATE_ATTACKS", "1"))
SECONDS, MEGABYTES = 20, 1000
"""What a call may take of the processor and of memory."""
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


@contextmanager
def in_time():
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024  # the most since the process began


def seeds(number):
    """Return the seeds of an attack that is made this many times in a run of 500."""
    return range(max(1, number * TIMES // 500))


def damaged_source(folder, chance, length):
    source = folder / "text.md"
    text = damaged(chance.choice(SOURCES).read_text("utf-8")[:length], chance)
    source.write_bytes(text.encode("utf-8", "surrogatepass"))
    return source


@pytest.mark.parametrize("seed", seeds(30_000))
def test_a_damaged_source_is_never_a_fault_of_ours(tmp_path, seed):
    source = damaged_source(tmp_path, random.Random(seed), 6000)
    with in_time():
        outcome = check_source(source, Request())
    assert not isinstance(outcome.error, InternalError), outcome.error


@pytest.mark.parametrize("seed", seeds(3000))
def test_what_is_accepted_of_a_damaged_source_is_read_back_as_it_is(tmp_path, seed):
    # A whole front matter, and some of the text behind it, so that most are accepted.
    chance = random.Random(seed)
    _, front, text = chance.choice(SOURCES).read_text("utf-8").split("---\n", 2)
    paragraphs = text.split("\n\n")
    start = chance.randrange(len(paragraphs))
    some = "\n\n".join(paragraphs[start : start + 12])
    source = tmp_path / "text.md"
    if chance.random() < 0.5:
        some = damaged(some, chance)
    source.write_bytes(f"---\n{front}---\n\n{some}\n".encode("utf-8", "surrogatepass"))
    with in_time():
        (outcome,) = export_sources([source], Request(media=(SOURCES[0].parent,)))
    assert not isinstance(outcome.error, InternalError | UnprovenError), (outcome.error, outcome.proofs)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The files of a small text, by their kind."""
    source = write(
        tmp_path_factory.mktemp("files") / "letter.md", LETTER + "\n1. One\n2. Two\n\n| A | B |\n|---|---|\n| c | d |\n"
    )
    assert cli.run(["export", str(source), "--quiet"]) == 0
    return {kind: source.with_suffix(f".{kind}").read_bytes() for kind in ("pdf", "docx", "epub")}


def mutated(data, chance):
    """Return bytes of which some are changed, left out, doubled or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(made) + 1)
        piece = bytes(made[start : start + chance.choice((1, 2, 8, 60, 500))])
        match chance.randrange(4):
            case 0:
                made[start : start + len(piece)] = bytes(byte ^ 1 << chance.randrange(8) for byte in piece)
            case 1:
                del made[start : start + len(piece)]
            case 2:
                made[start:start] = piece * chance.randint(1, 50)
            case _:
                other = chance.randrange(len(made) + 1)
                made[other : other + len(piece)] = piece
    return bytes(made)


def mutated_file(kind, data, chance):
    """Return a file that is broken as a whole, or within one of its parts."""
    if kind == "pdf" or chance.random() < 0.2:
        return mutated(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".xhtml", ".opf", ".ncx", ".rels"))]
        broken = chance.choice(names)
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name), chance) if name == broken else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize("seed", seeds(3000))
def test_a_mutated_file_is_read_or_refused(files, seed):
    chance = random.Random(seed)
    kind = chance.choice(sorted(files))
    with in_time(), suppress(UnreadableError):
        read_back(mutated_file(kind, files[kind], chance), kind, "mutated")


HOSTILE = {
    "depth of quotations": lambda n: "> " * n + "a",
    "depth of lists": lambda n: "\n".join(f"{'  ' * level}- a" for level in range(n // 8)),
    "depth of containers": lambda n: "::: note\n" * n + "a\n",
    "depth of emphasis": lambda n: "*_" * n + "a" + "_*" * n,
    "depth of links": lambda n: "[" * n + "a" + "](b)" * n,
    "depth of HTML": lambda n: "<div>" * n + "a" + "</div>" * n,
    "depth of TeX": lambda n: "$" + "\\sqrt{" * n + "a" + "}" * n + "$",
    "opened brackets": lambda n: "[a](" * n,
    "opened code": lambda n: "`a``b```" * n,
    "opened comments": lambda n: "<!--" * n,
    "opened attributes": lambda n: "[a]{" * n + ".b " * n,
    "calls of one note": lambda n: "a[^1] " * n + "\n\n[^1]: note",
    "notes within notes": lambda n: "a[^0]\n\n" + "\n\n".join(f"[^{i}]: b[^{i + 1}]" for i in range(n)),
    "a wide table": lambda n: f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}",
    "a long table": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "a long word": lambda n: "a" * n * 10,
    "a long line of marks": lambda n: "*" * n + "a",
    "many headings of one name": lambda n: "## a\n\n" * n,
    "many abbreviations": lambda n: "\n".join(f"*[A{i}]: b" for i in range(n)) + "\n\nA1",
    "many definitions": lambda n: "\n".join(f"[{i}]: b" for i in range(n)),
    "marks that combine": lambda n: "a" + "\u0301" * n,
    "marks of direction": lambda n: "\u202e\u2066" * n + "a",
    "definitions": lambda n: "a\n" + ": b\n" * n,
    "entities": lambda n: "&#x1F600;&lt;" * n,
    "variables": lambda n: "{{title}}" * n,
}


def bounded():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20, MEGABYTES * 2**20))


@pytest.mark.parametrize("seed", seeds(350))
def test_a_hostile_input_has_an_end(tmp_path, seed):
    chance = random.Random(seed)
    kind = sorted(HOSTILE)[seed % len(HOSTILE)]
    body = HOSTILE[kind](int(10 ** chance.uniform(2, 4.5)))
    source = write(tmp_path / "text.md", f"---\ntitle: T\nlang: en\nmath: true\n---\n\n{body}\n")
    done = triplicate("check", source, preexec_fn=bounded)
    assert done.returncode in (0, 1, 2), (kind, done.returncode)
    assert "internal error" not in done.stderr, kind


@pytest.mark.parametrize("seed", seeds(300))
def test_a_kill_at_any_moment_leaves_nothing_half(tmp_path, seed):
    chance = random.Random(seed)
    letter = write(tmp_path / "letter.md")
    arguments = ["export", str(letter), "--formats", "docx,epub", "--quiet"]
    assert cli.run(arguments) == 0
    write(letter, LETTER.replace("Come in.", "Come in, do."))
    if seed % 2:
        at_rename("SIGKILL", chance.randrange(3), *arguments)
    else:
        environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
        with subprocess.Popen([sys.executable, "-m", "triplicate", *arguments], env=environment) as process:
            time.sleep(chance.uniform(0.2, 3))
            process.kill()
    for suffix in ("docx", "epub"):
        assert read_back(letter.with_suffix(f".{suffix}")).entries
    assert triplicate(*arguments).returncode == 0
    assert names_in(tmp_path) == ["letter.docx", "letter.epub", "letter.md"]
    assert cli.run(["verify", str(letter)]) == 0
