"""What a style says of its pages, as the proof of a file is to know it."""

from triplicate.proof.outline.promise import Promise
from triplicate.theme import Theme
from triplicate.theme.key_figures import GAP


def promise_of(style: Theme) -> Promise:
    """Return what an edition promises of its pages."""
    page = style.page
    return Promise(style.type.least, (page.top, page.right, page.bottom, page.left), page.mirrored, GAP)
