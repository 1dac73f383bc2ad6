"""Words that look like markup, written so that they come back as words."""

import re

from triplicate.later import regex

# What a backslash goes before wherever it stands among words. Each line names what it would else begin.
_SIGNS = (
    r"[\\`^~{]",  # an escape, code, a raised or lowered letter, attributes
    r"(?<! )\*|\*(?! )",  # emphasis: between spaces it is none (CommonMark 0.31, 6.2)
    r"(?<![^\W_])_|_(?![^\W_])",  # emphasis: between letters it is none
    r"<(?=[A-Za-z/!?%]|$)|(?<=<)!",  # HTML, an address, a comment
    r"&(?=\#|[A-Za-z][A-Za-z0-9]*;|$)",  # an entity
    r"=(?==)|\+(?=\+)",  # a highlight, a key
    r":(?=[a-z][a-z0-9_+-]{1,40}:)",  # an icon
    r"@(?=[A-Za-z]{2,3}-)",  # a reference of Quarto's
    r"(?<=--)>",  # the end of a comment
    r"%(?=%)",  # a comment of Obsidian's
)
_PRICE = r"\$(?!\d)"  # before a number it is a price, unless formulas are read
_WORDS = regex("|".join((*_SIGNS, _PRICE)))
_WORDS_WITH_FORMULAS = regex("|".join((*_SIGNS, r"\$")))
_IN_PLACE = regex(r"(?<![\w!\[\]^)])\[(?!TOC\]|toc\])[^\W\d_][\w ,.;’…-]*[\w.…]\](?![\w\[({:])")
"""What an editor puts among words of others, as "[sic]": nothing takes it for a link."""
_AT_STARTS = frozenset(("", "\n", *"*_~[>"))
_PUNCTUATION = regex(r"[!-/:-@\[-`{-~]")
_AT_THE_START = regex(
    r"(?P<sign>[-+*](?=\s|$)|-(?=-)|\+(?=[+:=-])|#(?=#*(?:\s|$))|#(?=#)|>|:(?=[\s:]|$)|=(?=[\s=]*$)|\||!(?=!!|!\d)"
    r"|\?(?=\?\?)|[%@]|\((?=[A-Za-z][\w:./-]*\)=))"
    r"|(?P<number>\d{1,9}|s\d{1,3}|[aAiI](?=\S\s))(?=[.)](?:\s|$))"
    r"|(?P<module>import(?=\s.*[\"'“”‘’])|export(?=\s+(?:const|default|function|let)\b))"
)
"""What at the start of a line begins a list, a heading, a quotation, a caption, or something of another dialect."""
_ANYWHERE = regex(
    r"(?P<sign>:(?=\s|::|$)|#(?=#)|!(?=!!|!\d)|\?(?=\?\?)|\((?=[A-Za-z][\w:./-]*\)=))"
    r"|(?P<module>import(?=\s.*[\"'“”‘’])|export(?=\s+(?:const|default|function|let)\b))"
)
"""What of these reading looks for at the start of any run of words, in cells too, and passes over marks of emphasis."""


def escaped(text: str, before: str = "", after: str = "", *, label: bool = False, formulas: bool = False) -> str:
    """Return words with a backslash before each sign that would else be markup.

    ``before`` and ``after`` are the characters that stand beside them in the source, empty at the ends of a run of
    words. ``label`` tells that they stand between brackets, ``formulas`` that dollar signs enclose formulas.
    """
    kept = [] if label else [match.span() for match in _IN_PLACE.finditer(text) if _is_free(match, before, after)]
    places = {match.start() for match in (_WORDS_WITH_FORMULAS if formulas else _WORDS).finditer(text)}
    places |= {at for at, sign in enumerate(text) if sign in "[]" and not any(start <= at < end for start, end in kept)}
    if before == "]" and text[0] in "(:":
        places.add(0)  # a link's address, a note's text
    if after == "[" and text[-1] == "!":
        places.add(len(text) - 1)  # an image
    written = "".join(f"\\{sign}" if at in places else sign for at, sign in enumerate(text))
    if before in _AT_STARTS:
        written = _guarded(written, _ANYWHERE.match(written))
    return _outer_spaces(written, at_start=not before, at_end=not after)


def _is_free(match: re.Match[str], before: str, after: str) -> bool:
    return (match.start() > 0 or before in {"", " ", "\n"}) and (match.end() < len(match.string) or after in {"", " "})


def _outer_spaces(text: str, *, at_start: bool, at_end: bool) -> str:
    """Return text with spaces of other kinds than the usual written out where a parser would strip them."""
    start = len(text) - len(text.lstrip()) if at_start else 0
    end = len(text.rstrip()) if at_end else len(text)
    return _named(text[:start]) + text[start:end] + _named(text[max(start, end) :])


def _named(spaces: str) -> str:
    return "".join(f"&#x{ord(sign):X};" if sign > " " else sign for sign in spaces).replace("&#xA0;", "&nbsp;")


def all_escaped(text: str) -> str:
    """Return text with a backslash before every sign of ASCII."""
    return _PUNCTUATION.sub(r"\\\g<0>", text)


def guarded(line: str) -> str:
    """Return a line of words with a backslash before what would make another block of it."""
    return _guarded(line, _AT_THE_START.match(line))


def _guarded(line: str, match: re.Match[str] | None) -> str:
    if match is None:
        return line
    found = match.groupdict()
    if found["sign"]:
        return f"\\{line}"
    if found.get("number"):
        return f"{match[0]}\\{line[match.end() :]}"
    return f"&#{ord(line[0])};{line[1:]}"
