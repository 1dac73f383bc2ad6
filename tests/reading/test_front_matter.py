"""Front matter: keys, aliases, kinds of values, places."""

import datetime as dt
from pathlib import Path

import pytest

from tests.reading.helpers import clean, codes, picture, reading
from triplicate.document.model import Author, Text
from triplicate.document.walk import plain
from triplicate.reading import read


def test_all_keys() -> None:
    metadata = clean(
        "Text.\n",
        "subtitle: Sub\ndate: 2019-01-25\ndescription: >-\n  Two\n  lines\nkeywords: [a, b]\nsubject: S\npublisher: P\n"
        "rights: R\nidentifier: urn:x:1\ntoc: true\ntoc-depth: 2\nnumber-sections: yes\nstyle: large\n"
        "pdf-standard: ua-2\ncontact: C\ncertified-by: Who\n",
    ).metadata
    assert metadata.title == "Title"
    assert metadata.lang == "en-GB"
    assert metadata.subtitle == "Sub"
    assert metadata.date == dt.date(2019, 1, 25)
    assert metadata.description == "Two lines"
    assert metadata.keywords == ("a", "b")
    assert (metadata.subject, metadata.publisher, metadata.rights) == ("S", "P", "R")
    assert metadata.identifier == "urn:x:1"
    assert (metadata.toc, metadata.toc_depth, metadata.number_sections) == (True, 2, True)
    assert (metadata.style, metadata.pdf_standard) == ("large", "ua-2")
    assert (metadata.contact, metadata.certified_by) == ("C", "Who")


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("summary: S", "description", "S"),
        ("abstract: S", "description", "S"),
        ("tags: a, b", "keywords", ("a", "b")),
        ("license: L", "rights", "L"),
        ("isbn: 978-0-306-40615-7", "identifier", "urn:isbn:9780306406157"),
        ("doi: 10.1000/182", "identifier", "https://doi.org/10.1000/182"),
        ("doi: https://doi.org/10.1000/182", "identifier", "https://doi.org/10.1000/182"),
        ("subtitle: 1.10", "subtitle", "1.10"),
        ("subtitle: no", "subtitle", "no"),
        ("subtitle:", "subtitle", None),
        ("date: 2019-01-25T10:00:00Z", "date", dt.date(2019, 1, 25)),
        ("chapters: new-page", "chapters_begin_pages", True),
        ("chapters: [one.md, two.md]", "chapters_begin_pages", False),
    ],
)
def test_aliases_and_spellings(line: str, key: str, value: object) -> None:
    assert getattr(clean("Text.\n", f"{line}\n").metadata, key) == value


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("author: A. Writer", (Author("A. Writer"),)),
        ("author: [A, B]", (Author("A"), Author("B"))),
        ("author:\n  name: A\n  role: R", (Author("A", "R"),)),
        ("author:\n  - name: A\n    affiliation: F\n  - B", (Author("A", None, "F"), Author("B"))),
    ],
)
def test_authors(lines: str, authors: object) -> None:
    assert clean("Text.\n", f"{lines}\n").metadata.authors == authors


@pytest.mark.parametrize(
    "lines",
    [
        "date: yesterday",
        "chapters: on the left",
        "date: 2019-13-45",
        "date: 31 February 2019",
        "date: March 2019",
        "date: 05/01/2019",
        "date: [2019]",
        "toc: maybe",
        "toc-depth: 7",
        "toc-depth: two",
        "subtitle: [a]",
        "keywords:\n  a: b",
        "author: [[a]]",
        "author:\n  nom: A",
        "abbreviations: [a]",
        "abbreviations:\n  A: [b]",
        "dir: down",
    ],
)
def test_values_of_a_wrong_kind_are_findings_at_their_key(lines: str) -> None:
    (finding,) = reading("Text.\n", f"{lines}\n").findings
    assert (finding.code, finding.place.line, finding.place.column) == ("M006", 4, 1)
    assert finding.hint


