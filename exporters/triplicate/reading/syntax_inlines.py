"""Inline syntax that markdown-it and its plugins lack: spans, attributes, variables, sub- and superscripts.

And positions: markdown-it knows the lines of blocks alone, so the state used here notes where each token begins.
"""

from typing import TYPE_CHECKING, Literal

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

from triplicate.document.unspaced import EAST_ASIAN, go_on
from triplicate.later import regex
from triplicate.reading.attributes import parse

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_VARIABLE = regex(r"\{\{[ \t]*([A-Za-z_][\w-]*(?:\.[\w-]+)*)[ \t]*\}\}")
_RAISED = regex(r"([\^~])(?!(?<=\^)\[)((?:\\[!-/:-@\[-`{-~]|[^\s\\^~])+)\1")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")


class PlacedState(StateInline):
    """An inline state that writes into each token's ``map``, unused on inline tokens, where in the run it begins.

    Two asterisks or tildes open and close beside Chinese, Japanese and Korean letters, too, which stand right after
    emphasis: "**（本館）**では" is strong. By CommonMark (0.31, 6.2) marks between punctuation and a letter are signs.
    One asterisk may be the sign of a note there.
    """

    _pending_at = 0

    def append_pending(self, text: str) -> None:
        """Keep literal text; the first piece tells where the text begins."""
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    @property
    def pending(self) -> str:
        """Literal text that is not a token yet."""
        return super().pending

    @pending.setter
    def pending(self, value: str) -> None:
        # Rules of backticks, strikethrough and plugins add to ``pending`` directly (markdown-it-py 4.3).
        if value and not StateInline.pending.fget(self):  # type: ignore[attr-defined]
            self._pending_at = self.pos
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    def pushPending(self) -> "Token":  # noqa: N802 -- markdown-it's name
        """Turn the literal text into a token."""
        token = super().pushPending()
        token.map = [self._pending_at, self._pending_at]
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 -- markdown-it's names
        """Tell of a run of marks whether it may open and close."""
        found = super().scanDelims(start, canSplitWord)
        end = start + found.length
        around = self.src[max(start - 1, 0) : start] + self.src[end : min(end + 1, self.posMax)]
        if found.length < 2 or not canSplitWord or len("".join(around.split())) < 2 or not EAST_ASIAN.search(around):
            return found
        return Scanned(can_open=True, can_close=True, length=found.length)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> "Token":
        """Add a token."""
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class PlacedInline(ParserInline):
    """markdown-it's inline parser, with positions."""

    def parse(self, src: str, md: "MarkdownIt", env: "EnvType", tokens: "list[Token]") -> "list[Token]":
        """Parse a run of text into tokens."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def inline_syntax(md: "MarkdownIt") -> None:
    """Add the inline rules to a parser; after the footnotes' rules."""
    ruler = md.inline.ruler
    ruler.after("link", "span", _span)
    ruler.before("footnote_inline", "note_without_end", _note_without_end)
    ruler.after("footnote_ref", "raised", _raised)
    ruler.push("variable", _variable)
    ruler.push("attributes", _attributes)
    md.inline.ruler2.push("unspaced", _unspaced)


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    parsed = parse(state.src, end + 1) if end >= 0 and end + 1 < state.posMax else None
    if parsed is None:
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        token = state.push("span_open", "", 1)
        token.meta["attributes"] = parsed[0]
        token.meta["attributes_at"] = end + 1
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.posMax = maximum
    state.pos = parsed[1]
    return True


def _note_without_end(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Take ``^[`` as text where no bracket closes after it; else the plugin looks to the end for each of many."""
    if not state.src.startswith("^[", state.pos) or state.src.rfind("]", state.pos) >= 0:
        return False
    if not silent:
        state.append_pending("^[")
    state.pos += 2
    return True


def _raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    match = _RAISED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        kind = "sup" if match[1] == "^" else "sub"
        state.push(f"{kind}_open", kind, 1)
        start = state.pos
        state.pos = start + 1
        state.push("text", "", 0).content = _ESCAPED.sub(r"\1", match[2])
        state.pos = start
        state.push(f"{kind}_close", kind, -1)
    state.pos = match.end()
    return True


def _variable(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    match = _VARIABLE.match(state.src, state.pos, state.posMax)
    if match is None or ("." in match[1] and state.src.startswith("](", state.pos - 2)):
        return False  # an address that a site's software fills in is told of as such
    if not silent:
        state.push("variable", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "{":
        return False
    parsed = parse(state.src, state.pos)
    if parsed is None or parsed[1] > state.posMax:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta["attributes"] = parsed[0]
        token.content = state.src[state.pos : parsed[1]]
    state.pos = parsed[1]
    return True


def _unspaced(state: StateInline) -> None:
    """Mark ends of lines that stand for no space; what opens or closes around the words does not matter."""
    if "\n" not in state.src or state.src.isascii():
        return
    said = [token for token in state.tokens if not token.nesting and (token.type != "text" or token.content)]
    for before, end, after in zip(said, said[1:], said[2:], strict=False):
        if end.type == "softbreak" and before.type == after.type == "text" and go_on(before.content, after.content):
            end.meta["unspaced"] = True
