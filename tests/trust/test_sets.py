"""The files of a text appear together or not at all, whatever comes in between."""

import os
import resource
import signal
import stat

import pytest

from tests.trust.attacks import NEW, OLD, SET, states
from tests.trust.running import LETTER, at_rename, names_in, triplicate, write
from triplicate import cli

BOTH = ("--formats", "docx,epub")


@pytest.fixture
def letter(tmp_path):
    """A text with files of an earlier version of it."""
    path = write(tmp_path / "letter.md")
    assert cli.run(["export", str(path), "--quiet", *BOTH]) == 0
    write(path, LETTER.replace(OLD, NEW))
    return path


# Renames: 0 the journal, 1 and 2 the files.
@pytest.mark.parametrize(
    ("number", "left", "ended"),
    [(0, ["old", "old"], ["old", "old"]), (1, ["old", "old"], ["new", "new"]), (2, ["new", "old"], ["new", "new"])],
)
def test_a_kill_at_any_rename_is_made_good_by_the_next_run(letter, number, left, ended):
    done = at_rename("SIGKILL", number, "export", letter, *BOTH)
    assert done.returncode == -signal.SIGKILL
    assert states(letter.parent) == dict(zip(SET, left, strict=True))
    # The next run ends what was begun even if it makes nothing itself.
    write(letter, "no title")
    done = triplicate("export", letter, *BOTH)
    assert done.returncode == 1
    assert names_in(letter.parent) == [*SET, "letter.md"]
    assert states(letter.parent) == dict(zip(SET, ended, strict=True))
    told = [name for name in SET if f"{letter.parent / name}: finished now" in done.stderr]
    assert told == [name for name, before, now in zip(SET, left, ended, strict=True) if before != now]


def test_what_somebody_changed_since_a_kill_is_not_written_over(letter):
    at_rename("SIGKILL", 1, "export", letter, *BOTH)
    letter.with_suffix(".epub").write_bytes(b"of my own")
    write(letter, "no title")
    assert triplicate("export", letter, *BOTH).returncode == 1
    assert letter.with_suffix(".epub").read_bytes() == b"of my own"
    assert names_in(letter.parent) == [*SET, "letter.md"]


@pytest.mark.parametrize(("name", "number"), [("SIGINT", 0), ("SIGTERM", 1), ("SIGHUP", 2)])
def test_a_signal_waits_until_all_files_have_appeared(letter, name, number):
    done = at_rename(name, number, "export", letter, *BOTH)
    assert done.returncode == 128 + getattr(signal, name)
    assert states(letter.parent) == dict.fromkeys(SET, "new")
    assert names_in(letter.parent) == [*SET, "letter.md"]


@pytest.mark.parametrize("number", [1, 2])
def test_if_one_file_cannot_have_its_name_no_file_appears(letter, number):
    done = at_rename("fail", number, "export", letter, *BOTH)
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert states(letter.parent) == dict.fromkeys(SET, "old")
    assert names_in(letter.parent) == [*SET, "letter.md"]


def test_files_that_were_not_there_are_not_there_after_a_failure(tmp_path):
    letter = write(tmp_path / "letter.md")
    out = tmp_path / "new" / "folder"
    assert at_rename("fail", 2, "export", letter, *BOTH, "--to", out).returncode == 2
    assert names_in(tmp_path) == ["letter.md"]


def test_what_a_killed_run_left_is_swept(letter):
    at_rename("SIGKILL", 0, "export", letter, *BOTH)
    assert [name for name in names_in(letter.parent) if name.endswith(".part")]
    write(letter.with_name("mine.part"), "mine")
    write(letter.with_name(".triplicate-mine.part"), "mine")
    assert triplicate("export", letter, *BOTH).returncode == 0
    assert names_in(letter.parent) == [".triplicate-mine.part", *SET, "letter.md", "mine.part"]


def test_a_journal_from_a_stranger_is_believed_about_nothing_outside(letter, tmp_path):
    outside = write(tmp_path.parent / f"{tmp_path.name}-outside" / "precious.txt", "precious")
    stem = ".triplicate-0123456789abcdef"
    write(tmp_path / f"{stem}-0.part", "worthless")
    status = outside.stat()
    before = [status.st_ino, status.st_size, status.st_mtime_ns]
    journal = f'[["{stem}-0.part", "{outside}", {before}], ["{stem}-0.part", "../{outside.parent.name}/new.txt", null]]'
    write(tmp_path / f"{stem}.journal", journal)
    assert triplicate("export", letter, *BOTH).returncode == 0
    assert outside.read_text("utf-8") == "precious"
    assert names_in(outside.parent) == ["precious.txt"]
    assert names_in(tmp_path) == [*SET, "letter.md"]


