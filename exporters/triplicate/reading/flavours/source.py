"""Lines of other dialects, rewritten to this one before parsing: no line is added or lost, no column moves.

Nothing is rewritten in fenced code, which shows what it shows.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import field

from triplicate.later import dataclass, regex
from triplicate.reading.flavours.close_items import part_items
from triplicate.reading.flavours.govspeak import read_govspeak
from triplicate.reading.flavours.nesting import nest_containers
from triplicate.reading.flavours.shortcodes import read_shortcodes

_FENCE = regex(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})")
# GitLab, Azure, Python-Markdown, markdown-it-toc, Hugo, Jekyll; kramdown's stands below an item that is thrown away.
_CONTENTS = regex(
    r"\s{0,3}(?:\[\[_?toc_?\]\]|\[toc\]|\{\{[<%]\s*(?:toc|table_of_contents)\s*/?[>%]\}\}|\{%-?\s*toc\s*-?%\}"
    r"|<!--\s*toc\s*-->|\$\{toc\}|::toc|<TOCInline\b[^<>\n]*/>"
    r"|\{%-?\s*include(?:_cached)?\s+(?:[\w./-]*/)?toc\.html(?:\s(?![^%]*\btype=)[^{}%]*)?-?%\})\s*",
    re.IGNORECASE,
)
_KRAMDOWN_CONTENTS = regex(r"\{:\s*toc\b[^}]*\}\s*")
_ITEM = regex(r"(?:[-*+]|\d+\.)\s+\S.*")
_TARGET = regex(r"(\s{0,3})\(([A-Za-z][\w:./-]*)\)=\s*")
_META = regex(r"\{\{[<%]\s*(?:meta|var|param)\s+(?P<sign>\"?)(?P<key>[A-Za-z_][\w.-]*)(?P=sign)\s*[>%]\}\}")
_STYLE = regex(r"(?<=[\w\"'])[ \t]+[A-Za-z]+=\{\{[^{}]*\}\}(?=[^<]*>)")  # JSX: the look of an element
_NUMBER = regex(r"(?<=[a-z])=\{(\d+)\}(?=[^<]*>)")
# Docusaurus: an address that is asked for by a name of the project.
_ASKED_FOR = regex(
    r"(?P<key>(?<![\w-])(?:src|href))=\{\s*(?P<by>useBaseUrl|require)\(\s*(?P<sign>[\"'`])(?:!?[\w-]+!)*"
    r"(?P<path>[^\"'`{}!]+)(?P=sign)\s*\)(?:\.default)?\s*\}"
)
_RAW_HTML = regex(r"`(?P<html><[^`]+>)`\{=html\}")  # pandoc's, among words
_TARGET_NAME = regex(r"\[\{(?:name|number)\}\]\(#")  # MyST: filled in as a link that was left empty is
_STEP = regex(r"s(\d{1,3}\.[ \t])")
_MODULE = regex(
    r"(?:import\s+(?:[\w*{},$\s]{1,400}\s+from\s+)?(?:\"[^\"\n]+\"|'[^'\n]+');?[ \t]*)+$"
    r"|export\s+(?:const|default|function|let)\b[^\n]*(?:\n[^\n]*[^\s][^\n]*)*",
    re.MULTILINE,
)
_RAW = regex(r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}")
_BLOCK_ID = regex(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$")  # Obsidian: what links and other texts call a block by
_SPACE = regex(r"""\{(?P<sign>["'])\s+(?P=sign)\}""")  # MDX's, where a line ends
_EMPTY_NOTE = regex(r"( {0,3})\[\^[^\]\s]+\]:[ \t]*")
# MyST's directives between colons whose lines are no Markdown: they read as fences of code do.
_VERBATIM = regex(r"(?P<indent>[ \t]*)(?P<fence>:{3,})(?P<rest>\{(?:code|code-block|code-cell|math|raw|csv-table)\}.*)")
_NOTE = regex(r" {0,3}\[\^")
_BLOCK_BREAK = regex(r"\+\+\+(?:\s.*)?")
_MYST = regex(r"^(?:`{3,}|:{3,})\{[a-z][\w:-]*\}|^\([\w:./-]+\)=\s*$|\{[a-z:]+\}`", re.MULTILINE)
_PATH = r"""\s*["'“”]?(?P<path>[\w./:#?=&%+~-]+)["'“”]?\s*"""
# One text in quotation marks that can be nothing but a path, whatever a site calls the mark around it.
_NAMED = r"""\s+["'“”](?P<path>[\w.~-]*/[\w./:#?=&%+~-]*|[\w-]+\.(?:md|html?|pdf|docx?|xlsx?|pptx?|csv|zip))["'“”]\s*"""
# The target of a link that a site's software fills in, where it says plainly which page is meant.
_FILLED = tuple(
    regex(
        rf"(?:(?<=\]\()|(?<=\]:)|(?<=\]: )|(?<=href=|.src=))(?P<opening>[\"“]?){pattern}(?P<rest>[\w./#?=&%-]*)"
        r"(?:[\"”]?(?=[ \t)>]|$)|(?=[\"“]))"
    )
    for pattern in (
        rf"\{{\{{[<%]\s*(?:rel)?ref{_PATH}[%>]\}}\}}",
        rf"\{{\{{[<%]\s*[a-z]+{_NAMED}[%>]\}}\}}",
        rf"(?:\{{\{{\s*site\.(?:baseurl|url)\s*\}}\}})?/?\{{%-?\s*(?:link|post_url|page|url){_PATH}-?%\}}",
        rf"\{{%-?\s*(?!include|render)[a-z_]+{_NAMED}-?%\}}",
        r"\{\{\s*[\"'“](?P<path>[^\"'“”{}|]+)[\"'”]\s*\|\s*(?:relative_url|absolute_url|url|prepend:[^{}]*)\s*\}\}",
        r"\{\{\s*(?:site\.(?:baseurl|url|github\.url)|base_?path|baseurl)\s*\}\}(?P<path>)",
    )
)
# A value that is filled in within a target, which holds no spaces.
_IN_TARGET = regex(
    r"(?<=\]\()(?P<before>[^\s()<>{}]*)\{\{ +(?P<key>[A-Za-z_][\w.-]*) +\}\}(?P<after>[^\s()<>{}]*)(?=\))"
)
_FOREIGN = regex(
    r"[\[{$<:]|%%|^\(|^s\d|^import|^export|^\+\+\+|x\["
    r"|^[ \t>]*(?:\*[^\s*]|[-*+][\xa0\u2007\u202f])",
    re.MULTILINE,
)
"""What a text holds in which something may be written otherwise than here."""
_COMMENTS = (
    regex(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL),
    regex(r"\{\{<?/\*.*?\*/>?\}\}", re.DOTALL),
    regex(r"\{/\*.*?\*/\}", re.DOTALL),
    regex(r"\{#-?(?=\s).*?-?#\}", re.DOTALL),
    # With an end somewhere after it: of many that have none each would be looked for in all the rest.
    regex(r"(?<!\\)\{::comment\}(?:(?!\{::comment\}).)*?\{:/(?:comment)?\}", re.DOTALL),
    regex(r"(?<![\w%\\])(?<!\d )%%(?!%).*?%%(?!%)", re.DOTALL),  # Obsidian's; not "5 %% of it"
)
_KRAMDOWN = regex(r"(?<!\\)(?:\{::(?:nomarkdown|options)\b[^{}\n]*\}|\{:/(?:nomarkdown)?\})")
"""Orders of kramdown to itself: how it should read, and that what stands in between is HTML, as it is anyway."""
_BREAKS = regex(r"[ \t]*(?:<br[ \t]*/?>[ \t]*)+", re.IGNORECASE)
_HEADING = regex(r" {0,3}#{1,6}[ \t]")
_CODE = regex(
    r"(?P<indent>[ \t]*)\{(?:\{[<%]|%-?)\s*highlight\s+[\"']?(?P<language>[\w+#.-]+)[^{}\n]*(?:[>%]\}|-?%)\}\s*"
)
_CODE_END = regex(r"\s*\{(?:\{[<%]\s*/|%-?\s*end)\s*highlight\s*(?:[>%]\}|-?%)\}\s*")


@dataclass(slots=True)
class Rewritten:
    """A body as this dialect writes it; whether it asks for contents; what only wrapped words, with its line.

    ``close_items`` are the lines of items whose mark is not parted from the words.
    """

    body: str
    contents: bool = False
    unwrapped: list[tuple[str, int]] = field(default_factory=list)
    close_items: list[int] = field(default_factory=list)


def as_our_own(body: str, variables: Container[str] = ()) -> Rewritten:
    """Return a body with what other dialects write as this one does; ``variables`` are those that have a value."""
    if not _FOREIGN.search(body):
        return Rewritten(body)
    result = Rewritten(body)
    lines = body.split("\n")
    in_myst = is_myst(body)
    if in_myst:
        _between_colons(lines)
    if "highlight" in body:
        _fence_highlighted(lines)
    for start, end in _outside_fences(lines):
        part = "\n".join(lines[start:end])
        for comment in _COMMENTS:
            part = comment.sub(lambda match: match[0] if _is_code(match) else _blank(match), part)
        part = _modules(part, start, result)
        new = part.split("\n")
        result.unwrapped.extend((marks, start + index + 1) for marks, index in read_govspeak(new))
        lines[start:end] = new
    _shortcodes(lines, result)
    for start, end in _outside_fences(lines):
        new = lines[start:end]
        for index, line in enumerate(new):
            if _CONTENTS.fullmatch(line):
                new[index], result.contents = "", True
            elif _KRAMDOWN_CONTENTS.fullmatch(line):
                new[index], result.contents = "", True
                if index and _ITEM.fullmatch(new[index - 1]):
                    new[index - 1] = ""
            elif _BREAKS.fullmatch(line) and _divides(new, index):
                new[index] = ""
            elif in_myst and (line.startswith("% ") or _BLOCK_BREAK.fullmatch(line)):
                new[index] = ""  # MyST: the end of a block of a notebook, and a comment
            else:
                new[index] = _line(line, variables)
        result.close_items.extend(start + index + 1 for index in part_items(new))
        lines[start:end] = new
        _indent_notes(lines, start, end)
    nest_containers(lines, _outside_fences(lines))
    result.body = "\n".join(lines)
    return result


def _divides(lines: Sequence[str], index: int) -> bool:
    """Return whether a line of breaks alone stands between blocks, with words right after it.

    To CommonMark the words are HTML then (4.6, the seventh kind), and their marks stay marks; to kramdown, and to who
    writes them, they are Markdown.
    """
    before = lines[index - 1] if index else ""
    after = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return bool(after) and not after.startswith("<") and (not before.strip() or _HEADING.match(before) is not None)


def is_myst(body: str) -> bool:
    """Tell whether a text is MyST's, by its directives, roles and targets."""
    return _MYST.search(body) is not None


def comments_in(body: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of other dialects, which no reader meets, with their lines."""
    lines = body.split("\n")
    for start, end in _outside_fences(lines):
        part = "\n".join(lines[start:end])
        for comment in _COMMENTS:
            for match in comment.finditer(part):
                if not _is_code(match):
                    yield start + part.count("\n", 0, match.start()) + 1, match[0]


def _shortcodes(lines: list[str], result: Rewritten) -> None:
    """Read the shortcodes of a text, of which a pair may have code in between."""
    stretches = _outside_fences(lines)
    outside = [""] * len(lines)
    for start, end in stretches:
        outside[start:end] = lines[start:end]
    result.unwrapped.extend((marks, index + 1) for marks, index in read_shortcodes(outside))
    for start, end in stretches:
        lines[start:end] = outside[start:end]


def _between_colons(lines: list[str]) -> None:
    """Fence with backticks what stands between colons and is no Markdown."""
    done = -1
    for number in [one for start, end in _outside_fences(lines) for one in range(start, end)]:
        match = _VERBATIM.fullmatch(lines[number]) if number > done else None
        after = range(number + 1, len(lines))
        last = match and next((one for one in after if lines[one].strip() == match["fence"]), None)
        if match is None or last is None:
            continue
        fence = _fence(lines[number + 1 : last], len(match["fence"]))
        lines[number] = f"{match['indent']}{fence}{match['rest']}"
        lines[last] = f"{match['indent']}{fence}"
        done = last


def _fence_highlighted(lines: list[str]) -> None:
    """Fence with backticks the code that Hugo and Jekyll have between a pair of marks of their own."""
    done = -1
    ends = [number for number, line in enumerate(lines) if _CODE_END.fullmatch(line)]
    for number in [one for start, end in _outside_fences(lines) for one in range(start, end)]:
        match = _CODE.fullmatch(lines[number]) if number > done else None
        at = bisect_right(ends, number)
        if match is None or at == len(ends):
            continue
        last = ends[at]
        fence = _fence(lines[number + 1 : last], 3)
        lines[number], lines[last] = f"{match['indent']}{fence}{match['language']}", f"{match['indent']}{fence}"
        done = last


def _fence(inside: list[str], least: int) -> str:
    """Return a fence that is longer than any that some lines show."""
    longest = max(map(len, re.findall("`{3,}", "\n".join(inside))), default=0)
    return "`" * max(least, longest + 1)


def _indent_notes(lines: list[str], start: int, end: int) -> None:
    """Indent the lines right below the call of a note as its text has to be, which other programs do not ask for."""
    for number in range(start, end - 1):
        match = _EMPTY_NOTE.fullmatch(lines[number])
        if match is None:
            continue
        for below in range(number + 1, end):
            if not lines[below].strip() or _NOTE.match(lines[below]):
                break
            lines[below] = f"{match[1]}    {lines[below].lstrip()}"


def _modules(part: str, first: int, result: Rewritten) -> str:
    """Take out what MDX fetches and defines: what of it stands in the text is found there."""
    if "import" not in part and "export" not in part:
        return part

    def taken(match: re.Match[str]) -> str:
        before = part[: match.start()]
        # A sentence may begin so, too: the statement begins a paragraph, or follows another one.
        last = before.rstrip("\n").rpartition("\n")[2].lstrip()
        if (before and not before.endswith("\n")) or (
            before.strip() and not before.endswith("\n\n") and not last.startswith(("import", "export", "}"))
        ):
            return match[0]
        result.unwrapped.append((f"{match[0].split()[0]} …", first + before.count("\n") + 1))
        return _blank(match)

    return _MODULE.sub(taken, part)


def _without_spaces(match: re.Match[str]) -> str:
    return f"{match['before']}{{{{{match['key']}}}}}{match['after']}".ljust(len(match[0]))


def _line(line: str, variables: Container[str]) -> str:
    target = _TARGET.fullmatch(line)
    if target:
        return f"{target[1]}{{#{target[2]}}}"
    line = _RAW.sub("", line) if "raw" in line or "verbatim" in line else line
    line = _KRAMDOWN.sub(_ordered, line) if "{:" in line else line
    line = _BLOCK_ID.sub("", line) if "^" in line else line
    if "--" in line and "`" not in line:
        # markdown-it-py 4.3 neither begins nor ends a comment so, CommonMark 0.31 (6.6) does.
        line = line.replace("<!---", "<!-- ").replace("--->", " -->")
    line = _META.sub(r"{{\g<key>}}", line)
    line = _TARGET_NAME.sub("[](#", line) if "[{" in line else line
    if "{'" in line or '{"' in line:
        line = _SPACE.sub(_space, line).rstrip()
    if "{=html}" in line:
        line = _RAW_HTML.sub(r"\g<html>", line)
    if "={" in line and "`" not in line:
        line = _ASKED_FOR.sub(_asked_for, line)
        line = _STYLE.sub(lambda match: " " * len(match[0]), _NUMBER.sub(r'="\1"', line))
    line = _STEP.sub(r" \1", line, count=1) if _STEP.match(line) else line
    if "{" in line and ("](" in line or "]:" in line or "href=" in line or "src=" in line):
        for filled in _FILLED:
            line = filled.sub(_filled, line)
        if "{{ " in line:
            line = _IN_TARGET.sub(lambda one: _without_spaces(one) if one["key"] in variables else one[0], line)
    return line


def _ordered(match: re.Match[str]) -> str:
    # Spaces at the start of a line would mean something.
    return match[0] if _is_code(match) else " " * len(match[0]) if match.string[: match.start()].strip() else ""


def _space(match: re.Match[str]) -> str:
    return match[0] if _is_code(match) else " " * len(match[0])


def _is_code(match: re.Match[str]) -> bool:
    """Tell whether something stands between backticks in its line."""
    start = match.string.rfind("\n", 0, match.start()) + 1
    return bool(match.string.count("`", start, match.start()) % 2)


def _filled(match: re.Match[str]) -> str:
    path = f"{match['path'].strip()}{match['rest']}"
    # Such paths begin at the site's own start: a base address names that of links, a slash that of pictures.
    if not path.startswith(("http:", "https:", "#")):
        path = f"{'/' if _shows(match.string, match.start()) else './'}{path.lstrip('/')}"
    return path.replace(" ", "%20").ljust(len(match[0]))


def _asked_for(match: re.Match[str]) -> str:
    path = match["path"].replace("@site/static/", "/").replace("@site/", "/")
    if match["by"] == "useBaseUrl" and "://" not in path:
        path = f"{'/' if match['key'] == 'src' else './'}{path.lstrip('/')}"
    return f'{match["key"]}="{path}"'.ljust(len(match[0]))


def _shows(line: str, start: int) -> bool:
    """Tell whether the target that starts there is that of a picture."""
    opening = line.rfind("[", 0, start)
    return line.endswith("src=", 0, start) or (line.endswith("](", 0, start) and line[opening - 1 : opening] == "!")


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _outside_fences(lines: list[str]) -> list[tuple[int, int]]:
    """Return the stretches of lines, none of them empty, that stand in no fence of code."""
    found: list[tuple[int, int]] = []
    start, fence, column = 0, "", 0
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is None:
            continue
        here = len(line[: match.start(1)].expandtabs(4))
        if not fence:
            found.append((start, number))
            fence, column = match[1], here
        # A fence that is indented further than that is a line of the code (CommonMark 0.31, 4.5).
        elif match[1].startswith(fence) and not line[match.end() :].strip() and here < column + 4:
            fence, start = "", number + 1
    if not fence:
        found.append((start, len(lines)))
    return [(first, end) for first, end in found if first < end]
