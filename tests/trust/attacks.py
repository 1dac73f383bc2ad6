"""What chance does to sources, files and runs of the program. Each attack is one function of a seed and an empty folder.

It returns in a word what came of it, and raises an AssertionError where that must not be. `test_attacks.py` makes a few
of each in every run; `python -m tests.trust.campaign` makes thousands.
"""

import io
import os
import random
import zipfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from lxml import etree

from tests.trust.running import LETTER, names_in, write
from triplicate import cli
from triplicate.errors import InternalError, UnprovenError, UnreadableError
from triplicate.jobs.batch import check_source, export_sources
from triplicate.jobs.config import Choices
from triplicate.jobs.texts import Request
from triplicate.proof.readback import read_back

SAMPLES = Path(__file__).parents[2] / "source"
SOURCES = sorted(SAMPLES.glob("*.md"))
# fmt: off
NASTY = (
    "\u2028", "\u2029", "\x85", "\x0c", "\x1b", "\ufeff", "\u202e", "\ud800", "\0", "\u0301", "\u00ad", "\u200d",
    "\t", " ", "\n", "\n\n", "\r", "é", "日", "ا", "🎉", "a" * 300,
    "#", "- ", "1. ", "> ", "```", "~~~", ":::", "::: note\n", "|", "| - |", "[^1]", "[^1]: ", "![](", "](", "[", "]",
    "$", "$$", "\\", "\\frac{", "{", "}", "{{", "}}", "{{title}}", "{#a}", "{.b}", "<", "<!--", "<b>", "&#0;", "&amp;",
    "---\n", "title: ", "lang: ar\n", "date: 9999-12-31\n", "*", "**", "_", "~~", "^", ": ",
)
# fmt: on


def damaged(text, chance):
    """Return a text of which some is doubled, left out or replaced by what is hard to read."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 3, 40, 400)))
        piece = chance.choice(
            (chance.choice(NASTY), chance.choice(NASTY) * chance.randint(2, 30), text[start:end] * 2, "")
        )
        text = text[:start] + piece + text[end:]
    return text


def judged(outcome, *wrong):
    """Return whether a text was accepted or refused; neither may be our own fault."""
    assert not isinstance(outcome.error, (InternalError, *wrong)), (outcome.error, outcome.proofs)
    return "refused" if outcome.error else "accepted"


def source(seed, folder):
    """Damage a part of a sample and check it."""
    chance = random.Random(seed)
    text = chance.choice(SOURCES).read_text("utf-8")
    # Half of the texts are the beginning of a sample, front matter included; half some of it under a sound front matter.
    if chance.random() < 0.5:
        text = damaged(text[: chance.choice((1500, 6000))], chance)
    else:
        text = front_matter(chance) + damaged(some_of(text, chance, 8), chance)
    path = folder / "text.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return judged(check_source(path, Request(media=(SAMPLES,))))


def front_matter(chance):
    """Return a front matter that may stand before any part of the samples."""
    lines = ["title: A *short* text", "lang: en-GB", "date: 2026-03-01", "math: true"]
    more = ("toc: true", "kind: report", "kind: leaflet", "number-sections: true", "author: A. Writer", "publisher: We")
    return "\n".join(("---", *lines, *chance.sample(more, chance.choice((0, 0, 1, 2))), "---", "", "")).replace(
        "kind: report\nkind: leaflet\n", "kind: report\n"
    )


def some_of(text, chance, most):
    """Return some paragraphs of a text that follow one another, with the notes and addresses that they call."""
    paragraphs = text.split("---\n", 2)[2].strip().split("\n\n")
    start = chance.randrange(len(paragraphs))
    chosen = paragraphs[start : start + chance.randint(1, most)]
    called = [
        one for one in paragraphs if one.startswith("[") and "]:" in one and one.split("]:")[0] in "\n".join(chosen)
    ]
    return "\n\n".join(dict.fromkeys((*chosen, *called))) + "\n"


def export(seed, folder):
    """Export some of a sample, damaged or not, in all formats; what appears must be read back as the text says."""
    chance = random.Random(seed)
    body = some_of(chance.choice(SOURCES).read_text("utf-8"), chance, 5)
    if chance.random() < 0.6:
        body = damaged(body, chance)
    path = folder / "text.md"
    path.write_bytes((front_matter(chance) + body).encode("utf-8", "surrogatepass"))
    # The fonts of some editions are quicker to embed: of variable ones an instance is made for each file.
    style = chance.choice(("dyslexia", "dyslexia", "dyslexia", "standard", "large-print", "print"))
    (outcome,) = export_sources([path], Request(Choices(styles=(style,)), media=(SAMPLES,)))
    verdict = judged(outcome, UnprovenError)
    made = [] if outcome.error else ["text.docx", "text.epub", "text.pdf"]
    assert names_in(folder) == sorted([*made, "text.md"])
    return verdict


@cache
def sound_files():
    """Return the files of a small text, by their kind; the PDF once more with nothing compressed, as "plain pdf"."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "letter.md", LETTER + "\n1. One\n2. Two\n\n| A | B |\n|---|---|\n| c | d |\n")
        assert cli.run(["export", str(path), "--quiet"]) == 0
        files = {kind: path.with_suffix(f".{kind}").read_bytes() for kind in ("pdf", "docx", "epub")}
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return {**files, "plain pdf": plain.getvalue()}


