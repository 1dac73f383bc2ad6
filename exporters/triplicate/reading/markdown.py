"""Markdown with front matter becomes a document."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from triplicate.document.kinds import cover_picture
from triplicate.document.language import canonical
from triplicate.document.model import (
    NOWHERE,
    Blocks,
    Document,
    Heading,
    Inlines,
    PageBreak,
    Place,
    Text,
    ThematicBreak,
)
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import parse
from triplicate.reading.blocks import BlockReader
from triplicate.reading.collection import Part
from triplicate.reading.context import Context
from triplicate.reading.flavours.callouts import find_callouts
from triplicate.reading.flavours.source import as_our_own, is_myst
from triplicate.reading.front_matter import Front, FrontEntry, split_front
from triplicate.reading.html.blocks import weave
from triplicate.reading.inlines import InlineReader
from triplicate.reading.levels import headings_in, settle_levels, shift_of, without_wordless
from triplicate.reading.limits import MAX_DEPTH
from triplicate.reading.metadata import Values, make_metadata
from triplicate.reading.parser import make_parser
from triplicate.reading.pictures import PictureError
from triplicate.reading.resolve import resolve
from triplicate.reading.targets import report_relative
from triplicate.reading.tree import Branch, grow
from triplicate.reading.unsaid import report_unsaid
from triplicate.rules.finding import Quote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TARGET = regex(r"</?(?:a|span)(?:\s+(?:id|name)\s*=[^<>]*)?>", re.IGNORECASE)
_LIKE_TITLE = {
    *("title", "titel", "titre", "titulo", "título", "titolo", "name", "heading", "headline", "label", "pagetitle"),
    *("page_title", "nav_title", "menu_title", "short_title", "linktitle", "sidebar_label"),
}
"""What other programs, and people, call the key that holds what a text is called, in small letters."""
_CONTAINERS = {
    "bullet_list_open",
    "ordered_list_open",
    "list_item_open",
    "blockquote_open",
    "alert_open",
    "callout_open",
    "container_colon_open",
    "dl_open",
    "dd_open",
    "footnote_reference_open",
}


def read_markdown(
    context: Context, text: str, title: str | None, lang: str | None, given: Mapping[str, FrontEntry]
) -> Document:
    """Return the document; findings go to the context. ``given`` wins over the front matter."""
    front = split_front(text)
    front.entries.update(given)
    context.findings.extend(front.findings)
    context.variables = front.variables()
    if context.shelf.files and ("{{" in text or "```{" in text):
        site = context.shelf.files.variables(context.shelf.folders[0])
        context.variables = {**site, **context.variables}
    context.ignored = tuple(front.ignored)
    values = Values(context, front.entries)
    context.lang = values.lang(lang)
    context.base_url = context.base_url or values.base_url(context.project_base_url)
    context.abbreviations.update(values.mapping("abbreviations"))
    context.says_of_formulas = "math" in front.entries
    md = make_parser(math=values.flag("math") or context.takes_formulas, spaced=is_myst(front.body))
    lines = front.body.split("\n")
    ends = [*(part.first - 1 for part in context.parts), len(lines)]
    branches, inlines, contents = _grown(context, md, lines[: ends[0]])
    heading, rest = _title(context, front, inlines, branches, title)
    settle_levels(context, rest, shift_of(rest))
    blocks = BlockReader(context, inlines).read(rest)
    for part, end in zip(context.parts, ends[1:], strict=True):
        blocks += _part(context, md, part, lines[part.first - 1 : end])
    context.here = None
    cover = _cover(context, values)
    values.worded = inlines.read_text
    metadata = make_metadata(values, " ".join(text_of(heading.children).split()), context.lang, cover)
    metadata = replace(metadata, toc=metadata.toc or contents)
    figure = cover_picture(metadata, values.place("cover-image"))
    document = resolve(context, metadata, heading, blocks, figure, values.wording)
    report_relative(context)
    report_unsaid(context, document)
    context.report_unwrapped()
    context.findings.extend(front.unknown(context.used_variables))
    context.unused_keys = tuple(key for key in front.extra if key not in context.used_variables)
    if any(finding.rule == rules.FRONT_MATTER_BROKEN for finding in front.findings):
        # What is missing stands in what could not be read: one finding is enough.
        missing = {rules.TITLE_MISSING, rules.LANGUAGE_MISSING}
        context.findings = [finding for finding in context.findings if finding.rule not in missing]
    return document


def _grown(
    context: Context, md: "MarkdownIt", lines: list[str], before: int = 0
) -> tuple[list[Branch], InlineReader, bool]:
    """Return the tree of a text, what reads its inlines, and whether it asks for contents.

    ``before`` are the lines of the whole that stand before it.
    """
    env: dict[str, object] = {}
    rewritten = as_our_own("\n".join(lines), context.variables)
    for marks, line in rewritten.unwrapped:
        context.unwrap(marks, Place(before + line))
    for line in rewritten.close_items:
        context.report(
            rules.ITEM_CLOSE,
            "An item of a list has no ordinary space after its mark.",
            Place(before + line),
            "Put a space after the mark.",
        )

    def among_words(text: str) -> "list[Token]":
        tokens: list[Token] = []
        md.inline.parse(text, md, env, tokens)
        return tokens

    branches = weave(context, grow(_parse(context, md, f"{rewritten.body}\n", env, before)), among_words)
    branches = without_wordless(context, branches)
    find_callouts(branches)
    found = env.get("abbreviations")
    if isinstance(found, dict):
        context.abbreviations.update(found)
    return branches, InlineReader(context, md, env), rewritten.contents


def _part(context: Context, md: "MarkdownIt", part: Part, lines: list[str]) -> Blocks:
    """Return the blocks of a part: its title is a section of the whole, its own sections stand below that."""
    context.here = part
    branches, inlines, _ = _grown(context, md, lines, part.first - 1)
    branches = [branch for branch in branches if branch.kind != "comment" or not branch.token.markup]
    branches = _targets_below(branches)
    if part.titled:
        del branches[: _says_the_same(branches)]
    first = branches[0] if branches and branches[0].kind == "heading" else None
    # mdBook's chapters that stand below another begin with as many signs as they stand deep.
    top = min((int(branch.token.tag[1]) for branch in headings_in(branches)), default=1)
    if first and int(first.token.tag[1]) != top:
        first = None
    if first is None:
        context.report(
            rules.TITLE_MISSING,
            "The part “{part}” has no title.",
            Place(part.first),
            "Start it with “# Title”, or add “title: …” to its front matter.",
            part=Quote(part.name),
        )
    elif part.titled and top == 1 and shift_of(branches[1:]):
        # Sections with one sign stand below this title, too.
        first.token.tag = "h0"
    shift = 2 if first and first.token.tag == "h0" else 2 - top if first else 1
    settle_levels(context, branches, shift + part.depth, outer=1 + part.depth)
    reader, lang = BlockReader(context, inlines), canonical(part.lang) if part.lang else context.lang
    if lang is None:
        context.report(
            rules.LANGUAGE_INVALID,
            "“{written}” is not a language tag.",
            Place(part.first),
            "Write a BCP 47 tag such as en-GB, cy or zh-Hant.",
            written=part.lang or "",
        )
    if lang in {None, context.lang}:
        return reader.read(branches)
    notes = set(context.notes)
    blocks = _marked(reader.within(branches, lang), lang)
    for key in context.notes.keys() - notes:
        context.notes[key].children = _marked(context.notes[key].children, lang)
    return blocks


def _marked(blocks: Blocks, lang: str | None) -> Blocks:
    """Return blocks, those with words marked with their language."""
    silent = ThematicBreak | PageBreak
    return tuple(block if isinstance(block, silent) else replace(block, lang=block.lang or lang) for block in blocks)


def _says_the_same(branches: list[Branch]) -> bool:
    """Tell whether the title from a part's front matter is its first heading, too."""
    tops = [branch.children[0].token.content for branch in branches[:2] if branch.token.tag == "h1" and branch.children]
    return len(tops) > 1 and tops[0].split() == tops[1].partition(" {")[0].split()


