"""Links: words that say where they lead, addresses that can be followed."""

import re
from collections.abc import Iterator
from functools import partial

from triplicate.checks.view import View
from triplicate.document.model import Link, Place
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

# Said alone, these name no target. English, Welsh, French, German, Spanish, Italian, Dutch.
_PHRASES = """
    click here, click, here, click this, click this link, this link, link, this page, this, more, read more,
    find out more, learn more, see more, more information, more info, more details, details, continue, go, see here,
    read this, yma, cliciwch yma, mwy, darllen mwy, ici, cliquez ici, cliquer ici, en savoir plus, lire la suite,
    plus d’informations, hier, hier klicken, klicken sie hier, mehr, weiterlesen, mehr erfahren, aquí, haga clic aquí,
    más, leer más, más información, qui, clicca qui, leggi tutto, klik hier, lees meer, meer
"""
_EMPTY_WORDS = frozenset(" ".join(phrase.split()) for phrase in _PHRASES.split(","))
_BARE = regex(r"(?:https?|ftp)://\S+|www\.\S+|(?!(?-i:[A-Z])[\w.!?]+/\d+$)[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
"""Not String.length/1, as Elixir names a function that takes one value."""

_rule = partial(Rule, family=Family.LINKS, phase=Phase.CHECKING)

EMPTY_WORDS = _rule(
    "K050",
    Severity.WARNING,
    "a link's text says where it leads",
    "People who use a screen reader often list the links of a page; “here” means nothing in such a list.",
    "WCAG 2.2, 2.4.4 (failure F63) and 2.4.9 (failure F84)",
    bad="For the plan, [click here](https://example.org/plan).",
    good="Read [the action plan](https://example.org/plan).",
)
BARE = _rule(
    "K051",
    Severity.WARNING,
    "a link's text is not an address",
    "A voice spells it out sign by sign; it says where the page is, not what it is.",
    "WCAG 2.2, 2.4.4; Microsoft Accessibility Checker",
    bad="See <https://example.org/plans/2019/action-plan>.",
    good="See [the action plan](https://example.org/plans/2019/action-plan).",
)
TWO_TARGETS = _rule(
    "K052",
    Severity.WARNING,
    "links with the same text have the same target",
    "In a list of links, the two cannot be told apart.",
    "WCAG 2.2, 2.4.4 and 2.4.9",
    bad="[Annual report](https://example.org/2018), [Annual report](https://example.org/2019)",
    good="[Annual report 2018](https://example.org/2018), [Annual report 2019](https://example.org/2019)",
)
RULES = (EMPTY_WORDS, BARE, TWO_TARGETS)


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    first: dict[str, tuple[str, Place]] = {}
    for node in view.nodes:
        if not isinstance(node, Link):
            continue
        said = " ".join(text_of(node.children).split())
        yield from _wording(node, said)
        if said:
            target, place = first.setdefault(said.casefold(), (_same(node.target), node.place))
            if target != _same(node.target):
                yield TWO_TARGETS.finding(
                    "“{words}” also stands in line {line}, where it leads elsewhere.",
                    node.place,
                    "Let the words of each link say what sets its target apart.",
                    words=Quote(said),
                    line=place.line,
                )


def _wording(link: Link, said: str) -> Iterator[Finding]:
    if said.casefold().strip(" .,:;!?…→»>«<") in _EMPTY_WORDS:
        yield EMPTY_WORDS.finding(
            "The link text “{words}” does not say where it leads.",
            link.place,
            "Use the name of the page or document it leads to.",
            words=Quote(said),
        )
    elif _BARE.fullmatch(said) and not link.target.startswith("mailto:"):
        yield BARE.finding("The link text is an address.", link.place, f"Write [name of the page]({link.target}).")


def _same(target: str) -> str:
    """Return what two addresses of the same page have in common."""
    return re.sub(r"^https?://(?:www\.)?", "//", target).rstrip("/")
