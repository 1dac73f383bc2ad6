"""What the texts of site generators hold besides Markdown: components, shortcodes, icons, includes."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks.helpers import FRONT
from tests.reading.helpers import block, codes, inlines, picture, reading
from triplicate.document.model import (
    Callout,
    CodeBlock,
    Division,
    Figure,
    Image,
    Keyboard,
    Link,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from triplicate.document.walk import descend, plain, text_of
from triplicate.jobs.batch import together
from triplicate.jobs.texts import Request, read_source
from triplicate.reading import Reading, read


def words(text: str) -> list[str]:
    return [plain(one) for one in reading(text).document.blocks]


TABS = """\
import Tabs from '@theme/Tabs'; import TabItem from '@theme/TabItem';
import {
  one,
} from "two";

export const rows = [
  {a: 1},
];

First words
<Tabs groupId="kind" values={[{a: '>'}, {b: 2}]}
  defaultValue={rows}>
<TabItem value="npm">

```sh
npm start
```
</TabItem>
<TabItem value="yarn" label="Yarn">
Some *words*
</TabItem>
</Tabs>
"""


def test_ids_without_accents_are_those_with_them() -> None:
    """So do Python-Markdown, and MkDocs with it; where one has them and another has not, each means its own."""
    text = "[A](#introduccion), [B](#resume), [C](#resumé), [D](#resümé)\n\n## Introducción\n\n## Resume\n\n## Resumé\n"
    found = reading(text)
    links = [node.target for node in descend(*found.document.blocks) if isinstance(node, Link)]
    assert links == ["#introducción", "#resume", "#resumé"]
    assert [finding.code for finding in found.findings] == ["K011"]


def test_components_leave_their_words_under_what_they_are_called() -> None:
    result = reading(TABS)
    assert [plain(one) for one in result.document.blocks] == ["First words", "npm npm start Yarn Some words"]
    (finding,) = result.findings
    assert (finding.code, finding.place.line) == ("X027", 6)
    assert finding.message.startswith("“import …”, “export …” (line 11), “<Tabs>” (line 16), “<TabItem>” (line 18)")


def test_a_component_says_its_number_its_file_and_its_caption() -> None:
    text = '<Listing number="2-1" file-name="a.rs" caption="What `x` is">\n\n```rust\nx\n```\n\n</Listing>\n'
    one = reading(text).document.blocks[0]
    assert isinstance(one, Division)
    assert plain(one.children[0]) == "Listing 2-1 – a.rs – What x is"
    assert one.children[1] == CodeBlock("x", "rust")


@pytest.mark.parametrize("text", ["<Note>\n\nWords.\n\n</Note>\n", '<Callout type="note">\nWords.\n</Callout>\n'])
def test_components_that_are_callouts_are(text: str) -> None:
    one = block(text)
    assert isinstance(one, Callout)
    assert (text_of(one.title), plain(one.children[0])) == ("Note", "Words.")


@pytest.mark.parametrize(
    "text",
    [
        "<Contributors />",
        "By <Contributors/> all.",
        "<Tabs>\n\nWords.",
        "Write <Name> here.",
        "import taxes from home, if you can.",
    ],
)
def test_what_a_component_alone_shows_is_refused_and_sentences_are_words(text: str) -> None:
    assert codes(f"{text}\n") == ([] if text.startswith("import") else ["X001"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{< ring title="Case in point" color="red" >}}\nWords.\n{{< /ring >}}', ["Case in point Words."]),
        ("{{< box >}}Some *words*{{< /box >}}", ["Some words"]),
        ('{{< button href="https://example.org/a" >}}Apply{{< /button >}}', ["Apply"]),
        ('{{< asset file="https://example.org/a.pdf" label="The slides" >}}', ["The slides"]),
        ('{{< youtube id="abc" title="How to apply" >}}', ["How to apply"]),
        ("{{< kbd Ctrl-C >}}", ["Ctrl-C"]),
        ("{% raw %}words{% endraw %}", ["words"]),
        ("::: {.panel}\n::: {.callout-note}\nIn\n:::\n\n::: {lang=fr}\nUn\n:::\n:::", ["Note In Un"]),
        ("{foo}`some words`", ["some words"]),
        ("> [!spoiler]\n> It ends well.", ["Spoiler It ends well."]),
        ("Well done :tada:", ["Well done (tada)"]),
        ("It is ==very *big*== now.", ["It is very big now."]),
        ("```{mermaid}\na --> b\n```", ["a --> b"]),
        ("```{{python}}\n1\n```", ["1"]),
        ("```{versionadded} 2.0\nWords.\n```", ["2.0 Words."]),
        ("`````{tab-set}\n```{tab-item} One\nWords.\n```\n`````", ["One Words."]),
        ("% hidden\n\n(here)=\n\n## Part\n\n+++\n\nWords.", ["Part", "Words."]),
        ("[Prices](#pri_ces)\n\n## Pri-Ces\n", ["Prices", "Pri-Ces"]),
    ],
)
def test_words_within_what_other_software_knows_stay(text: str, expected: list[str]) -> None:
    result = reading(f"{text}\n")
    assert [plain(one) for one in result.document.blocks] == expected
    assert {finding.severity.value for finding in result.findings} <= {"warning"}


def test_shortcodes_with_an_address_are_links() -> None:
    text = '{{< button href="https://example.org/a b" >}}Apply{{< /button >}} {{< youtube "x1" title="A film" >}}\n'
    found = [one.target for one in descend(*reading(text).document.blocks) if isinstance(one, Link)]
    assert found == ["https://example.org/a%20b", "https://www.youtube.com/watch?v=x1"]


def test_keys_are_keys() -> None:
    assert inlines('++ctrl+alt+"x"++') == (
        Keyboard("Ctrl"),
        Text("+"),
        Keyboard("Alt"),
        Text("+"),
        Keyboard("x"),
    )


def test_an_icon_beside_words_says_nothing_and_one_that_stands_alone_its_name() -> None:
    one = reading(
        ":material-check:{ .big } Done [:octicons-link-24:](https://example.org)\n\n"
        "| Kind | Has it |\n|---|---|\n| Bus | :fontawesome-solid-circle-xmark: |\n"
    ).document
    assert plain(one.blocks[0]) == "Done link"
    table = one.blocks[1]
    assert isinstance(table, Table)
    assert text_of(table.rows[0][1].children) == "circle xmark"


def test_directives_that_show_a_picture_are_figures(tmp_path: Path) -> None:
    for fence, mark in (("```", "```"), (":::", ":::")):
        text = f"{fence}{{figure}} map.png\n:alt: A map\n:name: way\n\nThe *way*\n{mark}\n"
        (one,) = reading(text, folder=tmp_path).document.blocks
        assert isinstance(one, Figure)
        assert (one.image.alt, text_of(one.caption), one.id) == ("A map", "The way", "way")


def make(folder: Path, files: dict[str, str]) -> Reading:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read(folder / "texts" / "text.md", project=folder)


INCLUDES = {
    "mdbook": ("```rust\n{{#include ../code/a.rs:2:3}}\n```", CodeBlock("two\nthree", "rust")),
    "anchor": ("```rust\n{{#rustdoc_include ../code/a.rs:here}}\n```", CodeBlock("four", "rust")),
    "quarto": ("{{< include _part.md >}}", Paragraph((Text("A part."),))),
    "myst": ("```{literalinclude} ../code/a.rs\n:lines: 2-2\n```", CodeBlock("two", "rust")),
    "mkdocs": ('--8<-- "texts/_part.md"', Paragraph((Text("A part."),))),
    "docusaurus": ("import Part from './_part.md';\n\n<Part />", Paragraph((Text("A part."),))),
}


@pytest.mark.parametrize("kind", INCLUDES)
def test_what_is_included_from_the_project_is_read_in_its_place(tmp_path: Path, kind: str) -> None:
    written, expected = INCLUDES[kind]
    result = make(
        tmp_path,
        {
            "texts/text.md": f"{FRONT}{written}\n",
            "texts/_part.md": "---\ntitle: x\n---\nA part.\n",
            "code/a.rs": "one\ntwo\nthree\n// ANCHOR: here\nfour\n// ANCHOR_END: here\n",
        },
    )
    assert result.document.blocks == (expected,)


def test_findings_name_the_file_and_the_line_that_they_are_in(tmp_path: Path) -> None:
    text = FRONT + "{first}\n\n{{< include part.md >}}\n\n{last}\n"
    result = make(tmp_path, {"texts/text.md": text, "texts/part.md": "Words.\n\n{within}\n"})
    assert [(Path(found.source).name, found.place.line) for found in result.origins.settle(result.findings)] == [
        ("text.md", 6),
        ("part.md", 3),
        ("text.md", 10),
    ]


@pytest.mark.parametrize("name", ["../../secret.md", "lost.md", "text.md", "/etc/passwd"])
def test_nothing_is_included_from_outside_nor_without_end(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    result = make(tmp_path / "project", {"texts/text.md": FRONT + f"{{{{< include {name} >}}}}\n"})
    assert {finding.code for finding in result.findings} == {"X006"}
    assert "Secret" not in str(result.document.blocks)


def test_a_picture_may_lie_anywhere_in_the_project_and_a_slash_begins_where_the_site_does(
    tmp_path: Path,
) -> None:
    for name in ("images/a.png", "static/b.png"):
        picture(tmp_path, name)
    text = "![A](../images/a.png) ![B](/b.png) ![C](/images/a.png) ![D](../../d.png)\n"
    result = make(tmp_path, {"texts/text.md": FRONT + text})
    assert [finding.code for finding in result.findings] == ["I002"]
    assert [one.source for one in descend(*result.document.blocks) if isinstance(one, Image)][1] == "/b.png"


def test_a_link_without_words_to_a_neighbour_takes_its_title(tmp_path: Path) -> None:
    result = make(
        tmp_path,
        {
            "texts/text.md": FRONT.replace("---\n\n", "base-url: https://example.org/\n---\n\n")
            + "[](fees.md) [](./how.md#x) [](lost.md)\n",
            "texts/fees.md": "# What `it` costs {#fees}\n",
            "texts/how.md": "---\ntitle: How to\n---\n",
        },
    )
    assert [plain(one) for one in result.document.blocks] == ["What it costs How to"]
    assert [finding.code for finding in result.findings] == ["K008"]


def test_the_name_of_a_tab_is_strong_and_no_heading() -> None:
    (one,) = reading('<Tab title="One">\n\nWords.\n\n</Tab>\n').document.blocks
    assert one == Division((Paragraph((Strong((Text("One"),)),), lead_in=True), Paragraph((Text("Words."),))))


def test_what_mdx_and_mkdocs_write_in_braces_has_no_effect() -> None:
    assert words("See{' '}\nit, `{' '}`{' '}.\n") == ["See it, {' '} ."]
    result = reading("See [it](https://example.org/){ data-preview }.\n\n## Head { data-search-exclude }\n\nWords.\n")
    assert [finding.code for finding in result.findings] == ["X027"]


def test_lines_of_code_are_shown_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("a = 1\nb = 2\nc = 3\nd = 4\n", "utf-8")
    (tmp_path / "text.md").write_text(
        f"{FRONT}- Item\n\n    {{* one.py ln[1:2,4] hl[1] *}}\n\n{{* one.py *}}\n\n{{* lost.py *}}\n", "utf-8"
    )
    result = read(tmp_path / "text.md")
    code = [node.text for node in descend(*result.document.blocks) if isinstance(node, CodeBlock)]
    assert code == ["a = 1\nb = 2\n…\nd = 4", "a = 1\nb = 2\nc = 3\nd = 4"]
    assert [finding.code for finding in result.findings] == ["X002"]


def test_variables_of_variables_are_filled_in() -> None:
    front = "tool:\n  name: Pen\n"
    assert plain(
        reading("Use a {{< meta tool.name >}}, {{ tool.name }}: {{ page.title }}.\n", front).document.blocks[0]
    ) == ("Use a Pen, Pen: Title.")
    assert codes("Use a {{ tool.weight }}.\n", front) == ["M008"]


def test_directives_of_myst_may_have_classes_or_a_list_alone() -> None:
    one = block("```{important .dropdown} A title\nWords.\n```\n")
    assert isinstance(one, Callout)
    assert text_of(one.title) == "A title"
    assert words(":::{toctree}\n:hidden:\n\nIntro <self>\n:::\n\nWords.\n") == ["Words."]
    assert words("```{button-link} https://example.org/\n:color: info\n\nGo on\n```\n") == ["Go on"]
    (finding,) = reading("Words.\n\n::: package.Class\n\nMore.\n").findings
    assert (finding.code, finding.place.line) == ("X006", 8)


def test_a_picture_lies_where_a_site_begins_or_in_a_vault_anywhere(tmp_path: Path) -> None:
    picture(tmp_path / "static" / "img", "a.png")
    picture(tmp_path / "notes" / "attached", "b.png")
    picture(tmp_path / "notes" / "attached", "c.png")
    text = tmp_path / "docs" / "text.md"
    text.parent.mkdir()
    text.write_text(f"{FRONT}![A map](img/a.png)\n\n![[b.png|A plan]]\n\n![A plan](c.png)\n", "utf-8")
    result = read(text, project=tmp_path)
    assert [(finding.code, finding.place.line) for finding in result.findings] == [("I001", 10)]


def test_a_file_is_included_with_what_it_asks_for(tmp_path: Path) -> None:
    folder = tmp_path / "_includes"
    folder.mkdir()
    (folder / "tip.html").write_text("<p>{{ include.kind }}: {{include.words}}</p>", "utf-8")
    (folder / "more.html").write_text("{% if include.kind %}<p>{{ include.kind }}</p>{% endif %}", "utf-8")
    text = tmp_path / "text.md"
    marks = (
        "include tip.html kind=\"Tip\" words='Come early'",
        "include tip.html kind=Tip",
        "include more.html kind=a",
    )
    text.write_text(FRONT + "\n\n".join(f"{{% {mark} %}}" for mark in marks) + "\n", "utf-8")
    result = read(text, project=tmp_path)
    assert plain(result.document.blocks[0]) == "Tip: Come early"
    assert [(finding.code, finding.place.line) for finding in result.findings] == [("X006", 8), ("X006", 10)]


def test_a_picture_at_an_address_of_its_own_site_is_read_from_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    picture(folder, "map.png")
    picture(tmp_path, "static/images/port plan.png")
    for address in (
        "https://www.example.org/news/2026/map.png",
        "https://www.example.org/images/port%20plan.png?size=2",
    ):
        for text in (f"![A map]({address})\n", f"[![A map]({address})](https://example.org/)\n"):
            result = reading(text, "base-url: https://www.example.org/news/2026\n", folder=folder, project=tmp_path)
            assert result.findings == ()
            assert len(result.document.pictures) == 1
    for address in (
        "https://www.example.org/lost.png",
        "https://example.org/images/port%20plan.png",
        "https://[x/a.png",
    ):
        result = reading(
            f"![A map]({address})\n", "base-url: https://www.example.org/\n", folder=folder, project=tmp_path
        )
        assert [finding.code for finding in result.findings] == ["I005"]


def test_a_picture_at_an_address_of_its_own_repository_is_read_from_it(tmp_path: Path) -> None:
    picture(tmp_path / "images", "a b.png")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text('[remote "origin"]\n\turl = git@github.com:Town/Hall.git\n', "utf-8")
    own = (
        "https://github.com/town/hall/blob/main/images/a%20b.png",
        "https://github.com/town/hall/raw/main/images/a%20b.png?raw=true",
        "https://raw.githubusercontent.com/town/hall/refs/heads/main/images/a%20b.png",
    )
    others = (
        "https://github.com/town/hall2/raw/main/images/a%20b.png",
        "https://github.com/town/hall/raw/main/lost.png",
    )
    text = tmp_path / "text.md"
    text.write_text(FRONT + "\n\n".join(f"![A map]({address})" for address in (*own, *others)) + "\n", "utf-8")
    result = read(text, project=tmp_path)
    assert [(finding.code, finding.place.line) for finding in result.findings] == [("I005", 12), ("I005", 14)]
    assert [codes(f"![A map]({own[0]})\n")] == [["I005"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%% Do not edit %%\n\nWords %%not this%%", ["Words"]),  # Obsidian's comments
        ("%%\nA long\n\n![[comment]]\n%%\n\nIt rose 5 %% and 6 %%.", ["It rose 5 %% and 6 %%."]),
        ("Type `%% x %%`.", ["Type %% x %%."]),
        ('{::options toc_levels="2..3" /}\n\n{::nomarkdown}\n<p>Words</p>\n{:/}', ["Words"]),  # kramdown
        ("One. {::comment}\ntwo{:/comment}", ["One."]),
        ("{% highlight js+x %}\n<a>\n\n```\n{% endhighlight %}\n\nWords", ["<a>\n\n```", "Words"]),  # Jekyll
        ('{{< highlight xml "linenos=1" >}}\n<a>\n{{< /highlight >}}', ["<a>"]),  # Hugo
    ],
)
def test_orders_to_programs_are_none_and_their_code_is_code(text: str, expected: list[str]) -> None:
    result = reading(f"{text}\n")
    assert result.findings == ()
    assert [one.text if isinstance(one, CodeBlock) else plain(one) for one in result.document.blocks] == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{< tabs XML JSON >}}\n{{% tab %}}\n\n```\na\n```\n{{% /tab %}}\n{{< tab >}}\nWords\n{{< /tab >}}\n{{< /tabs >}}",
        '{{< tab "XML" >}}\n```\na\n```\n{{< /tab >}}\n\n{{< tab name="JSON" >}}\nWords\n{{< /tab >}}',
    ],
)
def test_shortcodes_may_hold_code_and_tabs_keep_their_names(text: str) -> None:
    result = reading(f"{text}\n")
    assert {finding.code for finding in result.findings} == {"X027"}
    assert " ".join(plain(one) for one in result.document.blocks) == "XML a JSON Words"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {: .one .two} [Words](https://example.org)", ["Words"]),
        ("A | B\n--|--\na | b\n{:.wide}\n\nWords", ["A B a b", "Words"]),
        ("<button class='x'>Words</button> [<button>more</button>](https://example.org)", ["Words more"]),
    ],
)
def test_what_says_only_how_a_page_looks_leaves_the_words(text: str, expected: list[str]) -> None:
    result = reading(f"{text}\n")
    assert {finding.code for finding in result.findings} == {"X027"}
    assert [plain(one) for one in result.document.blocks] == expected


def test_markdown_before_a_caption_in_html_is_not_read_twice(tmp_path: Path) -> None:
    picture(tmp_path)
    (figure,) = reading(
        "<figure markdown>\n  ![A map](map.png)\n  <figcaption>By <a href='https://x.org'>us</a></figcaption>\n</figure>\n",
        media=[tmp_path],
    ).document.blocks
    assert isinstance(figure, Figure)
    assert (figure.image.alt, text_of(figure.caption)) == ("A map", "By us")


def test_what_follows_a_link_that_is_filled_in_begins_no_definition() -> None:
    assert codes("- [](#part): words\n- @sec-part: words\n\n## Part {#part}\n\n## More {#sec-part}\n") == []


def test_a_role_may_go_on_in_the_next_line() -> None:
    result = reading("In the {doc}`lecture\nbefore <other>`.\n")
    assert [plain(one) for one in result.document.blocks] == ["In the lecture before."]
    assert [finding.code for finding in result.findings] == ["X005"]


def test_a_link_around_a_name_in_brackets_is_a_link() -> None:
    (one, *others) = inlines("[[Words]](https://example.org/)")
    assert (one, others) == (Link((Text("[Words]"),), "https://example.org/"), [])


def test_a_link_of_jekyll_behind_the_address_of_the_site_leads_to_the_page() -> None:
    (one,) = inlines("[a]({{ site.baseurl }}{% link _pages/a.md %}#b)", "base-url: https://example.org/\n")
    assert isinstance(one, Link)
    assert one.target == "https://example.org/_pages/a.md#b"


def test_a_caption_stands_for_the_alternative_with_a_warning() -> None:
    for text in (
        '![](map.png "Five ports")',
        "<figure>\n<img src='map.png'>\n<figcaption>Five ports</figcaption>\n</figure>",
        "```{figure} map.png\nFive ports\n```",
    ):
        result = reading(f"{text}\n")
        assert "I011" in {finding.code for finding in result.findings}
        assert "I009" not in {finding.code for finding in result.findings}
        (figure,) = result.document.blocks
        assert isinstance(figure, Figure)
        assert (figure.image.alt, text_of(figure.caption)) == ("Picture described in: Figure 1", "Five ports")


def test_authors_of_other_programs_have_more_than_a_name() -> None:
    front = "authors:\n  - name: A. Writer\n    orcid: 0000\n    affiliations:\n      - name: Harbour Office\n      - Port\n"
    (author,) = reading("Words.\n", front).document.metadata.authors
    assert (author.name, author.affiliation) == ("A. Writer", "Harbour Office, Port")
    assert codes("Words.\n", "author:\n  - name: A. Writer\n    rolle: chief\n") == ["M006"]


def test_html_may_say_that_it_holds_markdown() -> None:
    text = '<aside markdown="1">\n  I *said*\n<p>so: [it](https://example.org/)</p>\n</aside>\n'
    assert words(text) == ["I said", "so: it"]
    assert codes('<aside markdown="0">\nI said **it**\n</aside>\n') == ["X008"]


def test_what_stands_in_code_or_in_an_address_is_no_mark() -> None:
    assert words("(<code>```rust</code>), https://example.org/__me/status\n") == [
        "(```rust), https://example.org/__me/status"
    ]
    assert codes("(```rust)\n") == ["X009"]
    assert codes("See <https://example.org/__me__>.\n") == []


def test_tabs_of_code_are_called_by_their_names() -> None:
    text = "````{tabs}\n```{code-tab} py Python\nx = 1\n```\n```{tab} In words\nOne.\n```\n````\n\n```{none}\nz\n```\n"
    assert words(text) == ["Python x = 1 In words One.", "z"]
    code = [node.language for node in descend(*reading(text).document.blocks) if isinstance(node, CodeBlock)]
    assert code == ["py", None]


def test_front_matter_of_other_programs_may_be_deep() -> None:
    assert codes("Words.\n", "related:\n  - a:\n    - b:\n      - c:\n        - d:\n          - e: f\n") == []


@pytest.mark.parametrize(
    ("mark", "target"),
    [
        ('{% download "downloads/plan.docx" %}', "https://example.org/downloads/plan.docx"),
        ('{% asset "plan.pdf" %}', "https://example.org/plan.pdf"),
        ('{{< link "/guides/plan" >}}', "https://example.org/guides/plan"),
    ],
)
def test_a_link_that_a_site_fills_in_leads_to_the_path_that_it_names(mark: str, target: str) -> None:
    result = reading(f"See [the plan]({mark}).\n", base_url="https://example.org/")
    assert result.findings == ()
    (link,) = [node for node in descend(*result.document.blocks) if isinstance(node, Link)]
    assert link.target == target


@pytest.mark.parametrize("mark", ['{% include "plan.html" %}', '{{< link "plan" >}}', "{% url plan %}{% x %}"])
def test_a_link_that_names_no_path_is_refused(mark: str) -> None:
    assert "X006" in codes(f"See [the plan]({mark}).\n", base_url="https://example.org/")


def test_a_component_may_be_fetched_from_a_path_with_an_escaped_sign(tmp_path: Path) -> None:
    (tmp_path / "_part.md").write_text("Words of the part.\n", "utf-8")
    text = tmp_path / "text.md"
    text.write_text(f"{FRONT}import Part from './\\_part.md';\n\n<Part />\n", "utf-8")
    assert [plain(one) for one in read(text).document.blocks] == ["Words of the part."]


def test_a_label_in_another_text_of_the_project_fills_a_link(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n\n(far-away)=\n## The *far* side\n\n## Near {#near-by}\n", "utf-8")
    text = tmp_path / "text.md"
    text.write_text(f"{FRONT}See [](#far-away), {{ref}}`near-by` and [](#nowhere).\n", "utf-8")
    result = read(text, project=tmp_path)
    assert plain(result.document.blocks[0]) == "See The far side, Near and #nowhere."
    assert [finding.code for finding in result.findings] == ["K011", "K011", "K001"]


def test_of_several_files_with_one_name_the_nearest_is_meant(tmp_path: Path) -> None:
    for language in ("de", "en"):
        picture(tmp_path / language / "attached", "map.png", size=(4, 3 if language == "en" else 9))
        (tmp_path / language / "notes").mkdir()
        (tmp_path / language / "notes" / "Fees.md").write_text(f"Fees in {language}.\n", "utf-8")
    text = tmp_path / "en" / "text.md"
    text.write_text(f"{FRONT}![[map.png|A map]]\n\n![[Fees]]\n", "utf-8")
    result = read(text, project=tmp_path)
    assert [one.height for one in result.document.pictures.values()] == [3]
    assert plain(result.document.blocks[-1]) == "Fees in en."
    above = tmp_path / "text.md"
    above.write_text(text.read_text("utf-8"), "utf-8")
    assert [finding.code for finding in read(above, project=tmp_path).findings] == ["I001", "X006"]


def test_many_texts_of_a_project_look_through_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searches = []

    def counted(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        searches.append(folder)
        return walk(folder)

    walk = os.walk
    monkeypatch.setattr("triplicate.reading.project_files.os.walk", counted)
    (tmp_path / ".git").mkdir()
    picture(tmp_path / "attached", "map.png")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "Fees.md").write_text("(fees)=\n## The fees\n\nFour pounds.\n", "utf-8")
    texts = [tmp_path / "texts" / f"{number}.md" for number in range(4)]
    texts[0].parent.mkdir()
    for text in texts[1:]:
        text.write_text(f"{FRONT}![[map.png|A map]]\n\n![[Fees]]\n\nSee {{ref}}`fees`.\n", "utf-8")
    texts[0].write_text(f"{FRONT}Words alone.\n", "utf-8")
    request = together(texts, Request())
    read_source(texts[0], request)
    assert searches == []
    for text in texts[1:]:
        blocks = read_source(text, request).document.blocks
        assert plain(blocks[-1]) == "See The fees."
        assert plain(blocks[-2]) == "Four pounds."
    assert searches == [tmp_path]


def test_links_of_myst_are_filled_with_what_they_lead_to(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "hours.md").write_text(
        "# Opening *hours*\n\n(far)=\nSome words about a place that are longer than a line needs.\n\n"
        ":::{figure} a.png\n:name: plan\nA map\n:::\n\n```{table} Fees\n:label: fees\n```\n",
        "utf-8",
    )
    (tmp_path / "data.yml").write_text("a: b\n", "utf-8")
    text = tmp_path / "text.md"

    def shown(written: str) -> tuple[str, list[str], set[str]]:
        text.write_text(f"{FRONT}{written}\n", "utf-8")
        result = read(text, project=tmp_path, base_url="https://example.org/")
        links = [node.target for node in descend(*result.document.blocks) if isinstance(node, Link)]
        return plain(result.document.blocks[0]), links, {finding.code for finding in result.findings}

    assert shown("[](sub/hours.md)") == ("Opening hours", ["https://example.org/sub/hours.md"], set())
    assert shown("<project:sub/hours.md>") == ("Opening hours", ["https://example.org/sub/hours.md"], set())
    assert shown("[](data.yml)") == ("data.yml", ["https://example.org/data.yml"], set())
    assert shown("[](doi:10.1/2)") == ("doi:10.1/2", ["https://doi.org/10.1/2"], set())
    assert shown("[](wiki:black_box)") == ("black box", ["https://en.wikipedia.org/wiki/black_box"], set())
    assert shown("[](xref:guide/tables)") == ("guide/tables", [], {"X005"})
    assert shown("[tables](xref:guide/tables)") == ("tables", [], {"X005"})
    assert shown("[](far)") == ("Some words about a place that are longer …", [], {"K011"})
    assert shown("{ref}`fees`") == ("Fees", [], {"K011"})
    assert shown("[](nowhere)") == ("#nowhere", [], {"K001"})


def test_settings_of_a_site_fill_in_variables_and_append_definitions(tmp_path: Path) -> None:
    (tmp_path / "docs" / "inc").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - toc\n  - pymdownx.snippets:\n      auto_append: [docs/inc/links.md, ../out.md]\n"
        "  - x:\n      f: !!python/name:a.b\n",
        "utf-8",
    )
    (tmp_path / "docs" / "inc" / "links.md").write_text("[dest]: https://example.org/x\n*[HTML]: Hypertext\n", "utf-8")
    (tmp_path / "_variables.yml").write_text("version: 1.2\nmail:\n  desk: desk@example.org\n", "utf-8")
    (tmp_path / "_quarto.yml").write_text("title: Site\nport: Harbour\n", "utf-8")
    text = tmp_path / "docs" / "text.md"
    text.write_text(
        f"{FRONT}[See][dest] HTML {{{{< var version >}}}}, {{{{< var mail.desk >}}}}, {{{{< meta port >}}}}.\n", "utf-8"
    )
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert plain(result.document.blocks[0]) == "See HTML 1.2, desk@example.org, Harbour."
    text.write_text(f"{FRONT}{{{{< var nothing >}}}}\n", "utf-8")
    assert [finding.code for finding in read(text, project=tmp_path).findings] == ["M008"]


def test_addresses_that_docusaurus_asks_for_are_read(tmp_path: Path) -> None:
    picture(tmp_path, "static/img/map.png")
    picture(tmp_path, "docs/plan.png")
    for text in (
        '<img src={useBaseUrl("img/map.png")} alt="A map" />',
        "<img alt=\"A map\" src={require('@site/static/img/map.png').default} />",
        "<img src={require('!file-loader!./plan.png').default} alt=\"A map\"/>",
    ):
        result = reading(f"{text}\n", folder=tmp_path / "docs", project=tmp_path)
        assert result.findings == ()
        assert isinstance(result.document.blocks[0], Figure)
    text = "<a href={useBaseUrl('/hours')}>Hours</a>, [the form](pathname:///form.pdf)\n"
    targets = [
        node.target
        for node in descend(*reading(text, "base-url: https://example.org/\n").document.blocks)
        if isinstance(node, Link)
    ]
    assert targets == ["https://example.org/hours", "https://example.org/form.pdf"]


RUN = """\
---
title: Title
lang: en-GB
---

