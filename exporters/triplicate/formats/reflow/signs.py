"""The signs of callouts, which the style sheet shows."""

from collections.abc import Iterator

from triplicate.document import walk
from triplicate.document.model import Callout, CalloutKind, Document
from triplicate.theme import Theme
from triplicate.theme.callout_signs import SIGNED, sign_of
from triplicate.theme.contrast import for_any_ground


def signs_of(document: Document, theme: Theme) -> Iterator[tuple[CalloutKind, bytes]]:
    """Yield the kinds of callouts that a document has, each with its sign as SVG."""
    kinds = {node.kind for node in walk.nodes(document) if isinstance(node, Callout) and node.kind in SIGNED}
    for kind in sorted(kinds):
        yield kind, sign_of(kind, for_any_ground(getattr(theme.colours, kind.value)))


def rule_of(kind: CalloutKind, address: str) -> str:
    """Return the rule of CSS that shows the sign of a kind; ``address`` leads to the drawing."""
    return (
        f".callout.{kind.value} {{ background-image: url({address}); background-repeat: no-repeat; "
        "background-position: 1em 1.1em; background-size: 1.4em 1.4em; }"
    )
