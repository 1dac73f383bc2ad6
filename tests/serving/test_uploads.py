"""Files that are chosen or dropped: every kind of text, pictures, and what is refused, with the reason."""

import io
import random
import stat
import zipfile
from pathlib import Path

import pytest

from triplicate.serving import archives
from triplicate.serving.drafts import Draft, Upload
from triplicate.serving.errors import RefusedError
from triplicate.serving.uploads import name_for, take

SOURCE = Path(__file__).parents[2] / "source"
WAVES = (SOURCE / "pictures" / "waves.png").read_bytes()
PAGE = b'<html lang="en"><title>Hi</title><h1>Hi</h1><p>Hello <img src="p/x.png" alt="A thing"></p></html>'


def zipped(files, name="a.zip"):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return Upload(name, made.getvalue())


def link_in_zip():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        entry = zipfile.ZipInfo("a.md")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return Upload("a.zip", made.getvalue())


def test_a_folder_in_a_zip_is_a_text_and_its_pictures():
    draft = take([zipped({"news/Release.MD": "# T\n\r\nx", "news/pictures/w.png": WAVES, "__MACOSX/._w.png": b"x"})])
    assert (draft.name, draft.text, dict(draft.pictures)) == ("Release.md", "# T\n\nx", {"pictures/w.png": WAVES})


def test_a_page_is_taken_in_with_the_pictures_beside_it():
    draft = take([Upload("page.html", PAGE), Upload("p/x.png", WAVES)])
    assert draft.name == "page.md"
    assert "title: Hi\nlang: en\n" in draft.text
    (name,) = draft.pictures
    assert f"![A thing]({name})" in draft.text


def test_pictures_alone_are_added_to_what_there_is():
    draft = take([Upload("x.png", WAVES)], Draft("Words.", "a.txt", {"y.png": b"y"}))
    assert (draft.text, draft.name, set(draft.pictures)) == ("Words.", "a.txt", {"x.png", "y.png"})


def test_texts_of_editors_that_mark_their_encoding_are_read():
    for data in ("\ufeffWörter".encode(), "Wörter".encode("utf-16")):
        assert take([Upload("C:\\My Texts\\brief.txt", data)]).text == "Wörter"
        assert take([Upload("C:\\My Texts\\brief.txt", data)]).name == "brief.txt"


@pytest.mark.parametrize(
    ("uploads", "status", "kind"),
    [
        ([zipped({"../x.md": "x"})], 422, "outside"),
        ([zipped({"/x.md": "x"})], 422, "outside"),
        ([zipped({"C:\\x.md": "x"})], 422, "outside"),
        ([zipped({".": "x"})], 422, "outside"),
        ([link_in_zip()], 422, "outside"),
        ([zipped({"x.md": "x", "y.txt": "y"})], 422, "two-texts"),
        ([Upload("x.md", b"x"), Upload("y.docx", b"y")], 422, "two-texts"),
        ([zipped({"run.exe": "x"})], 415, "unknown"),
        ([zipped({"inner.zip": "x"})], 415, "unknown"),
        ([Upload("x.png", WAVES)], 415, "no-text"),
        ([], 415, "no-text"),
        ([Upload("a.zip", b"PK\3\4 nothing")], 422, "damaged"),
        ([Upload("a.docx", b"PK\3\4 nothing")], 422, "damaged"),
        ([Upload("a.epub", WAVES)], 422, "damaged"),
        ([Upload("a.pdf", b"%PDF-1.4 nothing")], 422, "damaged"),
        ([Upload("a.md", WAVES)], 422, "not-utf-8"),
        ([Upload("a.txt", b"a\0b")], 422, "not-utf-8"),
        ([zipped({f"{number}.png": b"" for number in range(archives.MOST_FILES + 1)})], 413, "too-many"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_refused_with_the_reason(uploads, status, kind):
    with pytest.raises(RefusedError) as refused:
        take(uploads)
    assert (refused.value.status, refused.value.kind) == (status, kind)
    assert "/tmp" not in str(refused.value)


def test_what_an_archive_unpacks_to_is_bounded_and_counted_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 1000)
    take([zipped({"x.md": b"0" * 500, "y.png": b"0" * 500})])
    for files in ({"x.md": b"0" * 1001}, {"x.md": b"0" * 500, "y.png": b"0" * 501}):
        with pytest.raises(RefusedError) as refused:
            take([zipped(files)])
        assert (refused.value.status, refused.value.kind) == (413, "too-large")
    lying = zipped({"x.md": b"0" * 2000}).data.replace((2000).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    with pytest.raises(RefusedError) as refused:
        take([Upload("a.zip", lying)])
    assert refused.value.kind == "damaged"


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_is_damaged_anywhere_is_refused_or_read(way):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("a/x.md", "# Hi\n\n" + "words " * 50)
    chance = random.Random(way)
    for _ in range(200):
        data = bytearray(made.getvalue())
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert take([Upload("a.zip", bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))])
        except RefusedError as refused:
            assert refused.status in {413, 415, 422}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---\ntitle: T\n---\n", "text.md"),
        ("# T\r\n\r\nWords.", "text.md"),
        ("See [the page](https://example.org).", "text.md"),
        ("Title\n\nWords - and more. * one", "text.txt"),
        ("Title\n\n• one\n• two\n1. three", "text.txt"),
        ("", "text.txt"),
    ],
)
def test_a_pasted_text_is_markdown_if_it_has_marks_of_that(text, name):
    assert name_for(text) == name
