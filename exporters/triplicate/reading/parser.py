"""The Markdown parser: markdown-it with the plugins that fit, and Triplicate's own rules."""

from typing import TYPE_CHECKING

from triplicate.reading.limits import MAX_DEPTH

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def make_parser(*, math: bool = False, spaced: bool = False) -> "MarkdownIt":
    """Return a parser for the dialect; ``math`` lets dollar signs enclose formulas, ``spaced`` spaces stand in them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from triplicate.reading.flavours.among_words import flavours_among_words
    from triplicate.reading.flavours.grid_tables import grid_syntax
    from triplicate.reading.flavours.indented import flavour_syntax
    from triplicate.reading.flavours.lettered import lettered_syntax
    from triplicate.reading.html.components import component_syntax
    from triplicate.reading.syntax_blocks import block_syntax
    from triplicate.reading.syntax_inlines import PlacedInline, inline_syntax

    md = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH, "alerts": True, "store_labels": True})
    md.inline = PlacedInline()
    md.inline.ruler.enableOnly(
        ["text", "newline", "escape", "backticks", "emphasis", "link", "image", "autolink", "html_inline", "entity"]
    )
    md.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    md.enable(["table", "strikethrough"])
    # Comments and blocks of HTML have rules of their own here.
    md.disable("html_block")
    # Pieces of text stay apart: an escaped character must be told from one that looks like markup.
    md.disable("text_join")
    # Every address is let through and judged later: markdown-it prints links that it refuses as text.
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.use(container_plugin, "colon", validate=lambda params, _markup: bool(params.strip()))
    if math:
        md.use(
            dollarmath_plugin,
            allow_labels=True,
            allow_space=spaced,
            allow_digits=False,
            allow_blank_lines=False,
            double_inline=True,
        )
    block_syntax(md)
    component_syntax(md)
    flavour_syntax(md)
    lettered_syntax(md)
    grid_syntax(md)
    inline_syntax(md)
    flavours_among_words(md)
    return md
