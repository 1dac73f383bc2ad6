"""The evidence report: what it says of good files and of broken ones, as a page and as JSON."""

import hashlib
import re
import zipfile

import lxml.html
import pytest

from tests.judges import axe, screenshot
from tests.readback.breaking import replaced, restyled, rewritten
from tests.report.conftest import SOURCE, report
from triplicate import cli

NAMES = ["guide.pdf", "guide.docx", "guide.epub"]


def test_good_files_differ_in_nothing_and_the_report_says_so(good):
    assert good.code == 0
    assert good.record["differences"] == []
    assert [file["name"] for file in good.record["files"]] == NAMES
    assert {file["same_source"] for file in good.record["files"]} == {True}
    states = {cell["state"] for section in good.record["outlines"] for row in section["rows"] for cell in row["files"]}
    assert states == {"same"}
    assert [one for one in good.record["checks"] if one["subject"] in NAMES and one["result"] == "failed"] == []
    for name in NAMES:
        assert f"{name}: no differences from the text. It names this very text as its source." in good.part("in-short")
    assert good.part("differences").count("None: a reader meets the same as in the text.") == 3


def test_digests_are_those_of_the_files(good, exported):
    told = {good.record["source"]["name"]: good.record["source"]["sha256"]}
    told |= {file["name"]: file["sha256"] for file in good.record["files"]}
    for name in ("guide.md", *NAMES):
        digest = hashlib.sha256((exported / name).read_bytes()).hexdigest()
        assert told[name] == digest
        assert digest in good.part("files")


def test_outlines_hold_the_whole_text_in_its_order(good):
    rows = [row for section in good.record["outlines"] for row in section["rows"]]
    said = [row["source"] for row in rows]
    wanted = [
        "Heading level 2: First part",
        "List item: apples",
        "Paragraph: A sentence with a note. Another one. (Calls note 1; Calls note 2)",
        "List item 3: three",
        "Paragraph in the same item: more of four",
        "List item, level 2: inner one",
        "List item, done: a thing done",
        "Header of column: Age",
        "Cell under Town, Ann: Leeds",
        "Figure: A valley with a river",
        "Heading level 3: Deeper",
        "Paragraph in quotation: Quoted words stand here.",
        "Paragraph: Ein deutscher Absatz steht hier. (Language de)",
        "Paragraph in note 2: The second note.",
    ]
    assert [one for one in wanted if one not in said] == []
    places = [said.index(one) for one in wanted]
    assert places == sorted(places)
    told = good.page.xpath("//table[contains(@class, 'sides')]/tbody/tr/th")
    shown = [" ".join(one.text_content() for one in cell.xpath("*[contains(@class, 'words')]")) for cell in told]
    assert len(shown) == len(rows)
    assert [words for row, words in zip(rows, shown, strict=True) if words not in row["source"]] == []
    assert sum(bool(words) for words in shown) > 40


def test_a_tampered_word_document_is_named(copy, tmp_path):
    file = copy / "guide.docx"
    file.write_bytes(rewritten(file.read_bytes(), replaced("pears", "bears")))
    found = report(["verify", copy / "guide.md"], tmp_path / "report", "guide")
    assert found.code == 1
    assert [(one["file"], one["kind"], one["check"]) for one in found.record["differences"]] == [
        ("guide.docx", "words-changed", "file-words")
    ]
    assert found.result("file-words", "guide.docx") == "failed"
    assert found.result("file-words", "guide.pdf") == "passed"
    (row,) = [
        row for section in found.record["outlines"] for row in section["rows"] if row["source"] == "List item: pears"
    ]
    assert [cell["state"] for cell in row["files"]] == ["same", "differs", "same"]
    assert row["files"][1]["said"] == "List item: bears"
    assert "guide.docx: 1 difference from the text." in found.part("in-short")
    assert "words-changed error “pears” is “bears”" in found.part("differences")
    assert "Differs List item bears" in " ".join(
        " ".join(found.page.xpath("//details[@open]//td[@class='differs']//text()")).split()
    )


def test_a_heading_that_lost_its_level_fails_its_criterion(copy, tmp_path):
    file = copy / "guide.docx"
    file.write_bytes(rewritten(file.read_bytes(), restyled("Deeper", r'w:val="Heading3"', 'w:val="Heading2"')))
    found = report(["verify", copy / "guide.md", file], tmp_path / "report", "guide")
    assert found.result("file-headings", "guide.docx") == "failed"
    failing = {one["wcag"] for one in found.record["criteria"] if one["failed"]}
    assert failing == {"1.3.1", "2.4.6"}


