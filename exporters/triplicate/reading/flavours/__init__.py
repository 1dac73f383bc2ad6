"""What other dialects of Markdown write: rewritten, or mapped in the tree, to what this one means by it.

:mod:`source` rewrites lines before they are parsed, :mod:`indented` adds block syntax, :mod:`callouts` finds the
callouts of all dialects in the tree.
"""