@pytest.mark.parametrize(
    ("written", "lang"), [("1. März 2024", "de"), ("1 de mar. de 2024", "es"), ("March 1, 2024", "cy")]
)
def test_a_month_has_its_name_in_the_language_of_the_text_or_in_english(written: str, lang: str) -> None:
    document = read(f"---\ntitle: T\nlang: {lang}\ndate: {written}\n---\n\nText.\n").document
    assert document.metadata.date == dt.date(2024, 3, 1)


@pytest.mark.parametrize(("given", "lang", "direction"), [("en-gb", "en-GB", "ltr"), ("ar", "ar", "rtl")])
def test_the_language_is_canonical_and_gives_the_direction(given: str, lang: str, direction: str) -> None:
    metadata = read(f"---\ntitle: T\nlang: {given}\n---\n").document.metadata
    assert (metadata.lang, metadata.dir) == (lang, direction)


@pytest.mark.parametrize(
    ("lines", "key", "value"),
    [
        ("tags:\n-\n- harbour", "keywords", ("harbour",)),  # a template's dash that nobody filled in
        ("tags:\n-", "keywords", ()),
        ("date:\n  created: 2024-05-01T19:00:00Z\n  updated: 2024-06-01", "date", dt.date(2024, 5, 1)),  # MkDocs
        ("date: 2024-09-3", "date", dt.date(2024, 9, 3)),
        ("date: 2024/9/30", "date", dt.date(2024, 9, 30)),
        ("date: 31-March-2026", "date", dt.date(2026, 3, 31)),
        ("date: Friday, January 25th, 2019", "date", dt.date(2019, 1, 25)),
        ("toc:\n  enabled: true", "toc", True),  # Hugo
        ("toc:\n  enabled: false", "toc", False),
        ("toc:\n  depth: 2", "toc", True),
    ],
)
def test_values_in_the_forms_of_other_programs(lines: str, key: str, value: object) -> None:
    result = reading("Text.", lines + "\n")
    assert result.findings == ()
    assert getattr(result.document.metadata, key) == value


def test_the_language_that_is_given_wins() -> None:
    assert clean("Text.\n", lang="cy").metadata.lang == "cy"


@pytest.mark.parametrize(("front", "code"), [("title: T", "M002"), ("title: T\nlang: klingon!", "M003")])
def test_a_language_must_be_there_and_valid(front: str, code: str) -> None:
    assert [finding.code for finding in read(f"---\n{front}\n---\n").findings] == [code]


def test_an_unknown_key_names_the_nearest() -> None:
    (finding,) = reading("Text.\n", "desciption: D\n").findings
    assert (finding.code, finding.severity, finding.hint) == ("M005", "warning", "Did you mean “description”?")


@pytest.mark.parametrize("key", ["layout", "draft", "permalink", "nav_order", "toc_title", "format", "slug", "data"])
def test_keys_of_other_programs_are_none_of_our_business(key: str) -> None:
    assert codes("Text.\n", f"{key}: x\n") == []


@pytest.mark.parametrize("line", ["publish: true", "ms.author: somebody"])
def test_a_switch_or_a_name_with_points_is_no_slip_of_a_key(line: str) -> None:
    assert codes("Text.", f"{line}\n") == []
    assert codes("Text.", "publishe: A. Press\n") == ["M005"]


def test_a_key_given_twice_is_a_finding() -> None:
    assert codes("Text.\n", "subject: a\nsubject: b\n") == ["M007"]
    assert codes("Text.\n", "summary: a\ndescription: b\n") == ["M007"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a: b\n---\n",
        "---\ntitle: [a\n---\n",
        "---\n\ttitle: a\n---\n",
        "---\ntitle: T\nlang: en\n\nText.\n",
        "---\njust words\n---\n",
        "---\n- a\n---\n",
        "---\na: &x [*x]\n---\n",
        "---\ntags: [[[[[[a]]]]]]\n---\n",
        "---\na: !!python/object/apply:os.system [ls]\nb: {a\n---\n",
        "---\na: " + "[" * 5000 + "\n---\n",
    ],
)
def test_what_is_not_yaml_is_one_finding(text: str) -> None:
    found = [finding.code for finding in read(text).findings]
    assert found.count("M004") == 1
    assert not {"M001", "M002"} & set(found)


