"""Elements of HTML become blocks in the tree that Markdown is parsed to."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from triplicate.document.language import canonical
from triplicate.document.model import Place
from triplicate.later import regex
from triplicate.reading import rules
from triplicate.reading.attributes import Attributes
from triplicate.reading.context import Context
from triplicate.reading.flavours.callouts import callout_kind
from triplicate.reading.html.elements import Builder, Content, Element, Piece, Words
from triplicate.reading.html.inlines import encoded, report_open
from triplicate.reading.html.vocabulary import BLOCKS, DIVIDING, SECTIONS, is_component
from triplicate.reading.tree import Branch

if TYPE_CHECKING:
    from markdown_it.token import Token

_BOLD = regex(r"</?(?:b|strong)\b", re.IGNORECASE)
_LANGUAGE_CLASS = regex(r"(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]+)")

# What a component says of its content in attributes, in the order in which a reader should hear it.
_SAYING = ("kicker", "title", "label", "heading", "summary", "file-name", "filename", "caption")

_SPEAKING = {"summary", "figcaption"}
"""Elements whose words MDX and other site generators take for Markdown."""
_SAID = {"text", "text_special", "code_inline", "image"}
_SIGNS = regex(r"[*_`]\S|\]\(")

_VARIABLE = regex(r"\{\{-?\s*(?P<key>[A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*-?\}\}")
_WITHIN = regex(r"\s*<(?:/[a-z]|(?:li|d[td]|t(?:[rdh]|head|body|foot))\b)", re.IGNORECASE)
"""What cannot begin code: it ends an element, or stands in another one only."""

_FARTHEST = 2_000
"""Characters before and after the words of a run that are kept to tell their column by."""


Parse = Callable[[str], "list[Token]"]
"""Makes tokens of the Markdown among words."""


def weave(context: Context, branches: Sequence[Branch], parse: Parse) -> list[Branch]:
    """Return the tree with all HTML between blocks mapped, and the Markdown within it in its place."""
    for branch in branches:
        branch.children = weave(context, branch.children, parse)
    if not any(branch.kind == "html_block" for branch in branches):
        return list(branches)
    builder = Builder()
    for number, branch in enumerate(branches):
        indented = number > 0 and branch.kind == "code_block" and branch.token.content.lstrip().startswith("<")
        within = indented and builder.is_within and _is_within(branch.token.content)
        if branch.kind == "html_block" or within:
            builder.take(Piece(branch.token.content, branch.line))
        elif indented:
            context.report(
                rules.RAW_HTML,
                "HTML that is indented by four spaces is code.",
                Place(branch.line + 1),
                "Indent it by fewer spaces, or take the empty line above it out.",
            )
        else:
            builder.hold(branch)
    return _Mapper(context, parse).flow(builder.root.children)


def _is_within(written: str) -> bool:
    """Tell whether indented HTML goes on with what is open: a part of it, or a component in one."""
    return _WITHIN.match(written) is not None or is_component(written.lstrip())


class _Mapper:
    def __init__(self, context: Context, parse: Parse) -> None:
        self._context = context
        self._parse = parse
        self._is_markdown = False

    def flow(self, contents: Sequence[Content]) -> list[Branch]:
        """Return blocks; words between them are paragraphs."""
        blocks: list[Branch] = []
        run: list[Words] = []
        for content in contents:
            if isinstance(content, Words):
                if run and run[-1].piece is not content.piece:
                    blocks.extend(self._paragraph(run))
                    run = []
                run.append(content)
                continue
            blocks.extend(self._paragraph(run))
            run = []
            if isinstance(content, Branch):
                blocks.append(content)
            else:
                blocks.extend(self._block(content))
        blocks.extend(self._paragraph(run))
        return blocks

    def _block(self, element: Element) -> Iterator[Branch]:
        outer = self._is_markdown
        self._is_markdown = element.attributes.get("markdown", "0" if not outer else "1").lower() not in {"0", "off"}
        yield from self._branches(element)
        self._is_markdown = outer

    def _branches(self, element: Element) -> Iterator[Branch]:
        name = element.name
        if name in DIVIDING or name in SECTIONS:
            yield from self._division(element)
            return
        if name in {"style", "script"}:
            self._context.unwrap(f"<{name}>", self._place(element))
            return
        if name == "a":
            yield from self._linked(element)
            return
        if name not in BLOCKS:
            yield self._component(element)
            return
        if name in {"li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "summary", "figcaption"}:
            # Out of its place: the words stay.
            yield from self.flow(element.children)
            return
        if name == "pre" and canonical(element.attributes.get("lang", "en")) is None:
            element.attributes["class"] = f"language-{element.attributes.pop('lang')}"  # GitHub's, of a program
        given = _attributes(element, ("type",) if name == "ol" else ())
        if given is not None and name != "figure":
            yield self._branch("attributes_line", element, meta={"attributes": given})
        match name:
            case "p":
                yield from self.flow(element.children)
            case "hr":
                yield self._branch("hr", element)
            case "pre":
                yield self._code(element)
            case "blockquote":
                yield self._branch("blockquote", element, self.flow(element.children))
            case "ul" | "ol":
                yield self._list(element)
            case "dl":
                yield self._definitions(element)
            case "table":
                yield from self._table(element)
            case "figure":
                yield from self._figure(element)
            case _:  # h1 to h6
                heading = self._branch("heading", element, [self._inline(element)])
                heading.token.tag = name
                yield heading

    def _division(self, element: Element) -> Iterator[Branch]:
        given = _attributes(element)
        children = self._details(element) if element.name == "details" else self.flow(element.children)
        if given is None and element.name in DIVIDING:
            self._context.unwrap(f"<{element.name}>", self._place(element))
        if given is None and element.name != "details":
            yield from children
        elif children:
            yield self._branch("html_division", element, children, meta={"attributes": given or Attributes()})

    def _linked(self, element: Element) -> list[Branch]:
        """Return blocks that a link is around: the words of their heading, or the first of them, lead where it does."""
        blocks = self.flow(element.children)
        if not element.closed:
            report_open(self._context, "<a>", self._place(element))
        found = [one for one in _runs(blocks) if _may_be_linked(one.children[0].token.children or [])]
        named = next((one for one in found if one.kind == "heading"), found[0] if found else None)
        if named is None:
            self._context.report(
                rules.LINK_EMPTY,
                "A link has no text.",
                self._place(element),
                "Write within it where it leads.",
            )
            return blocks
        opening = _token("link_open", 1, at=0)
        opening.attrs = {"href": encoded(element.attributes.get("href") or "")}
        inline = named.children[0].token
        inline.children = [opening, *(inline.children or []), _token("link_close", -1, at=0)]
        return blocks

    def _component(self, element: Element) -> Branch:
        """Return what a component of some site's software wraps, after what its attributes say of it."""
        given = element.attributes
        number = f"{element.name} {given['number']}" if given.get("number") else ""
        said = [number, *(given.get(key, "") for key in _SAYING)]
        title = " – ".join(dict.fromkeys(words for words in said if words)) or given.get("value", "")
        name = given.get("type") or element.name
        if not element.closed:
            report_open(self._context, f"<{element.name}>", self._place(element))
        elif not callout_kind(name):
            self._context.unwrap(f"<{element.name}>", self._place(element))
        return self._branch("callout", element, self.flow(element.children), {"name": name, "title": title or None})

    def _details(self, element: Element) -> list[Branch]:
        """Return what is folded away on a screen, its name first and strong."""
        children: list[Branch] = []
        for child in element.children:
            if isinstance(child, Element) and child.name == "summary":
                inline = self._inline(child)
                tokens = inline.token.children or []
                inline.token.children = [_token("strong_open", 1, at=0), *tokens, _token("strong_close", -1, at=0)]
                children.append(self._branch("paragraph", child, [inline]))
        rest = [child for child in element.children if not (isinstance(child, Element) and child.name == "summary")]
        return [*children, *self.flow(rest)]

    def _paragraph(self, run: Sequence[Words]) -> Iterator[Branch]:
        if not any(words.is_tag or words.text.strip() for words in run):
            return
        inline = self._written(run) if self._is_markdown else self._run(run)
        branch = Branch(_token("paragraph_open", 1), "paragraph", [inline])
        branch.token.map = inline.token.map
        yield branch

    def _code(self, element: Element) -> Branch:
        if any(isinstance(child, Branch) for child in _descend(element)):
            self._context.report(
                rules.RAW_HTML,
                "An empty line ends the code in HTML.",
                self._place(element),
                "Write it between lines of ```, which may hold empty lines.",
            )
        words = [child for child in _descend(element) if isinstance(child, Words)]
        text = "".join(word.text for word in words if not word.is_tag)
        code = next((word.text for word in words if word.is_tag and word.text.startswith("<code")), "")
        found = _LANGUAGE_CLASS.search(code.replace('"', " ") or element.attributes.get("class", ""))
        branch = self._branch("code_block", element, meta={"language": found[1] if found else None})
        branch.token.content = text.removeprefix("\n").rstrip() + "\n"
        return branch

    def _list(self, element: Element) -> Branch:
        items: list[Branch] = []
        numbers: list[int | None] = []
        for child in element.children:
            if isinstance(child, Words) and not child.text.strip():
                continue
            within = child.children if isinstance(child, Element) and child.name == "li" else [child]
            checked, within = _checkbox(within)
            children = self.flow(within)
            if isinstance(child, Element) and (given := _attributes(child)):
                children = [self._branch("html_division", child, children, meta={"attributes": given})]
            for block in children:
                block.token.hidden = block.kind == "paragraph" and len(children) == 1
            item = self._branch("list_item", child if isinstance(child, Element) else element, children)
            if checked is not None:
                item.token.meta["checked"] = checked
            items.append(item)
            numbers.append(_number(child, "value") if isinstance(child, Element) else None)
        branch = self._branch("ordered_list" if element.name == "ol" else "bullet_list", element, items)
        start = next(iter(numbers), None)
        start = _number(element, "start") if start is None else start
        if start is not None:
            branch.token.attrs["start"] = start
        first = 1 if start is None else start
        counts_up = all(number in (None, first + at) for at, number in enumerate(numbers))
        if element.name == "ol" and (not counts_up or "reversed" in element.attributes):
            self._context.report(
                rules.RAW_HTML,
                "The numbers of the list do not count up one by one.",
                self._place(element),
                'Begin a list of its own where another number follows: <ol start="9">.',
            )
        return branch

    def _definitions(self, element: Element) -> Branch:
        found: list[Branch] = []
        for child in _flat(element, {"div"}):
            if child.name == "dt":
                found.append(self._branch("dt", child, [self._inline(child)]))
            elif child.name == "dd" and found:
                found.append(self._branch("dd", child, self.flow(child.children)))
        return self._branch("dl", element, found)

    def _figure(self, element: Element) -> Iterator[Branch]:
        captions = [child for child in element.children if isinstance(child, Element) and child.name == "figcaption"]
        parts: list[list[Content]] = [[]]  # what stands before and after a caption is not one run of words
        for child in element.children:
            if isinstance(child, Element) and child.name == "figcaption":
                parts.append([])
            else:
                parts[-1].append(child)
        blocks = [block for part in parts for block in self.flow(part)]
        if len(blocks) == 1 and blocks[0].kind == "paragraph" and len(captions) == 1:
            given = _attributes(element)
            yield self._branch("html_figure", element, [blocks[0], self._inline(captions[0])], {"attributes": given})
            return
        yield from blocks
        for caption in captions:
            yield from self.flow(caption.children)

    def _table(self, element: Element) -> Iterator[Branch]:
        rows = [row for row in _flat(element, {"thead", "tbody", "tfoot"}) if row.name == "tr"]
        cells = [[cell for cell in _flat(row, set()) if cell.name in {"td", "th"}] for row in rows]
        cells = [row for row in cells if row]
        caption = next((child for child in _flat(element, set()) if child.name == "caption"), None)
        headed = any(child.name == "thead" for child in _flat(element, set())) or _is_bold_row(cells)
        if not headed and caption is None and (instead := self._no_table(element, cells)):
            yield from instead
            return
        problem, hint = _problem(cells, headed=headed)
        if problem:
            self._context.report(rules.RAW_HTML, problem, self._place(element), hint)
            for row in cells:
                for cell in row:
                    yield from self.flow(cell.children)
            return
        header, *others = [self._row(row, head=number == 0) for number, row in enumerate(cells)]
        head = self._branch("thead", element, [header])
        body = self._branch("tbody", element, others)
        yield self._branch("table", element, [head, body] if others else [head])
        if caption is not None:
            yield self._branch("caption", caption, [self._inline(caption)])

    def _no_table(self, element: Element, cells: list[list[Element]]) -> list[Branch]:
        """Return what is laid out as a table without being one: one column, or names with what they stand for."""
        if cells and all(len(row) == 1 and row[0].name == "td" for row in cells):
            self._context.unwrap("<table>", self._place(element))
            return [branch for row in cells for branch in self.flow(row[0].children)]
        if cells and all(len(row) == 2 and _is_name(row[0]) and row[1].name == "td" for row in cells):
            found: list[Branch] = []
            for name, meaning in cells:
                found.append(self._branch("dt", name, [self._inline(name)]))
                found.append(self._branch("dd", meaning, self.flow(meaning.children)))
            return [self._branch("dl", element, found)]
        return []

    def _row(self, cells: Sequence[Element], *, head: bool) -> Branch:
        branches = []
        for cell in cells:
            branch = self._branch("th" if head else "td", cell, [self._inline(cell)])
            branch.token.meta.update(html=True, header=cell.name == "th" and not head)
            branches.append(branch)
        row = self._branch("tr", cells[0], branches)
        row.token.meta["html"] = True
        return row

    def _inline(self, element: Element) -> Branch:
        """Return all words of an element as one run; blocks in it are lines of their own."""
        if element.name in _SPEAKING and (written := self._markdown(element)):
            return written
        found: list[Words] = []
        for child in _descend(element):
            if isinstance(child, Words):
                found.append(child)
            elif isinstance(child, Element) and found:
                found.append(Words("<br>", child.piece, child.at, is_tag=True))
        inside = [child for child in _descend(element) if isinstance(child, Element | Branch)]
        for child in inside:
            if isinstance(child, Element) and child.name == "ul":
                self._context.unwrap("<ul>", self._place(child))
            elif isinstance(child, Branch) or child.name in {"ol", "dl", "table", "pre", "blockquote"}:
                place = Place(child.line + 1) if isinstance(child, Branch) else self._place(child)
                self._context.report(
                    rules.RAW_HTML,
                    "A cell, a term, a caption or a heading holds no blocks.",
                    place,
                    "Write its words in one line, without a list, a table or an empty line in it.",
                )
                break
        return self._run(found, element)

    def _markdown(self, element: Element) -> Branch | None:
        """Return the words of a caption or a name as Markdown has them, where they are written so."""
        rest = [child for child in element.children if not (isinstance(child, Words) and not child.text.strip())]
        if len(rest) == 1 and isinstance(rest[0], Branch) and rest[0].kind == "paragraph" and rest[0].children:
            return rest[0].children[0]
        run = [child for child in element.children if isinstance(child, Words)]
        if len(run) < len(element.children) or not any(_SIGNS.search(word.text) for word in run if not word.is_tag):
            return None
        if any(word.piece is not run[0].piece for word in run):
            return None
        return self._written(run)

    def _written(self, run: Sequence[Words]) -> Branch:
        """Return words that stand one after the other in one piece of HTML as Markdown has them."""
        first, last = run[0], run[-1]
        written = first.piece.source[first.at : last.at + max(len(last.text), len(last.written))]
        stripped = written.lstrip()
        line = first.piece.line + first.piece.source.count("\n", 0, first.at + len(written) - len(stripped))
        inline = _token("inline", 0)
        inline.map, inline.content = [line, line + 1], stripped.rstrip()
        inline.children = self._parse(inline.content)
        return Branch(inline, "inline")

    def _run(self, run: Sequence[Words], element: Element | None = None) -> Branch:
        piece, at = (run[0].piece, run[0].at) if run else (element.piece, element.at) if element else (Piece("", 0), 0)
        # Within a line of ten thousand tags a column is not worth the whole line once for each of them.
        start = max(piece.source.rfind("\n", max(at - _FARTHEST, 0), at) + 1, at - _FARTHEST, 0)
        last = run[-1] if run and run[-1].piece is piece else None
        end = last.at + max(len(last.text), len(last.written)) + _FARTHEST if last else at + _FARTHEST
        line = piece.line + piece.source.count("\n", 0, at)
        inline = _token("inline", 0)
        inline.map = [line, line + 1]
        inline.content = piece.source[start:end]
        inline.children = []
        for words in run:
            position = words.at - start if words.piece is piece else at - start
            if words.is_tag:
                tag = _token("html_inline", 0, at=position)
                tag.content = words.text
            elif words.written:
                tag = _token("text_special", 0, at=position)
                tag.content, tag.markup = words.text, words.written
            else:
                inline.children.extend(self._filled(words.text, position))
                continue
            inline.children.append(tag)
        return Branch(inline, "inline")

    def _filled(self, text: str, position: int) -> "Iterator[Token]":
        """Yield words, and the variables among them that have a value."""
        start = 0
        for match in _VARIABLE.finditer(text) if "{{" in text else ():
            if match["key"] in self._context.variables:
                yield _text("text", text[start : match.start()], position + start)
                yield _text("variable", match["key"], position + match.start())
                start = match.end()
        yield _text("text", text[start:], position + start)

    def _branch(
        self, kind: str, element: Element, children: list[Branch] | None = None, meta: dict[str, object] | None = None
    ) -> Branch:
        token = _token(f"{kind}_open" if children is not None else kind, 0)
        line = self._place(element).line - 1
        token.map = [line, line + 1]
        token.meta.update(meta or {})
        return Branch(token, kind, children or [])

    def _place(self, element: Element) -> Place:
        line = element.piece.line + element.piece.source.count("\n", 0, element.at)
        return Place(line + 1)


