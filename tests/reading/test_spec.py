"""Every example of the CommonMark specification: read without fail, and in its words, or with a finding that says why not."""

import re
from html.parser import HTMLParser

import pytest

from tests.judges.tools import installed
from triplicate.document.model import Figure
from triplicate.document.walk import plain, text_of
from triplicate.reading import read

EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)

# Where the dialect means to differ, without a finding.
DIFFERENT = {
    163: "within a component that a tag with a capital opens, words are Markdown, as in MDX",
    **dict.fromkeys((172, 176), "what says how a page looks is no words"),
    191: "a cell of a table that is indented by four spaces is a cell, not code that shows its tags",
    177: "words after a comment on its line are words like all others, not HTML",
}


def examples() -> list[tuple[int, str, str]]:
    spec = installed("npm", "node_modules", "commonmark-spec", "spec.txt").read_text("utf-8")
    found = EXAMPLE.findall(spec.replace("→", "\t"))
    return [(number, markdown, html) for number, (markdown, html) in enumerate(found, start=1)]


class Words(HTMLParser):
    """The words of HTML, with alternative texts, blocks apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag in {"p", "li", "ul", "ol", "br", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self.parts.append(" ")


def words_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())


@pytest.fixture(scope="module")
def all_examples() -> list[tuple[int, str, str]]:
    return examples()


def test_there_are_as_many_examples_as_the_specification_has(all_examples: list[tuple[int, str, str]]) -> None:
    assert len(all_examples) == 652


def test_words_are_those_of_the_specification_or_a_finding_says_why(all_examples: list[tuple[int, str, str]]) -> None:
    different: dict[int, tuple[str, str]] = {}
    for number, markdown, html in all_examples:
        result = read(markdown, lang="en")
        codes = {finding.code for finding in result.findings}
        blocks = [text_of((one.image,)) if isinstance(one, Figure) else plain(one) for one in result.document.blocks]
        if "M001" not in codes:
            blocks.insert(0, plain(result.document.title))
        read_words = " ".join(" ".join(blocks).split())
        # HTML is refused, and front matter and other markup than CommonMark's is reported: all else has its words.
        if read_words != words_of(html) and not codes & {"X001", "M004"}:
            different[number] = (read_words, words_of(html))
    assert different.keys() == DIFFERENT.keys(), different


def test_most_examples_raise_no_finding_but_those_of_their_addresses(all_examples: list[tuple[int, str, str]]) -> None:
    # The specification's links are relative, without title or text; its headings are no titles.
    usual = {"M001", "K001", "K011", "K003", "K007", "K008", "K009", "I001", "I007"}
    quiet = [n for n, markdown, _ in all_examples if {p.code for p in read(markdown, lang="en").findings} <= usual]
    assert len(quiet) > 480