def test_yaml_that_unfolds_without_end_is_refused() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    assert "M004" in codes("Text.\n", "\n".join(lines) + "\n")


def test_an_aliased_value_is_read() -> None:
    metadata = clean("Text.\n", "subject: &s Water\npublisher: *s\n").metadata
    assert (metadata.subject, metadata.publisher) == ("Water", "Water")


def test_three_dots_close_it_and_a_rule_at_the_top_is_a_rule() -> None:
    assert read("---\ntitle: T\nlang: en\n...\nText.\n").findings == ()
    assert [finding.code for finding in read("---\n\nText.\n", lang="en", title="T").findings] == []


def test_markup_in_the_title_is_read() -> None:
    document = read('---\ntitle: "A *new* [mot]{lang=fr}"\nlang: en\n---\n').document
    assert document.title.children[0] == Text("A ")
    assert document.metadata.title == "A new mot"


def test_a_cover(tmp_path: Path) -> None:
    picture(tmp_path, "cover.png")
    document = clean("Text.\n", "cover-image: cover.png\ncover-alt: A bridge.\n", folder=tmp_path)
    assert (document.metadata.cover_image, document.metadata.cover_alt) == ("cover.png", "A bridge.")
    assert document.pictures["cover.png"].width == 4
    assert codes("Text.\n", "cover-image: cover.png\n", folder=tmp_path) == ["I008"]
    assert codes("Text.\n", "cover-image: cover.png {.wide}\ncover-alt: A\n", folder=tmp_path) == []
    front = "kind: report\ncover-image: cover.png {.decorative}\n"
    assert clean("Text.\n", front, folder=tmp_path).cover.image.decorative  # type: ignore[union-attr]
    assert codes("Text.\n", "cover-image: lost.png\ncover-alt: A\n", folder=tmp_path) == ["I001"]


def test_control_characters_are_a_finding_and_gone() -> None:
    result = read("---\ntitle: T\nlang: en\n---\n\na\x08b\ud800c\n")
    assert [(finding.code, finding.place.line, finding.place.column) for finding in result.findings] == [("X016", 6, 2)]
    assert result.document.blocks[0].children == (Text("abc"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# Well done\n\nNote: these are words.\n\n---\n\nMore.\n",
        "---\n\n# Well done\n\nNote: these are: words.\n\n---\n\nMore.\n",
        "---\n\nWell done\n\nMore.\n",
    ],
)
def test_a_thematic_break_at_the_top_is_no_front_matter(text: str) -> None:
    result = read(text, title="Title", lang="en")
    assert result.findings == ()
    said = " ".join(plain(block) for block in result.document.blocks)
    assert "Well done" in said
    assert "More." in said


TOML = """+++
# of the site
title = "Opening *hours*"
date = 2026-03-01T10:00:00Z
subtitle = "No 1.10"
tags = ["a", "b"]
draft = false
weight = 1.10

[author]
name = "A"

[params]
title = "Another"
+++

{{ weight }}, {{ draft }}
"""


def test_toml_between_plus_signs_is_read_as_yaml_is() -> None:
    found = read(TOML.replace("# of the site", 'lang = "en-GB"'))
    assert found.findings == ()
    metadata = found.document.metadata
    assert (metadata.title, metadata.lang, metadata.subtitle) == ("Opening hours", "en-GB", "No 1.10")
    assert (metadata.date, metadata.keywords, metadata.authors) == (dt.date(2026, 3, 1), ("a", "b"), (Author("A"),))
    assert [plain(block) for block in found.document.blocks] == ["1.10, false"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+++\ntitle = Hours\n+++\n\nText\n", ("M004", 2)),
        ("+++\ntitle = 'Hours'\n\nText\n", ("M004", 1)),
        ("+++\ntitle = 'Hours'\nlang = 'en'\n\nautor = 'A'\n+++\n\nText\n", ("M005", 5)),
    ],
)
def test_what_is_wrong_in_toml_has_its_place(text: str, found: tuple[str, int]) -> None:
    assert found in [(one.code, one.place.line) for one in read(text).findings]