def test_a_lost_alternative_text_fails_1_1_1(copy, tmp_path):
    file = copy / "guide.epub"
    file.write_bytes(rewritten(file.read_bytes(), replaced('alt="A valley with a river"', 'alt=""')))
    found = report(["verify", copy / "guide.md", file], tmp_path / "report", "guide")
    assert "alt-lost" in {one["kind"] for one in found.record["differences"]}
    (criterion,) = [one for one in found.record["criteria"] if one["wcag"] == "1.1.1"]
    assert criterion["failed"] == 1
    (card,) = found.page.xpath("//article[h4[starts-with(., '1.1.1 ')]]")
    words = " ".join(card.text_content().split())
    assert "Level A. EN 301 549, 10.1.1.1." in words
    assert "failed (1) in guide.epub" in words
    assert criterion["person"] in words


def test_the_pdf_of_another_text_is_told(copy, tmp_path, capsys):
    (copy / "other.md").write_text("---\ntitle: Another\nlang: en\n---\n\nQuite another text.\n", encoding="utf-8")
    assert cli.run(["export", str(copy / "other.md"), "--formats", "pdf"]) == 0
    (copy / "other.pdf").replace(copy / "guide.pdf")
    found = report(["verify", copy / "guide.md", copy / "guide.pdf"], tmp_path / "report", "guide")
    assert found.code == 1
    assert found.record["files"][0]["same_source"] is False
    assert found.result("file-fingerprint", "guide.pdf") == "failed"
    assert found.result("file-title", "guide.pdf") == "failed"
    assert "It says that it was made from another text." in found.part("in-short")
    cells = [cell for section in found.record["outlines"] for row in section["rows"] for cell in row["files"]]
    assert "same" not in {cell["state"] for cell in cells}
    assert ("differs", "Paragraph: Quite another text.") in {(cell["state"], cell["said"]) for cell in cells}
    assert str(tmp_path / "report" / "guide-report.html") in capsys.readouterr().out


def test_what_a_file_adds_has_a_row_of_its_own_after_what_it_follows(copy, tmp_path):
    file = copy / "guide.epub"
    change = replaced("<p>The last words.</p>", "<p>The last words.</p><p>Smuggled in.</p>")
    file.write_bytes(rewritten(file.read_bytes(), change))
    found = report(["verify", copy / "guide.md"], tmp_path / "report", "guide")
    rows = [row for section in found.record["outlines"] for row in section["rows"]]
    (place,) = [number for number, row in enumerate(rows) if row["source"] is None]
    assert rows[place - 1]["source"] == "Paragraph: The last words."
    assert rows[place]["files"][2] == {"state": "added", "said": "Paragraph: Smuggled in."}
    assert "Not in the text" in found.part("outlines")


def test_a_text_with_every_structure_has_no_row_that_differs(tmp_path):
    found = report(["export", SOURCE / "everything.md", "--to", tmp_path], tmp_path, "everything")
    assert found.code == 0
    rows = [row for section in found.record["outlines"] for row in section["rows"]]
    assert len(rows) > 500
    states = {cell["state"] for row in rows for cell in row["files"]}
    assert states <= {"same", "other form", "not compared"}
    unlike = [row["source"] for row in rows if "same" not in {cell["state"] for cell in row["files"]}]
    assert unlike == []


def test_findings_and_ignores_with_their_reasons(tmp_path):
    text = "---\ntitle: A letter\nlang: en\nignore:\n  K050: The button is called so.\n---\n\n"
    text += (
        "Read [click here](https://example.org/a) and [more](https://example.org/b).\n\nALL OF THIS IS LOUD INDEED.\n"
    )
    (tmp_path / "letter.md").write_text(text, encoding="utf-8")
    found = report(["export", tmp_path / "letter.md", "--formats", "epub"], tmp_path / "r", "letter")
    assert found.code == 0
    assert found.result("K050") == "ignored"
    assert {(one["code"], one["reason"]) for one in found.record["ignored"]} == {("K050", "The button is called so.")}
    assert (
        found.part("findings").count("Ignored, because: The button is called so.") == len(found.record["ignored"]) == 2
    )
    assert "S050" in {one["code"] for one in found.record["findings"]}
    assert found.result("S050") == "failed"
    assert "S050 warning" in found.part("findings")


