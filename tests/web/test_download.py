"""The pages that offer files, and the same as JSON."""

import hashlib
import json
from urllib.parse import unquote

import pypdfium2
import pytest

from tests.web.conftest import TEXTS
from tests.web.test_page import parsed, words
from triplicate import cli

STEM = "bridge works"


@pytest.fixture(scope="module")
def page(offered):
    return parsed((offered / STEM / "index.html").read_bytes())


@pytest.fixture(scope="module")
def record(offered):
    return json.loads((offered / STEM / "index.json").read_bytes())


def test_a_page_offers_every_file_with_what_is_to_be_known_of_it(offered, page, record):
    rows = [[words(cell) for cell in row] for row in page.iter("tr")]
    assert [row[0] for row in rows] == [
        *("File", "Web page", "PDF"),
        *("File", "Web page, large print", "PDF, large print"),
    ]
    links = [unquote(a.get("href")) for table in page.iter("table") for a in table.iter("a")]
    told = [file for edition in record["editions"] for file in edition["files"]]
    assert [file["address"] for file in told] == links
    for file, row in zip(told, [row for row in rows if row[0] != "File"], strict=True):
        data = (offered / STEM / file["address"]).read_bytes()
        assert (file["size"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert row[1] == f"{len(data) / 1000:.{0 if len(data) >= 10_000 else 1}f} kB"
        assert file["sha256"] in words(page)
        pages = len(pypdfium2.PdfDocument(data)) if file["format"] == "pdf" else None
        assert (file["pages"], row[2]) == (pages, str(pages or ""))


def test_a_page_tells_what_the_text_is_and_whom_to_ask(page, record):
    assert words(page.find("body/main/header/h1")) == record["title"] == "The bridge is closed"
    assert "Where buses go while the bridge is closed" in words(page)
    assert "Language: English (United Kingdom)" in words(page)
    assert "formats@example.org" in words(page.find("body/footer"))
    assert [(one["style"], one["large"]) for one in record["editions"]] == [("standard", False), ("large-print", True)]
    place = "https://example.org/x/bridge%20works/"
    assert record["address"] == place
    assert [link.get("href") for link in page.iter("link")] == [f"{place}index.html"]


def test_a_page_speaks_the_language_of_its_text_and_repeats_its_summary(offered):
    page = parsed((offered / "brücke" / "index.html").read_bytes())
    assert [words(heading) for heading in page.iter("h2")] == ["Herunterladen", "Prüfsummen (SHA-256)"]
    assert "Busse fahren über die Ringstraße." in [words(one) for one in page.iter("p")]
    assert page.find("body/main/header/h1").text == "Die Brücke ist gesperrt"


def test_an_index_leads_to_the_page_of_each_text(offered):
    page = parsed((offered / "index.html").read_bytes())
    found = [(words(heading), unquote(heading.find(".//a").get("href"))) for heading in page.iter("h2")]
    assert found == [
        ("Die Brücke ist gesperrt", "brücke/index.html"),
        ("The bridge is closed", "bridge works/index.html"),
    ]
    told = json.loads((offered / "index.json").read_bytes())["documents"]
    assert [unquote(one["page"]) for one in told] == [address for _, address in found]
    assert all((offered / address).is_file() for _, address in found)


def test_what_is_unchanged_is_listed_too_and_no_page_of_others_is_written_over(tmp_path, capsys):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    asked = ["export", str(tmp_path), "--formats", "html", "--page", "--cache", str(tmp_path / "cache")]
    assert cli.run(asked) == 0
    first = (tmp_path / "index.html").read_bytes()
    (tmp_path / "index.html").unlink()
    capsys.readouterr()
    assert cli.run(asked) == 0
    assert capsys.readouterr().err.count(": unchanged\n") == 2
    assert (tmp_path / "index.html").read_bytes() == first
    for place in (tmp_path / "index.html", tmp_path / STEM / "index.html"):
        kept = place.read_bytes()
        place.write_text("<!DOCTYPE html><title>Mine</title>", encoding="utf-8")
        assert cli.run(asked) == 2
        assert "is not of Triplicate's making" in capsys.readouterr().err
        assert "Mine" in place.read_text(encoding="utf-8")
        place.write_bytes(kept)


def test_one_text_has_no_index_and_a_text_called_index_may_not_take_its_place(tmp_path, capsys):
    (tmp_path / "index.md").write_text(TEXTS["bridge works.md"], encoding="utf-8")
    assert cli.run(["export", str(tmp_path / "index.md"), "--formats", "docx", "--page"]) == 0
    assert not (tmp_path / "index.html").exists()
    (tmp_path / "other.md").write_text(TEXTS["brücke.md"], encoding="utf-8")
    assert cli.run(["export", str(tmp_path), "--formats", "html", "--page"]) == 2
    assert "would both be written to" in capsys.readouterr().err
