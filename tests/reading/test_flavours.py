"""What other dialects of Markdown write is read as what they mean by it."""

from pathlib import Path

import pytest

from tests.reading.helpers import FRONT, block, clean, codes, inlines, picture, reading
from triplicate.document.model import (
    Abbreviation,
    Callout,
    CalloutKind,
    Code,
    CodeBlock,
    DefinitionList,
    Division,
    Emphasis,
    Heading,
    Image,
    Keyboard,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Strong,
    Superscript,
    Text,
)
from triplicate.document.walk import descend, plain, text_of


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("> [!NOTE]\n> Words.", "note", "Note"),
        ("> [!tip] My *title*\n> Words.", "tip", "My title"),
        ("> [!faq]-\n> Words.", "note", "Faq"),
        ("> [!danger]+ Stop\n> Words.", "caution", "Stop"),
        (":::note\nWords.\n:::", "note", "Note"),
        (":::info[Title]\nWords.\n:::", "note", "Title"),
        (":::danger Title\nWords.\n:::", "caution", "Title"),
        ("::: {.callout-important}\n## Title\n\nWords.\n:::", "important", "Title"),
        ("::: hint\n\n## Title\n\nWords.\n\n:::", "tip", "Title"),
        (":::{admonition} Title\n:class: warning dropdown\nWords.\n:::", "warning", "Title"),
        ('::: {.callout-tip title="Title"}\nWords.\n:::', "tip", "Title"),
        (":::{warning} Title\n:class: wide\n\nWords.\n:::", "warning", "Title"),
        (":::{warning icon=false} Title\nWords.\n:::", "warning", "Title"),
        ("```{warning icon=false .wide} Title\nWords.\n```", "warning", "Title"),
        ("```{note}\nWords.\n```", "note", "Note"),
        ("```{admonition} Title\n:class: tip\n\nWords.\n```", "tip", "Title"),
        ("!!! note\n    Words.", "note", "Note"),
        ('!!! warning "Title"\n\n    Words.', "warning", "Title"),
        ('??? bug "Title"\n    Words.', "warning", "Title"),
        ("!!! abstract\n    Words.", "summary", "Abstract"),
        ("^Words.^", "note", "Note"),
        ("%Words.%", "warning", "Warning"),
        ("@Words.@", "important", "Important"),
        ("$CTA\nWords.\n$CTA", "important", "Important"),
        ("{{< note >}}\nWords.\n{{< /note >}}", "note", "Note"),
        ('{{% notice tip "Title" %}}\nWords.\n{{% /notice %}}', "tip", "Title"),
        ("{% note %}\nWords.\n{% endnote %}", "note", "Note"),
        ('{{< alert type="warning" title="Title" >}}\nWords.\n{{< /alert >}}', "warning", "Title"),
    ],
)
def test_callouts_of_all_dialects(text: str, kind: str, title: str) -> None:
    one = block(f"{text}\n")
    assert isinstance(one, Callout)
    assert (one.kind, text_of(one.title)) == (CalloutKind(kind), title)
    assert [plain(child) for child in one.children] == ["Words."]


def test_the_title_of_a_callout_keeps_its_marks_and_findings_their_place() -> None:
    one = block("> [!tip] My *title*\n> Words.\n")
    assert isinstance(one, Callout)
    assert one.title == (Text("My "), Emphasis((Text("title"),)))
    (found,) = reading("> [!tip] My {x}\n> Words.\n").findings
    assert (found.code, found.place.line, found.place.column) == ("X002", 6, 13)
    (found,) = reading("```{note}\nWords\n{x}\n```\n").findings
    assert (found.code, found.place.line) == ("X002", 8)


