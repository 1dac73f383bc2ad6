"""No sign of markup reaches a reader as text, in whatever flavour a text is written."""

import zipfile
from pathlib import Path

import docx
import pytest

from tests.marks import printed_marks
from triplicate.formats.product import Format
from triplicate.jobs.batch import export_sources
from triplicate.jobs.config import Choices
from triplicate.jobs.texts import Request

SIGNS = [
    *("<% if a %>", "{{ a }}", "{% a %}", "::: note", "$CTA", "Go ^up^ now", "[[Fees]]", "{.red}", "{: #a}", "{#a}"),
    *("!!! note", "[!NOTE]", "s1."),
]
FLAVOURED = """\
---
title: Flavours
lang: en-GB
math: true
price: four pounds
---

[[toc]]

[TOC]

* A list that is thrown away
{:toc}

## Govspeak {#gov}

^Mind the step.^

%Danger of death%

@Advice to all@

$CTA
Call us.
$CTA

$A
1 Quay
Harbour
$A

s1. First
s2. Then

:scotland:In Scotland only.:scotland:

x[An external page](https://example.org/)x and {::highlight-answer}words{:/highlight-answer}

$LegislativeList
* 1. A law
$EndLegislativeList

## Sites {: #sites .wide lang=en}

!!! note "A title"
    Words.

??? tip
    Words.

=== "Tab"

    Words.

> [!WARNING]
> Words.

> [!faq]- A question
> Words.

:::tip[Title]
Words.
:::

::: {.callout-note}
## A title
Words.
:::

```{note}
Words.
```

:::{admonition} A title
:class: tip
Words.
:::

(there)=
### A place

{{< callout type="note" >}}
Words.
{{< /callout >}}

{% raw %}Words.{% endraw %}

{/* a comment */}{# another #}

Press ++ctrl+alt+del++, {kbd}`Esc` or {{< kbd Tab >}}; H{sub}`2`O, ==marked== :tada: :material-account:.

See [[Fees]], [[Fees|the fees]], [](#there), {ref}`there`, {term}`ebb`, {doc}`fees` and [[#Sites]].

Pay {{ price }}.[^1] And more.^[A note in place.] 10^3^ and H~2~O. <!-- seen by nobody -->

[^1]:
    The note.

$$ a = b $$ {#eq-one}

As @eq-one says.

```{list-table} A caption
:header-rows: 1

* - A
  - B
* - 1
  - 2
* - 3
  - 4
```

Word
: Its meaning

A paragraph.
{: .lead }

Text with an id. ^block-1
"""


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_found_among_words_and_not_in_code(tmp_path: Path, sign: str) -> None:
    written = sign.replace("<", "&lt;").replace(">", "&gt;")
    book = tmp_path / "a.epub"
    for body, count in ((f"<p>{written}</p>", True), (f"<p>a</p><pre><code>{written}</code></pre>", False)):
        with zipfile.ZipFile(book, "w") as package:
            package.writestr("a.xhtml", f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>")
        assert bool(printed_marks(book)) is count
    word = docx.Document()
    word.add_paragraph(sign)
    word.save(str(tmp_path / "a.docx"))
    assert printed_marks(tmp_path / "a.docx")


def test_no_flavour_leaves_a_sign_in_the_words(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(FLAVOURED, "utf-8")
    request = Request(Choices(output=tmp_path, formats=(Format.DOCX, Format.EPUB)))
    (outcome,) = export_sources([text], request)
    assert outcome.error is None, [str(one) for one in outcome.findings]
    assert [printed_marks(file) for file in outcome.files] == [[], []]
