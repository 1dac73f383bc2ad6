"""Each part of a text looks alike in the three formats, but where the file of roles says why it does not."""

import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from tests.look.said import Said, Sheet, WordStyles, wrapped
from tests.look.texts import MOMENT, made
from triplicate import reading, theme
from triplicate.errors import UsageError
from triplicate.formats.pdf.page_tree import PdfHtml
from triplicate.jobs.production import Format, produce
from triplicate.theme.roles import FORMATS

ROLES = Path(__file__).parents[2] / "styles" / "roles.toml"

TEXT = """---
title: Every part
subtitle: Of a text
lang: en
publisher: An office
author: Somebody
date: 2026-01-02
description: What it says in short.
contact: formats@example.org
rights: Nobody's
toc: true
kind: guidance
toc-depth: 3
number-sections: true
math: true
---

First.

## Two

Words with a note[^one].

### Three

Words.

#### Four

Words.

##### Five

Words.

###### Six

Words with `code`.

- one
- two
- three

::: figures
- **1** thing
- **2** things
:::

Term
: What it means.

Another
: What that means.
: What else it means.

> Said by somebody.
>
> -- Somebody

```text
code
more
```

| A | B |
|---|---|
| 1 | 2 |
| 3 | 4 |
: A caption {.total}

| A | B | C | D | E | F | G | H |
|---|---|---|---|---|---|---|---|
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |

$$x + y$$ {alt="x plus y"}

* * *

[^one]: A note.

    Of two paragraphs.

""" + "\n\n".join(f"> [!{kind}]\n> Words." for kind in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "SUMMARY"))

KINDS = ("note", "tip", "important", "warning", "caution", "summary")

#       role: where the PDF has it, where the EPUB has it if that is elsewhere, and its style in Word if it has one
PLACES: dict[str, tuple[str, str | None, str | None]] = {
    "text": ("body", None, None),
    "paragraph": ("h2 + p", None, "BodyText"),
    "title": ("h1", None, "Heading1"),
    **{f"h{level}": (f"h{level}", None, f"Heading{level}") for level in range(2, 7)},
    "section-number": (".number", None, None),
    "title-block": (".title-block", None, None),
    "subtitle": (".subtitle", None, "Subtitle"),
    "masthead": (".masthead", None, "Masthead"),
    "kind": (".kind", None, "Kind"),
    "authors": (".authors", None, "Author"),
    "summary": (".summary", None, "Summary"),
    "end": (".end", None, None),
    "contact": (".contact", None, "Contact"),
    "rights": (".rights", None, "Rights"),
    "contents-part": (".contents > ul > li", "nav > ol > li", "TOC2"),
    "contents-entry": (".contents > ul > li > ul > li", "nav > ol > li > ol > li", "TOC3"),
    "item": ("ul.tight > li", None, "ListBullet"),
    "key-figures": (".key-figures > li", None, "KeyFigures"),
    "key-figure": (".key-figures strong", None, None),
    "term": ("dt", None, "DefinitionTerm"),
    "definition": ("dd", None, "Definition"),
    "quote": ("blockquote", None, "Quote"),
    "quoted": ("blockquote > p", None, "Quote"),
    "attribution": (".attribution", None, "Attribution"),
    "code": ("pre", None, "Code"),
    "code-in-text": ("p code", None, None),
    "table": ("table", ".table, table", None),
    "cell": ("tbody td", None, "TableText"),
    "header-cell": ("thead th", None, "TableHeading"),
    "header-row": ("thead tr", None, None),
    "total-row": ("tr.total", None, None),
    "row": ("tbody tr", None, None),
    "striped-row": (".banded tbody tr + tr", None, None),
    "caption": ("caption", None, "TableCaption"),
    "label": ("caption .label", None, None),
    "note-paragraph": ("span.note p", "[role='doc-footnote'] p", "FootnoteText"),
    "formula": (".math-block", "div.formula", "Formula"),
    **{f"callout-{kind}": (f".callout.{kind}", f".callout.{kind}", f"Callout{kind.capitalize()}") for kind in KINDS},
    **{
        f"callout-title-{kind}": (
            f".callout.{kind} .callout-title",
            f".callout.{kind} .callout-title",
            f"Callout{kind.capitalize()}Title",
        )
        for kind in KINDS
    },
}

ALWAYS = ("size", "line", "weight", "slant", "colour", "before", "after")
"""What is compared of every part, whether its role says it or not."""

BOLD = 600

