"""Capitals: words that shout, acronyms that nobody explained (English alone), short forms that no text explains."""

import re
import textwrap
from collections.abc import Iterator
from functools import partial

from triplicate.checks.runs import Run, RunKind
from triplicate.checks.view import View
from triplicate.document.model import Abbreviation, Document, Figure, Heading, Link, Node, Table
from triplicate.document.walk import children
from triplicate.later import regex
from triplicate.rules.finding import Family, Finding, Phase, Quote, Rule, Severity

_rule = partial(Rule, family=Family.STYLE, phase=Phase.CHECKING)

SHOUTED = _rule(
    "S050",
    Severity.WARNING,
    "words are not in capitals",
    "Capitals hide the shape of words; people with dyslexia or low vision read them slower, some voices spell them.",
    "GOV.UK style guide: do not use block capitals; UK Association for Accessible Formats, G003 clear print",
    bad="DO NOT SEND MONEY.",
    good="**Do not send money.**",
)
ACRONYM = _rule(
    "S052",
    Severity.ADVICE,
    "an acronym is explained at its first use",
    "Who does not know it cannot find out from the text.",
    "GOV.UK style guide: abbreviations and acronyms",
    bad="The JCICX was opened in 2018.",
    good="The Joint Centre for Information on Crossings (JCICX) was opened in 2018.",
    house_style="gov.uk",
)
APART = _rule(
    "S058",
    Severity.ADVICE,
    "an abbreviation stands in the text, where it is explained",
    "Headings, captions and links leave the full name out: who reads them by eye, or in Word, never meets it.",
    "WCAG 2.2, 3.1.4; Triplicate: abbreviations",
    bad="---\nabbreviations:\n  RDU: River Data Unit\n---\n\n## The RDU today\n\nIts office is open.",
    good="---\nabbreviations:\n  RDU: River Data Unit\n---\n\n## The RDU today\n\nThe RDU is open.",
)
RULES = (SHOUTED, ACRONYM, APART)

_CAPITALS = regex(r"(?<![\w@./\\#$%+-])[A-Z](?:[’']?[A-Z])+(?![\w@/\\]|[.-]\w)")
_RUN = regex(rf"{_CAPITALS.pattern}(?:[^\w\n]+(?:{_CAPITALS.pattern}|[AI]\b))*")
_LONGEST_QUOTED = 60  # characters of a shout that its finding repeats
_LONGEST_ACRONYM = 6  # letters; a longer word in capitals that nobody explains is taken for a shout
# A run of capitals with one of these is a sentence, not a row of acronyms.
_COMMON_WORDS = """
    A ALL AND ANY ARE AS AT BE BUT BY CAN DO DONT DON’T FOR FROM HAS HAVE HERE HOW IF IN INTO IS IT ITS MORE MUST NEVER
    NEW NO NOT NOW OF ON ONE ONLY OR OUR OUT PLEASE SEE THE THEIR THEN THIS TO UP USE WAS WE WHAT WHEN WHO WILL WITH
    YES YOU YOUR
"""
_IN_SENTENCES = frozenset(_COMMON_WORDS.split())
# The key words of specifications are written so (BCP 14: RFC 2119 and RFC 8174).
_KEY_WORDS = frozenset({"MUST", "NOT", "REQUIRED", "SHALL", "SHOULD", "RECOMMENDED", "MAY", "OPTIONAL"})
_BCP_14 = regex(r"\bRFC\s*(?:2119|8174)\b|\bBCP\s*14\b")
# File names, the licence CC BY, and the sign of the end of a news release.
_CONVENTIONS = frozenset(
    {
        "README",
        "LICENSE",
        "LICENCE",
        "COPYING",
        "NOTICE",
        "CHANGELOG",
        "CONTRIBUTING",
        "CONTRIBUTORS",
        "AUTHORS",
        "GOVERNANCE",
        "CC",
        "BY",
        "ENDS",
    }
)
# GOV.UK: no need to explain what everybody knows. Units, file formats and names that are hardly known in full.
_WELL_KNOWN = """
    AC AD AIDS AM API ASCII ATM BBC BC BST CAD CCTV CD CEO CET CNN CPU CSS CSV CV DC DIY DNA DNS DOI DVD EEA EPUB
    ETA EU FAQ FAQS FBI FM FTP GB GCSE GDP GIF GMT GOV GP GPS GPU HD HDMI HGV HIV HM HMRC HR HTML HTTP HTTPS ID IBM
    IBAN INC IOS IP IQ ISBN ISO ISSN IT JPEG JPG JSON KB KM LAN LCD LED LLC LTD MB ME MEP MIT MOT MP MPS NASA NATO
    NB NHS OK PA PC PDF PE PGP PHP PIN PLC PM PNG PO PR PS QA QR RAF RAM REST RFC RGB RNA ROM RSS SIM SMS SOS SQL
    SSH SSL SVG TB TLS TOML TSV TV UFO UK UN UNESCO UNICEF URI URIS URL URLS US USA USB UTC UTF VAT VHS VIP VPN WC
    WIFI XML YAML ZIP
"""
_KNOWN = frozenset(_WELL_KNOWN.split())
# A single word in capitals is more often a name (MAKEFLAGS) than a shout, unless it ends as English words do.
_ENGLISH_ENDING = regex(r"\w+(?:ABLE|ANCE|ANT|ARY|ED|ENCE|ENT|FUL|IBLE|ING|ION|ITY|IVE|LY|MENT|NESS|OUS|TICE)")
_ROMAN = regex(r"[IVXLC]+")


