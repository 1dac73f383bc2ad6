"""Headings: the words lead to the right place, no bold paragraph looks like a heading."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from triplicate.checks.runs import Flow
from triplicate.checks.view import View
from triplicate.document.model import Heading, Link, PageBreak, Paragraph, Place, Table
from triplicate.document.posing import introduces, poses_as_heading
from triplicate.document.walk import descend, headings, text_of
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

LONGEST_HEADING = 65  # characters; more are cut off in search results (GOV.UK)

_rule = partial(Rule, family=Family.HEADINGS, phase=Phase.CHECKING)

POSING = _rule(
    "H052",
    Severity.WARNING,
    "a heading is a heading, not a bold paragraph",
    "It looks like a heading but no reader can find it: it is not in the contents and not in the list of headings.",
    "WCAG 2.2, 1.3.1 (failure F2); Microsoft Accessibility Checker, use of headings",
    bad="**Opening hours**\n\nWe open at nine.",
    good="## Opening hours\n\nWe open at nine.",
)
REPEATED = _rule(
    "H053",
    Severity.ADVICE,
    "two headings in one section differ",
    "In a list of headings, two with the same words under the same heading cannot be told apart.",
    "WCAG 2.2, 2.4.6; GOV.UK content design: headings are unique",
    bad="## Costs\n\nOne.\n\n## Costs\n\nTwo.",
    good="## Costs in 2024\n\nOne.\n\n## Costs in 2025\n\nTwo.",
)
QUESTION = _rule(
    "H054",
    Severity.ADVICE,
    "a heading states, it does not ask",
    "Questions begin with the same words, so a reader who scans them finds the key word late.",
    "GOV.UK content design: do not use questions as headings",
    bad="## How do I apply?\n\nWrite to us.",
    good="## Applying\n\nWrite to us.",
    house_style="gov.uk",
)
LONG = _rule(
    "H055",
    Severity.ADVICE,
    "a heading has 65 characters or fewer",
    "A short heading is read at a glance, and wholly shown in search results and bookmarks.",
    "GOV.UK content design: titles of 65 characters or fewer",
    bad="## What the ministers of the two countries said to the press after their meeting\n\nWords.",
    good="## What the ministers told the press\n\nWords.",
    house_style="gov.uk",
)
LINKED = _rule(
    "H056",
    Severity.ADVICE,
    "a heading holds no link",
    "A reader cannot tell whether following it leads to this section or away from the text.",
    "GOV.UK content design: no links in headings",
    bad="## [The plan](https://example.org/plan)\n\nWords.",
    good="## The plan\n\nRead [the plan](https://example.org/plan).",
    house_style="gov.uk",
)
RULES = (POSING, REPEATED, QUESTION, LONG, LINKED)


def find(view: View) -> Iterator[Finding]:
    """Yield the findings of this family."""
    found = list(headings(view.document))
    yield from _repeated(found)
    for heading in found:
        yield from _wording(heading)
    for flow in view.flows:
        if flow.owner is view.document:
            yield from _posing(flow)


def _repeated(found: list[Heading]) -> Iterator[Finding]:
    path: list[str] = []
    seen: dict[tuple[str, ...], Place] = {}
    for heading in found:
        said = text_of(heading.children).casefold().strip()
        del path[heading.level - 1 :]
        path.extend([""] * (heading.level - 1 - len(path)))
        path.append(said)
        first = seen.setdefault(tuple(path), heading.place)
        if said and first != heading.place:
            yield REPEATED.finding(
                "The heading “{words}” also stands in line {line}.",
                heading.place,
                "Say in each what sets it apart.",
                words=Quote(text_of(heading.children)),
                line=first.line,
            )


def _wording(heading: Heading) -> Iterator[Finding]:
    said = text_of(heading.children).strip()
    if said.endswith(("?", "؟", "？")):
        yield QUESTION.finding(
            "The heading “{words}” is a question.",
            heading.place,
            "State what the section says, key word first.",
            words=Quote(said),
        )
    if len(said) > LONGEST_HEADING:
        yield LONG.finding(
            "The heading has {length} characters.",
            heading.place,
            f"Use {LONGEST_HEADING} characters or fewer.",
            length=len(said),
        )
    for node in descend(*heading.children):
        if isinstance(node, Link):
            yield LINKED.finding("The heading holds a link.", node.place, "Put the link into the text below.")


def _posing(flow: Flow) -> Iterator[Finding]:
    level = 1
    for block, after in pairwise(flow.blocks):
        if isinstance(block, Heading):
            level = block.level
        if not isinstance(block, Paragraph) or not poses_as_heading(block):
            continue
        if introduces(block, after) or isinstance(after, Heading | PageBreak | Table):
            continue
        said = text_of(block.children).strip()
        yield POSING.finding(
            "The bold paragraph “{words}” looks like a heading, but is none.",
            block.place,
            f"Make it a heading: {'#' * min(level + 1, 6)} {said.rstrip(':')}",
            words=Quote(said),
        )