def test_a_message_marks_the_words_of_the_text_and_nothing_else(tmp_path):
    text = "---\ntitle: Une lettre\nlang: fr\nautor: Une personne\n---\n\n## Pourquoi donc ?\n\nPar hasard.\n"
    (tmp_path / "triplicate.toml").write_text('house-style = "gov.uk"\n', encoding="utf-8")
    (tmp_path / "letter.md").write_text(text, encoding="utf-8")
    found = report(["export", tmp_path / "letter.md", "--formats", "epub"], tmp_path / "r", "letter")
    key, question = found.page.xpath("//section[@aria-labelledby='findings']/ul/li")
    assert "The key “autor” is not known." in key.text_content()
    assert "The heading “Pourquoi donc ?” is a question." in question.text_content()
    assert key.xpath(".//*[@lang]") == []
    assert [(one.text, one.get("lang")) for one in question.xpath(".//*[@lang]")] == [("Pourquoi donc ?", "fr")]


def test_checks_that_failed_come_first_and_stand_out(tmp_path):
    text = "---\ntitle: A letter\nlang: en\n---\n\nRead [click here](https://example.org/a) now.\n"
    (tmp_path / "letter.md").write_text(text, encoding="utf-8")
    found = report(["export", tmp_path / "letter.md", "--formats", "epub"], tmp_path / "r", "letter")
    (listed,) = found.page.xpath("//article[h4[starts-with(., '2.4.4 ')]]//ul[@class='checks']")
    first, *others = listed
    assert (first.get("class"), first.text_content().split()[0]) == ("failed", "K050")
    assert "failed (1) in the text" in first.text_content()
    assert [one.get("class") for one in others] == [None] * len(others)


def test_only_what_was_checked_is_claimed(good, tmp_path):
    assert good.result("P001") == "not made"
    assert good.result("S057") == "not made"
    assert not [one for one in good.record["checks"] if one["id"] == "style-contrast"]
    (tmp_path / "note.txt").write_text("A plain note\n\nAll is well.\n", encoding="utf-8")
    found = report(["export", tmp_path / "note.txt", "--lang", "en", "--formats", "epub"], tmp_path / "r", "note")
    assert found.result("X001") == "not made"
    assert found.result("P001") == "advice"
    assert found.result("file-tables", "note.epub") == "nothing to check"
    assert found.result("style-contrast", "style standard") == "passed"
    assert "not a statement of conformance" in found.part("in-short")
    assert not re.search(r"\b(conforms|compliant|is accessible|meets WCAG)\b", found.text)


def test_the_same_files_give_the_same_bytes_and_no_folder_is_named(copy, exported, good, tmp_path):
    again = report(["verify", copy / "guide.md"], tmp_path / "again", "guide")
    for suffix in (".html", ".json"):
        first, second = good.file.with_suffix(suffix).read_bytes(), again.file.with_suffix(suffix).read_bytes()
        assert first == second
        for folder in (copy, exported, tmp_path):
            assert str(folder).encode() not in second


def test_the_page_stands_alone(good):
    assert good.page.xpath("//script | //link | //img | //iframe | //object | //*[@src]") == []
    assert all(link.startswith("#") for link in good.page.xpath("//@href"))
    (style,) = good.page.xpath("//style/text()")
    assert not re.search(r"url\(|@import", style)
    assert len(good.page.xpath("//@id")) == len(set(good.page.xpath("//@id")))


def test_words_of_the_document_are_in_its_language(tmp_path):
    text = "---\ntitle: מכתב\nlang: he\n---\n\n## שלום\n\nמילים בעברית ועוד [mot juste]{lang=fr} כאן.\n"
    text += "\n| שם | עיר |\n|----|-----|\n| דנה | חיפה |\n| יוסי | עכו |\n"
    (tmp_path / "letter.md").write_text(text, encoding="utf-8")
    found = report(["export", tmp_path / "letter.md", "--formats", "epub"], tmp_path / "r", "letter")
    assert found.page.get("lang") == "en"
    (heading,) = found.page.xpath("//h1")
    assert (heading.get("lang"), heading.get("dir"), heading.text) == ("he", "rtl", "מכתב")
    french = found.page.xpath("//th//span[@lang='fr']")
    assert [(one.text, one.get("dir")) for one in french] == [("mot juste", "ltr")]
    outside = [
        text
        for text in found.page.xpath("//body//text()[not(ancestor::*[@lang='he'])]")
        if re.search(r"[\u0590-\u05ff]", text)
    ]
    assert outside == []
    assert "Cell under עיר: חיפה" in [row["source"] for section in found.record["outlines"] for row in section["rows"]]