def mutated(data, chance):
    """Return bytes of which some are changed, left out, doubled or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
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


def mutated_xml(data, chance):
    """Return XML that stays whole, with elements left out, doubled, put elsewhere or without some of their attributes."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 8)):
        inner = [one for one in root.iter(etree.Element) if one is not root]
        if not inner:
            break
        one, other = chance.choice(inner), chance.choice(inner)
        match chance.randrange(4):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.addnext(deepcopy(one))
            case 2:
                other.append(deepcopy(one))
            case _:
                for name in chance.sample(sorted(one.attrib), (len(one.attrib) + 1) // 2):
                    one.set(name, chance.choice(("", "-1", "99999999999", "x", one.get(name) * 2)))
    return etree.tostring(root)


def mutated_file(kind, data, chance):
    """Return a file that is broken as a whole, or within one of its members."""
    if kind.endswith("pdf") or chance.random() < 0.1:
        return mutated(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".xhtml", ".opf", ".ncx", ".rels"))]
        broken, mutate = chance.choice(names), chance.choice((mutated, mutated_xml, mutated_xml))
        for name in old.namelist():
            new.writestr(name, mutate(old.read(name), chance) if name == broken else old.read(name))
    return made.getvalue()


def file(seed, folder):
    """Read a sound file back that was mutated."""
    chance = random.Random(seed)
    kind = chance.choice(sorted(sound_files()))
    with suppress(UnreadableError):
        read_back(mutated_file(kind, sound_files()[kind], chance), kind.removeprefix("plain "), "mutated")
        return "accepted"
    return "refused"


HOSTILE = {
    "depth of quotations": lambda n: "> " * n + "a",
    "depth of lists": lambda n: "\n".join(f"{'  ' * level}- a" for level in range(n // 8)),
    "depth of containers": lambda n: "::: note\n" * n + "a\n",
    "depth of emphasis": lambda n: "*_" * n + "a" + "_*" * n,
    "depth of links": lambda n: "[" * n + "a" + "](b)" * n,
    "depth of HTML": lambda n: "<div>" * n + "a" + "</div>" * n,
    "depth of TeX": lambda n: "$" + "\\sqrt{" * n + "a" + "}" * n + "$",
    "a sum of many terms": lambda n: "$$\n" + "+".join(["a"] * n) + "\n$$",
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
"""Bodies of texts that are made to have no end."""


def hostile_text(seed):
    """Return a text that is made to have no end, and its kind."""
    kind = sorted(HOSTILE)[seed % len(HOSTILE)]
    body = HOSTILE[kind](int(10 ** random.Random(seed).uniform(2, 4.5)))
    return f"---\ntitle: T\nlang: en\nmath: true\n---\n\n{body}\n", kind


def hostile(seed, folder):
    """Check a hostile text."""
    text, kind = hostile_text(seed)
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(said):
        code = cli.run(["check", str(write(folder / "text.md", text))])
    assert code in (0, 1, 2), (kind, code)
    assert "internal error" not in said.getvalue(), (kind, said.getvalue()[-500:])
    return ("accepted", "refused", "unreadable")[code]


SET = ["letter.docx", "letter.epub"]
OLD, NEW = "Come in.", "Come in, do."


def states(folder):
    """Return for each file of the set whether it says what the text said first, or what it says now."""
    found = {}
    for name, member in (("letter.docx", "word/document.xml"), ("letter.epub", "EPUB/")):
        if (folder / name).exists():
            with zipfile.ZipFile(folder / name) as archive:
                words = b"".join(archive.read(one) for one in archive.namelist() if one.startswith(member))
            found[name] = "new" if NEW.encode() in words else "old"
    return found


def kill(seed, folder, start):
    """Kill a run at a rename (odd seeds) or at any moment; the next runs leave one set of one text, and nothing else.

    `start` runs the program with these arguments until it is killed, at the rename of a number or, where that is None,
    at any moment.
    """
    chance = random.Random(seed)
    letter = write(folder / "letter.md")
    arguments = ["export", str(letter), "--formats", "docx,epub", "--quiet"]
    assert cli.run(arguments) == 0
    write(letter, LETTER.replace(OLD, NEW))
    start(arguments, chance.randrange(3) if seed % 2 else None, chance)
    killed = states(folder)
    assert sorted(killed) == SET
    assert all(read_back(folder / name).entries for name in SET)
    # A run that makes nothing itself still ends what was begun.
    write(letter, "no title")
    with redirect_stderr(io.StringIO()):
        assert cli.run(arguments) == 1
    assert names_in(folder) == [*SET, "letter.md"]
    ended = states(folder)
    assert len(set(ended.values())) == 1, (killed, ended)
    write(letter, LETTER.replace(OLD, NEW))
    assert cli.run(arguments) == 0
    assert names_in(folder) == [*SET, "letter.md"]
    with redirect_stdout(io.StringIO()):
        assert cli.run(["verify", str(letter)]) == 0
    return " and ".join(sorted(set(killed.values())))


def killed_in_a_fork(arguments, rename, chance):
    """Run the program in a fork, which has imported it already, until it is killed: a start for `kill`."""
    import signal

    process = os.fork()
    if process == 0:
        if rename is None:
            # What nobody has asked to handle ends a process as at once as SIGKILL does.
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.01, 0.6))
        else:
            replace, renames = Path.replace, iter(range(9))
            Path.replace = lambda self, target: (
                os.kill(os.getpid(), signal.SIGKILL) if next(renames) == rename else replace(self, target)
            )
        with suppress(BaseException):
            cli.run(arguments)
        os._exit(0)
    os.waitpid(process, 0)