WHERE_SAID = ("start", "end", "bar", "tint", "digits", "keep_next", "keep_lines")


@cache
def document():
    return reading.read(TEXT, name="parts.md").document


def of_pdf(style: theme.Theme) -> dict[str, Said]:
    sheet, root = Sheet(theme.stylesheet(style, "pdf")), wrapped(PdfHtml(document(), style).root)
    return {role: sheet.style(root.query(pdf)) for role, (pdf, _, _) in PLACES.items()} | {"running": sheet.page()}


def of_epub(style: theme.Theme, added: str = "") -> dict[str, Said]:
    """Return what the parts look like in a book; ``added`` is CSS at the end of its sheet."""
    files = ZipFile(BytesIO(book(style.name)))
    names = files.namelist()
    (css,) = (files.read(name).decode() for name in names if name.endswith(".css"))
    sheet = Sheet(css + added)
    roots = [wrapped(ET.fromstring(files.read(name))) for name in names if name.endswith(".xhtml")]
    found = {}
    for role, (pdf, epub, _) in PLACES.items():
        found[role] = next(sheet.style(one) for root in roots if (one := root.query(epub or pdf)) is not None)
    return found


@cache
def book(style: str) -> bytes:
    return made(document(), style, Format.EPUB)


def of_word(style: theme.Theme) -> dict[str, Said]:
    styles = WordStyles(made(document(), style.name, Format.DOCX))
    found = {role: styles.style(identifier) for role, (_, _, identifier) in PLACES.items() if identifier}
    found |= {name: {"tint": styles.table_tint(part)} for name, part in TABLE_PARTS.items()}
    return found | {"running": styles.style("Header")}


TABLE_PARTS = {"header-row": "firstRow", "striped-row": "band2Horz"}


def differences(style: theme.Theme, format_: str, pdf: dict[str, Said], other: dict[str, Said]) -> dict:
    """Return what a format says otherwise than the PDF, by role and property, without what the roles file explains."""
    found = {}
    for name, there in other.items():
        said = [theme.role(style, name, one) for one in FORMATS]
        asked = (*ALWAYS, *(key for key in WHERE_SAID if any(getattr(one, key) is not None for one in said)))
        explained = explained_of(style, name, format_) | explained_of(style, name, "pdf")
        for key in asked:
            if key in there.keys() & pdf[name].keys() - explained and not _alike(
                key, format_, pdf[name][key], there[key]
            ):
                found[name, key] = (pdf[name][key], there[key])
    return found


def explained_of(style: theme.Theme, name: str, format_: str) -> set[str]:
    """Return the properties that a format has otherwise, of a role and of those it is like: each has its reason."""
    never = tomllib.loads(ROLES.read_text(encoding="utf-8"))["format"].get(format_, {}).get("never", ())
    found = {*never}
    while name:
        own = style.roles[name].get(format_, {"why": "nothing is otherwise"})
        assert own["why"]
        found |= own.keys()
        name = style.roles[name].get("like", "")
    return {key.replace("-", "_") for key in found}


def _alike(key: str, format_: str, first: object, second: object) -> bool:
    if key in ("tint", "bar") and format_ == "epub":
        # Colours that show on any ground are not those for the page's; how wide a bar is must be alike.
        widths = [one and one[0] for one in (first, second)] if key == "bar" else [bool(first), bool(second)]
        return widths[0] == pytest.approx(widths[1], abs=0.05)
    if key == "weight" and format_ == "word":
        # Word knows two weights.
        return (first >= BOLD) == (second >= BOLD)
    if key == "bar":
        # Word has eighths of a point.
        return (first and first[1]) == (second and second[1]) and first[0] == pytest.approx(second[0], abs=0.07)
    return first == pytest.approx(second, abs=0.06) if isinstance(first, float) else first == second


@pytest.mark.parametrize("name", ["standard", "large-print", "dyslexia"])
def test_each_part_looks_alike_where_no_reason_says_otherwise(name: str) -> None:
    style = theme.load(name)
    pdf = of_pdf(style)
    assert differences(style, "epub", pdf, of_epub(style)) == {}
    assert differences(style, "word", pdf, of_word(style)) == {}


def test_a_sheet_that_says_a_part_once_more_and_otherwise_is_found_out() -> None:
    style = theme.load()
    pdf = of_pdf(style)
    assert differences(style, "epub", pdf, of_epub(style)) == {}
    added = """blockquote { margin-top: 3em } .title-block .subtitle { font-size: 1em } aside { line-height: 2 }
    h4 { font-style: italic } pre { margin-top: 3em }"""
    assert differences(style, "epub", pdf, of_epub(style, added)).keys() >= {
        ("quote", "before"),
        ("subtitle", "size"),
        ("callout-tip", "line"),
        ("h4", "slant"),
        ("code", "before"),
    }