def _parse(context: Context, md: "MarkdownIt", body: str, env: dict[str, object], before: int) -> "list[Token]":
    try:
        tokens = md.parse(body, env)
    except RecursionError:
        # Images in the words of images are parsed anew for each level, past markdown-it's own limit (4.3).
        context.report(rules.TOO_DEEP, "The text is nested too deep to be read.", NOWHERE, "Use fewer levels.")
        env.clear()
        return []
    references = env.get("references")
    placed = [*tokens, *(references.values() if isinstance(references, dict) else ())]
    for one in placed if before else ():
        _move(one, before)
    # markdown-it leaves out what is nested deeper than its limit, without a word.
    deep = next((t for t in tokens if t.level >= MAX_DEPTH - 1 and t.type in _CONTAINERS), None)
    if deep is not None:
        line = deep.map[0] if deep.map else 0
        context.report(rules.TOO_DEEP, "The text is nested too deep.", Place(line + 1), "Use fewer levels.")
    return tokens


def _move(token: "Token | dict[str, list[int]]", lines: int) -> None:
    if isinstance(token, dict):
        token["map"] = [line + lines for line in token["map"]]
    elif token.map:
        token.map = [line + lines for line in token.map]


def _title(
    context: Context, front: Front, inlines: InlineReader, branches: list[Branch], given: str | None
) -> tuple[Heading, list[Branch]]:
    """Return the title, and the body without it.

    A ``#`` heading at the top is the title, unless there is another: in the front matter, or given with the call. It
    is a section then, and so it is if it is one of several and nothing else says what the title is.
    """
    rest = _targets_below([branch for branch in branches if branch.kind != "comment" or not branch.token.markup])
    entry = front.entries.get("title")
    written = entry.value if entry and isinstance(entry.value, str) else None
    place = entry.place if entry else NOWHERE
    given = " ".join(context.clean(given, NOWHERE).split()) if given else None
    children: Inlines = (Text(given),) if given else inlines.read_text(written, place) if written else ()
    if given and written and not _same(children, inlines.read_text(written, place)):
        context.report(
            rules.TITLE_REPLACED,
            "“{given}” stands in the place of the text's own title, “{title}”.",
            place,
            "Leave the title out of the call, or write the new one into the front matter.",
            given=Quote(given),
            title=Quote(written),
        )
    first = rest[0] if rest else None
    identifier = None
    sections = sum(branch.token.tag == "h1" for branch in headings_in(branches))
    if first is not None and first.kind == "heading" and first.token.tag == "h1":
        own, attributes = BlockReader(context, inlines).run(first, trailing=True)
        if _same(own, children) if children else sections == 1:
            children, place, rest = own, Place(first.line + 1), rest[1:]
            identifier = attributes.id if attributes else None
    if not text_of(children).strip():
        several = sections > 1
        context.report(
            rules.TITLE_MISSING,
            "The text has no title; with {sections} headings of one # each is a section."
            if several
            else "The text has no title.",
            NOWHERE,
            _calling_title(front)
            or (
                "Add “title: …” to the front matter, or --title to the call."
                if several
                else "Start with “# Title”, add “title: …” to the front matter, or --title to the call."
            ),
            **({"sections": sections} if several else {}),
        )
        children = children or (Text("Untitled"),)
    return Heading(1, children, id=identifier, place=place), rest


