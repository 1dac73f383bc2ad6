"""What a project begins with, a text, a configuration and a house theme that hold as written; and what a run loads."""

import subprocess
import sys
import tomllib
from pathlib import Path

from triplicate import cli
from triplicate.checks import RULES
from triplicate.jobs.config import KEYS

RELEASE = Path(__file__).parents[1] / "source" / "news-release.md"


def test_what_is_written_can_be_exported_as_it_is(tmp_path, capsys):
    folder = tmp_path / "texts"
    assert cli.run(["init", str(folder)]) == 0
    text = folder / "first-text.md"
    said = capsys.readouterr().out
    assert f"triplicate check {text}" in said and "triplicate manual" in said
    assert cli.run(["check", str(text), "--strict"]) == 0
    assert f"{text}: no findings" in capsys.readouterr().out
    assert cli.run(["export", str(folder), "--formats", "docx,html"]) == 0
    assert "--accent: #5b2a6e" in text.with_suffix(".html").read_text(encoding="utf-8")


def test_the_configuration_shows_every_key_as_it_may_be_written(tmp_path):
    assert cli.run(["init", str(tmp_path)]) == 0
    for name, keys in (("triplicate.toml", {key.name for key in KEYS}), ("house.toml", {"extends", "font", "logo"})):
        written = (tmp_path / name).read_text(encoding="utf-8")
        lines = [line.removeprefix("# ") for line in written.splitlines() if not _is_said(line)]
        assert keys <= set(tomllib.loads("\n".join(lines)))


def _is_said(line):
    """Whether a line is words, and no setting that a sign keeps from holding."""
    inside = line.removeprefix("# ").removeprefix("#").strip()
    return (line.startswith("#") and "=" not in inside and not inside.startswith("[")) or line.endswith("above that.")


def test_nothing_that_stands_there_is_written_over(tmp_path, capsys):
    (tmp_path / "house.toml").write_text("mine", encoding="utf-8")
    assert cli.run(["init", str(tmp_path)]) == 2
    assert "house.toml is there already" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["house.toml"]


def test_explain_lists_every_rule_by_what_it_is_about(capsys):
    assert cli.run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    codes = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(codes) == list(RULES)
    assert lines[0] == "Metadata" and "Headings" in lines


def test_a_text_in_a_usual_language_is_made_without_the_data_of_all_languages(tmp_path):
    """They take as long to load as a page to lay out."""
    command = ["export", str(RELEASE), "--to", str(tmp_path), "--no-cache", "--quiet"]
    program = (
        f"import sys; from triplicate import cli; assert cli.run({command}) == 0; print('langcodes' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert told == "False\n"
