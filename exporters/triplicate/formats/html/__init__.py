"""Model → HTML tree, shared by PDF, EPUB and web page.

The tree is of :class:`xml.etree.ElementTree.Element` in no namespace, carries classes and never colours, and holds the
words of the model and no others, except numbers, labels of captions and titles of callouts.

What a format does in its own way are the nine hooks of :class:`triplicate.formats.html.hooks.Hooks`. The rest is the
same for all: :mod:`~triplicate.formats.html.inlines` makes the elements in a line of text,
:mod:`~triplicate.formats.html.tables` those of tables and captions, :mod:`~triplicate.formats.html.blocks` all others.
"""

from triplicate.formats.html.blocks import HtmlBuilder
from triplicate.formats.html.code import append_code, hanging
from triplicate.formats.html.elements import XML_LANG, append_text, set_language

__all__ = ["XML_LANG", "HtmlBuilder", "append_code", "append_text", "hanging", "set_language"]
