"""Inline tokens become inline nodes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from triplicate.document.mathematics import speaks_formulas, spoken, to_mathml
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
    Paragraph,
    Passage,
    Place,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from triplicate.document.quotation_marks import quotation_marks
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import Attributes, check, html_width, language, width
from triplicate.reading.code import as_shown
from triplicate.reading.code_hosts import is_badge
from triplicate.reading.context import Context
from triplicate.reading.html.inlines import pair_html
from triplicate.reading.ids import slug
from triplicate.reading.neighbours import words_for
from triplicate.reading.pictures import PictureError
from triplicate.reading.places import Placer
from triplicate.reading.targets import address, filled
from triplicate.reading.tree import Branch, grow
from triplicate.reading.unread import ESCAPED, FILLED_IN, OPAQUE, report_unread
from triplicate.rules.finding import Quote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEFINITION = regex(r".*?\]:\s*")
_CODE_TAG = regex(r"<(/?)(?:code|tt|samp)\b", re.IGNORECASE)
_SPACE = regex(r"[ \t\n\r\f\v]+")
_WRAPPERS: "dict[str, Callable[..., Inline]]" = {
    "em": Emphasis,
    "strong": Strong,
    "s": Strikethrough,
    "sub": Subscript,
    "sup": Superscript,
}
_NAMES = {
    "em": "emphasis",
    "strong": "strong emphasis",
    "s": "struck text",
    "sub": "subscript",
    "sup": "superscript",
    "link": "a link",
    "span": "a passage",
    "code_inline": "code",
    "image": "an image",
    "math_inline": "a formula",
    "math_inline_double": "a formula",
}
_FILLED_IN = regex(FILLED_IN)
_LABEL = regex(r"[A-Za-z][\w:/-]*")
_EMPTY_LINES = regex(r"\n[ \t]*\n\s*")
_ALIGNED = regex(rf"\\\\|(?<!\\)&|{_EMPTY_LINES.pattern}")
_IN_PROJECT = regex(r"(?:project|path):")  # how MyST marks what lies in the same project
_LOOKED_UP = ("doi:", "wiki:", "project:", "path:", "xref:", "inv:", "myst:")
_TELEPHONE = regex(r"tel:", re.IGNORECASE)
_WORDLESS = {"icon", "attributes", "html_inline", "highlight_open"}
_KEYS = {"image": ("width", "described-by", "alt", "fig-alt"), "math_inline": ("alt",), "math_inline_double": ("alt",)}


class InlineReader:
    """Reads runs of inline tokens of one source."""

    def __init__(self, context: Context, md: "MarkdownIt", env: dict[str, object]) -> None:
        self._context = context
        self._md = md
        self._env = env
        self._at_space = True
        self._in_link = False
        self._is_alone = False

    def read(self, tokens: "Sequence[Token]", placer: Placer) -> Inlines:
        """Return a run of tokens as nodes: white space single, none at either end."""
        before = self._at_space, self._in_link
        self._at_space, self._in_link = True, False
        self._is_alone = not any(token.type not in _WORDLESS and token.content.strip() for token in tokens)
        self._probe(tokens, placer)
        nodes = _trimmed(self._nodes(grow(pair_html(self._context, tokens, placer)), placer))
        self._at_space, self._in_link = before
        return nodes

    def read_text(self, text: str, place: Place) -> Inlines:
        """Return a text that is not in the body (a title, a caption in quotation marks) as nodes."""
        tokens: list[Token] = []
        self._md.inline.parse(text, self._md, self._env, tokens)
        return self.read(tokens, Placer([], place.line - 1, text, place.column - 1))

    def image(self, branch: Branch, attributes: Attributes, placer: Placer, *, captioned: bool = False) -> Image:
        """Return an image; its file is put among the pictures.

        ``captioned`` tells that a caption stands below it, to which one without an alternative leads.
        """
        token = branch.token
        at = _at(token)
        place = placer(at)
        check(self._context, attributes, _NAMES["image"], _KEYS["image"], ("decorative",))
        if str(token.attrs.get("src", "")).startswith("#"):
            label = unquote(str(token.attrs["src"]))
            self._context.report(
                rules.GOVSPEAK,
                "“![]({label})” shows what stands, or is drawn, elsewhere under that label.",
                place,
                "Put here what it shows.",
                label=Quote(label),
            )
            return Image(label, "", place=place)
        alt = " ".join(text_of(self.read(token.children or [], placer.within(at + 2))).split())
        decorative = "decorative" in attributes.classes
        written = width(self._context, attributes)
        if figure_alt := attributes.values.get("fig-alt") or attributes.values.get("alt"):
            alt = " ".join(figure_alt.split())
        if token.meta.get("width"):
            written = written or html_width(str(token.meta["width"]))
        if token.meta.get("html"):
            alt = " ".join(str(token.meta["alt"] or "").split())
            decorative = (token.meta["alt"] is not None and not alt) or token.meta["hidden"]
            alt = "" if decorative else alt
            written = written or html_width(token.meta["width"])
        described_by = attributes.values.get("described-by")
        if decorative and (alt or described_by):
            self._context.report(
                rules.DECORATIVE_WITH_ALT,
                "An image is both described and decorative.",
                place,
                "Take out the description, or take out .decorative.",
            )
            decorative = False
        if not (decorative or alt or described_by) and captioned:
            self._context.report(
                rules.CAPTION_FOR_ALT,
                "The image has no text alternative; who does not see it is led to its caption.",
                place,
                "Say what it shows, if the caption does not.",
            )
        elif not (decorative or alt or described_by):
            self._context.report(
                rules.ALT_MISSING,
                "The image has no text alternative.",
                place,
                "Say what it shows between the square brackets; or write {.decorative} after it if it tells nothing, "
                "or {described-by=#id} if the block with that id describes it."
                if not token.meta.get("html")
                else 'Say what it shows with alt="…"; or write alt="" if it tells nothing.',
            )
        source = self._context.beside(unquote(filled(self._context, str(token.attrs.get("src", "")), place)))
        source = self._context.own(source) if "://" in source else source
        try:
            self._context.shelf.take(source, anywhere=bool(token.meta.get("anywhere")))
        except PictureError as error:
            self._context.findings.append(replace(error.finding, place=place))
        if source in self._context.shelf.moving:
            self._context.report(
                rules.PICTURE_MOVING,
                "The image “{image}” moves; all copies show its first frame.",
                place,
                "Save the frame that tells most as a picture of its own, and describe what moves in the text.",
                image=Quote(source),
            )
        return Image(
            source,
            alt,
            decorative=decorative,
            described_by=described_by.removeprefix("#") if described_by else None,
            width=written,
            place=place,
        )

    def _probe(self, tokens: "Sequence[Token]", placer: Placer) -> None:
        """Look for markup among the words; escaped characters and all that is not text cannot be markup."""
        probe: list[str] = []
        ends: list[int] = []
        positions: list[int] = []
        size = after = 0
        is_address = is_code = False
        before: Token | None = None
        for token in tokens:
            is_filled = token.type == "link_close" and before is not None and before.type == "link_open"
            before = token
            if token.type == "html_inline" and (tag := _CODE_TAG.match(token.content)):
                is_code = not tag[1]
            if token.type in {"link_open", "link_close"}:
                is_address = token.nesting > 0 and token.markup == "autolink"
            match token.type:
                case "text" if is_address or is_code:
                    piece = OPAQUE
                case "text":
                    piece = token.content
                case "text_special":
                    # A backslash before a letter escapes nothing, and stays (CommonMark 0.31, 2.4).
                    piece = token.content if token.content == token.markup else ESCAPED * len(token.content)
                case "softbreak" | "hardbreak":
                    piece = "\n"
                case _ if token.nesting and not is_filled:
                    continue
                case _:
                    piece = OPAQUE
            if not piece:
                continue
            # The delimiters of one run ("**") share their position: each is one further.
            at = max(_at(token), after)
            probe.append(piece)
            positions.append(at)
            size += len(piece)
            ends.append(size)
            after = at + len(piece) if token.type == "text" else at

        def place(position: int) -> Place:
            from bisect import bisect_right

            index = min(bisect_right(ends, position), len(positions) - 1)
            start = ends[index - 1] if index else 0
            return placer(positions[index] + position - start)

        report_unread(self._context, "".join(probe), place)

    def _nodes(self, branches: list[Branch], placer: Placer) -> list[Inline]:
        nodes: list[Inline] = []
        index = 0
        while index < len(branches):
            branch = branches[index]
            index += 1
            attributes: Attributes | None = None
            if branch.token.meta.get("html"):
                attributes = branch.token.meta.get("attributes")
            if branch.kind in _NAMES:
                while index < len(branches) and (branches[index].kind == "attributes" or not _matters(branches[index])):
                    if branches[index].kind == "attributes":
                        found: Attributes = branches[index].token.meta["attributes"]
                        found.place = placer(_at(branches[index].token))
                        attributes = found if attributes is None else attributes.merged(found)
                    index += 1
            self._add(nodes, branch, attributes, placer)
        return nodes

    def _add(self, nodes: list[Inline], branch: Branch, attributes: Attributes | None, placer: Placer) -> None:
        token = branch.token
        place = placer(_at(token))
        match branch.kind:
            case "text" | "text_special":
                self._add_text(nodes, token.content, place)
            case "softbreak":
                self._add_text(nodes, "" if token.meta.get("unspaced") else " ", place)
            case "hardbreak" | "html_br":
                self._add_break(nodes, place)
            case "variable":
                self._add_text(nodes, self._context.variable(token.content, place), place)
            case "attributes" if not nodes and token.content.startswith("{:") and _is_look(token):
                self._context.unwrap(token.content, place)  # kramdown's, of an item
            case "attributes":
                self._context.report(
                    rules.ATTRIBUTES_LEFT,
                    "“{marks}” belongs to nothing.",
                    place,
                    "Put it right after a link, an image, `code`, *emphasis* or [words], or alone on the line above.",
                    marks=token.content,
                )
            case "footnote_ref":
                self._add_note(nodes, token, place, placer)
            case "icon":
                self._add_icon(nodes, branch, place)
            case "short_name":
                self._context.unwrap(token.content, place)
                self._add_text(nodes, f"({token.meta['words']})", place)
            case "highlight":
                self._context.report(
                    rules.HIGHLIGHT,
                    "The mark around “{marks}” has no effect here; its words stay.",
                    place,
                    "Write **…** for strong importance, or take the signs out.",
                    marks=Quote(token.content.strip("=")[:60]),
                )
                nodes.extend(self._nodes(branch.children, placer))
            case "role":
                self._context.unwrap(f"{{{token.meta['name']}}}`…`", place)
                self._add_text(nodes, token.content, place)
            case "wiki":
                self._add_wiki(nodes, token, place)
            case kind if kind.startswith("html_"):
                self._add_html(nodes, branch, attributes, placer)
            case "image":
                if self._add_button(nodes, token, placer):
                    return
                self._warn_of_title(token, place)
                node = self.image(branch, attributes or Attributes(), placer)
                self._append(nodes, node, attributes)
            case _:
                known = attributes or Attributes()
                if branch.kind == "span":
                    own: Attributes = token.meta["attributes"]
                    own.place = placer(int(token.meta["attributes_at"]))
                    known = attributes = own.merged(attributes)
                elif branch.kind not in _NAMES:
                    raise AssertionError(f"inline token {token.type} is not mapped")
                check(self._context, known, _NAMES[branch.kind], _KEYS.get(branch.kind, ()))
                self._add_carrier(nodes, branch, attributes, placer)

    def _add_button(self, nodes: list[Inline], token: "Token", placer: Placer) -> bool:
        """Add the words of a badge, or of a linked picture that is fetched from an address; tell whether it has any."""
        source = unquote(str(token.attrs.get("src", "")))
        if not (self._in_link or is_badge(source)):
            return False
        words = str(token.meta.get("alt") or "") or text_of(
            self.read(token.children or [], placer.within(_at(token) + 2))
        )
        if not source.startswith(("https://", "http://", "//")) or not words.strip():
            return False
        if self._context.shelf.has(source) or self._context.own(source) != source:
            return False
        place = placer(_at(token))
        self._context.report(
            rules.BUTTON_REMOTE,
            "The image “{image}” is an address; its words stand for it in the link."
            if self._in_link
            else "The image “{image}” is a badge at an address; its words stand for it.",
            place,
            "Write the words alone, or save the picture beside the text and name that file.",
            image=Quote(source[:80]),
        )
        self._add_text(nodes, " ".join(words.split()), place)
        return True

    def _add_icon(self, nodes: list[Inline], branch: Branch, place: Place) -> None:
        """Add nothing for an icon beside words; for one that stands alone, as in a cell, its name."""
        self._context.unwrap(str(branch.token.meta["kind"]), place)
        if self._is_alone:
            self._add_text(nodes, str(branch.token.meta["words"]), place)

    def _add_wiki(self, nodes: list[Inline], token: "Token", place: Place) -> None:
        """Add a wiki link: one into this text or another one of the call leads there, of any other the words stay."""
        target, label = str(token.meta["target"]), str(token.meta["label"])
        words = label or " – ".join(part.strip() for part in target.split("#") if part.strip())
        if target.startswith("#"):
            nodes.append(Link((Text(words, place=place),), f"#{slug(target.rpartition('#')[2])}", place=place))
            self._at_space = False
            return
        if other := self._context.called(target.partition("#")[0].strip()):
            nodes.append(Link((Text(words, place=place),), other, place=place))
            self._at_space = False
            return
        self._context.notes_elsewhere.append((target, place))
        self._add_text(nodes, words, place)

    def _add_html(self, nodes: list[Inline], branch: Branch, attributes: Attributes | None, placer: Placer) -> None:
        place = placer(_at(branch.token))
        match branch.kind:
            case "html_span":
                children = tuple(self._nodes(branch.children, placer))
                if not children and attributes is not None and attributes.id:
                    nodes.append(Passage((), None, attributes.id, place=place))
                self._extend(nodes, children, attributes, place)
            case "html_quote":
                opening, closing = quotation_marks(self._context.lang)
                self._add_text(nodes, opening, place)
                nodes.extend(self._nodes(branch.children, placer))
                self._add_text(nodes, closing, place)
            case "html_kbd" | "html_abbr" | "html_code":
                text = _SPACE.sub(" ", text_of(tuple(self._nodes(branch.children, placer)))).strip(" ")
                node: Inline = Code(text, place=place)
                if branch.kind == "html_kbd":
                    node = Keyboard(text, place=place)
                elif branch.kind == "html_abbr":
                    node = Abbreviation(text, str(branch.token.meta["title"]), place=place)
                if text:
                    self._append(nodes, node, attributes)
                    self._at_space = False
            case _:
                pass  # refused, and told of

    def _add_carrier(self, nodes: list[Inline], branch: Branch, attributes: Attributes | None, placer: Placer) -> None:
        token = branch.token
        place = placer(_at(token))
        if branch.kind == "code_inline":
            self._append(nodes, Code(self._context.clean_code(as_shown(token.content), place), place=place), attributes)
            return
        if branch.kind in {"math_inline", "math_inline_double"}:
            alt = attributes.values.get("alt", "") if attributes else ""
            self._append(nodes, self.formula(token, alt, place), attributes)
            return
        if branch.kind == "link":
            self._add_link(nodes, branch, attributes, placer)
            return
        children = tuple(self._nodes(branch.children, placer))
        if branch.kind == "span":
            if attributes is not None and attributes.id and not children:
                nodes.append(Passage((), language(self._context, attributes), attributes.id, place=place))
                return
            self._extend(nodes, children, attributes, place)
        elif children:
            self._append(nodes, _WRAPPERS[branch.kind](children, place=place), attributes)

    def formula(self, token: "Token", alt: str, place: Place) -> Math:
        """Return a formula; one without words is a finding, and so is one that cannot be read in full."""
        tex = token.content.strip()
        if not self._context.says_of_formulas and _FILLED_IN.fullmatch(tex):
            self._context.report(
                rules.GOVSPEAK,
                "“${name}$” is filled in by a site's software.",
                place,
                "Write the words or the number that readers are to see.",
                name=tex,
            )
            return Math("x", "x", place=place)
        if token.type != "math_inline" and "\\begin{" not in tex and _ALIGNED.search(tex):
            # Sphinx and MyST align the lines of a formula, and part its equations at empty lines.
            lines = _EMPTY_LINES.sub(lambda _: r"\\ ", tex)
            tex = f"\\begin{{aligned}}{lines}\\end{{aligned}}"
        try:
            to_mathml(tex, display=False)
            said = spoken(tex, self._context.lang)
        except ValueError as error:
            said = "a squared"
            self._context.report(
                rules.FORMULA_UNREAD,
                "The formula “{tex}” cannot be read: {problem}.",
                place,
                "Mend the TeX, or write the formula in words.",
                tex=Quote(tex[:40]),
                problem=str(error),
            )
        if not alt.strip():
            speaks = speaks_formulas(self._context.lang) and bool(said.strip())
            self._context.report(
                rules.FORMULA_SPOKEN if speaks else rules.FORMULA_WITHOUT_WORDS,
                "The formula “{tex}” has no words; a voice will say “{said}”."
                if speaks
                else "The formula “{tex}” has no words.",
                place,
                f'Write right after it what a voice should say, for example {{alt="{said}"}}.',
                tex=Quote(tex[:40]),
                **({"said": said} if speaks else {}),
            )
            alt = said if speaks else ""
        return Math(tex, alt.strip(), place=place)

    def _add_link(self, nodes: list[Inline], branch: Branch, attributes: Attributes | None, placer: Placer) -> None:
        token = branch.token
        # The token stands at the link's first word, one after its bracket; of an autolink and a tag at the "<".
        bracket = token.markup != "autolink" and "html" not in token.meta
        place = placer(max(_at(token) - bracket, 0))
        outer, self._in_link = self._in_link, True
        alone, self._is_alone = self._is_alone, _only_icons(branch.children)
        children = tuple(self._nodes(branch.children, placer))
        self._in_link, self._is_alone = outer, alone
        if token.markup == "autolink" and children and isinstance(children[0], Text):
            # A number is shown and said as people write it.
            children = (replace(children[0], text=_TELEPHONE.sub("", children[0].text)), *children[1:])
        href = str(token.attrs.get("href", ""))
        if token.markup == "autolink" and href.startswith(_LOOKED_UP):
            children = ()
        href = _IN_PROJECT.sub("", href)
        if not text_of(children).strip() and not children:
            # Sphinx, MyST and Quarto fill in what the other text is called.
            named = None if self._context.within(href) else words_for(self._context, href)
            if named:
                children, self._at_space = (Text(named, place=place),), False
            elif _LABEL.fullmatch(unquote(href)):
                href = f"#{href}"  # MyST-Parser and Sphinx: a label, which may stand in any text
        if token.attrs.get("title"):
            self._context.report(
                rules.LINK_TITLE_LOST,
                "The link's title “{title}” is left out.",
                place,
                "Say it in the link's text, if it matters.",
                title=Quote(token.attrs["title"]),
            )
        target = address(self._context, href, self._address_place(token, place))
        if outer:
            self._context.report(rules.LINK_UNREAD, "A link stands within a link.", place, "Take one of them out.")
            target = None
        if target is None:
            self._extend(nodes, children, attributes, place)
        elif not text_of(children).strip() and not target.startswith("#"):
            if not any(child.kind == "html_refused" for child in branch.children):
                self._context.report(
                    rules.LINK_EMPTY, "A link has no text.", place, "Write between the brackets where it leads."
                )
        else:
            self._at_space = False if not children else self._at_space
            self._append(nodes, Link(children, target, place=place), attributes)

    def _address_place(self, token: "Token", place: Place) -> Place:
        """Return where a link's address stands: for a reference in its definition, however many links refer to it."""
        references = self._env.get("references")
        label = token.meta.get("label")
        if not isinstance(references, dict) or label not in references:
            return place
        number = references[label]["map"][0]
        start = _DEFINITION.match(self._context.lines[number]) if number < len(self._context.lines) else None
        return Place(number + 1, start.end() + 1 if start else 1)

    def _append(self, nodes: list[Inline], node: Inline, attributes: Attributes | None) -> None:
        if isinstance(node, Code | Image | Math):
            self._at_space = False
        lang = language(self._context, attributes) if attributes else None
        identifier = attributes.id if attributes else None
        nodes.append(Passage((node,), lang, identifier, place=node.place) if lang or identifier else node)

    def _extend(self, nodes: list[Inline], children: Inlines, attributes: Attributes | None, place: Place) -> None:
        lang = language(self._context, attributes) if attributes else None
        identifier = attributes.id if attributes else None
        if children and (lang or identifier):
            nodes.append(Passage(children, lang, identifier, place=place))
        else:
            nodes.extend(children)

    def _add_text(self, nodes: list[Inline], text: str, place: Place) -> None:
        text = _SPACE.sub(" ", self._clean(text, place))
        if self._at_space:
            text = text.removeprefix(" ")
        if not text:
            return
        self._at_space = text.endswith(" ")
        last = nodes[-1] if nodes else None
        if isinstance(last, Text):
            nodes[-1] = Text(last.text + text, place=last.place)
        else:
            nodes.append(Text(text, place=place))

    def _add_break(self, nodes: list[Inline], place: Place) -> None:
        last = nodes[-1] if nodes else None
        if isinstance(last, Text) and last.text.endswith(" "):
            nodes.pop()
            if last.text != " ":
                nodes.append(Text(last.text[:-1], place=last.place))
        nodes.append(LineBreak(place=place))
        self._at_space = True

    def _add_note(self, nodes: list[Inline], token: "Token", place: Place, placer: Placer) -> None:
        context = self._context
        label = token.meta.get("label")
        if label is None:
            key = f"^{place.line}:{place.column}"
            footnotes = self._env["footnotes"]
            tokens = footnotes["list"][token.meta["id"]]["tokens"]  # type: ignore[index]
            children = self.read(tokens, placer.within(_at(token) + 2))
            context.add_note(key, (Paragraph(children, place=place),) if children else (), place)
        else:
            key = context.note_key(str(label))
        context.note_keys.append(key)
        nodes.append(NoteReference(len(context.note_keys) - 1, place=place))
        self._at_space = False

    def _warn_of_title(self, token: "Token", place: Place) -> None:
        title = token.attrs.get("title")
        if title:
            self._context.report(
                rules.IMAGE_TITLE_LOST,
                "The caption “{title}” is left out: the image stands within a sentence.",
                place,
                "Put the image in a paragraph of its own, or take the caption out.",
                title=Quote(title),
            )

    def _clean(self, text: str, place: Place) -> str:
        return self._context.clean(text, place)


