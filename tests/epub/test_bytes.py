"""The container: the order of its entries, their times, and the same bytes every time."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

ROOT = Path(__file__).parents[2]

AGAIN = """
import hashlib
from tests.epub.books import MOMENT, whole_book, page_starts
from triplicate import theme
from triplicate.formats import epub
document = whole_book()
data = epub.export(document, theme.load(), moment=MOMENT, page_starts=page_starts(document)).data
print(hashlib.sha256(data).hexdigest())
"""


def test_the_mimetype_comes_first_and_stored(library: dict[str, Path]) -> None:
    for path in library.values():
        with ZipFile(path) as archive:
            first = archive.infolist()[0]
            assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
            assert archive.read(first) == b"application/epub+zip"
            assert archive.testzip() is None
        assert path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_entries_carry_no_trace_of_when_or_where_they_were_made(whole: Path) -> None:
    with ZipFile(whole) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert all(name.isascii() and " " not in name for name in names)


def test_the_same_text_gives_the_same_bytes_in_any_process() -> None:
    def run(seed: str, zone: str) -> str:
        path = os.pathsep.join((str(ROOT), str(ROOT / "exporters")))
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        done = subprocess.run([sys.executable, "-c", AGAIN], env=env, capture_output=True, text=True, check=True)
        return done.stdout

    assert len({run("1", "UTC"), run("2", "Asia/Tokyo"), run("3", "America/Lima")}) == 1


def test_mathematics_that_cannot_be_read_is_an_error_in_plain_words(tmp_path: Path) -> None:
    from tests.epub.books import simple, write
    from triplicate.document.model import MathBlock
    from triplicate.errors import FindingsError

    with pytest.raises(FindingsError, match="unsupported command"):
        write(tmp_path, simple(MathBlock(r"\foo", "foo")))