def _token(kind: str, nesting: int, at: int | None = None) -> "Token":
    from markdown_it.token import Token

    return Token(kind, "", nesting, map=None if at is None else [at, at])  # type: ignore[arg-type]


def _text(kind: str, content: str, at: int) -> "Token":
    token = _token(kind, 0, at=at)
    token.content = content
    return token


def _attributes(element: Element, keys: Sequence[str] = ()) -> Attributes | None:
    """Return an id and a language, and other attributes asked for; None if there is none of them."""
    values = {key: element.attributes[key] for key in keys if element.attributes.get(key)}
    if element.attributes.get("lang"):
        values["lang"] = element.attributes["lang"]
    identifier = element.attributes.get("id") or None
    place = Place(element.piece.line + element.piece.source.count("\n", 0, element.at) + 1)
    return Attributes(identifier, [], values, place) if identifier or values else None


def _runs(blocks: Sequence[Branch]) -> Iterator[Branch]:
    """Yield the headings and paragraphs among blocks, in reading order."""
    for block in blocks:
        if block.kind in {"heading", "paragraph"} and block.children:
            yield block
        else:
            yield from _runs(block.children)


def _may_be_linked(tokens: "Sequence[Token]") -> bool:
    """Tell whether words can be those of a link: there are some, and none of them is linked."""
    has_words = any(token.content.strip() for token in tokens if token.type in _SAID)
    return has_words and not any(
        token.type in {"link_open", "attributes"} or token.content.startswith("<a") for token in tokens
    )