def test_plus_signs_without_keys_are_no_front_matter() -> None:
    assert [plain(block) for block in read("+++\n\nText\n\n+++\n").document.blocks] == ["+++", "Text", "+++"]


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("name: The old mill", "Call “name: The old mill” of the front matter “title: …” if that is the title"),
        ("Headline: The old mill", "Call “Headline: The old mill” of the front matter “title: …” if that is the title"),
        ("nav_title: Mill", "Call “nav_title: Mill” of the front matter “title: …” if that is the title"),
        ("layout: page", "Start with “# Title”, add “title: …” to the front matter"),
        ("name: {first: Ada}", "Start with “# Title”, add “title: …” to the front matter"),
    ],
)
def test_a_key_that_may_hold_the_title_is_named(front: str, hint: str) -> None:
    (found,) = [one for one in read(f"---\n{front}\nlang: en-GB\n---\n\nWords.\n").findings if one.code == "M001"]
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("La bibliothèque ouvre à huit heures pour les familles et les enfants qui viennent avant l'école.", "fr"),
        ("Die Bücherei öffnet um acht Uhr, und der Eingang ist für Kinder auf der linken Seite.", "de"),
        ("La biblioteca abre a las ocho para que los niños y las familias vengan antes de la escuela.", "es"),
        ("La biblioteca apre alle otto per le famiglie e i bambini che vengono prima della scuola.", "it"),
        ("A biblioteca abre às oito para que as crianças não cheguem tarde à escola, com os pais.", "pt"),
        ("De bibliotheek gaat om acht uur open voor de kinderen en het is niet ver van de school.", "nl"),
        ("Biblioteka jest otwarta od ósmej i nie ma opłat dla dzieci, które przychodzą do szkoły na czas.", "pl"),
        ("Mae'r llyfrgell yn agor am wyth ac mae croeso i'r plant ddod cyn yr ysgol gyda'u rhieni.", "cy"),
        ("Η βιβλιοθήκη ανοίγει στις οκτώ.", "el"),
        ("المكتبة تفتح في الثامنة صباحا للجميع.", "ar"),
        ("کتابخانه ساعت هشت باز می‌شود و چای هست.", "fa"),
        ("הספרייה נפתחת בשמונה.", "he"),
        ("図書館は八時に開きます。", "ja"),
        ("도서관은 여덟 시에 엽니다.", "ko"),
        ("图书馆八点开门。", "zh"),
        ("Бібліотека відкривається о восьмій, її двері відчинені.", "uk"),
        ("Библиотека открывается в восемь, и все рады.", "ru"),
        ("पुस्तकालय आठ बजे खुलता है।", "hi"),
        ("The library opens at eight, and the entrance is on the left for all of the children.", "en-GB"),
        ("Mill 2026", "en-GB"),
        ("```\ndie der das und ist nicht ein auf\n```\n\nSee `le la les des est`.", "en-GB"),
    ],
)
def test_the_language_that_words_look_like_is_named(text: str, lang: str) -> None:
    (found,) = [one for one in read(f"# T\n\n{text}\n").findings if one.code == "M002"]
    assert f"“lang: {lang}”" in found.hint
    assert f"--lang {lang} " in found.hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("subtitle: 'The mill's hours'", "Write ' twice within the value: subtitle: 'The mill''s hours'"),
        ('subtitle: "The "old" mill"', r'Write \ before each " within the value: subtitle: "The \"old\" mill"'),
        ("author:\n\t- Ada", "Write spaces where a tab stands at the beginning of the line."),
        ("subtitle: News: today", "Put a value that holds a colon or a mark in quotation marks"),
    ],
)
def test_the_remedy_for_front_matter_that_is_not_yaml_fits_the_line(line: str, hint: str) -> None:
    (found,) = [one for one in read(f"---\ntitle: T\nlang: en\n{line}\n---\n\nText.\n").findings if one.code == "M004"]
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("metafooter: true\nmetafooter: true", []),
        ("metafooter: true\nmetafooter: false", ["M007"]),
        ("subtitle: A\nsubtitle: A", ["M007"]),
    ],
)
def test_what_another_program_is_told_twice_alike_is_no_fault(lines: str, found: list[str]) -> None:
    assert codes("Text.\n", f"{lines}\n") == found