def _at(token: "Token") -> int:
    return token.map[0] if token.map else 0


def _only_icons(branches: list[Branch]) -> bool:
    return all(branch.kind in _WORDLESS or not (branch.token.content.strip() or branch.children) for branch in branches)


def _is_look(token: "Token") -> bool:
    found: Attributes = token.meta["attributes"]
    return not found.id and "lang" not in found.values


def _matters(branch: Branch) -> bool:
    return branch.kind != "text" or bool(branch.token.content)


def _trimmed(nodes: list[Inline]) -> Inlines:
    """Return the nodes without white space at their end and without trailing line breaks."""
    while nodes:
        last = nodes[-1]
        match last:
            case Text():
                text = last.text.rstrip(" ")
                if text:
                    nodes[-1] = last if text == last.text else Text(text, place=last.place)
                    break
                nodes.pop()
            case LineBreak():
                nodes.pop()
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                children = _trimmed(list(last.children))
                if children:
                    nodes[-1] = type(last)(children, place=last.place)
                    break
                nodes.pop()
            case _:
                break
    return tuple(nodes)


def trailing_attributes(tokens: "list[Token]", placer: Placer) -> "tuple[Attributes | None, list[Token]]":
    """Split attributes off the end of a heading or caption, where they belong to the whole of it."""
    meaning = [token for token in tokens if token.type != "text" or token.content]
    if not meaning or meaning[-1].type != "attributes":
        return None, tokens
    if len(meaning) > 1 and meaning[-2].type not in {"text", "text_special", "variable"}:
        return None, tokens  # right after a link or the like: its own
    last = meaning[-1]
    found: Attributes = last.meta["attributes"]
    found.place = placer(last.map[0] if last.map else 0)
    return found, meaning[:-1]