def _descend(element: Element) -> Iterator[Content]:
    for child in element.children:
        yield child
        if isinstance(child, Element):
            yield from _descend(child)


def _flat(element: Element, through: set[str]) -> Iterator[Element]:
    """Yield the elements in an element, and those in such of them as only group others."""
    for child in element.children:
        if isinstance(child, Element):
            if child.name in through:
                yield from _flat(child, through)
            else:
                yield child


def _checkbox(contents: Sequence[Content]) -> tuple[bool | None, list[Content]]:
    rest = list(contents)
    for index, child in enumerate(rest):
        if isinstance(child, Words) and child.is_tag and re.match(r"<input\b[^>]*\bcheckbox\b", child.text):
            del rest[index]
            return re.search(r"\schecked\b", child.text) is not None, rest
    return None, rest


def _is_bold(cell: Element) -> bool:
    """Tell whether all words of a cell are bold."""
    words = [child for child in cell.children if not isinstance(child, Words) or child.text.strip()]
    if len(words) < 3 or not all(isinstance(one, Words) for one in words):
        return False
    tags = [(number, one) for number, one in enumerate(words) if isinstance(one, Words) and one.is_tag]
    bold = [(number, one) for number, one in tags if _BOLD.match(one.text)]
    return [number for number, _ in bold] == [0, len(words) - 1]


