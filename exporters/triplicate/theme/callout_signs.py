"""The signs of callouts, for eyes alone: the title says what each is for."""

from triplicate.document.model import CalloutKind

_DISC, _SQUARE = '<circle cx="9" cy="9" r="8.5"/>', '<rect x="0.5" y="0.5" width="17" height="17" rx="3"/>'
_TRIANGLE = '<path d="M9 1 L17.6 16.4 H0.4 Z" stroke-linejoin="round"/>'
_OCTAGON = '<path d="M5.5 0.5 h7 l5 5 v7 l-5 5 h-7 l-5 -5 v-7 z"/>'
_LETTER_I = '<circle cx="9" cy="5" r="1.2"/><rect x="8" y="7.4" width="2" height="6.4" rx="0.6"/>'
_MARK = '<rect x="8" y="{top}" width="2" height="{height}" rx="0.8"/><circle cx="9" cy="{dot}" r="1.2"/>'
_CHECK = '<path d="M4.8 9.4 L7.8 12.4 L13.2 6" fill="none" stroke="#ffffff" stroke-width="2"/>'
_SIGNS = {
    CalloutKind.NOTE: (_DISC, _LETTER_I),
    CalloutKind.TIP: (_DISC, _CHECK),
    CalloutKind.IMPORTANT: (_SQUARE, _MARK.format(top=4, height=6.4, dot=13)),
    CalloutKind.WARNING: (_TRIANGLE, _MARK.format(top=6, height=5.2, dot=13.6)),
    CalloutKind.CAUTION: (_OCTAGON, _MARK.format(top=4, height=6.4, dot=13)),
}
"""The shape and what stands in it: kinds differ in both, not in colour alone (WCAG 2.2, 1.4.1)."""

SIGNED = tuple(_SIGNS)
"""The kinds that have a sign; a summary needs none, for nobody is to be warned of it."""


def sign_of(kind: CalloutKind, colour: str, *, before: int = 0, after: int = 0) -> bytes:
    """Return the sign of a kind of callout in a colour, as SVG; what stands in its shape is white.

    It is 18 wide and high, and has as much space at its left and its right as is said.
    """
    shape, inside = _SIGNS[kind]
    width = before + 18 + after
    start = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="18" viewBox="{-before} 0 {width} 18">'
    return f'{start}<g fill="{colour}">{shape}</g><g fill="#ffffff">{inside}</g></svg>'.encode()
