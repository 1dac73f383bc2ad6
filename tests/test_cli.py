"""The command line as people use it: texts in, files and exit codes out."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.shared import RGBColor

from tests.trust.running import triplicate
from triplicate import cli
from triplicate.theme import loading

SOURCE = Path(__file__).parents[1] / "source"
LETTER = """---
title: A letter
lang: en-GB
date: 2026-03-01
---

Dear reader,

We have good news:

- the library is open
- the bus is running

## What happens next

1. Come in.
2. Sit down.
"""


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_export_writes_three_files_beside_the_source(letter):
    assert cli.run(["export", str(letter)]) == 0
    assert files_in(letter.parent) == ["letter.docx", "letter.epub", "letter.md", "letter.pdf"]
    assert (letter.parent / "letter.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert zipfile.ZipFile(letter.parent / "letter.docx").testzip() is None
    assert zipfile.ZipFile(letter.parent / "letter.epub").read("mimetype") == b"application/epub+zip"


def test_all_that_the_formats_refuse_is_reported_at_once(letter, tmp_path, capsys):
    """A sign and a script that no font of the PDF shows, and a template whose headings are too faint for Word."""
    letter.write_text(f"{LETTER}\nWell done \ue000.\n\nIn Korean: [한국]{{lang=ko}}.\n", encoding="utf-8")
    template = docx.Document()
    template.styles["Heading 2"].font.color.rgb = RGBColor(0xCC, 0xCC, 0xCC)
    template.save(tmp_path / "faint.docx")
    house = ("--reference-docx", str(tmp_path / "faint.docx"))
    for styles in ((), ("--style", "standard,dyslexia")):
        assert cli.run(["export", str(letter), *house, *styles, "--json"]) == 1
        record = json.loads(capsys.readouterr().out)
        refused = [one for one in record["findings"] if one["severity"] == "error"]
        assert [(one["code"], Path(one["source"]).name, one["line"], one["column"]) for one in refused] == [
            ("C050", "letter.md", 19, 11),
            ("C050", "letter.md", 21, 13),
            ("W011", "faint.docx", 1, 1),
        ]
        assert "W010" in {one["code"] for one in record["findings"]}, "advice is told with the errors"
        assert files_in(tmp_path) == ["faint.docx", "letter.md"]


def test_export_to_a_folder_that_is_made(letter, tmp_path, capsys):
    folder = tmp_path / "new" / "folder"
    assert cli.run(["export", str(letter), "--to", str(folder), "--formats", "docx,epub"]) == 0
    assert files_in(folder) == ["letter.docx", "letter.epub"]
    assert capsys.readouterr().out.split() == [str(folder / "letter.docx"), str(folder / "letter.epub")]


def test_folders_are_searched_and_one_bad_file_stops_nothing(letter, tmp_path, capsys):
    (tmp_path / "bad.md").write_text("No title, no language.\n", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "other.md").write_text(LETTER, encoding="utf-8")
    out = tmp_path / "out"
    assert cli.run(["export", str(tmp_path), "--to", str(out), "--formats", "epub"]) == 1
    assert files_in(out) == ["letter.epub"]
    assert "bad.md:1:1" in capsys.readouterr().err


def test_one_export_does_each_step_once(letter, tmp_path):
    """What comes of a text is handed down: nothing is read, loaded, fitted or judged a second time."""
    letter.write_text(LETTER.replace("lang:", "ignore:\n  H054: It is a test.\nlang:"), encoding="utf-8")
    loading._loaded.clear()
    counts = Counter()
    steps = {
        "split_front": 1,
        "compose": 1,
        "review": 1,
        "theme": 2,
        "edition_of": 2,
        "with_artwork": 2,
        "fitted": 2,
        "missing_characters": 2,
        "_expected": 2,
        "prove": 6,  # each file
    }
    homes = ("reading/front_matter.py", "yaml/__init__.py", "checks/__init__.py", "theme/", "proof/proving.py")

    def count(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_name in steps and any(home in code.co_filename for home in homes):
            counts[code.co_name] += 1

    sys.setprofile(count)
    try:
        done = cli.run(["export", str(letter), "--style", "standard,print", "--to", str(tmp_path / "out")])
    finally:
        sys.setprofile(None)
    assert done == 0
    assert counts == steps


def test_title_and_language_may_come_from_the_command_line(tmp_path):
    path = tmp_path / "bare.md"
    path.write_text("Some words.\n", encoding="utf-8")
    assert cli.run(["check", str(path)]) == 1
    assert cli.run(["check", str(path), "--title", "Bare words", "--lang", "en-GB"]) == 0


def test_plain_text_has_the_date_and_the_publisher_that_the_call_says(tmp_path, capsys):
    path = tmp_path / "release.txt"
    path.write_text("Pools open\n\nThey open today.\n", encoding="utf-8")
    said = ["--lang", "en-GB", "--date", "2026-03-12", "--publisher", "Tarrow Vale", "--kind", "release"]
    assert cli.run(["export", str(path), "--formats", "docx", *said]) == 0
    lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "release.docx")).paragraphs]
    assert lines[:3] == ["Tarrow Vale", "News release | 12 March 2026", "Pools open"]
    assert cli.run(["verify", str(path), str(tmp_path / "release.docx"), *said]) == 0
    assert cli.run(["verify", str(path), str(tmp_path / "release.docx"), "--lang", "en-GB"]) == 1
    capsys.readouterr()
    assert cli.run(["check", str(path), "--kind", "poster"]) == 2
    assert "known are: release, report, leaflet, guidance" in capsys.readouterr().err


def test_findings_stop_the_export_and_leave_earlier_files_alone(letter, capsys):
    earlier = letter.with_suffix(".epub")
    earlier.write_bytes(b"earlier")
    letter.write_text(LETTER + "\n![](missing.png)\n", encoding="utf-8")
    assert cli.run(["export", str(letter)]) == 1
    assert earlier.read_bytes() == b"earlier"
    assert files_in(letter.parent) == ["letter.epub", "letter.md"]
    assert f"{letter}:19:1" in capsys.readouterr().err


def test_strict_lets_warnings_stop_it(letter):
    letter.write_text(LETTER + "\n[click here](https://example.org/)\n", encoding="utf-8")
    assert cli.run(["check", str(letter)]) == 0
    assert cli.run(["check", str(letter), "--strict"]) == 1


def test_json_is_one_object_a_source(letter, capsys):
    assert cli.run(["export", str(letter), "--json", "--formats", "docx"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["files"] == [str(letter.with_suffix(".docx"))]
    assert result["exit_code"] == 0


def test_quiet_prints_nothing_when_all_is_well(letter, capsys):
    assert cli.run(["export", str(letter), "--quiet", "--formats", "docx"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "nowhere.md"], "nowhere.md"),
        (["export", "{letter}", "--formats", "rtf"], "unknown format 'rtf'"),
        (["export", "{letter}", "--style", "baroque"], "no style 'baroque'"),
        (["export", "{letter}", "--pdf-standard", "ua-9"], "unknown standard 'ua-9'"),
        (["export", "{letter}", "--media", "nowhere"], "no folder nowhere"),
        (["export", "{letter}", "--to", "{letter}/inside"], "cannot write"),
    ],
)
def test_wrong_usage_is_said_plainly_and_exits_2(letter, arguments, message, capsys):
    arguments = [argument.format(letter=letter) for argument in arguments]
    assert cli.run(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err
    assert files_in(letter.parent) == ["letter.md"]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"caf\xe9", b"\x00" * 100], ids=["utf-16", "latin-1", "nul"])
def test_what_is_not_text_is_unreadable(tmp_path, data, capsys):
    path = tmp_path / "odd.md"
    path.write_bytes(data)
    assert cli.run(["export", str(path)]) == 2
    assert "odd.md" in capsys.readouterr().err


def test_a_failed_rename_leaves_nothing_behind(letter, capsys):
    letter.with_suffix(".docx").mkdir()
    assert cli.run(["export", str(letter)]) == 2
    assert files_in(letter.parent) == ["letter.docx", "letter.md"]
    assert f"cannot write {letter.with_suffix('.docx')}: a folder has this name" in capsys.readouterr().err


def test_module_runs_and_help_needs_no_heavy_library():
    code = "import sys; sys.argv[1:] = ['--help']\ntry:\n import triplicate.__main__\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "export" in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"weasyprint", "docx", "ebooklib", "markdown_it", "lxml", "rich", "yaml", "PIL", "dataclasses", "pikepdf"}
    assert not loaded & heavy


@pytest.fixture(scope="module")
def two_letters(tmp_path_factory):
    """Two texts in a folder."""
    folder = tmp_path_factory.mktemp("letters")
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(LETTER.replace("title: ", f"title: {name} "), encoding="utf-8")
    return folder


def test_bytes_depend_on_the_text_and_on_nothing_around_it(two_letters, tmp_path):
    # All that may differ differs at once; which of it matters, were they unlike, single runs tell.
    elsewhere = shutil.copytree(two_letters, tmp_path / "an other ‘folder’")
    out = tmp_path / "out"
    around = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONOPTIMIZE": "2"}
    arguments = ["export", "b.md", "a.md", "--style", "dyslexia", "--to", out]
    assert triplicate(*arguments, env=around, cwd=elsewhere).returncode == 0
    assert cli.run(["export", str(two_letters), "--style", "dyslexia", "--quiet"]) == 0
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    assert len(made) == 6
    assert made == {path.name: path.read_bytes() for path in two_letters.iterdir() if path.suffix != ".md"}
    with pikepdf.open(out / "a.pdf") as pdf:
        assert re.fullmatch(r"WeasyPrint \S+, Pango \d\S+, HarfBuzz \d\S+", str(pdf.docinfo["/Producer"]))


def test_completion_names_the_commands(capsys):
    assert cli.run(["completion", "bash"]) == 0
    assert "doctor" in capsys.readouterr().out


def test_doctor_finds_all_that_is_needed_here(capsys):
    assert cli.run(["doctor", "--json"]) == 0
    names = {result["name"]: result["found"] for result in json.loads(capsys.readouterr().out)}
    assert names["Pango"]
    assert names["font Atkinson Hyperlegible"]


def test_without_pango_export_says_how_to_get_it(letter, tmp_path):
    # A loader that finds no Pango, as on a machine where it is not installed.
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "sitecustomize.py").write_text(
        "import cffi\n"
        "real = cffi.FFI.dlopen\n"
        "def dlopen(self, name, flags=0):\n"
        "    if name and 'pango' in str(name):\n"
        "        raise OSError(f'cannot load library {name!r}')\n"
        "    return real(self, name, flags)\n"
        "cffi.FFI.dlopen = dlopen\n",
        encoding="utf-8",
    )
    exporters = Path(cli.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{stub}{os.pathsep}{exporters}"}
    for command, code in ((["export", str(letter)], 2), (["doctor"], 1)):
        done = subprocess.run(
            [sys.executable, "-m", "triplicate", *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code
        assert "apt-get install" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert files_in(letter.parent) == ["letter.md", "stub"]


def test_the_samples_export(tmp_path):
    folder = tmp_path / "source"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("manual*", "everything*"))  # exported by others
    out = tmp_path / "out"
    assert cli.run(["export", str(folder), "--lang", "en-GB", "--to", str(out)]) == 0
    stems = sorted(path.stem for path in folder.iterdir() if path.is_file())
    assert files_in(out) == sorted(f"{stem}.{suffix}" for stem in stems for suffix in ("docx", "epub", "pdf"))


def test_check_finds_the_characters_that_would_stop_an_export(tmp_path, capsys):
    source = tmp_path / "japanese.md"
    source.write_text("---\ntitle: News\nlang: en\n---\n\nThe word *is* [is \u65e5]{lang=ja}.\n", encoding="utf-8")
    for command in ("check", "export"):
        assert cli.run([command, str(source)]) == 1
        assert f"{source}:6:19 C050 error" in capsys.readouterr().err
    assert cli.run(["export", str(source), "--formats", "docx,epub"]) == 0


def test_fix_mends_the_others_where_one_source_cannot_be_read(letter, capsys):
    letter.write_text(LETTER.replace("## What", "##What"), encoding="utf-8")
    gone = letter.with_name("gone.md")
    assert cli.run(["check", "--fix", str(gone), str(letter)]) == 2
    assert letter.read_text("utf-8") == LETTER
    assert f"{gone} does not exist" in capsys.readouterr().err
    assert cli.run(["check", "--fix", "--dry-run", str(gone), str(letter)]) == 2
    assert f"{gone} does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["--json", "--sarif"])
def test_the_diff_of_a_fix_does_not_stand_in_what_a_program_reads(letter, capsys, form):
    letter.write_text(LETTER.replace("## What", "##What"), encoding="utf-8")
    cli.run(["check", "--fix", form, str(letter)])
    printed = capsys.readouterr()
    assert json.loads(printed.out)
    assert "+## What happens next" in printed.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["check", ""], "a source has an empty name"),
        (["export", ""], "a source has an empty name"),
        (["check", "--dry-run", "a.md"], "--dry-run goes with --fix"),
        (["check", "--json", "--sarif", "a.md"], "not allowed with"),
    ],
)
def test_wrong_usage_is_said(options, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(LETTER, encoding="utf-8")
    try:
        code = cli.run(options)
    except SystemExit as leaving:  # argparse's own refusal
        code = leaving.code
    assert code == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_configuration_is_text_as_a_source_is(letter, capsys):
    settings = letter.with_name("triplicate.toml")
    settings.write_bytes("\ufeffstyle = 'print'\n".encode())
    assert cli.run(["check", str(letter)]) == 0
    settings.write_bytes(b"style = 'print'\n\xff\n")
    assert cli.run(["check", str(letter)]) == 2
    assert f"{settings} is not UTF-8: byte 17, on line 2. Save it as UTF-8" in capsys.readouterr().err


def test_a_good_text_takes_one_line_and_its_advice_another(letter, capsys):
    letter.write_text(LETTER + "\n## Why & how?\n\nWords.\n", encoding="utf-8")
    (letter.parent / "triplicate.toml").write_text('house-style = "gov.uk"\n', encoding="utf-8")
    assert cli.run(["export", str(letter), "--formats", "docx"]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{letter.with_suffix('.docx')}\n"
    assert captured.err == f"{letter}: 2 pieces of advice; “triplicate check {letter}” tells more\n"
    assert cli.run(["check", str(letter)]) == 0
    captured = capsys.readouterr()
    assert "H054 advice" in captured.err
    assert captured.out == f"{letter}: 2 pieces of advice\n"


def test_statistics_say_how_often_each_rule_is_broken(letter, capsys):
    (letter.parent / "triplicate.toml").write_text('house-style = "gov.uk"\n', encoding="utf-8")
    letter.write_text(LETTER + "\nBring a pen & paper, cups & plates.\n\n[The form](form.html)\n", encoding="utf-8")
    assert cli.run(["check", str(letter), "--statistics"]) == 0
    captured = capsys.readouterr()
    counted = {line.split()[1]: line.split()[0] for line in captured.out.splitlines()}
    assert (counted["S056"], counted["K003"]) == ("2", "1")
    assert captured.err == ""


def test_the_base_address_may_come_from_the_command_line(letter, capsys):
    letter.write_text(LETTER + "\nSee [the form](form.html).\n", encoding="utf-8")
    assert cli.run(["check", str(letter), "--strict"]) == 1
    assert cli.run(["check", str(letter), "--strict", "--base-url", "https://www.example.org/"]) == 0
    capsys.readouterr()
    assert cli.run(["check", str(letter), "--base-url", "here"]) == 2
    assert "--base-url wants an address" in capsys.readouterr().err


def test_a_text_from_standard_input_is_checked_and_exported_under_its_name(letter, tmp_path, capsys, monkeypatch):
    given = ["-", "--name", str(tmp_path / "given" / "note.md")]
    for arguments in (["check"], ["export", "--to", str(tmp_path / "out"), "--formats", "epub"]):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(letter.read_bytes())))
        assert cli.run([*arguments, *given]) == 0
    assert files_in(tmp_path / "out") == ["note.epub"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# T\n\nWords {x}.\n")))
    assert cli.run(["check", "-", "--lang", "en"]) == 1
    assert "text.md:3:7 X002" in capsys.readouterr().err
    assert cli.run(["check", str(letter), "--name", "a.md"]) == 2
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff")))
    assert cli.run(["check", "-"]) == 2


def test_options_stand_before_between_and_after_files(letter, capsys):
    other = letter.with_name("other.md")
    other.write_bytes(letter.read_bytes())
    for arguments in (["--quiet", letter, other], [letter, "--quiet", other], [letter, other, "--quiet"]):
        assert cli.run(["check", *map(str, arguments)]) == 0
        assert capsys.readouterr() == ("", "")


def test_keys_of_other_programs_are_listed_in_one_line_where_that_is_asked_for(letter, capsys):
    letter.write_text(letter.read_text("utf-8").replace("---\n", "---\nlayout: page\nweight: 3\n", 1), "utf-8")
    assert cli.run(["check", str(letter)]) == 0
    assert "layout" not in "".join(capsys.readouterr())
    assert cli.run(["check", str(letter), "--verbose"]) == 0
    assert f"{letter}: of other programs: layout, weight\n" in capsys.readouterr().out


def test_an_export_says_a_warning_in_one_line(letter, capsys):
    letter.write_text(letter.read_text("utf-8") + "\n## A\n\n#### B\n\n[Form](form.html)\n", "utf-8")
    assert cli.run(["export", str(letter), "--formats", "epub"]) == 0
    *warnings, last = capsys.readouterr().err.splitlines()
    assert [line.split()[1:3] for line in warnings] == [["H050", "warning"], ["K003", "warning"]]
    assert last.endswith("tells more")
    assert cli.run(["check", str(letter)]) == 0
    assert "= Say where the text is published" in capsys.readouterr().err


def test_what_would_be_mended_is_shown_and_nothing_is_changed(letter, capsys):
    before = letter.read_text("utf-8") + "\n[desk](desk@example.org)\n"
    letter.write_text(before, "utf-8")
    assert cli.run(["check", "--diff", str(letter)]) == 0
    assert "+[desk](mailto:desk@example.org)" in capsys.readouterr().out
    assert letter.read_text("utf-8") == before


def test_what_would_be_refused_is_left_out_where_that_is_asked_for(letter, tmp_path, capsys):
    letter.write_text(letter.read_text("utf-8") + "\n{{< gallery >}}\n", "utf-8")
    assert cli.run(["export", str(letter), "--formats", "epub"]) == 1
    assert cli.run(["export", str(letter), "--formats", "epub", "--lenient"]) == 0
    assert "X042 warning “gallery” is left out" in capsys.readouterr().err
    assert cli.run(["read", str(letter.with_suffix(".epub"))]) == 0
    assert "(Left out: gallery)" in capsys.readouterr().out
    assert cli.run(["verify", str(letter), "--lenient"]) == 0
