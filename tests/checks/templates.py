"""Word templates for the evidence: a complete one, changed as an XML file says.

In the file ``w:style`` takes the place of the style with its id (or joins the others), ``w:hdr`` and ``w:ftr`` that of
each header and footer, and ``without`` takes the style away that it names.
"""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

from triplicate import reading, theme
from triplicate.errors import FindingsError
from triplicate.formats import word
from triplicate.rules.finding import Finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = """---
title: Evidence
lang: en-GB
---

Words before the first heading:

- an item

## A heading

> Words of somebody else.

| Name | Number |
|------|--------|
| One  | 1      |

: A caption
"""


@cache
def complete() -> bytes:
    """Return a Word file of ours, which as a template lacks nothing that the text asks for."""
    return word.export(_document(), theme.load(), moment=MOMENT).data


def changed(changes: etree._Element) -> bytes:
    """Return the complete template with changes."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(complete())) as before, zipfile.ZipFile(output, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "word/styles.xml":
                data = _styles(data, changes)
            for tag, part in (("hdr", "word/header"), ("ftr", "word/footer")):
                if entry.filename.startswith(part) and (other := changes.find(W + tag)) is not None:
                    data = etree.tostring(other)
            after.writestr(entry.filename, data)
    return output.getvalue()


def found_with(path: Path) -> tuple[Finding, ...]:
    """Return what is found when the text is exported with the template of an XML file."""
    data = changed(etree.parse(path).getroot())
    style = replace(theme.load(), template=theme.Template(path.name, data))
    try:
        return word.export(_document(), style, moment=MOMENT).findings
    except FindingsError as error:
        return error.findings


def _document():
    return reading.read(TEXT, name="text.md").document


def _styles(data: bytes, changes: etree._Element) -> bytes:
    root = etree.fromstring(data)
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    for gone in changes.iterchildren("without"):
        root.remove(by_id[gone.get("style")])
    for style in changes.iterchildren(f"{W}style"):
        if (old := by_id.get(style.get(f"{W}styleId"))) is not None:
            root.replace(old, style)
        else:
            root.append(style)
    return etree.tostring(root)