def find(view: View) -> Iterator[Finding]:
    """Yield the findings on capitals and short forms."""
    if any(isinstance(node, Abbreviation) for node in view.nodes):
        yield from _apart(view.document)
    runs = [run for run in view.runs if run.english]
    text = "\n".join(run.words for run in runs)
    explained = _explained(view, text)
    exempt = _KEY_WORDS if _BCP_14.search(text) else frozenset[str]()
    told: set[str] = set()
    for run in runs:
        for found in _RUN.finditer(run.words):
            row = [word.group() for word in _CAPITALS.finditer(found.group())]
            if _is_shouted(row, explained | exempt):
                yield SHOUTED.finding(
                    "“{words}” is in capitals.",
                    view.place_in(run, found.start()),
                    "Write it in small letters; use **strong** if it matters more than the rest.",
                    words=Quote(textwrap.shorten(found.group(), _LONGEST_QUOTED, placeholder=" …")),
                )
            elif run.kind in {RunKind.PARAGRAPH, RunKind.ITEM} and not run.quoted:
                yield from _unexplained(view, run, found, explained | exempt | told)
                told |= set(row)


def _is_shouted(row: list[str], explained: frozenset[str]) -> bool:
    if all(word in explained or word in _CONVENTIONS for word in row):
        return False
    if len(row) == 1:
        return len(row[0]) > _LONGEST_ACRONYM and _ENGLISH_ENDING.fullmatch(row[0]) is not None
    return any(word in _IN_SENTENCES or len(word) > _LONGEST_ACRONYM for word in row if word not in explained)


def _unexplained(view: View, run: Run, found: re.Match[str], known: frozenset[str] | set[str]) -> Iterator[Finding]:
    for word in _CAPITALS.finditer(run.words, found.start(), found.end()):
        acronym = word.group()
        if acronym in known or acronym in _KNOWN or acronym in _CONVENTIONS or _ROMAN.fullmatch(acronym):
            continue
        yield ACRONYM.finding(
            "“{acronym}” is not explained at its first use.",
            view.place_in(run, word.start()),
            f"Write it in full first, “Full Name ({acronym})”, or list it under “abbreviations” in the front matter.",
            acronym=Quote(acronym),
        )
        known = {*known, acronym}


def _apart(document: Document) -> Iterator[Finding]:
    """Yield a finding for the first use of each abbreviation that the text itself never uses."""
    first: dict[str, Abbreviation] = {}
    in_text: set[str] = set()
    waiting: list[tuple[Node, bool]] = [(document.title, True), *((block, False) for block in document.blocks)]
    waiting += ((block, False) for note in document.notes for block in note.children)
    waiting.reverse()
    while waiting:
        node, apart = waiting.pop()
        match node:
            case Abbreviation() if apart:
                first.setdefault(node.text, node)
            case Abbreviation():
                in_text.add(node.text)
            case Heading() | Link():
                apart = True
            case _:
                pass
        caption: tuple[Node, ...] = node.caption if isinstance(node, Table | Figure) else ()
        inner = ((child, apart or any(child is one for one in caption)) for child in children(node))
        waiting += reversed(list(inner))
    for short, node in first.items():
        if short not in in_text:
            yield APART.finding(
                "“{short}” stands in headings, captions or links alone, where nothing explains it.",
                node.place,
                f"Use it in the text too, or write “{node.expansion}” there.",
                short=Quote(short),
            )


def _explained(view: View, text: str) -> frozenset[str]:
    """Return the acronyms the text explains: "Full Name (ABC)", "ABC (full name)", or listed as abbreviations."""
    listed = {node.text for node in view.nodes if isinstance(node, Abbreviation)}
    in_brackets = set(re.findall(r"\w[”’\"']?\s+[(\[][“‘\"']?([A-Z][A-Z0-9&’']+)s?[”’\"']?(?=[)\],;:])", text))
    spelled_out = set(re.findall(r"\b([A-Z][A-Z0-9&]+)s?\s+\((?=[^\W\d_]\w*[ -][^\W\d_])", text))
    spelled_out |= set(re.findall(r"\b([A-Z][A-Z0-9&]+)s? (?:stands for|is short for|means)\b", text))
    return frozenset(listed | in_brackets | spelled_out)
