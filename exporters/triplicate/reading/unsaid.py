"""Words that a site's own containers hold in attributes, and that are nowhere in what was read of them."""

from collections.abc import Iterator
from html import unescape

from triplicate.document import walk
from triplicate.document.model import Document, Place
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.context import Context
from triplicate.rules.finding import Quote

_TAG = regex(
    r"<(?P<component>[A-Z][\w.-]*|[a-z]+-[\w-]+)\s[^<>]*>|\{\{[<%]\s*(?P<shortcode>[\w-]+)\s[^{}]*\}\}"
    r"|\{%-?\s*(?:include(?:_cached)?\s+)?(?P<tag>[\w./-]+)\s[^{}]*%\}|:{3,}[^\S\n]*(?P<box>[\w-]*)[^\S\n]*\{[^{}\n]*\}"
)
_SAID = regex(
    r"(?<![\w-])(?P<key>title|sub-?title|heading|sub-?heading|label|caption|summary|description|desc|header|footer|text"
    r"|content|quote|note|intro|lead|message|tooltip|tip)\s*=\s*(?:\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)')"
)
_SHOWN = {
    "component": "<{name} {key}=…>",
    "shortcode": "{{{{< {name} {key}=… >}}}}",
    "tag": "{{% {name} {key}=… %}}",
    "box": "{{{key}=…}}",
}
_MARKUP = regex(r"<[A-Za-z/][^<>]*>")
_LETTERS = regex(r"[^\W_]+")
_WORDS = regex(r"[^\W\d_]{2,}\S*\s+(?:\S+\s+)*[^\W\d_]{2,}")


def report_unsaid(context: Context, document: Document) -> None:
    """Report words in attributes of what has no effect, if they stand nowhere in the document."""
    if not context.unwrapped:
        return
    said: str | None = None
    for place, mark, written in _attributes("\n".join(context.lines)):
        if said is None:
            said = _letters(" ".join(walk.plain(block) for block in (document.title, *document.blocks)))
        words = " ".join(unescape(_MARKUP.sub(" ", written)).split())
        if _letters(words) in said:
            continue
        context.report(
            rules.UNWRAPPED,
            "The words “{words}” of “{mark}” are left out.",
            place,
            "Write them among the words if readers are to have them.",
            words=Quote(words),
            mark=Quote(mark),
        )


def _attributes(text: str) -> Iterator[tuple[Place, str, str]]:
    """Yield where an attribute with words stands, how it is shown, and its words."""
    for tag in _TAG.finditer(text):
        if "toc" in tag[0].partition(" ")[2][:40]:
            continue  # contents have a title of their own
        kind = tag.lastgroup or ""
        for found in _SAID.finditer(tag[0]):
            words = found["double"] or found["single"]
            if _WORDS.search(words):
                at = tag.start() + found.start()
                start = text.rfind("\n", 0, at) + 1
                place = Place(text.count("\n", 0, at) + 1, at - start + 1)
                yield place, _SHOWN[kind].format(name=tag[kind], key=found["key"]), words


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))
