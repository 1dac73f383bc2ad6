"""A web page: one file, its landmarks, its ways to and fro, what it says of itself, what it looks like."""

import base64
import json
import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import tinyhtml5

from tests.epub.books import MOMENT
from tests.readback.test_pictures_seen import chart, document, found, saved
from tests.reading.helpers import clean
from tests.samples import SOURCE
from triplicate import api, cli, reading, theme
from triplicate.formats import web
from triplicate.proof.outline import flatten
from triplicate.proof.readback import read_back
from triplicate.theme.contrast import for_any_ground
from triplicate.theme.grounds import dark

SHEET = re.compile(r"/\*.*?\*/", re.DOTALL)


def parsed(page):
    return tinyhtml5.parse(page, namespace_html_elements=False)


@pytest.fixture(scope="module")
def root(everything):
    return parsed(everything.read_bytes())


@pytest.fixture(scope="module")
def ids(root):
    return {element.get("id"): element for element in root.iter() if element.get("id")}


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_a_page_needs_nothing_but_itself(root):
    """Nothing is fetched, and nothing runs: a script is data alone."""
    asked = [element for element in root.iter() if {"src", "srcset", "data", "action"} & set(element.attrib)]
    assert asked
    assert all(element.get("src", "").startswith("data:image/") for element in asked)
    assert [element.get("rel") for element in root.iter("link")] == []
    assert [element.get("type") for element in root.iter("script")] == ["application/ld+json"]
    assert "@import" not in words(root.find("head/style"))
    assert re.findall(r"url\((?!\"data:)", words(root.find("head/style"))) == []
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def test_landmarks_stand_in_order_and_the_first_link_leads_over_them(root):
    skip, main, footer = root.find("body")
    header, nav, text = main
    assert (skip.tag, main.tag, footer.tag, header.tag, nav.tag) == ("a", "main", "footer", "header", "nav")
    assert (words(skip), skip.get("href"), text.get("tabindex")) == ("Start of the text", f"#{text.get('id')}", "-1")
    assert header.find("h1") is not None
    assert words(nav.find("h2")) == "Contents"
    assert (root.get("lang"), root.get("dir")) == ("en-GB", "ltr")
    assert root.find("head/title").text == "Planning an accessible community flood shelter"


