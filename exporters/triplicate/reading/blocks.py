"""Block tokens become block nodes."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from triplicate.document.model import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CalloutKind,
    CodeBlock,
    Counting,
    Definition,
    DefinitionList,
    Division,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inlines,
    ListItem,
    MathBlock,
    Numbering,
    OrderedList,
    PageBreak,
    Paragraph,
    Passage,
    Place,
    Quotation,
    Strikethrough,
    Strong,
    Text,
    ThematicBreak,
)
from triplicate.document.phrases import in_own_words, phrases_for
from triplicate.document.walk import text_of
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import NEAR, Attributes, check, language, parse
from triplicate.reading.code import read_code
from triplicate.reading.code_hosts import is_badge
from triplicate.reading.context import Context
from triplicate.reading.flavours.callouts import callout_kind, own_title, styled
from triplicate.reading.flavours.indented import LISTING
from triplicate.reading.html.inlines import lone_picture
from triplicate.reading.inlines import InlineReader, trailing_attributes
from triplicate.reading.key_figures import key_figures
from triplicate.reading.levels import report_wordless
from triplicate.reading.places import Placer
from triplicate.reading.tables import read_table
from triplicate.reading.tree import Branch

if TYPE_CHECKING:
    from markdown_it.token import Token

DASH = "— "
"""What stands before who said a quotation, however it is written."""

_CONTAINER = regex(r"\s*(?P<kind>[A-Za-z][\w-]*)?(?P<title>[^{]*)(?P<braces>\{.*)?")
_MYST = regex(r"\{(?P<kind>[A-Za-z][\w:-]*)(?:[ \t]+(?:[.#]|[\w-]+=)[^{}]*)?\}(?P<title>.*)")
# MyST's and Sphinx Design's containers that show their words as they are, at another place of a page.
_WRAPPING = {
    *("tab-set", "tab-item", "grid", "grid-item", "grid-item-card", "card", "dropdown", "div", "container", "margin"),
    *("sidebar", "topic", "epigraph", "pull-quote", "aside", "tab-set-code"),
}
# Containers of MyST whose lines are no Markdown, or stand for what is elsewhere.
_NO_MARKDOWN = {
    *("code-cell", "code-block", "code", "math", "csv-table", "include", "literalinclude", "raw", "eval-rst", "embed"),
    *("iframe", "bibliography", "automodule", "autoclass", "autofunction", "plot", "execute"),
}
_JOINERS = regex(r"\s*(?:[\u200b-\u200d\u2060\ufeff]\s*)+")
"""Characters of no width that only part or join words, where nothing else stands."""
_OBJECT = regex(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")  # a name in Python, as mkdocstrings has it
# What a shortcode of Hugo closes was made a container before it was parsed.
_CLOSING = regex(
    r"[\s>]*(?::{3,}|\{(?:\{[<%]\s*/|%-?\s*(?:end|include(?:_cached)?\s[^{}]*\btype=[\"']?end\b))[^{}]*\})\}?\s*"
)
_NAMES = {
    "paragraph": "a paragraph",
    "bullet_list": "a list",
    "ordered_list": "an ordered list",
    "blockquote": "a quotation",
    "alert": "a callout",
    "code_block": "code",
    "fence": "code",
    "hr": "a thematic break",
    "table": "a table",
    "dl": "a definition list",
    "math_block": "a formula",
    "page_break": "a page break",
    "heading": "a heading",
    "container_colon": "a division",
    "footnote_reference": "a note",
}
_KEYS = {"ordered_list": ("type",), "table": ("row-headers",), "math_block": ("alt",)}
_CLASSES = {"table": ("total",)}
_FIGURES = "figures"
"""The name of the container of key figures."""
_COUNTING = {"annex": Counting.ANNEX, "appendix": Counting.ANNEX, "unnumbered": Counting.NONE}


class BlockReader:
    """Reads the blocks of one source."""

    def __init__(self, context: Context, inlines: InlineReader) -> None:
        self._context = context
        self._inlines = inlines
        self._lang = context.lang

    def read(self, branches: list[Branch]) -> Blocks:
        """Return blocks in order; a line of attributes goes to the block after it."""
        blocks: list[Block] = []
        waiting: Attributes | None = None
        index = 0
        while index < len(branches):
            branch = branches[index]
            index += 1
            match branch.kind:
                case "attributes_line":
                    found: Attributes = branch.token.meta["attributes"]
                    line = self._context.lines[branch.line] if branch.line < len(self._context.lines) else ""
                    found.place = Place(branch.line + 1, max(line.find("{"), 0) + 1)
                    if blocks and line.lstrip(" >").startswith("{:") and self._closes(branch.line):
                        blocks[-1] = self._with(blocks[-1], found)
                        continue
                    waiting = found if waiting is None else waiting.merged(found)
                    continue
                case "comment":
                    if not branch.token.markup:
                        self._context.report(
                            rules.COMMENT_OPEN, "The comment is not closed.", _place(branch), "Write --> after it."
                        )
                    continue
                case "unwrapped":
                    self._context.unwrap(branch.token.content, _place(branch))
                    continue
                case "table":
                    caption = branches[index] if index < len(branches) and branches[index].kind == "caption" else None
                    index += caption is not None
                    attributes = self._checked(branch, waiting)
                    blocks.append(read_table(self._context, self._inlines, branch, caption, attributes))
                case "dl" if waiting is None and (pairs := _captioned_pictures(branch)):
                    blocks += [self._under_its_caption(*pair) for pair in pairs]
                case _:
                    block = self._block(branch, waiting)
                    if block is not None and not (len(branches) > 1 and _holds_a_line_open(block)):
                        blocks.append(block)
            waiting = None
        if waiting is not None:
            self._context.report(
                rules.ATTRIBUTES_LEFT,
                "A line of attributes belongs to nothing.",
                waiting.place,
                "Put it on the line above a block.",
            )
        return tuple(blocks)

    def _closes(self, line: int) -> bool:
        """Return whether a line of kramdown's attributes stands right below a block, which it belongs to."""
        return line > 0 and bool(self._context.lines[line - 1].strip(" >"))

    def _with(self, block: Block, attributes: Attributes) -> Block:
        check(self._context, attributes, "a block")
        lang = language(self._context, attributes)
        return replace(block, id=attributes.id or block.id, lang=lang or block.lang)

    def _checked(self, branch: Branch, attributes: Attributes | None) -> Attributes:
        known = attributes or Attributes()
        check(self._context, known, _NAMES[branch.kind], _KEYS.get(branch.kind, ()), _CLASSES.get(branch.kind, ()))
        return known

    def _block(self, branch: Branch, waiting: Attributes | None) -> Block | None:
        token, place = branch.token, _place(branch, self._context.lines)
        if branch.kind == "paragraph":
            return self._paragraph(branch, waiting)
        if branch.kind == "heading":
            return self._heading(branch, waiting)
        if branch.kind == "html_division":
            own: Attributes = branch.token.meta["attributes"].merged(waiting)
            lang = language(self._context, own)
            return Division(self.within(branch.children, lang), id=own.id, lang=lang, place=place)
        if branch.kind == "callout":
            return self._callout(branch, waiting)
        if branch.kind == "html_figure":
            return self._captioned(branch)
        if branch.kind == "container_colon":
            return self._container(branch, waiting)
        attributes = self._checked(branch, waiting)
        identifier, lang = attributes.id, language(self._context, attributes)
        match branch.kind:
            case "bullet_list" | "ordered_list":
                return self._list(branch, attributes, identifier, lang)
            case "blockquote":
                return self._quotation(branch, identifier, lang)
            case "alert":
                kind = CalloutKind(str(token.meta["kind"]).lower())
                title = _name_of(kind, lang or self._lang, place)
                children = self.within(branch.children[1:], lang)
                return Callout(kind, title, children, id=identifier, lang=lang, place=place)
            case "code_block":
                text = self._context.clean_code(token.content.rstrip("\n"), place)
                return CodeBlock(text, token.meta.get("language"), id=identifier, lang=lang, place=place)
            case "fence":
                return read_code(self._context, branch, place, identifier, lang)
            case "dl":
                return DefinitionList(self._definitions(branch), id=identifier, lang=lang, place=place)
            case "math_block":
                formula = self._inlines.formula(token, attributes.values.get("alt", ""), place)
                return MathBlock(formula.tex, formula.alt, id=identifier, lang=lang, place=place)
            case "hr":
                return ThematicBreak(id=identifier, place=place)
            case "page_break":
                return PageBreak(id=identifier, place=place)
            case "footnote_reference":
                self._note(branch)
                return None
            case _:
                raise AssertionError(f"block token {token.type} is not mapped")

    def within(self, branches: list[Branch], lang: str | None) -> Blocks:
        """Return the blocks of a passage in a language of its own, if one is given."""
        outer, self._lang = self._lang, lang or self._lang
        blocks = self.read(branches)
        self._lang = outer
        return blocks

    def run(self, branch: Branch, trailing: bool = False) -> tuple[Inlines, Attributes | None]:  # noqa: FBT001, FBT002
        """Return the inline nodes of a block; with ``trailing`` also the attributes at the end of its line."""
        inline = branch.children[0].token if branch.children else None
        if inline is None:
            return (), None
        placer = Placer(self._context.lines, branch.line, inline.content)
        tokens = inline.children or []
        attributes = None
        if trailing:
            attributes, tokens = trailing_attributes(tokens, placer)
        return self._inlines.read(tokens, placer), attributes

    def _paragraph(self, branch: Branch, waiting: Attributes | None, *, captioned: bool = False) -> Block | None:
        inline = branch.children[0].token
        placer = Placer(self._context.lines, branch.line, inline.content)
        kinds = lone_picture(
            [token for token in inline.children or [] if token.type != "text" or token.content.strip()]
        )
        if kinds and all(token.type == "attributes" for token in kinds[1:]):
            attributes = waiting or Attributes()
            for token in kinds[1:]:
                found: Attributes = token.meta["attributes"]
                found.place = placer(token.map[0] if token.map else 0)
                attributes = _ended_by(attributes, found)
            if kinds[0].type == "image" and not is_badge(str(kinds[0].attrs.get("src", ""))):
                return self._figure(kinds[0], attributes, placer, captioned=captioned)
            if kinds[0].type == "math_inline_double":
                check(self._context, attributes, "a formula", ("alt",))
                formula = self._inlines.formula(kinds[0], attributes.values.get("alt", ""), placer(0))
                return MathBlock(
                    formula.tex,
                    formula.alt,
                    id=attributes.id,
                    lang=language(self._context, attributes),
                    place=placer(0),
                )
        tokens = list(inline.children or [])
        if len(kinds) > 1 and kinds[-1].type == "attributes" and kinds[-2].type == "softbreak":
            # Alone in the last line of a paragraph, as kramdown and Python-Markdown have it.
            found = kinds[-1].meta["attributes"]
            found.place = placer(kinds[-1].map[0] if kinds[-1].map else 0)
            waiting = _ended_by(waiting or Attributes(), found)
            tokens = tokens[: tokens.index(kinds[-2])]
        ending, words = trailing_attributes(tokens, placer)
        if ending is not None and words:  # as Eleventy and VitePress have it
            waiting, tokens = _ended_by(waiting or Attributes(), ending), words
        attributes = self._checked(branch, waiting)
        lang = language(self._context, attributes)
        children = self._inlines.read(tokens, placer)
        if (lone := _picture_alone(children)) is not None:
            image, own = lone
            return Figure(image, id=attributes.id, lang=own or lang, place=placer(0))
        return Paragraph(children, id=attributes.id, lang=lang, place=placer(0)) if children else None

    def _figure(self, token: "Token", attributes: Attributes, placer: Placer, *, captioned: bool = False) -> Figure:
        place = placer(token.map[0] if token.map else 0)
        title = str(token.attrs.get("title", ""))
        image = self._inlines.image(Branch(token, "image"), attributes, placer, captioned=captioned or bool(title))
        caption = self._inlines.read_text(title, place) if title else ()
        if not caption and "fig-alt" in attributes.values:
            # Quarto: the words in the brackets are the caption, and what the picture shows is said here.
            caption = self._inlines.read(token.children or [], placer)
        return Figure(image, caption, id=attributes.id, lang=language(self._context, attributes), place=place)

    def _captioned(self, branch: Branch) -> Block | None:
        """Return a figure whose caption is an element of its own; what it shows may be no picture."""
        shown, caption = branch.children
        words = self.run(Branch(caption.token, "caption", [caption]))[0]
        block = self._paragraph(shown, branch.token.meta["attributes"], captioned=bool(words))
        if isinstance(block, Figure):
            return replace(block, caption=words)
        if block is None or not words:
            return block
        return Division((block, Paragraph(words, place=_place(caption))), place=block.place)

    def _under_its_caption(self, picture: Branch, description: Branch) -> Figure:
        """Return the figure of a picture whose caption is written as that of a table is: after a colon."""
        figure = self._paragraph(picture, None, captioned=True)
        assert isinstance(figure, Figure), "asked of pictures only"
        caption, own = self.run(description.children[0], trailing=True)
        attributes = own or Attributes()
        check(self._context, attributes, "a caption")
        return replace(
            figure,
            caption=caption,
            id=attributes.id or figure.id,
            lang=language(self._context, attributes) or figure.lang,
        )

    def _heading(self, branch: Branch, waiting: Attributes | None) -> Heading | Paragraph | Figure | None:
        place = _place(branch, self._context.lines)
        children, own = self.run(branch, trailing=True)
        if not text_of(children).strip():
            report_wordless(self._context, place)
            if lone := _picture_alone(children):
                return Figure(lone[0], lang=lone[1], place=place)
            return Paragraph(children, place=place) if children else None
        attributes = (waiting or Attributes()).merged(own)
        attributes.place = own.place if own else attributes.place
        check(self._context, attributes, "a heading", classes=_COUNTING)
        if branch.token.meta.get("close"):
            self._context.report(
                rules.HEADING_CLOSE,
                "“{marks}” touches the words of the heading.",
                place,
                "Put a space after the number signs.",
                marks=branch.token.markup,
            )
        if "level" not in branch.token.meta:
            self._context.unwrap("#", place)
            return Paragraph((Strong(children, place=place),), id=attributes.id, place=place)
        level = int(branch.token.meta["level"])
        if level > 6:
            self._context.report(
                rules.HEADING_TOO_DEEP,
                "A heading would have level 7.",
                place,
                "Use fewer levels; if sections have one #, give the title in the front matter and them ##.",
            )
        lang = language(self._context, attributes)
        return Heading(
            min(level, 6),
            children,
            counting=self._counting(attributes, level),
            id=attributes.id,
            lang=lang,
            place=place,
        )

    def _counting(self, attributes: Attributes, level: int) -> Counting:
        counting = next((_COUNTING[name] for name in attributes.classes if name in _COUNTING), Counting.NUMBER)
        if counting is Counting.ANNEX and level > 2:
            self._context.report(
                rules.ATTRIBUTE_WRONG,
                "A section within another one is no annex.",
                attributes.place,
                "Write {.annex} after the heading of the outer section.",
            )
        return counting

    def _list(
        self, branch: Branch, attributes: Attributes, identifier: str | None, lang: str | None
    ) -> BulletList | OrderedList:
        place = _place(branch, self._context.lines)
        items = tuple(
            ListItem(
                self.within(item.children, lang),
                item.token.meta.get("checked"),
                place=_place(item, self._context.lines),
            )
            for item in branch.children
        )
        boxes = [item.checked is not None for item in items]
        if any(boxes) and not all(boxes):
            self._context.report(
                rules.TASKS_MIXED,
                "Some items of this list have a box, and some have none.",
                items[boxes.index(False)].place,
                "Write [ ] or [x] at the start of each item.",
            )
        tight = not any(
            child.kind == "paragraph" and not child.token.hidden for item in branch.children for child in item.children
        )
        if branch.kind == "bullet_list":
            return BulletList(items, tight, id=identifier, lang=lang, place=place)
        written = attributes.values.get("type") or branch.token.meta.get("type", "1")
        if written not in set(Numbering):
            self._context.report(
                rules.ATTRIBUTE_WRONG,
                "“{written}” is not a type of list.",
                attributes.place,
                "Write 1, a, A, i or I.",
                written=written,
            )
            written = "1"
        start = int(branch.token.attrs.get("start", 1))
        return OrderedList(items, start, Numbering(written), tight, id=identifier, lang=lang, place=place)

    def _quotation(self, branch: Branch, identifier: str | None, lang: str | None) -> Quotation | None:
        attribution: Inlines = ()
        children = branch.children
        if children and children[-1].kind == "attribution":
            source, _ = self.run(children[-1])
            # The dash tells who said it from what was said, to the ear too.
            attribution = (Text(DASH, place=source[0].place), *source) if source else ()
            children = children[:-1]
        place = _place(branch, self._context.lines)
        within = self.within(children, lang)
        if not within and not attribution:
            self._context.report(
                rules.QUOTATION_EMPTY, "A quotation has no words.", place, "Write what is quoted, or take the > out."
            )
            return None
        return Quotation(within, attribution, id=identifier, lang=lang, place=place)

    def _container(self, branch: Branch, waiting: Attributes | None) -> Block | None:
        place = _place(branch, self._context.lines)
        end = branch.token.map[1] if branch.token.map else 0
        if branch.token.meta.get("closed"):
            pass
        elif _OBJECT.fullmatch(branch.token.info.strip()):
            self._context.report(
                rules.GOVSPEAK,
                "“::: {name}” stands for what a program writes about its own parts.",
                place,
                "Write in Markdown what it shows.",
                name=branch.token.info.strip(),
            )
            return Division(self.within(branch.children, None), place=place)
        elif end >= len(self._context.lines) or not _CLOSING.fullmatch(self._context.lines[end]):
            self._context.report(
                rules.CONTAINER_LEFT, "The lines after “:::” are not closed.", place, "Write ::: on a line after them."
            )
        directive = _MYST.fullmatch(branch.token.info.strip())
        if directive and directive["kind"] in LISTING:
            self._context.unwrap(f"{{{directive['kind']}}}", place)
            return None
        match = directive or _CONTAINER.fullmatch(branch.token.info.strip())
        assert match is not None  # the pattern fits every line
        attributes = waiting or Attributes(place=place)
        kind = match["kind"] or ""
        if directive:
            options: dict[str, str] = branch.token.meta.get("options", {})
            kind = styled(kind, options.get("class", ""))
            attributes = replace(attributes, id=attributes.id or options.get("name") or options.get("label"))
            if kind in {"figure", "image"} and (match["title"].strip() or not branch.children):
                return self._pictured(branch, match["title"].strip(), options)
        elif match["braces"] and match["braces"].strip("{ }"):
            parsed = parse(match["braces"].strip())
            if parsed is None or parsed[1] != len(match["braces"].strip()):
                self._context.report(
                    rules.ATTRIBUTES_LEFT,
                    "“{marks}” is not understood.",
                    place,
                    "Write ::: {lang=cy}, ::: {#id} or ::: note.",
                    marks=match["braces"].strip(),
                )
            else:
                attributes = attributes.merged(parsed[0])
                attributes.place = place
        names = [name for name in (kind, *attributes.classes) if callout_kind(name)]
        check(
            self._context,
            replace(attributes, classes=[name for name in attributes.classes if name not in names]),
            "a division",
            # pandoc's columns say how wide they are; side by side they are in no copy.
            ("title", "width") if "column" in attributes.classes else ("title",),
            (*CalloutKind, _FIGURES),
        )
        lang = language(self._context, attributes)
        children = self.within(branch.children, lang)
        heading = branch.token.meta.get("title")
        written = attributes.values.get("title") or (match["title"] or "").strip().removeprefix("[").removesuffix("]")
        if names:
            title: Inlines = self._inlines.read_text(written, place) if written else ()
            if heading:
                title, own = self.run(heading, trailing=True)
                attributes = attributes.merged(own)
            return self._called(names[0], title, children, attributes, lang, place)
        if _FIGURES in (kind, *attributes.classes):
            if (figures := key_figures(children)) is not None:
                return replace(figures, id=attributes.id or figures.id, lang=lang or figures.lang, place=place)
            self._context.report(
                rules.KEY_FIGURES_UNREAD,
                "What stands in “::: figures” is no list of key figures.",
                place,
                "Write a list, and in each item the figure in bold and then what it counts: - **42** visits a day.",
            )
        near = get_close_matches(kind.lower(), list(CalloutKind), n=1, cutoff=NEAR)
        if near:
            self._context.report(
                rules.CALLOUT_UNKNOWN,
                "“::: {marks}” is unknown.",
                place,
                f"Did you mean “::: {near[0]}”?",
                marks=branch.token.info.strip(),
            )
        elif kind in _NO_MARKDOWN:
            self._context.report(
                rules.GOVSPEAK,
                "“{name}” is not understood.",
                place,
                "One site's software alone knows it: write in Markdown what it shows.",
                name=f"{{{kind}}}",
            )
        elif kind and kind not in {*_WRAPPING, _FIGURES}:
            self._context.unwrap(f"::: {{{kind}}}" if directive else f"::: {kind}", place)
        if written:
            children = (Paragraph((Strong(self._inlines.read_text(written, place)),), place=place), *children)
        return Division(children, id=attributes.id, lang=lang, place=place)

    def _pictured(self, branch: Branch, source: str, options: Mapping[str, str]) -> Block:
        """Return the figure that a directive of MyST stands for: its first paragraph is the caption."""
        from markdown_it.token import Token

        place = _place(branch, self._context.lines)
        token = Token("image", "img", 0, attrs={"src": source}, meta={"width": options.get("width", "")})
        token.children = []
        placer = Placer([], place.line - 1, "", place.column - 1)
        values = {"alt": options["alt"]} if options.get("alt") else {}
        first = branch.children[0] if branch.children and branch.children[0].kind == "paragraph" else None
        caption = self.run(first)[0] if first else ()
        # An alternative that is written and empty says here what it says in HTML.
        classes = ["decorative"] if options.get("alt") == "" else []
        attributes = Attributes(classes=classes, values=values, place=place)
        image = self._inlines.image(Branch(token, "image"), attributes, placer, captioned=bool(caption))
        figure = Figure(image, caption, id=options.get("name") or options.get("label"), place=place)
        rest = self.within(branch.children[1:] if first else branch.children, None)
        return Division((figure, *rest), place=place) if rest else figure

    def _called(
        self, name: str, title: Inlines, children: Blocks, attributes: Attributes, lang: str | None, place: Place
    ) -> Callout:
        """Return a callout of a kind that any dialect names; without a title it has that of its kind."""
        kind = callout_kind(name) or CalloutKind.NOTE
        if not text_of(title).strip():
            own = own_title(name)
            title = (Text(own, place=place),) if own else _name_of(kind, lang or self._lang, place)
        return Callout(kind, title, children, id=attributes.id, lang=lang, place=place)

    def _callout(self, branch: Branch, waiting: Attributes | None) -> Block:
        """Return what another dialect keeps together: a callout, or a division under its title."""
        place, attributes = _place(branch, self._context.lines), waiting or Attributes()
        check(self._context, attributes, "a callout")
        lang = language(self._context, attributes)
        name, written = str(branch.token.meta["name"]), branch.token.meta.get("title")
        title: Inlines = ()
        if isinstance(written, Branch):
            title = self.run(written)[0]
        elif written:
            title = self._inlines.read_text(str(written), place)
        children = self.within(branch.children, lang)
        if callout_kind(name) or branch.token.type == "blockquote_open":
            if not callout_kind(name):
                self._context.unwrap(f"[!{name}]", place)
            return self._called(name, title, children, attributes, lang, place)
        if text_of(title).strip():
            children = (Paragraph((Strong(title, place=place),), place=place), *children)
        return Division(children, id=attributes.id, lang=lang, place=place)

    def _definitions(self, branch: Branch) -> tuple[Definition, ...]:
        items: list[Definition] = []
        for child in branch.children:
            place = _place(child, self._context.lines)
            if child.kind == "dt":
                term = self.run(child)[0]
                if term and all(isinstance(node, Image) for node in term):
                    self._context.report(
                        rules.TABLE_UNREAD,
                        "An image cannot be a term.",
                        place,
                        'An image\'s caption stands in quotation marks: ![alt](file "Caption").',
                    )
                items.append(Definition((term,), (), place=place))
            else:
                last = items[-1]
                items[-1] = Definition(last.terms, (*last.descriptions, self.read(child.children)), place=last.place)
        return tuple(items)

    def _note(self, branch: Branch) -> None:
        label = str(branch.token.meta["label"])
        place = _place(branch, self._context.lines)
        children = self.read(branch.children)
        self._context.add_note(self._context.note_key(label), children, place)


