"""A folder from anybody: what stands in it leads nowhere outside its project, unless the command line allows it."""

import shutil

import pytest

from tests.checks import templates
from tests.trust.running import LETTER, names_in, write
from triplicate import cli
from triplicate.theme.fonts import families

STYLE = 'extends = "standard"\n'


@pytest.fixture
def outside(tmp_path):
    """A folder beside the project, with everything that one could want of it."""
    folder = tmp_path / "outside"
    write(folder / "house.toml", STYLE)
    (folder / "template.docx").write_bytes(templates.complete())
    shutil.copy(families()["IBM Plex Mono"].faces[0].path, folder / "font.ttf")
    return folder


@pytest.fixture
def project(tmp_path, outside):
    folder = tmp_path / "project"
    write(folder / "texts" / "letter.md")
    write(folder / "triplicate.toml", "")
    (folder / "linked").symlink_to(outside)
    return folder


def export(project, *arguments):
    return cli.run(["export", str(project / "texts"), "--formats", "docx", "--quiet", *map(str, arguments)])


@pytest.mark.parametrize("way", ["../outside", "{outside}", "linked"], ids=["up", "absolute", "link"])
@pytest.mark.parametrize(
    "line",
    ['output = "{way}"', 'media = ["{way}"]', 'reference-docx = "{way}/template.docx"', 'style = "{way}/house.toml"'],
)
def test_a_configuration_leads_nowhere_outside(project, outside, capsys, line, way):
    settings = line.replace("{way}", way.replace("{outside}", str(outside)))
    write(project / "triplicate.toml", f"{settings}\n")
    before = names_in(outside)
    assert export(project) == 2
    told = capsys.readouterr().err
    assert "--allow-outside" in told
    assert f"“{settings.partition(' ')[0]}”" in told
    assert names_in(outside) == before
    assert names_in(project / "texts") == ["letter.md"]
    assert export(project, "--allow-outside") == 0


def test_the_command_line_decides_for_itself(project, outside):
    write(project / "triplicate.toml", 'output = "../elsewhere"\nstyle = "../outside/house.toml"\n')
    assert export(project, "--to", outside / "out", "--style", outside / "house.toml", "--media", outside) == 0
    assert names_in(outside / "out") == ["letter.docx"]


def test_a_text_leads_nowhere_outside(project, capsys):
    write(project / "texts" / "letter.md", LETTER.replace("date:", "style: ../../outside/house.toml\ndate:"))
    assert export(project) == 2
    assert "“style” leads to" in capsys.readouterr().err
    assert export(project, "--allow-outside") == 0


@pytest.mark.parametrize(
    ("tokens", "named"),
    [
        ('extends = "../outside/house.toml"', "house.toml"),
        (f'{STYLE}[word]\ntemplate = "../outside/template.docx"', "template.docx"),
        (f'{STYLE}[[font]]\nname = "A"\nface = [{{ file = "linked/font.ttf" }}]', "font.ttf"),
    ],
    ids=["style", "template", "font"],
)
def test_a_style_of_the_project_leads_nowhere_outside(project, capsys, tokens, named):
    write(project / "triplicate.toml", 'style = "house.toml"\n')
    write(project / "house.toml", f"{tokens}\n")
    assert export(project) == 2
    told = capsys.readouterr().err
    assert named in told
    assert "--allow-outside" in told
    assert export(project, "--allow-outside") == 0
    # Who names the style on the command line means all that it names.
    assert export(project, "--style", project / "house.toml") == 0


def test_the_root_of_a_repository_bounds_a_text_without_configuration(tmp_path, capsys):
    write(tmp_path / "house.toml", STYLE)
    source = write(
        tmp_path / "repository" / "texts" / "letter.md", LETTER.replace("date:", "style: ../house.toml\ndate:")
    )
    write(tmp_path / "repository" / "house.toml", STYLE)
    arguments = ["check", str(source), "--quiet"]
    assert cli.run(arguments) == 2  # the text's own folder is all there is
    (tmp_path / "repository" / ".git").mkdir()
    assert cli.run(arguments) == 0
    write(source, LETTER.replace("date:", "style: ../../house.toml\ndate:"))
    assert cli.run(arguments) == 2
    assert f"out of the project {tmp_path / 'repository'}" in capsys.readouterr().err


def test_the_settings_of_a_book_bound_it_where_it_has_no_repository(tmp_path, capsys):
    source = write(tmp_path / "book" / "src" / "part.md", LETTER + "\n```\n{{#include ../listings/part.txt}}\n```\n")
    write(tmp_path / "book" / "listings" / "part.txt", "print the letter\n")
    arguments = ["export", str(source), "--formats", "html", "--to", str(tmp_path / "out"), "--quiet"]
    assert cli.run(arguments) == 1  # the text's own folder is all there is
    assert "X006" in capsys.readouterr().err
    write(tmp_path / "book" / "book.toml", "[book]\n")
    assert cli.run(arguments) == 0
    assert "print the letter" in (tmp_path / "out" / "part.html").read_text(encoding="utf-8")
    write(source, LETTER + "\n```\n{{#include ../../outside.txt}}\n```\n")
    write(tmp_path / "outside.txt", "outside\n")
    assert cli.run(arguments) == 1
    # A repository goes further than the book in it.
    (tmp_path / ".git").mkdir()
    assert cli.run(arguments) == 0