@pytest.mark.parametrize(
    "text",
    [
        *("[TOC]", "[[toc]]", "[toc]", "[[_TOC_]]", "* TOC\n{:toc}", "1. Contents\n{:toc}", "{{< toc >}}"),
        *("<!-- toc -->", "<TOCInline toc={toc} />"),
    ],
)
def test_a_mark_for_contents_asks_for_them(text: str) -> None:
    document = clean(f"{text}\n\n## Part\n\nWords.\n")
    assert document.metadata.toc
    assert [plain(one) for one in document.blocks] == ["Part", "Words."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$A\nTown Hall\n$A", Division((Paragraph((Text("Town Hall"),)),))),
        (
            '=== "Tab"\n\n    Words.',
            Division((Paragraph((Strong((Text("Tab"),)),), lead_in=True), Paragraph((Text("Words."),)))),
        ),
        ("```{code-block} python\n:linenos:\n\nx = 1\n```", CodeBlock("x = 1", "python")),
        ("```{r}\n#| eval: false\nplot(1)\n```", CodeBlock("plot(1)", "r")),
        ("{{< pagebreak >}}", PageBreak()),
        ("{% comment %}\nNot {{ this }}\n{% endcomment %}\n\n## A", Heading(2, (Text("A"),), id="a")),
        ("(here)=\n\n## A", Heading(2, (Text("A"),), id="here")),
        ("## A\n{: #here}", Heading(2, (Text("A"),), id="here")),
        ("Words.\n{: #here lang=fr}", Paragraph((Text("Words."),), id="here", lang="fr")),
        ('## A {id="here"}', Heading(2, (Text("A"),), id="here")),
    ],
)
def test_blocks_of_other_dialects(text: str, expected: object) -> None:
    assert block(f"{text}\n") == expected


def test_classes_may_stand_right_after_one_another_and_a_value_may_hold_its_sign() -> None:
    result = reading("Words.\n{:.a.b #here}\n\n[More]{lang=fr title='l\\'eau'}\n")
    assert [finding.severity.value for finding in result.findings] == ["warning"]
    first, second = result.document.blocks
    assert first == Paragraph((Text("Words."),), id="here")
    assert isinstance(second, Paragraph)
    assert second.children == (Passage((Text("More"),), lang="fr"),)


def test_steps_of_govspeak_are_an_ordered_list() -> None:
    one = block("s1. Come in\ns2. Sit down\n")
    assert isinstance(one, OrderedList)
    assert [plain(child) for item in one.items for child in item.children] == ["Come in", "Sit down"]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("{sup}`3`", Superscript((Text("3"),))),
        ("{kbd}`Esc`", Keyboard("Esc")),
        ("{abbr}`RM (Royal Mail)`", Abbreviation("RM", "Royal Mail", first=True)),
        ("{py:class}`~Reader`", Code("Reader")),
    ],
)
def test_roles_that_have_a_meaning_here(text: str, node: object) -> None:
    assert inlines(f"{text}\n") == (node,)


def links(text: str, front: str = "") -> list[tuple[str, str]]:
    return [
        (text_of(node.children), node.target) for node in descend(*clean(text, front).blocks) if isinstance(node, Link)
    ]


def test_links_into_the_text_are_read_in_all_spellings() -> None:
    text = "{ref}`the form <form>` [[#Form]] [[#Form|it]]\n\n(form)=\n\n## Form\n"
    assert links(text.replace("(form)=\n\n", "")) == [("the form", "#form"), ("Form", "#form"), ("it", "#form")]


def test_wiki_links_into_other_texts_leave_their_words_and_one_warning() -> None:
    result = reading("See [[Hours]], [[Fees#Adults|what it costs]] and [[Fees#Children]].\n")
    assert [plain(one) for one in result.document.blocks] == ["See Hours, what it costs and Fees – Children."]
    assert [(found.code, found.severity.value) for found in result.findings] == [("X005", "warning")]


@pytest.mark.parametrize(
    "written",
    [
        '{{< ref "guides/form" >}}',
        '"{{< relref "guides/form" >}}"',
        "{% link guides/form %}",
        '{% page "/guides/form" %}',
        "{{ '/guides/form' | relative_url }}",
        '{{ "/guides/form" | url }}',
        "{{ site.baseurl }}/guides/form",
    ],
)
def test_links_that_a_sites_software_fills_in_lead_to_the_page_they_name(written: str) -> None:
    assert links(f"See [the form]({written}) *now*.\n", "base-url: https://example.org/docs\n") == [
        ("the form", "https://example.org/docs/guides/form")
    ]


def test_templates_in_code_are_shown_as_they_are() -> None:
    assert codes("```jinja\n{% if a %}{{ b }}{% endif %}\n[[toc]]\n```\n\nAs `<% %>` and `{{ b }}` do.\n") == []


def test_attributes_that_only_style_have_no_effect_and_are_told_once() -> None:
    text = "[a]{.red} [b]{.red} [c]{target=_blank}\n"
    assert codes(text) == ["X027"]
    assert codes("![a](b.png){.decoratve}\n") == ["I001", "X003"]