def _place(branch: Branch, lines: list[str] | None = None) -> Place:
    line = lines[branch.line] if lines and branch.line < len(lines) else ""
    return Place(branch.line + 1, len(line) - len(line.lstrip()) + 1 if line.strip() else 1)


def _ended_by(attributes: Attributes, ending: Attributes) -> Attributes:
    """Return the attributes of a paragraph with those at its end, where findings about them stand."""
    both = attributes.merged(ending)
    both.place = ending.place
    return both


def _captioned_pictures(branch: Branch) -> list[tuple[Branch, Branch]]:
    """Return the pictures and captions that look like terms and definitions; none if one of them is anything else."""
    kinds = [child.kind for child in branch.children]
    if kinds != ["dt", "dd"] * (len(kinds) // 2):
        return []
    pairs = list(zip(branch.children[::2], branch.children[1::2], strict=True))
    return pairs if all(_is_captioned_picture(*pair) for pair in pairs) else []


def _is_captioned_picture(term: Branch, description: Branch) -> bool:
    tokens = (term.children[0].token.children if term.children else None) or []
    shown = [token for token in tokens if token.type != "text" or token.content.strip()]
    kinds = [token.type for token in lone_picture(shown)]
    picture = kinds[:1] == ["image"] and set(kinds[1:]) <= {"attributes"}
    return picture and [child.kind for child in description.children] == ["paragraph"]


def _name_of(kind: CalloutKind, lang: str, place: Place) -> Inlines:
    """Return the title of a callout that the writer gave none."""
    return in_own_words(phrases_for(lang).callout(kind), lang, place)


def _holds_a_line_open(block: Block) -> bool:
    """Tell whether a paragraph is what an editor of web pages puts where a line is left empty: joiners of no width."""
    if not isinstance(block, Paragraph) or block.id or any(type(one) is not Text for one in block.children):
        return False
    return _JOINERS.fullmatch(text_of(block.children)) is not None


def _picture_alone(inlines: Inlines) -> tuple[Image, str | None] | None:
    """Return the picture that is all there is in a paragraph, and the language of the passage around it."""
    lang = None
    while len(inlines) == 1:
        match inlines[0]:
            case Image() as image:
                return image, lang
            case Emphasis() | Strong() | Strikethrough() as marked:
                inlines = marked.children
            case Passage(id=None) as passage:
                inlines, lang = passage.children, passage.lang or lang
            case _:
                return None
    return None
