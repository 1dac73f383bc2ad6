"""HTML in a source: what has a meaning here is read, what only wraps is unwrapped, what would be lost is refused.

HTML is mapped to the tree that Markdown is parsed to, so that all that follows is the same for both: elements are
built in :mod:`elements`, blocks mapped in :mod:`blocks`, what stands among words in :mod:`inlines`.
"""