def _number(element: Element, name: str) -> int | None:
    """Return the number that an attribute of a list or of its item says."""
    written = element.attributes.get(name) or ""
    return int(written) if written.isascii() and written.isdigit() else None


def _is_name(cell: Element) -> bool:
    return cell.name == "th" or _is_bold(cell)


def _is_bold_row(rows: Sequence[Sequence[Element]]) -> bool:
    """Tell whether the first row, and it alone, looks like that of the headers; the corner may be empty."""
    if len(rows) < 2:
        return False
    corner, *others = rows[0]
    is_bold = bool(others) and all(map(_is_bold, others)) and (_is_bold(corner) or not any(_descend(corner)))
    return is_bold and not all(map(_is_bold, rows[1][1:]))


def _problem(rows: Sequence[Sequence[Element]], *, headed: bool) -> tuple[str, str]:
    """Return why the rows make no table, and what to do; nothing if they do."""
    if not rows:
        return "The table has no rows.", "Take it out."
    for row in rows:
        for cell in row:
            if any(cell.attributes.get(name, "1") not in {"", "1"} for name in ("colspan", "rowspan")):
                return (
                    "A cell of the table spans several rows or columns.",
                    "Write its words in each of them, and take colspan and rowspan out.",
                )
    if not headed and any(cell.name == "td" for cell in rows[0][1:] or rows[0]):
        return (
            "The table has no header row.",
            "Write <th> instead of <td> in its first row, and what each column holds.",
        )
    if len({len(row) for row in rows}) > 1:
        return "The rows of the table have different numbers of cells.", "Give each row as many cells as the first."
    return "", ""
