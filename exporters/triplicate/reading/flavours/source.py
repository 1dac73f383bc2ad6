"""Lines of other dialects, rewritten to this one before parsing: no line is added or lost, no column moves.

Nothing is rewritten in fenced code, which shows what it shows.
"""

import re
from dataclasses import dataclass, field

from triplicate.reading.flavours.callouts import callout_kind

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})")
# GitLab, Azure, Python-Markdown, markdown-it-toc, Hugo, Jekyll; kramdown's stands below an item that is thrown away.
_CONTENTS = re.compile(
    r"\s{0,3}(?:\[\[_?toc_?\]\]|\[toc\]|\{\{[<%]\s*(?:toc|table_of_contents)\s*/?[>%]\}\}|\{%-?\s*toc\s*-?%\}"
    r"|<!--\s*toc\s*-->|\$\{toc\}|::toc)\s*",
    re.IGNORECASE,
)
_KRAMDOWN_CONTENTS = re.compile(r"\{:\s*toc\b[^}]*\}\s*")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)\s+\S.*")
_TARGET = re.compile(r"(\s{0,3})\(([A-Za-z][\w:./-]*)\)=\s*")
_META = re.compile(r"\{\{<\s*meta\s+([A-Za-z_][\w-]*)\s*>\}\}")
_STEP = re.compile(r"s(\d{1,3}\.[ \t])")
_OPENING = re.compile(
    r"\s{0,3}\{(?:\{[<%]|%-?)\s*(?P<name>(?!end)[A-Za-z][\w-]*)(?P<rest>[^{}]*?)\s*(?:[>%]\}|-?%)\}\s*"
)
_CLOSING = re.compile(r"\s{0,3}\{(?:\{[<%]\s*/|%-?\s*end)\s*(?P<name>[A-Za-z][\w-]*)\s*(?:[>%]\}|-?%)\}\s*")
_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|([\w./:#-]+))""")
_PATH = r"""\s*["'“”]?(?P<path>[\w./:#?=&%+~-]+)["'“”]?\s*"""
# The target of a link that a site's software fills in, where it says plainly which page is meant.
_FILLED = tuple(
    re.compile(rf"(?:(?<=\]\()|(?<=\]: ))(?P<opening>[\"“]?){pattern}(?P<rest>[\w./#?=&%-]*)[\"”]?(?=[ \t)]|$)")
    for pattern in (
        rf"\{{\{{[<%]\s*(?:rel)?ref{_PATH}[%>]\}}\}}",
        rf"\{{%-?\s*(?:link|post_url|page|url){_PATH}-?%\}}",
        r"\{\{\s*[\"'“](?P<path>[^\"'“”{}|]+)[\"'”]\s*\|\s*(?:relative_url|absolute_url|url|prepend:[^{}]*)\s*\}\}",
        r"\{\{\s*(?:site\.(?:baseurl|url|github\.url)|base_?path|baseurl)\s*\}\}(?P<path>)",
    )
)
_COMMENTS = (
    re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL),
    re.compile(r"\{\{<?/\*.*?\*/>?\}\}", re.DOTALL),
    re.compile(r"\{/\*.*?\*/\}", re.DOTALL),
    re.compile(r"\{#-?(?=\s).*?-?#\}", re.DOTALL),
)


@dataclass(slots=True)
class Rewritten:
    """A body as this dialect writes it; whether it asks for contents; what only wrapped words, with its line."""

    body: str
    contents: bool = False
    unwrapped: list[tuple[str, int]] = field(default_factory=list)


def as_our_own(body: str) -> Rewritten:
    """Return a body with what other dialects write as this one does."""
    if not re.search(r"[\[{$<:]|^\(|^s\d", body, re.MULTILINE):
        return Rewritten(body)
    result = Rewritten(body)
    lines = body.split("\n")
    for start, end in _outside_fences(lines):
        part = "\n".join(lines[start:end])
        for comment in _COMMENTS:
            part = comment.sub(_blank, part)
        new = part.split("\n")
        _shortcodes(new, start, result)
        for index, line in enumerate(new):
            if _CONTENTS.fullmatch(line):
                new[index], result.contents = "", True
            elif _KRAMDOWN_CONTENTS.fullmatch(line):
                new[index], result.contents = "", True
                if index and _ITEM.fullmatch(new[index - 1]):
                    new[index - 1] = ""
            else:
                new[index] = _line(line)
        lines[start:end] = new
    result.body = "\n".join(lines)
    return result


def _shortcodes(lines: list[str], first: int, result: Rewritten) -> None:
    """Make containers of Hugo's paired shortcodes, and of some single ones what they stand for."""
    closings = [(index, match["name"]) for index, line in enumerate(lines) if (match := _CLOSING.fullmatch(line))]
    for index, line in enumerate(lines):
        opening = _OPENING.fullmatch(line)
        if opening is None:
            continue
        name, rest = opening["name"], opening["rest"].strip()
        arguments = {
            key or str(number): quoted or bare for number, (key, quoted, bare) in enumerate(_ARGUMENT.findall(rest))
        }
        end = next((number for number, closed in closings if number > index and closed == name), None)
        if name == "pagebreak":
            lines[index] = "\\newpage"
        elif name == "figure" and arguments.get("src") and end is None:
            caption = arguments.get("caption") or arguments.get("title") or ""
            shown = f' "{caption}"' if caption else ""
            lines[index] = f"![{arguments.get('alt', '')}](<{arguments['src'].lstrip('/')}>{shown})"
        elif end is not None:
            kind, title = _callout(name, arguments)
            if kind:
                lines[index], lines[end] = f":::: {kind} {title}".rstrip(), "::::"
            elif not arguments and "{{" in line:
                result.unwrapped.append((f"{{{{< {name} >}}}}", first + index + 1))
                lines[index] = lines[end] = ""


def _callout(name: str, arguments: dict[str, str]) -> tuple[str, str]:
    """Return the kind of callout that a shortcode is, and its title; nothing if it is none."""
    given = arguments.get("type") or arguments.get("style") or arguments.get("color") or arguments.get("0") or ""
    title = arguments.get("title") or arguments.get("heading") or arguments.get("1") or ""
    if callout_kind(name) and name != "alert":
        return name, title or (given if not callout_kind(given) else "")
    if name in {"notice", "alert", "hint", "callout", "admonition", "tip-box"}:
        return (given, title) if callout_kind(given) else ("note", title)
    return "", ""


def _line(line: str) -> str:
    target = _TARGET.fullmatch(line)
    if target:
        return f"{target[1]}{{#{target[2]}}}"
    line = _META.sub(r"{{ \1 }}", line)
    line = _STEP.sub(r" \1", line, count=1) if _STEP.match(line) else line
    if "](" in line and "{" in line:
        for filled in _FILLED:
            line = filled.sub(_filled, line)
    return line


def _filled(match: re.Match[str]) -> str:
    path = f"{match['path'].strip()}{match['rest']}"
    # Such paths begin at the site's own start, which is what a base address names.
    path = path if path.startswith(("http:", "https:", "#")) else f"./{path.lstrip('/')}"
    return path.replace(" ", "%20").ljust(len(match[0]))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _outside_fences(lines: list[str]) -> list[tuple[int, int]]:
    """Return the stretches of lines that stand in no fence of code."""
    found: list[tuple[int, int]] = []
    start, fence = 0, ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is None:
            continue
        if not fence:
            found.append((start, number))
            fence = match[1]
        elif match[1].startswith(fence) and not line[match.end() :].strip():
            fence, start = "", number + 1
    if not fence:
        found.append((start, len(lines)))
    return found