def test_looks_that_end_a_paragraph_or_a_cell_are_left_out() -> None:
    table = "| Part {.wide} | Owner{.w-50} |\n| --- | --- |\n| Roof{.x} | Town |\n| Walls | Town |\n"
    result = reading(f"As a **reader**, I hear this. {{.story}}\n\nGo on.{{.summary}}\n\n{table}")
    assert [finding.code for finding in result.findings] == ["X027"]
    assert [plain(one) for one in result.document.blocks] == [
        "As a reader, I hear this.",
        "Go on.",
        "Part Owner Roof Town Walls Town",
    ]
    assert codes("| Part | Owner |\n| --- | --- |\n| Roof {lang=cy} | Town |\n| Walls | Town |\n") == ["X002"]


def test_words_after_a_line_of_breaks_are_markdown() -> None:
    text = (
        "## Slides\n<br>\n**Bold** and [a page](https://example.org).\n\n"
        "- One\n- Two\n\n <br/> <BR />\nMore *words*.\n<br>\nAnd more.\n\n"
        '<br>\n{{< button href="https://example.org/a" text="Send an idea" >}}\n<br>\n\n<br>\n<p>HTML</p>\n\n```\n\n<br>\n*a*\n```\n'
    )
    result = reading(text)
    assert {finding.code for finding in result.findings} <= {"X027"}
    assert [plain(one) for one in result.document.blocks] == [
        "Slides",
        "Bold and a page.",
        "One Two",
        "More words. And more.",
        "Send an idea",
        "HTML",
        "<br> *a*",
    ]
    strong, _, link, _ = result.document.blocks[1].children
    assert isinstance(strong, Strong)
    assert isinstance(link, Link)


def test_pictures_of_wiki_links_are_pictures_and_want_words() -> None:
    assert codes("![[map.png|A map]]\n") == ["I001"]
    assert sorted(codes("![[map.svg#icon]] here\n")) == ["I001", "I009"]


def test_code_may_show_fences_and_follow_code_at_once() -> None:
    text = "Words.\n\n```\n    ```R\n    x <- 1\n    ```\n```\n```\n[[toc]]\n```\n\n`` `{{< a >}}` ``\n\n$CTA\n"
    result = reading(text)
    assert [one.text for one in result.document.blocks if isinstance(one, CodeBlock)] == [
        "    ```R\n    x <- 1\n    ```",
        "[[toc]]",
    ]
    before = FRONT.count("\n")
    assert [(finding.code, finding.place.line - before) for finding in result.findings] == [("X006", 14)]


def test_labels_of_formulas_are_found_and_said() -> None:
    text = (
        "$$\na = b\n$$ (one)\n\n$$ x = 1 $$ {#eq-two}\n\n:::{math}\n:label: three\nz = 3\n:::\n\n"
        "See {eq}`one`, @eq-two, [@eq-two; @Eq-two], {eq}`three` and [it](#one). Write to me@eq-two.example.\n"
    )
    result = reading(text, "math: true\n")
    assert [one.id for one in result.document.blocks] == ["one", "eq-two", "three", None]
    assert {finding.code for finding in result.findings} == {"X029"}
    assert plain(result.document.blocks[-1]) == (
        "See a equals b, x equals 1, x equals 1, x equals 1, z equals 3 and it. Write to me@eq-two.example."
    )


def test_a_reference_without_a_target_and_one_to_literature_are_refused() -> None:
    assert codes("See @fig-lost.\n") == ["K001"]
    assert codes("As said [@smith2020, p. 3].\n") == ["X006"]
    assert codes("Ask [@smith](https://example.org/) or @smith.\n") == []


def test_code_between_colons_is_code_and_a_note_may_begin_below_its_mark() -> None:
    text = ":::{code} markdown\n# Not a heading\n```x\n```\n:::\n\nWords.[^1]\n\n[^1]:\n  The *note*\n  goes on.\n"
    result = reading(text)
    assert result.findings == ()
    (code, _) = result.document.blocks
    assert isinstance(code, CodeBlock)
    assert (code.language, code.text) == ("markdown", "# Not a heading\n```x\n```")
    assert [plain(one) for note in result.document.notes for one in note.children] == ["The note goes on."]