@pytest.fixture(scope="session")
def bad(exported, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    book = rewritten((exported / "guide.epub").read_bytes(), replaced("<p>The last words.</p>"))
    (folder / "guide.epub").write_bytes(book)
    files = [exported / "guide.pdf", exported / "guide.docx", folder / "guide.epub"]
    return report(["verify", exported / "guide.md", *files], folder, "guide")


def unfolded(found, folder, which="//details"):
    """Write the page with everything unfolded, or what an XPath names, as a reader may have it."""
    for details in found.page.xpath(which):
        details.set("open", "open")
    file = folder / "unfolded.html"
    file.write_bytes(b"<!DOCTYPE html>" + lxml.html.tostring(found.page, encoding="utf-8"))
    return file


def dark(found, folder):
    """Write the page as it is for readers who ask for dark colours."""
    file = folder / "dark.html"
    text = found.file.read_text(encoding="utf-8")
    assert text.count("(prefers-color-scheme: dark)") == 1
    file.write_text(text.replace("(prefers-color-scheme: dark)", "all"), encoding="utf-8")
    return file


def test_axe_finds_nothing(bad, tmp_path):
    files = [unfolded(bad, tmp_path), dark(bad, tmp_path)]
    assert {file.name: found for file, found in axe(files).items() if found} == {}


def test_nobody_has_to_scroll_sideways(bad, tmp_path):
    assert screenshot(bad.file, 320, tmp_path / "look.png", text_scale=2.0) == 320


def test_many_files_stand_below_one_another(tmp_path):
    (tmp_path / "note.md").write_text("---\ntitle: A note\nlang: en\n---\n\n- one\n- two\n", encoding="utf-8")
    arguments = ["export", tmp_path / "note.md", "--style", "standard,large-print", "--to", tmp_path]
    found = report(arguments, tmp_path / "r", "note")
    assert len(found.record["files"]) == 6
    assert found.record["styles"] == ["standard", "large-print"]
    heads = found.page.xpath("//table[contains(@class, 'sides')]/thead//th/text()")
    assert heads[1] == "PDF, note.pdf"
    assert len(heads) == 7
    file = unfolded(found, tmp_path, "//details[@class='side']")
    assert screenshot(file, 320, tmp_path / "look.png", text_scale=2.0) == 320


def test_a_report_without_proof_is_refused(copy, capsys):
    assert cli.run(["export", str(copy / "guide.md"), "--no-verify", "--report", str(copy)]) == 2
    assert "leave out --no-verify" in capsys.readouterr().err


def test_two_reports_of_one_name_are_refused_before_anything_is_written(copy, capsys):
    (copy / "more").mkdir()
    (copy / "more" / "guide.md").write_text("---\ntitle: Another\nlang: en\n---\n\nWords.\n", encoding="utf-8")
    arguments = ["export", str(copy / "guide.md"), str(copy / "more" / "guide.md"), "--report", str(copy / "r")]
    assert cli.run(arguments) == 2
    assert "rename one of them" in capsys.readouterr().err
    assert not (copy / "more" / "guide.epub").exists()


def test_a_source_that_is_not_exported_has_no_report(tmp_path):
    (tmp_path / "bad.md").write_text("No title, no language.\n", encoding="utf-8")
    assert cli.run(["export", str(tmp_path / "bad.md"), "--report", str(tmp_path / "r")]) == 1
    assert not (tmp_path / "r").exists()


def test_hostile_words_stay_words(copy, tmp_path):
    """A file of any origin may hold markup as words, and characters that HTML forbids."""
    file = copy / "guide.docx"
    change = replaced("pears", "&lt;script&gt;alert(1)&lt;/script&gt;&#x85;")
    file.write_bytes(rewritten(file.read_bytes(), change))
    assert zipfile.is_zipfile(file)
    found = report(["verify", copy / "guide.md", file], tmp_path / "report", "guide")
    assert found.page.xpath("//script") == []
    assert "<script>alert(1)</script>" in found.text
    assert "\x85" not in found.file.read_text(encoding="utf-8")