Visits:

```{r}
plot(visits)
```

More words.

[](#nowhere)
"""
MADE = RUN.replace(
    "```{r}\nplot(visits)\n```\n",
    """\
::: {.cell}

```{.r .cell-code}
plot(visits)
```

::: {.cell-output .cell-output-stdout}

```
[1] 42
```

:::

::: {.cell-output-display}
![Visits rise](visits_files/figure-html/one.png){width=50%}
:::
:::
""",
)


def test_results_that_quarto_keeps_of_a_text_are_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "book" / "part").mkdir(parents=True)
    text = tmp_path / "book" / "part" / "visits.qmd"
    kept = tmp_path / "book" / "_freeze" / "part" / "visits"
    picture(kept, "figure-html/one.png")
    results = kept / "execute-results" / "html.json"
    results.parent.mkdir()
    checksum = hashlib.md5(RUN.encode(), usedforsecurity=False).hexdigest()
    results.write_text(json.dumps({"hash": checksum, "result": {"markdown": MADE}}), "utf-8")
    text.write_text(RUN, "utf-8")
    result = read(text, project=tmp_path)
    places = [(finding.code, finding.place.line) for finding in result.origins.settle(result.findings)]
    assert places == [("K001", 14)]
    assert [plain(one) for one in result.document.blocks] == [
        *("Visits:", "plot(visits) [1] 42 Visits rise", "More words.", "#nowhere"),
    ]
    text.write_text(RUN.replace("More", "Other"), "utf-8")
    assert [finding.code for finding in read(text, project=tmp_path).findings] == ["X006", "K001"]
    results.write_text('{"hash": 1, "result": []}', "utf-8")
    text.write_text(RUN, "utf-8")
    assert [finding.code for finding in read(text, project=tmp_path).findings] == ["X006", "K001"]


def test_a_project_says_of_all_cells_whether_they_are_run(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("execute:\n  eval: false\n", "utf-8")
    (tmp_path / "_config.yml").write_text("execute:\n  execute_notebooks: 'off'\n", "utf-8")
    text = tmp_path / "text.md"
    text.write_text(f"{FRONT}```{{r}}\nx\n```\n\n```{{code-cell}} python3\ny\n```\n", "utf-8")
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert [plain(one) for one in result.document.blocks] == ["x", "y"]


def test_files_of_a_theme_that_begin_and_end_a_part_leave_its_words_and_its_title() -> None:
    text = """\
{% include box.html type="start" title="In short" class="full" %}

We open **earlier**.

{% include fold.html type="start"
   id="more"
%}

## More

{% include fold.html type="middle" %}

Words.

{% include fold.html type="end" %}{% include fold.html type="start" %}

{% include fold.html type="end" %}
{% include box.html type="end" %}

{% include_cached toc.html type="start" title="On this page" %}

- Contents
{:toc}

{% include_cached toc.html type="end" %}
"""
    result = reading(text)
    assert {finding.code for finding in result.findings} == {"X027"}
    (box,) = result.document.blocks
    assert [plain(one) for one in box.children] == ["In short", "We open earlier.", "More", "Words."]  # type: ignore[union-attr]
    assert result.document.metadata.toc
    assert set(codes('{% include box.html type="start" %}\n\nWords.\n')) == {"X006"}


def test_items_hold_what_calls_of_files_hold() -> None:
    text = """\
- First
-   {% include video-link.html title="Opening &mdash; <em>now</em>" href="https://example.org/opening/" src="a.jpg" %}
1. {% include pull-quote.html content="It is *about* people" %}
"""
    result = reading(text)
    assert {finding.code for finding in result.findings} == set()
    assert [plain(one) for one in result.document.blocks] == ["First Opening — now", "It is about people"]
    assert [node.target for one in result.document.blocks for node in descend(one) if isinstance(node, Link)] == [
        "https://example.org/opening/"
    ]


@pytest.mark.parametrize(
    "call",
    ["{% include_cached toc.html %}", "{% include toc.html html=content h_min=2 %}", "{%- include nav/toc.html -%}"],
)
def test_a_file_that_lists_the_contents_makes_contents(call: str) -> None:
    result = reading(f"{call}\n\n## One\n\nWords.\n")
    assert (result.findings, result.document.metadata.toc) == ((), True)


def test_the_words_of_a_film_are_html() -> None:
    result = reading(
        '{% include video-link.html title="Opening &mdash; <em>now</em>" href="https://example.org/a" %}\n'
    )
    assert [plain(one) for one in result.document.blocks] == ["Opening — now"]


@pytest.mark.parametrize(
    "tag",
    [
        '<Button text="Our new guides" link="https://example.org/a" />',
        '<Button link="https://example.org/a" label="Our new guides"/>',
        '<LinkCard title="Our new guides" href="https://example.org/a" />',
        '<link-card\n  title="Our new guides"\n  url="https://example.org/a"\n/>',
    ],
)
def test_components_without_content_that_say_where_they_lead_are_links(tag: str) -> None:
    """What begins as an element of HTML was left out without a word."""
    result = reading(f"{tag}\n\nSee {tag} here.\n")
    assert [plain(one) for one in result.document.blocks] == ["Our new guides", "See Our new guides here."]
    found = [node.target for one in result.document.blocks for node in descend(one) if isinstance(node, Link)]
    assert (found, result.findings) == (["https://example.org/a"] * 2, ())


def test_words_and_films_that_the_call_of_a_file_holds_are_read() -> None:
    text = """\
{% include_cached blockquote.html class="alt" content="<p>It is <b>about</b> people</p>" %}

{% include pull-quote.html content="It is *about* people" %}

{% include text.html title="Now" content="It is **open**." %}

<div>
{% include video-card.html
   video-url="https://example.org/opening.mp4"
   label="The opening" poster="opening.png"
%}
</div>

{{< video src="https://example.org/opening.mp4" title="The opening" >}}
"""
    result = reading(text)
    assert {finding.code for finding in result.findings} == {"X027"}
    blocks = result.document.blocks
    assert [plain(one) for one in blocks] == [
        *("It is about people", "It is about people", "Now It is open."),
        *("The opening", "The opening"),
    ]
    assert [isinstance(one, Quotation) for one in blocks] == [True, True, False, False, False]
    assert blocks[3] == blocks[4]
    for refused in (
        '{% include text.html content="A" items="b" %}',
        '{% include video.html url="https://example.org" %}',
    ):
        assert codes(f"{refused}\n") == ["X006"]


def test_a_picture_of_a_file_that_is_included_may_have_an_empty_alternative(tmp_path: Path) -> None:
    picture(tmp_path)
    text = 'See [{% include image.html src="map.png" alt="" %} the map](https://example.org/map).\n'
    assert reading(text, folder=tmp_path).findings == ()


def test_a_file_that_jekyll_includes_is_read_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes" / "box.html").write_text("<p>Mind the <b>step</b>.</p>\n", "utf-8")
    (tmp_path / "_includes" / "loop.html").write_text("{% for one in all %}{{ one }}{% endfor %}\n", "utf-8")
    text = tmp_path / "pages" / "text.md"
    text.parent.mkdir()
    text.write_text(f'{FRONT}{{% include "box.html" %}}\n\n{{% include box.html %}}\n', "utf-8")
    assert [plain(one) for one in read(text, project=tmp_path).document.blocks] == ["Mind the step."] * 2
    for include in ('{% include "loop.html" %}', '{% include "box.html" colour:red %}', "{% include gone.html %}"):
        text.write_text(f"{FRONT}{include}\n", "utf-8")
        assert "X006" in {finding.code for finding in read(text, project=tmp_path).findings}


def test_a_picture_for_the_dark_look_of_a_page_is_left_out(tmp_path: Path) -> None:
    picture(tmp_path, "a.png")
    text = "![Light](a.png#only-light)\n![Dark](b.png#only-dark)\n\n![Dark](b.png#gh-dark-mode-only)\n\nWords.\n"
    result = reading(text, folder=tmp_path)
    assert result.findings == ()
    assert [type(one) for one in result.document.blocks] == [Figure, Paragraph]


def test_what_jsx_writes_of_looks_says_nothing(tmp_path: Path) -> None:
    picture(tmp_path, "a.png")
    text = '- <ins style={{background: \'red\'}} /> red\n- <img src="a.png" alt="A" width={28} style={{ margin: 1 }} />\n\n:::: {}\nIn.\n::::\n'
    result = reading(text, folder=tmp_path)
    assert result.findings == ()
    assert [plain(one) for one in result.document.blocks] == ["red A", "In."]


def test_pre_may_name_the_language_of_its_code() -> None:
    (one,) = reading('<pre lang="mermaid">\ngraph\n</pre>\n').document.blocks
    assert isinstance(one, CodeBlock)
    assert (one.language, one.lang) == ("mermaid", None)
    (one,) = reading('<pre lang="fr">\nun mot\n</pre>\n').document.blocks
    assert one.lang == "fr"


def test_code_from_a_file_has_the_title_that_is_given_it(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n", "utf-8")
    for mark in ('{* a.py hl[1] title["app/a.py"] *}', "```{literalinclude} a.py\n:caption: `app/a.py`\n```"):
        text = tmp_path / "text.md"
        text.write_text(f"{FRONT}{mark}\n", "utf-8")
        result = read(text)
        assert result.findings == ()
        assert [plain(one) for one in result.document.blocks] == ["app/a.py x = 1"]


def test_mkdocs_hugo_jekyll_and_gitbook_keep_values_that_texts_call(tmp_path: Path) -> None:
    (tmp_path / "config" / "_default").mkdir(parents=True)
    for name, written in {
        "_config.yml": "port: Harbour\ndesk:\n  mail: desk@example.org\n",
        "book.json": '{"variables": {"version": "1.2"}}',
        "mkdocs.yml": "site_name: Ports\nextra:\n  fee: 3 pounds\n",
        "hugo.toml": '[params]\nhours = "nine to five"\n',
        "config/_default/params.toml": 'town = "Exeter"\n',
        "config.toml": "= broken\n",
    }.items():
        (tmp_path / name).write_text(written, "utf-8")
    text = tmp_path / "docs" / "text.md"
    text.parent.mkdir()
    text.write_text(
        f"{FRONT}{{{{ site.port }}}} {{{{ book.version }}}} {{{{ config.site_name }}}} {{{{ fee }}}}"
        ' {{< param "hours" >}} {{% param town %}} [us](mailto:{{ site.desk.mail }})\n',
        "utf-8",
    )
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert plain(result.document.blocks[0]) == "Harbour 1.2 Ports 3 pounds nine to five Exeter us"
    (link,) = [node for node in descend(*result.document.blocks) if isinstance(node, Link)]
    assert link.target == "mailto:desk@example.org"
    text.write_text(f"{FRONT}[us](mailto:{{{{ site.desk.gone }}}})\n", "utf-8")
    assert "M008" in {finding.code for finding in read(text, project=tmp_path).findings}


@pytest.mark.parametrize(
    "written",
    [
        '<figure>\n  {% image "img/a.png" "A map" %}\n  <figcaption>Ways</figcaption>\n</figure>\n',
        '<figure>\n  <img src="{{ site.baseurl }}/img/a.png" alt="A map">\n  <figcaption>Ways</figcaption>\n</figure>\n',
        '![A map]({{ site.baseurl }}/img/a.png "Ways")\n',
        "```{figure} ../img/a.png\n---\nalt: A map\nname: ways\n---\nWays\n```\n",
        "```{figure} ../img/a.png\n:alt: 'A map'\n\nWays\n```\n",
    ],
)
def test_a_picture_is_found_and_described_however_a_site_writes_it(tmp_path: Path, written: str) -> None:
    picture(tmp_path, "img/a.png")
    text = tmp_path / "pages" / "text.md"
    text.parent.mkdir()
    text.write_text(f"{FRONT}{written}", "utf-8")
    result = read(text, project=tmp_path)
    assert result.findings == ()
    (figure,) = result.document.blocks
    assert isinstance(figure, Figure)
    assert (figure.image.alt, text_of(figure.caption)) == ("A map", "Ways")


def test_a_note_shows_parts_of_others_in_a_quotation_too(tmp_path: Path) -> None:
    (tmp_path / "Port").mkdir()
    (tmp_path / "Port" / "Fees.md").write_text("## Adults\n\nThree *pounds*.\n\n## Children\n\nNone.\n", "utf-8")
    text = tmp_path / "text.md"
    text.write_text(f"{FRONT}> Mind:\n>\n> ![[Port/Fees#Adults|Fees]]\n\n![[Port/Fees#Children]]\n", "utf-8")
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert [plain(one) for one in result.document.blocks] == ["Mind: Three pounds.", "None."]


def test_an_end_is_looked_for_after_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("keys = [1]\nauthors = [\n  2,\n]\nrest = 1\n", "utf-8")
    text = tmp_path / "text.md"
    text.write_text(f"{FRONT}:::{{literalinclude}} a.toml\n:end-at: ]\n:start-at: authors\n:::\n", "utf-8")
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert result.document.blocks == (CodeBlock("authors = [\n  2,\n]", "toml"),)


def test_targets_that_a_site_fills_in_stand_before_a_title_and_in_definitions() -> None:
    text = 'See [a]({{< ref "/a.md" >}}"Title") and [b].\n\n[b]:{% page "/b/#c" %}\n'
    result = reading(text, base_url="https://example.org/")
    found = [node.target for node in descend(*result.document.blocks) if isinstance(node, Link)]
    assert found == ["https://example.org/a.md", "https://example.org/b/#c"]
    assert {finding.severity.value for finding in result.findings} <= {"advice", "warning"}


def test_a_file_that_is_included_for_a_picture_is_that_picture(tmp_path: Path) -> None:
    picture(tmp_path, "assets/a.png")
    text = tmp_path / "text.md"
    written = '{% include "figure.html",\n  image: "/assets/a.png",\n  alt: "A map",\n  caption: "The \'old\' ways" %}'
    text.write_text(
        f'{FRONT}{written}\n\nWords.\n\n{{% include figure src="assets/a.png" alt="A map" class="wide" %}}\n', "utf-8"
    )
    result = read(text, project=tmp_path)
    assert result.findings == ()
    one, between, other = result.document.blocks
    assert isinstance(one, Figure)
    assert isinstance(other, Figure)
    assert (one.image.alt, text_of(one.caption), plain(between)) == ("A map", "The 'old' ways", "Words.")
    assert (other.image.alt, other.caption) == ("A map", ())
    text.write_text(f'{FRONT}{{% include card.html src="assets/a.png" quote="So it is." %}}\n', "utf-8")
    assert "X006" in {finding.code for finding in read(text, project=tmp_path).findings}


def test_a_variable_may_name_a_picture(tmp_path: Path) -> None:
    picture(tmp_path, "map-a.png")
    text = tmp_path / "text.md"
    text.write_text(
        f"{FRONT.replace('title:', 'which: a.png' + chr(10) + 'title:')}![A map](map-{{{{which}}}})\n", "utf-8"
    )
    result = read(text, project=tmp_path)
    assert result.findings == ()
    assert isinstance(result.document.blocks[0], Figure)


def test_pictures_of_a_lesson_lie_beside_its_episodes(tmp_path: Path) -> None:
    picture(tmp_path, "episodes/fig/a.png")
    text = tmp_path / "learners" / "text.md"
    text.parent.mkdir()
    text.write_text(f"{FRONT}![A map](fig/a.png)\n", "utf-8")
    assert read(text, project=tmp_path).findings == ()


def test_what_is_cited_by_its_doi_is_a_link_to_it() -> None:
    result = reading("As shown [@https://doi.org/10.1000/182] and [@doi:10.1000/183].\n")
    assert result.findings == ()
    assert [plain(one) for one in result.document.blocks] == ["As shown doi:10.1000/182 and doi:10.1000/183."]
    found = [node.target for node in descend(*result.document.blocks) if isinstance(node, Link)]
    assert found == ["https://doi.org/10.1000/182", "https://doi.org/10.1000/183"]


def test_components_may_be_indented_in_another_one() -> None:
    text = '<Tabs>\n    <TabItem value="a" label="Yarn">\n\nSome *words*\n\n    </TabItem>\n</Tabs>\n'
    assert words(text) == ["Yarn Some words"]
    assert not [one for one in reading(text).findings if one.severity.value == "error"]


def test_an_address_may_hold_json() -> None:
    address = "https://example.org/?f=%5B%7B%22a%22%3A%22b%22%7D%5D"
    (link,) = [node for node in descend(*reading(f"[See]({address})\n").document.blocks) if isinstance(node, Link)]
    assert link.target == address
    assert codes(f"[See]({address})\n") == []
    assert codes("[See](https://example.org/{%x%})\n") == ["X006"]