def test_a_style_of_word_that_is_otherwise_is_found_out() -> None:
    style = theme.load()
    word = of_word(style)
    word["quote"] = {**word["quote"], "weight": 700}
    assert differences(style, "word", of_pdf(style), word) == {("quote", "weight"): (400, 700)}


def test_a_reason_stands_only_where_a_format_differs() -> None:
    style = theme.load()
    for name, table in style.roles.items():
        for format_ in FORMATS:
            own = {key.replace("-", "_") for key in table.get(format_, {}) if key != "why"}
            others = [theme.role(style, name, one) for one in FORMATS if one != format_]
            for key in own:
                mine = getattr(theme.role(style, name, format_), key)
                assert any(mine != getattr(other, key) for other in others), (name, format_, key)


def test_every_role_that_a_paragraph_or_a_box_can_have_is_compared() -> None:
    """Those that are only there for others to be like them, and what has no words, apart."""
    others = {"rule", "heading", "small-line", "contents", "contents-heading", "keyboard", "small-cell", "last-row"}
    others |= {"publisher", "date", "figure", "note", "callout", "callout-title", "running"}
    assert set(theme.load().roles) - others == set(PLACES)


# Roles of a house


def house(folder, said: str) -> theme.Theme:
    path = folder / "house.toml"
    path.write_text(f'extends = "standard"\n{said}\n', encoding="utf-8")
    return theme.load(str(path))


def test_a_house_says_a_role_once_for_the_three_formats(tmp_path) -> None:
    said = """
[role.h2]
size = "1.5 h2"
weight = 400
top = [1, "accent"]
padding = [8, 0, 0, 0]
align = "center"

[role.quote]
slant = "italic"
before = "2 paragraph"
"""
    style = house(tmp_path, said)
    pdf = Sheet(theme.stylesheet(style, "pdf"))
    root = wrapped(PdfHtml(document(), style).root)
    css = pdf.style(root.query("h2"))
    assert (css["size"], css["weight"]) == (31.5, 400)
    assert pdf.style(root.query("blockquote"))["before"] == pytest.approx(18)
    # What the house does not say is as it was.
    assert pdf.style(root.query("h2"))["before"] == 36
    assert "border-top: 1pt solid #005565" in theme.stylesheet(style, "pdf")
    data = produce(theme.edition_of(document(), style), (Format.DOCX,), moment=MOMENT, name="text")[Format.DOCX].data
    word = WordStyles(data)
    assert (word.style("Heading2")["size"], word.style("Heading2")["weight"]) == (31.5, 400)
    assert word.style("Quote")["slant"] == "italic"
    (top,) = word.found("w:style[@w:styleId='Heading2']/w:pPr/w:pBdr/w:top")
    assert sorted(top.attrib.values()) == ["005565", "8", "8", "single"]
    assert word.found("w:style[@w:styleId='Heading2']/w:pPr/w:jc/@w:val") == ["center"]
    assert "font-style: italic" in theme.stylesheet(style, "epub").partition("blockquote {")[2].partition("}")[0]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("[role.qoute]\nafter = 3", "'qoute' is not a role"),
        ("[role]\nquote = 3", "wants a table"),
        ("[role.quote]\nmargin = 3", "'margin' is no property of a role"),
        ('[role.quote]\nafter = "3 words"', 'wants one of paragraph, .* or a multiple of it: "1.5 paragraph"'),
        ('[role.quote]\nsize = "0.5 small"', "smaller than least = 10.5"),
        ('[role.quote]\ncolour = "rule"', r"the contrast is 3\.\d\d:1"),
        ("[role.quote]\nweight = 650", "wants one of 400, 500, 600, 700"),
        ("[role.quote]\nkeep-next = 1", "wants true or false"),
        ("[role.quote]\nbar = 3", "wants a width and a colour"),
        ("[role.quote]\npadding = [1, 2, 3]", "wants one length, two"),
        ('[role.quote]\nlike = "quote"', "wants the name of another role"),
        ("[role.quote.pdf]\nafter = 3", "wants to say why"),
    ],
)
def test_what_is_wrong_with_a_role_is_said_with_its_remedy(tmp_path, said: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        house(tmp_path, said)
