"""Text that looks like markup nobody understood: found in what is left as words after parsing, never inside code."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from triplicate.document.model import CalloutKind, Place
from triplicate.later import dataclass, regex
from triplicate.reading import rules
from triplicate.reading.attributes import NEAR
from triplicate.reading.context import Context
from triplicate.rules.finding import Quote, Rule

ESCAPED = "\x00"  # stands in a probe for a character that the writer escaped
OPAQUE = "\x01"  # stands in a probe for what is not text: code, an image, a note's call
_ARROW = "-->"
_ADDRESS = regex(r"\bhttps?://[^\s<>()\[\]]+")
_NEAR_LINES = 5
_NEAR = 200  # characters before and after it
_LONGEST_NEAR = 20_000  # characters of the lines that are looked at
_LONGEST_SHOWN = 60  # characters of the text that a finding repeats


@dataclass(frozen=True, slots=True)
class _Sign:
    rule: Rule
    pattern: re.Pattern[str]
    sentence: str
    hint: str
    guessed: bool
    """Not looked for where the text says whether it has formulas."""


def _sign(rule: Rule, pattern: str, sentence: str, hint: str, *, guessed: bool = False) -> _Sign:
    return _Sign(rule, regex(pattern, re.MULTILINE), sentence, hint, guessed)


FILLED_IN = r"[a-z]{3,}(?:[_-][a-z\d]{2,})*[_-][a-z]{3,}"
"""A name between dollar signs, such as $course_fee$, for which a site has a value: no formula has such letters."""
_FORMULA_HINT = (
    'Add “math: true” to the front matter; write $a^2${{alt="a squared"}}, without spaces inside; or use `code`.'
)
# The first sign that fits a stretch of text names it; later signs pass over that stretch.
_SIGNS = (
    _sign(
        rules.GOVSPEAK,
        rf"(?<![\w$])\${FILLED_IN}\$(?![\w$])",
        "“{marks}” is filled in by a site's software.",
        "Write the words or the number that readers are to see.",
    ),
    _sign(
        rules.FORMULA_NOT_ASKED_FOR,
        # $…$ with a sign of TeX in it; \(…\) and \[…\], whose backslashes Markdown has taken for escapes.
        r"\$\$(?=[^$]{0,400}[\\^_={}])[^$]{1,400}\$\$"
        r"|(?<![\w$])\$(?=[^\s$])(?=[^$\n]{0,200}[\\^_={}])[^$\n]{1,200}(?<=\S)\$(?![\w$])"
        rf"|{ESCAPED}(?=[^{ESCAPED}]{{0,400}}(?:\\[A-Za-z]|\^))[^{ESCAPED}]{{1,400}}{ESCAPED}",
        "“{marks}” looks like a formula.",
        _FORMULA_HINT,
    ),
    _sign(
        rules.FORMULA_NOT_ASKED_FOR,
        # $n$, $O(n log n)$: letters alone and names of functions with numbers and signs, no words as between prices.
        r"(?<![\w$])\$(?=[A-Za-z(|])"
        r"(?:(?<![A-Za-z])(?:[A-Za-z]|log|ln|exp|sin|cos|tan|min|max|mod)(?![A-Za-z])|[\d ()+*/|<>=,.!:;'−-]){1,100}"
        r"(?<=\S)\$(?![\w$({])",
        "“{marks}” looks like a formula.",
        _FORMULA_HINT,
        guessed=True,
    ),
    _sign(
        rules.GOVSPEAK,
        r"\]\([ \t]*[\w./:\"“]{0,80}(?:\{[{%]|<%)[^()\n]{0,200}\)?",
        "The address of a link, “{marks}”, is filled in by a site's software.",
        "Write the address that readers are to be led to, in full.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\{\{\s*#[a-z_]+[^{}\n]{0,200}(?:\}\})?",
        "“{marks}” stands for what is in another file.",
        "Put that here.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"<%[^%]{0,200}(?:%>)?"
        r"|^import[ \t](?:.{0,200}\bfrom[ \t]+)?['\"“”‘’][^'\"“”‘’\n]{1,200}['\"“”‘’];?$"
        r"|^export[ \t]+(?:const|default|function|let)\b.{0,200}$",
        "“{marks}” is a command to a program.",
        "A document runs no programs: take it out, and write what it stands for.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\{%[^%\n]{0,200}(?:%\})?|\{\{[<%][^{}\n]{0,200}(?:\}\})?"
        r"|\[/[a-z][\w-]{0,40}\]|\[[a-z][\w-]{0,40}(?:[ \t]+[\w-]{1,40}=[^\s\[\]]{1,200}){1,20}[ \t]*/?\]"
        r"|\{:[:/][a-z][^{}\n]{0,200}\}",
        "“{marks}” is not understood.",
        "One site's software alone knows it: take it out, and write what it stands for.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\[(?:Attachment|AttachmentLink|InlineAttachment|Image|Contact|Link|embed):[^\[\]\n]{1,200}\]|^!!\d{1,3}$",
        "“{marks}” stands for what the publishing application holds.",
        "Write in the text what it shows: a link, a picture, how to make contact.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"^\[(?:TOC|toc|\[_?TOC_?\])\]$",
        "“{marks}” is not understood.",
        "Take it out, and add “toc: true” to the front matter.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"^(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*.*$",
        "“{marks}” is not understood.",
        "Write a callout: a line ::: note before, and a line ::: after.",
    ),
    _sign(
        rules.RAW_HTML,
        r"</?[A-Za-z][\w-]*(?:\s[^<>\n]{0,200})?/?>|^</?[A-Za-z][\w-]*(?=\s|$)|<!--|-->|<!\[CDATA\[|<\?[a-z]",
        "“{marks}” is HTML.",
        "Write it in Markdown; put it in `code` if readers are to see it.",
    ),
    _sign(
        rules.GOVSPEAK,
        # An expression, not the name of a value: Jinja, Liquid and Twig work it out.
        r"\{\{(?=[^}\n]{0,200}['\"“”‘’(|])[^\n]{1,400}?\}\}",
        "“{marks}” is filled in by a site's software.",
        "Write the words, the number or the link that readers are to see.",
    ),
    _sign(
        rules.VARIABLE_MISSING,
        r"\{\{[^{}\n]{0,80}\}?\}?",
        "“{marks}” is not a variable.",
        "Write {{{{ key }}}} with a key of the front matter, or put it in `code`.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"!\[\[[^\[\]\n]{0,200}\]\]",
        "“{marks}” shows another text, or what is no picture.",
        "Put its words here, or link to it.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\[\[[^\[\]\n]{1,200}\]\]",
        "“{marks}” is not understood.",
        "Write [text](#id) for a place in this text, or [text](https://…); a bracket that is meant is written \\[.",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\$CTA\b|^\$(?:[A-Z]{1,3}|EndLegislationList|LegislationList)$",
        "“{marks}” is not understood.",
        "Write a callout: a line ::: important before, and a line ::: after.",
    ),
    _sign(
        rules.CONTAINER_LEFT,
        r"^:{3,}.*$",
        "“{marks}” does not belong to a pair.",
        "Open with ::: and a kind or {{lang=…}}, close with :::. Around another pair use ::::.",
    ),
    _sign(
        rules.CALLOUT_UNKNOWN,
        r"\[!\w+\]",
        "“{marks}” is not a callout.",
        "Write > [!NOTE], TIP, IMPORTANT, WARNING or CAUTION alone on the first line of a quotation.",
    ),
    _sign(
        rules.IMAGE_UNREAD,
        r"!\[(?:[^\[\]\n]{0,200}\](?:\([^()\n]{0,200}\)?|\[[^\[\]\n]{0,200}\])?)?",
        "“{marks}” is not an image.",
        "Write ![alt](file), or define the reference in a paragraph of its own, [name]: file; a file name with spaces "
        "goes in angle brackets: ![alt](<my file.png>).",
    ),
    _sign(
        rules.NOTE_MISSING,
        r"\[\^[^\[\]\n]{0,80}\]:?|\^\[",
        "“{marks}” is not a note.",
        "Write [^1] and, in a paragraph of its own, [^1]: the note; or ^[the note].",
    ),
    _sign(
        rules.GOVSPEAK,
        r"\[-?@[A-Za-z][\w:.#$%&+?~/-]{0,80}(?:[,;][^\[\]\n]{0,200})?\](?![\[(])",
        "“{marks}” stands for an entry in a list of literature.",
        "Write who and when, linked to where it can be read, or a note: ^[…].",
    ),
    _sign(
        rules.REFERENCE_UNDEFINED,
        r"\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,200}\]",
        "“{marks}” refers to a link that is not defined.",
        "Define it in a paragraph of its own, [name]: https://…, or write [text](https://…); a bracket that is meant "
        "is written \\[.",
    ),
    _sign(
        rules.REFERENCE_UNDEFINED,
        r"^\*?\[[^\[\]\n]{1,200}\]:(?=\s|$)",
        "“{marks}” is not a definition here.",
        "Put the definition in a paragraph of its own, with an empty line before it.",
    ),
    _sign(
        rules.LINK_UNREAD,
        r"\]\([^()\n]{0,200}\)?",
        "“{marks}” is not the end of a link.",
        "Write [text](target) without spaces in the target and without a note in the text; a bracket that is meant is "
        "written \\].",
    ),
    _sign(
        rules.PAGE_BREAK_UNREAD,
        r"\\(?:newpage|pagebreak|clearpage)\b",
        "“{marks}” is not alone on its line.",
        "Write \\newpage on a line of its own.",
    ),
    _sign(
        rules.TABLE_UNREAD,
        r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$",
        "“{marks}” does not make a table.",
        "Give the row of dashes as many cells as the header row above it.",
    ),
    _sign(
        rules.TABLE_UNREAD,
        r"^\+(?:[:=-]{3,}\+)+$",
        "“{marks}” does not make a table.",
        "Write a table with bars: | A | B |, a line |---|---| below, and each row on one line.",
    ),
    _sign(
        rules.TABLE_UNREAD,
        r"^:[ \t]+(?=\S)",
        "“:” begins neither a caption nor a definition here.",
        "Put a caption right after its table, a definition right after its term, and an empty line above the term.",
    ),
    _sign(
        rules.GOVSPEAK,
        rf"\{{[a-z][\w:+.-]{{0,40}}\}}(?={OPAQUE})|^\([A-Za-z][\w:.-]{{0,80}}\)=$",
        "“{marks}” is not understood.",
        "MyST alone knows it: write [text](#id) or [text](https://…) for a link, {{#id}} above a block for a target, "
        "else the words alone.",
    ),
    _sign(
        rules.ATTRIBUTES_LEFT,
        r"\{[ \t]*[^{}\n#.=\s][^{}\n#=]{0,100}\}",
        "“{marks}” is not understood.",
        "Fill it in if it waits for a value, which {{{{ key }}}} takes from the front matter; a brace that is meant is "
        "written \\{{, or in `code`.",
    ),
    _sign(
        rules.ATTRIBUTES_LEFT,
        r"\{(?!\})[^{}\n]{0,200}\}?",  # an empty pair, as in "interface{}", is of no dialect
        "“{marks}” is not understood.",
        "Attributes look like {{#id .class key=value}}; a brace that is meant is written \\{{, or in `code`.",
    ),
    _sign(
        rules.HEADING_UNREAD,
        r"^#{7,}(?=[ \t]*[^\s#])",
        "“{marks}” begins no heading: there are six levels.",
        "Write ###### at most.",
    ),
    _sign(
        rules.HEADING_UNREAD,
        r"^#{2,}(?=[ \t]*[^\s#])",
        "“{marks}” begins no heading here.",
        "Put an empty line above it.",
    ),
    _sign(
        rules.EMPHASIS_OPEN,
        r"(?<!=)==(?=\w)[^=\n]{1,200}(?<=\S)==(?!=)|(?<![\w+])\+\+(?=\w)[^+\n]{1,200}(?<=\S)\+\+(?![\w+])",
        "“{marks}” is not understood.",
        "Write **…** for strong importance.",
    ),
    _sign(
        rules.EMPHASIS_OPEN,
        # Signs that were to be a pair, but stand where CommonMark (6.2) takes them for no beginning or no end.
        r"(?<![\w*])(?P<sign>\*{2,3}|\*(?=[\w\"“„«‘(\[]))(?=[^\s*])[^*]{1,300}(?:(?<!\s)(?P=sign)|(?P=sign)(?!\w))(?!\*)"
        r"|(?<!_)__(?=[^\s_])[^_]{1,300}(?<!_)__(?!_)",
        "“{marks}” would be printed with its signs.",
        "Put them right next to letters, with spaces and punctuation outside; within a word use asterisks; a sign "
        "that is meant is written with \\ before it.",
    ),
    _sign(
        rules.EMPHASIS_OPEN,
        # One * or __ after a word is a sign of its own more often than an end without a beginning: non*, £5*, foo__.
        r"(?<!\w)\*{2,}(?=\S)|(?<=\S)\*{2,}(?!\w)|(?<!~)~~(?!~)|(?<![\w_])__(?=\w)|(?<!\S)\*(?=\w)",
        "“{marks}” is not closed, or not opened.",
        "Put the same signs at both ends, next to the words; a sign that is meant is written with \\ before it.",
    ),
    _sign(
        rules.CODE_OPEN,
        r"`+(?:[^`\n]{1,200}`+)?",
        "“{marks}” opens code that is not closed.",
        "Close it with as many backticks, or write \\`.",
    ),
)
# Most text holds none of these, and is not looked at any further.
_SUSPECT = regex(
    rf"^!!|^import|^export|:[a-z]+-|[{{}}\[\]*`<\\|${ESCAPED}]|~~|__|==|\+\+|^:|^\(|^\+|^!!!|^\?\?\?|##|-->",
    re.MULTILINE,
)


def report_unread(context: Context, probe: str, place: Callable[[int], Place]) -> None:
    """Report what in a run of words looks like markup. ``place`` gives the place of a position in the probe."""
    if not _SUSPECT.search(probe):
        return
    taken: list[tuple[int, int]] = []
    addresses = [match.span() for match in _ADDRESS.finditer(probe)]
    for sign in _SIGNS:
        if sign.guessed and context.says_of_formulas:
            continue
        for match in sign.pattern.finditer(probe):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken[-400:]):
                continue
            taken.append((start, end))
            if sign.rule == rules.EMPHASIS_OPEN and _is_within(addresses, start):
                continue
            if match[0] == _ARROW and _is_arrow(context, probe, start, place(start).line):
                continue
            shown = " ".join(match[0].replace(ESCAPED, "\\").replace(OPAQUE, "…").split())
            shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
            near = get_close_matches(shown.strip("[]!").lower(), list(CalloutKind), n=1, cutoff=NEAR)
            meant = f"Did you mean “[!{near[0].upper()}]”?" if sign.rule == rules.CALLOUT_UNKNOWN and near else ""
            context.report(sign.rule, sign.sentence, place(start), meant or sign.hint.format(), marks=Quote(shown))


def _is_within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Tell whether a position is inside one of the spans, which are in order."""
    index = bisect_left(spans, (position,)) - 1
    return index >= 0 and position < spans[index][1]


def _is_arrow(context: Context, probe: str, start: int, line: int) -> bool:
    """Tell whether what may end a comment stands between words of a line, and no comment begins near it."""
    before = probe[max(start - _NEAR, 0) : start].rpartition("\n")[2]
    after = probe[start + len(_ARROW) : start + _NEAR].partition("\n")[0]
    near = context.lines[max(line - _NEAR_LINES, 0) : line]
    is_short = sum(map(len, near)) < _LONGEST_NEAR
    return bool(is_short and before.strip() and after.strip()) and not any("<!--" in one for one in near)