@pytest.mark.parametrize(
    ("fence", "option", "shown"),
    [
        ("{r}", "#| include: false\n", None),
        ("{r setup, include=FALSE}", "", None),
        ("{r}", "#| output: false\n", "x <- 1"),
        ("{r eval=FALSE}", "", "x <- 1"),
        ("{python}", "#| eval: false\n", "x <- 1"),
        ("{r}", "#| include = FALSE\n", None),
        ("{r}", "#| message = FALSE,\n#| eval = FALSE,\n", "x <- 1"),
        ("{r, echo=FALSE, eval=F}", "", None),
        ("{ojs}", "//| output: false\n", "x <- 1"),
        ("{code-cell} ipython3", ":tags: [remove-output]\n\n", "x <- 1"),
        ("{code-cell} python", "---\ntags: [remove-cell]\n---\n", None),
    ],
)
def test_a_cell_without_results_is_code_or_unseen(fence: str, option: str, shown: str | None) -> None:
    result = reading(f"Words.\n\n```{fence}\n{option}x <- 1\n```\n")
    assert result.findings == ()
    assert [one.text for one in result.document.blocks if isinstance(one, CodeBlock)] == ([shown] if shown else [])


def test_what_holds_for_all_cells_of_a_text_holds_for_each_that_says_nothing_else() -> None:
    text = "```{r}\nx <- 1\n```\n\n```{r}\n#| eval: true\nplot(x)\n```\n"
    result = reading(text, "execute:\n  eval: false\n")
    assert [(finding.code, finding.place.line) for finding in result.findings] == [("X006", 12)]
    assert reading(text, "execute:\n  include: false\n").document.blocks == ()


def test_a_cell_without_results_has_the_name_of_its_file() -> None:
    for text in (
        '```{r, filename="hours.R", eval=FALSE}\nx\n```\n',
        '```{python}\n#| filename: "hours.R"\n#| eval: false\nx\n```\n',
    ):
        assert plain(block(text)) == "hours.R x"


def test_options_between_dashes_may_be_empty_and_of_several_lines(tmp_path: Path) -> None:
    picture(tmp_path)
    text = (
        "```{figure} map.png\n---\nname: map\nalt: |\n  Five ports\n  on the coast\nwidth: 50%\n---\nThe ports\n```\n"
    )
    figure = block(text, folder=tmp_path)
    assert (figure.image.alt, figure.id, text_of(figure.caption)) == ("Five ports on the coast", "map", "The ports")
    empty = block("```{figure} map.png\n---\nalt:\n---\n```\n", folder=tmp_path)
    assert empty.image.decorative


def test_a_glossary_of_myst_is_a_list_of_definitions() -> None:
    """Its terms and what they mean ran into one paragraph."""
    meaning = "    A *voice*,\n    no more.\n\n    - One\n"
    (one,) = clean(
        f"```{{glossary}}\n:sorted:\n\nReader\nScreen reader\n{meaning}\n[Page](https://example.org)\n  Said.\n```\n"
    ).blocks
    assert isinstance(one, DefinitionList)
    assert [[text_of(term) for term in item.terms] for item in one.items] == [["Reader"], ["Screen reader"], ["Page"]]
    said = [[plain(block) for block in part] for item in one.items for part in item.descriptions]
    assert said == [["A voice, no more.", "One"], ["Said."]]
    assert [item.place.line for item in one.items] == [9, 10, 16]


def test_the_id_of_a_title_within_a_callout_is_that_of_the_callout() -> None:
    blocks = clean("See [it](#more).\n\n::: tip\n## Title {#more}\n\nWords.\n:::\n").blocks
    assert isinstance(blocks[1], Callout)
    assert (blocks[1].id, text_of(blocks[1].title)) == ("more", "Title")


def test_a_callout_with_several_headings_keeps_them() -> None:
    one = block("::: tip\n## One\n\nWords.\n\n## Two\n\nWords.\n:::\n")
    assert isinstance(one, Callout)
    assert text_of(one.title) == "Tip"
    assert sum(isinstance(child, Heading) for child in one.children) == 2


def test_theorems_and_exercises_of_myst_have_the_name_of_their_kind() -> None:
    theorem = block("```{prf:theorem} Of ports\n:label: ports\n\nThey *are* open.\n```\n")
    assert [plain(one) for one in theorem.children] == ["Theorem (Of ports)", "They are open."]
    called = clean("```{prf:theorem} Of ports\n:label: ports\n\nWords.\n```\n\nBy {prf:ref}`ports`, or [](#ports).\n")
    assert plain(called.blocks[1]) == "By Theorem (Of ports), or Theorem (Of ports)."
    result = reading("```{exercise-start}\n:label: one\n```\n\nDo it.\n\n```{exercise-end}\n```\n")
    assert [finding.code for finding in result.findings] == ["X027"]
    assert [plain(one) for one in result.document.blocks] == ["Exercise", "Do it."]