@pytest.mark.parametrize(
    "journal", ["", "{}", "[1]", "[[]]", '[["a", "b", 1]]', '[["a", "\\u0000", null]]', "[" * 5000]
)
def test_a_journal_that_is_none_stops_nothing(letter, journal):
    write(letter.parent / ".triplicate-0123456789abcdef.journal", journal)
    assert cli.run(["export", str(letter), "--formats", "docx"]) == 0
    assert names_in(letter.parent) == [*SET, "letter.md"]


def test_a_full_disk_leaves_the_older_files_and_names_the_place(letter):
    limit = 9000
    assert letter.with_suffix(".docx").stat().st_size > limit
    done = triplicate(
        "export", letter, *BOTH, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert done.returncode == 2
    assert f"cannot write {letter.with_suffix('.docx')}: File too large; " in done.stderr
    assert states(letter.parent) == dict.fromkeys(SET, "old")
    assert names_in(letter.parent) == [*SET, "letter.md"]


def test_permissions_stay_as_they_were(letter):
    letter.with_suffix(".docx").chmod(0o600)
    letter.with_suffix(".epub").unlink()
    previous = os.umask(0o027)
    try:
        assert cli.run(["export", str(letter), *BOTH]) == 0
    finally:
        os.umask(previous)
    modes = [stat.S_IMODE((letter.parent / name).stat().st_mode) for name in SET]
    assert modes == [0o600, 0o640]


def test_a_fix_keeps_permissions_and_writes_where_a_link_leads(tmp_path):
    real = write(tmp_path / "real" / "text.md", LETTER + "\n##Next\n\nWords.\n")
    real.chmod(0o600)
    link = tmp_path / "text.md"
    link.symlink_to(real)
    assert cli.run(["check", "--fix", str(link)]) == 0
    assert link.is_symlink()
    assert "## Next" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert names_in(real.parent) == ["text.md"]


def test_an_export_writes_where_a_link_inside_the_project_leads(letter):
    kept = letter.parent / "kept"
    kept.mkdir()
    letter.with_suffix(".docx").rename(kept / "current.docx")
    letter.with_suffix(".docx").symlink_to("kept/current.docx")
    assert cli.run(["export", str(letter), *BOTH]) == 0
    assert letter.with_suffix(".docx").is_symlink()
    assert states(letter.parent) == dict.fromkeys(SET, "new")
    assert names_in(kept) == ["current.docx"]


def test_an_export_does_not_write_where_a_link_out_of_the_project_leads(letter, tmp_path, capsys):
    outside = write(tmp_path.parent / f"{tmp_path.name}-elsewhere.docx", "precious")
    letter.with_suffix(".docx").unlink()
    letter.with_suffix(".docx").symlink_to(outside)
    assert cli.run(["export", str(letter), *BOTH]) == 2
    assert "--allow-outside" in capsys.readouterr().err
    assert outside.read_text("utf-8") == "precious"
    assert cli.run(["export", str(letter), *BOTH, "--allow-outside"]) == 0
    assert states(letter.parent) == dict.fromkeys(SET, "new")


def test_names_may_be_as_long_as_a_disk_allows(tmp_path):
    stem = "é" * 125  # 250 bytes, and five for the suffix
    letter = write(tmp_path / f"{stem}.md")
    assert cli.run(["export", str(letter), *BOTH]) == 0
    assert names_in(tmp_path) == [f"{stem}.docx", f"{stem}.epub", f"{stem}.md"]


def test_a_file_that_is_protected_from_writing_stays(letter, monkeypatch, capsys):
    # Root, who may run the tests, may write anywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: bool(path.stat().st_mode & stat.S_IWUSR))
    letter.with_suffix(".docx").chmod(0o400)
    assert cli.run(["export", str(letter), *BOTH]) == 2
    assert "protected from writing" in capsys.readouterr().err
    assert states(letter.parent) == dict.fromkeys(SET, "old")
