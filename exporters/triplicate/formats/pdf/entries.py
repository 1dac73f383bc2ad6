"""The words of an entry of the contents: those of its heading, without what can be reached or leads away."""

from dataclasses import replace
from typing import assert_never

from triplicate.document.model import (
    Abbreviation,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Keyboard,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Passage,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)


def unlinked(inlines: Inlines) -> Inlines:
    """Return the inline nodes as an entry of the contents shows them: no link, call or target inside."""
    result: list[Inline] = []
    for position, inline in enumerate(inlines, start=1):
        match inline:
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                result.append(replace(inline, children=unlinked(inline.children)))
            case Passage():
                result.append(replace(inline, children=unlinked(inline.children), id=None))
            case Link():
                result.extend(unlinked(inline.children))
            case LineBreak():
                result.append(Text(" "))
            case NoteReference():
                # Where a call stood between two spaces, one is left.
                following = inlines[position] if position < len(inlines) else Text(" ")
                if (
                    result
                    and isinstance(result[-1], Text)
                    and isinstance(following, Text)
                    and following.text[:1] == " "
                ):
                    result[-1] = Text(result[-1].text.rstrip(" "))
            case Text() | Code() | Keyboard() | Abbreviation() | Image() | Math():
                result.append(inline)
            case _:
                assert_never(inline)
    return tuple(result)