def test_raw_html_of_myst_is_read() -> None:
    assert plain(block("```{raw} html\n<p>In <b>HTML</b></p>\n```\n")) == "In HTML"
    assert codes("```{raw} latex\n\\vspace{1em}\n```\n") == ["X006"]


def test_spaces_may_stand_inside_the_signs_of_a_formula_in_myst() -> None:
    text = "(ports)=\n## Ports\n\nIf $ x > y $ it costs $5 or $6.\n"
    shown = [plain(reading(one, "math: true\n").document.blocks[1]) for one in (text, text.partition("\n")[2])]
    assert shown == ["If x is greater than y it costs $5 or $6.", "If $ x > y $ it costs $5 or $6."]


def test_a_cell_without_code_is_nothing() -> None:
    assert clean("Words.\n\n```{r}\n#| label: fig-hours\n```\n").blocks == (Paragraph((Text("Words."),)),)


def test_a_shortcode_that_is_shown_loses_the_signs_that_say_so() -> None:
    (one,) = clean("Use `{{</* note */>}}`.\n").blocks
    assert plain(one) == "Use {{< note >}}."


def test_lines_of_a_formula_are_aligned_and_raw_html_is_read() -> None:
    result = reading(
        "```{math}\n(a + b)^2 = a\n\nb & = c \\\\\nd & = e\n```\n\n```{=html}\n<p>In <b>HTML</b></p>\n```\n"
    )
    formula, words = result.document.blocks
    assert plain(formula) == "open paren a plus b close paren squared equals a; b equals c; d equals e"
    assert plain(words) == "In HTML"
    assert plain(clean('See `<i class="a"></i>`{=html} it `<b>now</b>`{=html}.\n').blocks[0]) == "See it now."
    assert codes("```{=latex}\n\\vspace{1em}\n```\n") == ["X006"]


def test_a_picture_for_two_looks_is_that_of_paper(tmp_path: Path) -> None:
    picture(tmp_path, "a.png")
    text = (
        "<ThemedImage\n  alt=\"The dialogue\"\n  sources={{\n    light: useBaseUrl('a.png'),\n    dark: 'b.png',\n  }}\n/>\n\n"
        '| A | B |\n|---|---|\n| <img style={{ width: \'3px\' }} src="a.png" alt="A" /> | b |\n| c | d |\n'
    )
    result = reading(text, folder=tmp_path)
    assert result.findings == ()
    images = [node for node in descend(*result.document.blocks) if isinstance(node, Image)]
    assert [image.alt for image in images] == ["The dialogue", "A"]


@pytest.mark.parametrize(
    ("fence", "shown", "language", "found"),
    [
        ('{.bash filename="Terminal"}', "Terminal a", "bash", []),
        ('js title="src/App.js"', "src/App.js a", "js", []),
        ("python title=x", "x a", "python", []),
        ("{.yaml}", "a", "yaml", []),
        ("python {linenos=true}", "a", "python", ["X027"]),
        ("python linenos", "a", "python", ["X024"]),
    ],
)
def test_code_may_have_a_title_and_attributes(fence: str, shown: str, language: str, found: list[str]) -> None:
    result = reading(f"```{fence}\na\n```\n")
    (one,) = result.document.blocks
    (code,) = [node for node in descend(one) if isinstance(node, CodeBlock)]
    assert (plain(one), code.language) == (shown, language)
    # A title stays on the page of its code.
    assert all(node.lead_in for node in descend(one) if isinstance(node, Paragraph))
    assert [finding.code for finding in result.findings] == found


def test_columns_of_pandoc_leave_what_stands_in_them() -> None:
    result = reading(
        ":::: {.columns}\n::: {.column width=40%}\nLeft.\n:::\n::: {.column width=60%}\nRight.\n:::\n::::\n"
    )
    assert [plain(block) for block in result.document.blocks] == ["Left. Right."]
    assert [finding.code for finding in result.findings] == ["X027"]
    assert [finding.code for finding in reading("::: {.box width=40%}\nWords.\n:::\n").findings] == ["X003", "X027"]


@pytest.mark.parametrize("opening", ["::: callout-tip", "::: {.callout-tip}", '::: {#a .callout-tip collapse="true"}'])
def test_the_first_heading_in_a_callout_of_quarto_is_its_title(opening: str) -> None:
    (one,) = reading(f"{opening}\n\n## Mind the *step*\n\nWords.\n\n:::\n").document.blocks
    assert isinstance(one, Callout)
    assert (text_of(one.title), [plain(block) for block in one.children]) == ("Mind the step", ["Words."])
