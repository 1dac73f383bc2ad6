"""Files as they come from disk, and what a reading carries."""

import hashlib
from pathlib import Path

import pytest

from triplicate.document.walk import plain
from triplicate.errors import UnreadableError
from triplicate.reading import read

TEXT = "---\ntitle: Tîtle\nlang: en\n---\n\nOne\ntwo {x}.\n"
SOURCES = Path(__file__).parents[2] / "source"


@pytest.mark.parametrize("data", [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.replace("\n", "\r\n").encode()])
def test_utf8_with_or_without_mark_and_all_line_ends(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    result = read(path)
    assert result.document.metadata.title == "Tîtle"
    assert plain(result.document.blocks[0]) == "One two {x}."
    assert [str(finding) for finding in result.findings] == [f"{path}:7:5 X002 error “{{x}}” is not understood."]
    assert result.document.path == path
    assert result.document.sha256 == hashlib.sha256(data).hexdigest()
    assert result.text == TEXT


def test_a_name_stands_in_the_findings() -> None:
    assert {finding.source for finding in read("{x}", name="press.md").findings} == {"press.md"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9\n", "is not UTF-8"),
        (b"a\nb\0c\n", "null character on line 2"),
        ("a".encode("utf-16"), "is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_file_and_remedy(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "Save it as" in str(caught.value)


def test_folders_and_missing_and_huge_files_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(50_000_001)
    for path, said in [(tmp_path, "is a folder"), (tmp_path / "no.md", "does not exist"), (huge, "larger than 50 MB")]:
        with pytest.raises(UnreadableError, match=said):
            read(path)


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.*")), ids=lambda path: path.name)
def test_the_sources_are_read_without_errors(path: Path) -> None:
    result = read(path, lang="en-GB")
    assert [str(finding) for finding in result.findings if finding.severity == "error"] == []
    assert result.document.blocks
