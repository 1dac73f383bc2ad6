"""What the manual says is so: its commands run, its examples read as they are shown, what it names exists."""

import inspect
import io
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from tests.manual.parts import MANUAL, PARTS, WHOLE, Piece, pieces, prose
from triplicate import api, checks, cli, reading, theme
from triplicate.jobs import schema
from triplicate.jobs.config import KEYS
from triplicate.rules.finding import Severity

TOP = MANUAL.parents[1]
CODE = re.compile(r"\b[A-Z]\d{3}\b")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_OTHERS = {"--toc", "--number-sections", "--reference-doc", "--css"}
"""Options of pandoc, in the part for those who come from it."""

SERVED = "what a service answers"

RUN_ELSEWHERE = ("watch", "serve", "styles house.toml --sample", "manual --open", "--dask")
"""What waits until it is ended, takes long, opens a window or needs other machines: here the options are looked at, and
other tests run it."""


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_commands_and_programs_do_what_is_told(part, tmp_path, monkeypatch, capsys):
    """In the order of the part, in an empty folder: files are saved, commands leave with the exit code that is told."""
    monkeypatch.chdir(tmp_path)
    said, last = "", ""
    for piece in pieces(part):
        told = f"{part.name}:{piece.line}"
        if piece.title:
            Path(piece.title).parent.mkdir(exist_ok=True)
            Path(piece.title).write_text(piece.code, encoding="utf-8")
        elif piece.kind == "sh":
            said = "".join(_run(line, told, monkeypatch, capsys) for line in piece.code.splitlines())
        elif piece.kind == "python":
            exec(compile(piece.code, told, "exec"), {})
            said = capsys.readouterr().out
        elif piece.kind == "text" and last in ("sh", "python") and said != SERVED:
            place = 0
            for line in piece.code.splitlines():
                place = said.find(line, place)
                assert place >= 0, f"{told}: not said there: {line}\n{said}"
        last = piece.kind


def _run(line, told, monkeypatch, capsys):
    """Run one line of a shell, and return what it prints."""
    line, _, comment = line.partition("   # ")
    code = int(comment.removeprefix("exit code ") or 0)
    given, _, command = line.rpartition(" | ")
    program, *arguments = shlex.split(command)
    if program == "curl":  # tests/serving/test_api.py asks a service that is there
        return SERVED
    if program != "triplicate":
        _not_run(command, told)
        return ""
    if any(f" {words}" in f" {' '.join(arguments)}" for words in RUN_ELSEWHERE):
        cli.parser().parse_args(arguments)
        return ""
    if given:
        text = Path(given.removeprefix("cat ")).read_bytes()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert cli.run(arguments) == code, f"{told}: {line}\n{capsys.readouterr().err}"
    printed = capsys.readouterr()
    return printed.out + printed.err


def _not_run(command, told):
    """Look at a command that installs something: what it names is what the project needs."""
    program, *arguments = shlex.split(command)
    if program == "sudo":
        installed = (TOP / "tests" / "run").read_text("utf-8")
        assert all(package in installed for package in arguments[2:]), told
    elif program.endswith("/pip"):
        extras = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
        assert set(re.findall(r"\w+", arguments[-1])) <= extras.keys(), told
    else:
        assert program in ("python3", "export"), f"{told}: {command}"


def _examples():
    for part in PARTS:
        for piece in pieces(part):
            if piece.kind == "markdown" and not piece.title and not piece.shown:
                yield pytest.param(piece, id=f"{part.name}:{piece.line}")


@pytest.mark.parametrize("piece", list(_examples()))
def test_an_example_reads_with_the_findings_that_are_shown_and_no_others(piece: Piece):
    """Those with what they become below them are read with the manual itself."""
    own = piece.code.startswith(("---\n", "# "))
    read = reading.read(
        piece.code, title=None if own else "An example", lang=None if own else "en-GB", media=[MANUAL.parent / "manual"]
    )
    verdict = checks.review(read.document, read.findings, read.text, name="", ignored=read.ignored)
    found = [f"{one.place.line}:{one.place.column} {one.code} {one.severity}" for one in verdict.findings]
    shown = re.match(r"\n(?:[^\n`]+\n)*\n?```text\n(.*?)```", piece.after, re.DOTALL)
    assert found == (shown[1].splitlines() if shown else [])


