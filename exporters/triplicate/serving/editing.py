"""Changes of a draft: what can be mended, what a person says of pictures, and the answers to questions.

Every function returns a draft. It is the same one where nothing can be done, so that nothing is lost by a press.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from triplicate.checks.mend import mend as mend_text
from triplicate.document.model import Document, Image
from triplicate.document.walk import images
from triplicate.later import regex
from triplicate.rules.finding import Finding
from triplicate.serving.checking import grouped, mends_of
from triplicate.serving.drafts import FIELDS, Answers, Draft
from triplicate.serving.front import with_values
from triplicate.serving.workspace import Workspace, laid_out
from triplicate.writing.escaping import escaped

_BRACES = regex(r"\{(?P<inner>[^{}\n]*)\}")
_TAG = regex(r"<img\b(?P<inner>[^>]*)>", re.IGNORECASE)
_ALT = regex(r"""\salt\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)|\salt(?=[\s/>])""", re.IGNORECASE)


def mend(draft: Draft, finding: str) -> Draft:
    """Return a draft in which one finding, by its id, is mended, also if that is for a person to confirm."""
    with laid_out(draft) as space:
        outcome, read = space.examine()
        group = dict(grouped(outcome.findings)).get(finding)
        if read is None or group is None:
            return draft
        lines = read.text.split("\n")
        for one in reversed(mends_of(space, read.text, read.document, group)):
            lines[one.line - 1 : one.line - 1 + len(one.old)] = one.new
        return _with(draft, "\n".join(lines))


def mend_all(draft: Draft) -> Draft:
    """Return a draft in which everything is mended that is sure."""
    with laid_out(draft) as space:

        def read_and_check(text: str) -> tuple[Document, Sequence[Finding]]:
            read = space.read_and_check(text)
            return read.document, [one for one in read.verdict.findings if one.source == str(space.source)]

        _, read = space.examine()
        return _with(draft, mend_text(read.text, read_and_check).text if read else None)


def answer(draft: Draft, answers: Answers) -> Draft:
    """Return a draft that has the answers; those that are empty leave what is there.

    What front matter says stands in that of Markdown, and beside plain text, which has none.
    """
    given = {key: value for key in FIELDS if (value := getattr(answers, key).strip())}
    kept = replace(
        draft.answers,
        editions=answers.editions or draft.answers.editions,
        formats=answers.formats or draft.answers.formats,
    )
    text = None if draft.plain or not given else with_values(draft.text, given)
    beside = given if text is None else dict.fromkeys(given, "")
    settled = replace(
        kept,
        title=beside.get("title", kept.title),
        lang=beside.get("lang", kept.lang),
        date=beside.get("date", kept.date),
        publisher=beside.get("publisher", kept.publisher),
    )
    return replace(draft, text=draft.text if text is None else text, answers=settled)


def describe(draft: Draft, line: int, name: str, alt: str = "", *, decorative: bool = False) -> Draft:
    """Return a draft whose picture of a name in a line has an alternative text, or says that it is decorative."""
    with laid_out(draft) as space:
        read = space.read_and_check(draft.text)
        if read.document.cover and read.document.cover.image.source == name:
            return _with(draft, _of_cover(read.text, name, alt, decorative=decorative))
        called = [one for one in images(read.document) if (one.place.line, one.source) == (line, name)]
        if not called:
            return draft
        # Of several of one name in a line, the first that has no words yet is meant.
        image = next((one for one in called if not (one.alt or one.decorative)), called[0])
        text = _described(read.text, image, " ".join(alt.split()), decorative=decorative)
        return _with(draft, text) if text and _holds(space, text, image, alt, decorative=decorative) else draft


def _with(draft: Draft, text: str | None) -> Draft:
    return draft if text is None else replace(draft, text=text)


def _of_cover(text: str, name: str, alt: str, *, decorative: bool) -> str | None:
    values = {"cover-image": f"{name} {{.decorative}}"} if decorative else {"cover-image": name, "cover-alt": alt}
    return with_values(text, values)


def _holds(space: Workspace, text: str, image: Image, alt: str, *, decorative: bool) -> bool:
    """Tell whether a changed text is read as what was wanted, in all else as before."""
    places = [one for one in images(space.read_and_check(text).document) if one.place == image.place]
    return any(
        one.source == image.source and (one.decorative if decorative else one.alt.split() == alt.split())
        for one in places
    )


def _described(text: str, image: Image, alt: str, *, decorative: bool) -> str | None:
    """Return a text with other words for an image, None if it is written in a way that is not known here."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: image.place.line - 1]) + image.place.column - 1
    before, rest = text[:start], text[start:]
    if tag := _TAG.match(rest):
        words = "" if decorative else alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        inner = _ALT.sub("", tag["inner"]).rstrip(" /")
        return f'{before}<img{inner} alt="{words}">{rest[tag.end() :]}'
    if not rest.startswith("![") or (closed := _closing(rest, 1)) is None:
        return None
    words = escaped(alt, "[", "]", label=True) if alt and not decorative else ""
    end = _closing(rest, closed + 1) if rest[closed + 1 : closed + 2] in {"(", "["} else closed
    if end is None:
        return None
    address, after = rest[closed : end + 1], rest[end + 1 :]
    braces = _BRACES.match(after)
    marks = [mark for mark in (braces["inner"].split(" ") if braces else []) if mark and mark != ".decorative"]
    marks += [".decorative"] if decorative else []
    said = f"{{{' '.join(marks)}}}" if marks else ""
    return f"{before}![{words}{address}{said}{after[braces.end() :] if braces else after}"


def _closing(text: str, start: int) -> int | None:
    """Return the index of the bracket that closes the one at the start; signs after a backslash do not count."""
    opening = text[start]
    closing = {"[": "]", "(": ")"}[opening]
    depth, index, quoted = 0, start, ""
    while index < len(text) and text[index : index + 2] != "\n\n":
        sign = text[index]
        if sign == "\\":
            index += 1
        elif opening == "(" and sign in "\"'" and quoted in {"", sign} and (quoted or text[index - 1].isspace()):
            quoted = "" if quoted else sign
        elif not quoted and sign == opening:
            depth += 1
        elif not quoted and sign == closing:
            depth -= 1
            if depth == 0:
                return index
        index += 1
    return None
