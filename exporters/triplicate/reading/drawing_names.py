"""The elements and attributes of SVG that a drawing in a document may have: what is drawn, or says what is drawn.

SVG 2, appendix F and 6.6, less what moves, runs or fetches.
"""

_ELEMENT_NAMES = """
svg g defs symbol use title desc style switch view path rect circle ellipse line polyline polygon text tspan textPath
image linearGradient radialGradient stop pattern clipPath mask marker
filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feMerge feMergeNode feOffset
"""
ELEMENTS = frozenset(_ELEMENT_NAMES.split())

AS_GROUP = frozenset({"a"})
"""A link within a picture is in no outline: its words stay, its address does not."""

LEFT_OUT = frozenset({"metadata", "cursor", "font", "font-face", "glyph", "missing-glyph", "hkern", "vkern"})
"""What no program of today shows."""

MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "mpath", "set", "discard"})

_ATTRIBUTE_NAMES = """
id class style lang role width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points pathLength transform
viewBox preserveAspectRatio version rotate textLength lengthAdjust startOffset method side spacing offset
gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2
result mode operator k1 k2 k3 k4 stdDeviation type values tableValues slope intercept amplitude exponent
systemLanguage aria-label aria-labelledby aria-describedby aria-hidden
alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight
image-rendering isolation letter-spacing marker marker-end marker-mid marker-start mask mask-type mix-blend-mode
opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration
text-orientation text-rendering transform-box transform-origin unicode-bidi vector-effect visibility white-space
word-spacing writing-mode
"""
ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())

NAMES_OTHERS = frozenset(
    {"clip-path", "fill", "filter", "marker", "marker-end", "marker-mid", "marker-start", "mask", "stroke"}
)
"""Attributes that may name another element of the drawing by url(#id)."""