def test_the_manual_has_no_finding(capsys):
    assert cli.run(["check", "--strict", str(MANUAL)]) == 0
    assert "no findings" in capsys.readouterr().out


def test_the_manual_is_written_as_it_advises():
    """By the house style that it names; key figures stand alone, as they are shown."""
    read = reading.read(MANUAL)
    settings = checks.Settings(house_style="gov.uk")
    verdict = checks.review(read.document, read.findings, read.text, name="", settings=settings)
    found = read.origins.settle(verdict.findings)
    assert [f"{one.source}:{one.place.line} {one.code}" for one in found if one.code != "L051"] == []


def test_most_of_what_a_text_can_hold_is_shown_as_it_becomes():
    (writing,) = (part for part in PARTS if part.stem == "writing")
    shown = [piece for piece in pieces(writing) if piece.kind == "markdown" and piece.shown]
    assert len(shown) > 20


def test_every_rule_that_is_named_exists_and_is_called_so():
    assert set(CODE.findall(WHOLE)) <= checks.RULES.keys()
    called = re.findall(r"^\| # (\w) \| .* \| ([A-Z]\d{3}): (.*) \|$", WHOLE, re.MULTILINE)
    for letter, code, name in called:
        assert (letter, name.lower()) == (code[0], checks.RULES[code].name.lower())
    assert {letter for letter, _, _ in called} == {code[0] for code in checks.RULES}


def _options():
    """Return the options of every command, by the command's name."""
    (commands,) = (one for one in cli.parser()._actions if one.choices and not one.option_strings)
    return {
        name: {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        for name, command in commands.choices.items()
    }


def test_every_command_is_named_and_every_option_exists():
    known = _options()
    named = set(OPTION.findall(WHOLE))
    assert named - OF_OTHERS <= set().union(*known.values())
    assert {name for name in known if not re.search(rf"\btriplicate {name}\b|`{name}`", WHOLE)} == set()
    missing = set().union(*known.values()) - named - {"--help"}
    assert missing == set()


def test_the_readme_leads_to_what_is_there_and_shows_a_text_without_a_finding():
    readme = (TOP / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", readme)
    assert [link for link in links if not (TOP / link).exists()] == []
    assert {part.relative_to(TOP).as_posix() for part in PARTS} <= set(links)
    assert set(re.findall(r"triplicate ([a-z]+)", readme)) <= _options().keys()
    (text,) = re.findall(r"```markdown\n(.*?)```", readme, re.DOTALL)
    assert reading.read(text).findings == ()


def test_every_key_is_named():
    keys = schema.front_matter_schema()["properties"].keys() | {key.name for key in KEYS}
    assert {key for key in keys if f"`{key}`" not in WHOLE} == set()


def test_the_sizes_of_the_editions_are_those_of_the_editions():
    told = dict(re.findall(r"^\| `([\w-]+)` \| ([\d.]+) pt \|", WHOLE, re.MULTILINE))
    assert told == {name: f"{theme.load(name).type.body:g}" for name in theme.names()}


def test_the_arguments_of_the_functions_are_those_that_they_have():
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ((?:`\w+`(?:, )?)+) \| ", WHOLE, re.MULTILINE)
    told = {
        (name, word)
        for words, names in rows
        for word in re.findall(r"\w+", words)
        for name in re.findall(r"\w+", names)
    }
    functions = (api.read, api.read_text, api.export)
    has = {
        (one.__name__, word)
        for one in functions
        for word, parameter in inspect.signature(one).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    assert told == has


def test_the_grades_are_those_of_findings():
    assert re.findall(r"^(error|warning|advice)\n: ", prose(WHOLE), re.MULTILINE) == list(Severity)