def _calling_title(front: Front) -> str:
    """Return the remedy where another key of the front matter may hold the title; empty if none does."""
    for key, entry in front.extra.items():
        if key.lower() in _LIKE_TITLE and isinstance(entry.value, str) and (said := " ".join(entry.value.split())):
            return (
                f"Call “{key}: {said[:60]}” of the front matter “title: …” if that is the title; "
                "or add “title: …”, or --title to the call."
            )
    return ""


def _targets_below(branches: list[Branch]) -> list[Branch]:
    """Return blocks with bare targets (``<a id="old"></a>``) that stand above the first heading below it."""
    index = next((number for number, branch in enumerate(branches) if branch.kind == "heading"), 0)
    if not index or not all(_is_bare(branch) for branch in branches[:index]):
        return branches
    return [branches[index], *branches[:index], *branches[index + 1 :]]


def _is_bare(branch: Branch) -> bool:
    tokens = branch.children[0].token.children or [] if branch.kind == "paragraph" and branch.children else []
    tags = [token for token in tokens if token.type == "html_inline"]
    return bool(tags) and all(
        _TARGET.fullmatch(token.content) if token in tags else not token.content.strip() for token in tokens
    )


def _same(one: Inlines, other: Inlines) -> bool:
    return text_of(one).split() == text_of(other).split()


def _cover(context: Context, values: Values) -> str | None:
    written = values.text("cover-image")
    if written is None:
        return None
    source, brace, rest = written.partition("{")
    source, marks = source.rstrip(), parse(brace + rest)
    if marks is None or marks[1] < len(brace + rest):
        source, marks = written, None
    if values.text("cover-alt") is None and (marks is None or "decorative" not in marks[0].classes):
        context.report(
            rules.COVER_WITHOUT_ALT,
            "The cover has no text alternative.",
            values.place("cover-image"),
            "Add “cover-alt: …” with what the cover shows; write {.decorative} after its name if it tells nothing.",
        )
    try:
        context.shelf.take(source)
    except PictureError as error:
        context.findings.append(replace(error.finding, place=values.place("cover-image")))
        return None
    return source