def test_every_link_within_the_page_leads_somewhere(root, ids):
    targets = [a.get("href")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")]
    assert len(targets) > 60
    assert set(targets) <= set(ids)
    assert len(ids) == sum(element.get("id") is not None for element in root.iter())


def test_notes_are_linked_to_their_calls_and_back(root, ids):
    calls = [a for a in root.iter("a") if a.get("role") == "doc-noteref"]
    assert len(calls) >= 4
    for call in calls:
        note = ids[call.get("href")[1:]]
        assert note.get("role") == "doc-footnote"
        assert f"#{call.get('id')}" in [a.get("href") for a in note.iter("a") if a.get("role") == "doc-backlink"]


def test_a_table_has_scopes_and_one_that_is_too_wide_scrolls_by_name(root, ids):
    assert all(th.get("scope") in ("col", "row") for th in root.iter("th"))
    heads = "|".join(f"A long head of column {number}" for number in range(9))
    row = "|".join(f"twelve thousand and {number}" for number in range(9))
    page = parsed(api.export(clean(f"|{heads}|\n|{'---|' * 9}\n|{row}|\n\n: Sums\n\nWords.\n\n|{heads}|\n|{'---|' * 9}\n|{row}|\n"), "html"))  # fmt: skip
    first, second = (div for div in page.iter("div") if "scrolls" in div.get("class", ""))
    for box in (first, second):
        assert (box.get("role"), box.get("tabindex")) == ("region", "0")
    named = next(element for element in page.iter() if element.get("id") == first.get("aria-labelledby"))
    assert words(named) == "Table 1: Sums"
    assert second.get("aria-label") == "Table"


def test_a_page_says_what_is_known_of_it(tmp_path):
    text = "---\ntitle: Soup & salt\nlang: en-GB\ndescription: How to\nauthors: [Ann Bell]\npublisher: The kitchen\ndate: 2025-03-17\nkeywords: [soup, salt]\nkind: report\n---\n\n## First\n\nIt is $a^2$.\n\n![A valley](valley.jpg)\n"
    document = reading.read(text.replace("kind", "math: true\nkind"), media=[SOURCE / "pictures"], base_url="https://example.org/food/").document  # fmt: skip
    document = replace(document, metadata=replace(document.metadata, description="How to </script> salt"))
    root = parsed(web.export(document, theme.load(), moment=MOMENT, name="soup one").data)
    named = {meta.get("name") or meta.get("property"): meta.get("content") for meta in root.iter("meta")}
    assert named["description"] == named["og:description"] == "How to </script> salt"
    assert (named["author"], named["keywords"], named["og:title"]) == ("Ann Bell", "soup, salt", "Soup & salt")
    assert (named["og:locale"], named["og:site_name"]) == ("en_GB", "The kitchen")
    place = "https://example.org/food/soup%20one.html"
    assert [link.get("href") for link in root.iter("link")] == [place] == [named["og:url"]]
    told = json.loads(next(root.iter("script")).text)
    assert (told["@type"], told["headline"], told["url"]) == ("Report", "Soup & salt", place)
    assert told["author"] == [{"@type": "Person", "name": "Ann Bell"}]
    assert (told["datePublished"], told["inLanguage"]) == ("2025-03-17", "en-GB")
    assert told["accessMode"] == ["textual", "visual"]
    assert {"alternativeText", "MathML", "structuralNavigation"} <= set(told["accessibilityFeature"])
    assert "tableOfContents" not in told["accessibilityFeature"]


def test_a_page_without_an_address_names_none(root):
    assert [meta for meta in root.iter("meta") if meta.get("property") == "og:url"] == []


def test_the_link_over_the_contents_is_a_way_through_the_page_and_no_part_of_its_text():
    page = api.export(clean("## First\n\nWords.\n\n## Second\n\nWords.\n", front="toc: true\n"), "html")
    outline = read_back(page)
    assert [(one.kind, [entry.words for entry in one.entries]) for one in outline.navigation] == [
        ("skip-link", ["Start of the text"])
    ]
    assert "Start of the text" not in {entry.words for entry in flatten(outline.entries)}
    # One that leads to no text is a link like any other.
    moved = read_back(page.replace(b'class="skip" href="#', b'class="skip" href="#no-'))
    assert moved.navigation == ()
    assert moved.entries[0].words == "Start of the text"


def test_a_picture_that_was_exchanged_in_a_page_is_found_out(tmp_path):
    first, other = saved(chart()), saved(chart().rotate(180))
    source = document(tmp_path, first)
    page = api.export(source, "html")
    assert found(source, page) == []
    changed = page.replace(base64.b64encode(first), base64.b64encode(other))
    assert changed != page
    assert ["is turned or mirrored" in message for _, message, _ in found(source, changed)] == [True]


def test_ids_made_here_are_none_of_the_text(tmp_path):
    page = parsed(api.export(clean("## First {#text.start}\n\nWords.[^1]\n\n[^1]: A note.\n"), "html"))
    found = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(found) == len(set(found))
    assert page.find("body/main/div").get("id") != "text.start"


@pytest.mark.parametrize("name", theme.names())
def test_all_text_shows_on_a_dark_ground_too(name):
    colours = dark(theme.load(name).colours)
    assert theme.luminance(colours.page_background) < 0.02
    assert [pair for pair in theme.pairs(colours) if pair.ratio < theme.AA] == []
    assert theme.contrast(colours.rule, colours.page_background) >= 3


def test_colours_in_the_sheet_are_those_that_the_reader_wants():
    sheet = theme.stylesheet(theme.load(), "html")
    shown = [for_any_ground(getattr(theme.load().colours, name))[1:] for name in ("accent", "rule")]
    rules = sheet.partition("{ :root {")[2].partition("\n")[2]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#fff", *(f"#{one}" for one in shown)}
    assert "(prefers-color-scheme: dark)" in sheet and "(forced-colors: active)" in sheet
    assert SHEET.search(sheet) is None


def test_export_verify_and_compare_know_pages(tmp_path, capsys):
    letter = tmp_path / "letter.md"
    letter.write_text("---\ntitle: T\nlang: en\n---\n\nSee [the other](other.md).\n\n- one\n- two\n", encoding="utf-8")
    (tmp_path / "other.md").write_text("---\ntitle: O\nlang: en\n---\n\nWords.\n", encoding="utf-8")
    report = tmp_path / "r"
    assert cli.run(["export", str(tmp_path), "--formats", "html,docx", "--report", str(report)]) == 0
    page = letter.with_suffix(".html")
    assert '<a href="other.html"' in page.read_text(encoding="utf-8")
    assert (report / "letter-report.html").exists() and not letter.with_suffix(".pdf").exists()
    capsys.readouterr()
    assert cli.run(["export", str(tmp_path), "--formats", "html,docx", "--report", str(report)]) == 0
    assert f"{letter}: unchanged" in capsys.readouterr().err
    assert cli.run(["verify", str(letter)]) == 0
    assert f"{page}: no differences" in capsys.readouterr().out
    assert cli.run(["compare", str(page), str(letter.with_suffix(".docx"))]) == 1  # the link leads to other files
    page.write_text(page.read_text(encoding="utf-8").replace("<li><p>two", "<li><p>too"), encoding="utf-8")
    assert cli.run(["verify", str(letter), str(page)]) == 1
    assert "“two” is “too”" in capsys.readouterr().out
    assert cli.run(["validate", str(page)]) == 2
    assert urlsplit(re.search(r"https://\S+", capsys.readouterr().err)[0]).netloc == "validator.w3.org"


def test_a_corner_without_words_heads_nothing():
    rows = "|        | 2024 | 2025 |\n|--------|-----:|-----:|\n| # Arlow | 12 | 14 |\n| # Bridge | 3 | 4 |\n"
    text = reading.read(f"# A title\n\n{rows}", lang="en").document
    page = web.export(text, theme.load(), moment=MOMENT).data.decode()
    head = re.search("<thead>.*?</thead>", page, re.DOTALL)[0]
    assert re.findall(r'<(t[dh])\b(?: scope="(\w+)")?', head) == [("td", ""), ("th", "col"), ("th", "col")]
