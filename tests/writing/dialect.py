"""What a document that is made at random comes to once it is written in the dialect: what that cannot say is named."""

from dataclasses import replace
from itertools import pairwise

from markdown_it.common.normalize_url import normalizeLink

from triplicate.document import model
from triplicate.document.rebuild import rebuilt
from triplicate.document.walk import text_of
from triplicate.reading.context import UNSEEN_IN_CODE


def sayable(document):
    """Return a document without what no source can say."""
    made = rebuilt(document, _sayable)
    metadata = replace(made.metadata, title=" ".join(made.metadata.title.split()))
    return replace(
        made, metadata=metadata, blocks=tuple(_without_second_breaks(made.blocks)), pictures={}, wording={}, sha256=""
    )


def _sayable(node):
    match node:
        case model.BulletList(key_figures=True):
            return replace(node, tight=True)
        case model.BulletList() | model.OrderedList():
            # Items stand apart where one of them holds more than a paragraph and a list; a lone paragraph never does.
            alone = len(node.items) == 1 and len(node.items[0].children) == 1
            wordless = not any(isinstance(block, model.Paragraph) for item in node.items for block in item.children)
            return replace(node, tight=alone or wordless or (node.tight and all(map(_is_short, node.items))))
        case model.DefinitionList():
            return replace(node, items=tuple(map(_one_term, node.items)))
        case model.Link():
            # A link without words is refused, or filled with them; an address is kept with its signs encoded.
            words = node.children if text_of(node.children).strip() else (model.Text("words"),)
            is_address = not node.target.startswith("#")
            return replace(node, children=words, target=normalizeLink(node.target) if is_address else node.target)
        case model.Code():
            seen = UNSEEN_IN_CODE.sub("", node.text)
            return replace(node, text=seen if seen.strip() else node.text)
        case model.Image():
            return replace(node, alt=" ".join(node.alt.replace("\u00ad", "").split()))
        case _ if hasattr(node, "children") and isinstance(node.children, tuple):
            return replace(node, children=tuple(_without_second_breaks(node.children)))
        case _:
            return node


def _is_short(item):
    return all(_follows(before, block) for before, block in pairwise(item.children))


def _follows(before, block):
    """Whether a block may stand right below another: nothing is said of it, and it begins with a sign of its own."""
    if getattr(before, "key_figures", False) or not isinstance(
        before, model.Paragraph | model.CodeBlock | model.BulletList | model.OrderedList
    ):
        return False
    match block:
        case model.BulletList(id=None, lang=None, key_figures=False) | model.CodeBlock(id=None, lang=None):
            return True
        case model.OrderedList(id=None, lang=None, start=1, numbering=model.Numbering.DECIMAL):
            return True
        case model.Paragraph(id=None, lang=None):
            return isinstance(before, model.CodeBlock)
        case _:
            return False


def _one_term(item):
    """Several terms that share a description are lines of one."""
    words = list(item.terms[0])
    for term in item.terms[1:]:
        words += [model.LineBreak(), *term]
    return replace(item, terms=(tuple(words),))


def _without_second_breaks(blocks):
    previous = None
    for block in blocks:
        if not (isinstance(block, model.PageBreak) and isinstance(previous, model.PageBreak)):
            yield block
        previous = block
