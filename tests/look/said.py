"""What made files say of the look of each part: style sheets by the cascade of CSS, Word by its styles part.

Read here once more from the files themselves. All lengths are in points; in a book, text is as large as the edition's.
"""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2
from fontTools.ttLib import TTFont
from lxml import etree

from triplicate.theme.fonts import families

Said = dict[str, object]

_INHERITED = ("size", "line", "weight", "slant", "colour", "digits")
_INITIAL: Said = {
    **dict.fromkeys(("before", "after", "start", "end"), 0.0),
    **dict.fromkeys(("keep_next", "keep_lines"), False),
    **dict.fromkeys(("tint", "bar"), None),
}
_ROOT: Said = {"size": 12.0, "line": 1.2, "weight": 400, "slant": "normal", "colour": None, "digits": None}
_SIDES = ("before", "end", "after", "start")
_MARGINS = {
    "margin-top": "before",
    "margin-bottom": "after",
    "margin-inline-start": "start",
    "margin-inline-end": "end",
}


class Sheet:
    """A style sheet; what pages alone and the smallest screens alone are told is passed over."""

    def __init__(self, css: str) -> None:
        self._matcher = cssselect2.Matcher()
        self._page: list = []
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule" and rule.at_keyword == "page" and not tinycss2.serialize(rule.prelude).strip():
                self._page += _declarations(rule.content)
            if rule.type != "qualified-rule":
                continue
            said = _declarations(rule.content)
            for selector in cssselect2.compile_selector_list(rule.prelude):
                if selector.pseudo_element is None:
                    self._matcher.add_selector(selector, said)

    def style(self, element: cssselect2.ElementWrapper) -> Said:
        """Return what an element looks like."""
        around = self.style(element.parent) if element.parent is not None else _ROOT
        matches = sorted(self._matcher.match(element), key=lambda match: match[:2])
        return _computed(around, [one for *_, said in matches for one in said], _usual(element))

    def page(self) -> Said:
        """Return what stands at the head and the foot of pages looks like."""
        said = _computed(_ROOT, self._page, {})
        return {name: value for name, value in said.items() if name not in _SIDES}  # the margins are the page's


def _usual(element: cssselect2.ElementWrapper) -> Said:
    """Return what browsers do by themselves, as far as it can show here."""
    return {"weight": 700} if element.local_name in ("th", "h1", "h2", "h3", "h4", "h5", "h6") else {}


def _declarations(content: list) -> list[tuple[str, list]]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [(one.name, one.value) for one in found if one.type == "declaration"]


def _computed(around: Said, declarations: list[tuple[str, list]], usual: Said) -> Said:
    style: Said = {**_INITIAL, **{name: around[name] for name in _INHERITED}, **usual}
    for name, value in declarations:
        if name == "font-size":
            style["size"] = _length(value, around["size"])
    em = style["size"]
    for name, value in declarations:
        words = tinycss2.serialize(value).strip()
        if name in _MARGINS:
            style[_MARGINS[name]] = _length(value, em)
        elif name == "margin":
            style |= dict(zip(_SIDES, _four(words, em), strict=True))
        elif name == "line-height":
            style["line"] = float(words)
        elif name == "font-weight":
            style["weight"] = int({"normal": "400", "bold": "700"}.get(words, words))
        elif name == "font-style":
            style["slant"] = words
        elif name == "color":
            style["colour"] = words
        elif name in ("background", "background-color"):
            style["tint"] = words
        elif name == "font-variant-numeric":
            style["digits"] = words.removesuffix("-nums")
        elif name in ("break-after", "break-inside"):
            style["keep_next" if name == "break-after" else "keep_lines"] = words == "avoid"
        elif name in ("border", "border-inline-start") and len(words.split()) == 3:
            width, _, colour = words.split()
            style["bar"] = (_length(tinycss2.parse_component_value_list(width), em), colour)
    return style


def _four(words: str, em: float) -> list[float]:
    sides = [_length([one], em) for one in tinycss2.parse_component_value_list(words) if one.type != "whitespace"]
    return [sides[at % len(sides)] if at < 3 or len(sides) != 3 else sides[1] for at in range(4)]


def _length(value: list, em: float) -> float:
    """Return a length in points: of what holds where the screen is wide enough, and of a product."""
    words = tinycss2.serialize(value).strip()
    if found := re.match(r"min\((.*?),", words):
        words = found[1]
    factor, _, words = words.rpartition("*")
    unit = re.search(r"([\d.]+)(em|pt)?\b", words)
    if unit is None or words == "auto":
        return 0.0
    times = float(re.sub(r"[^\d.]", "", factor) or 1)
    return times * float(unit[1]) * (em if unit[2] == "em" else 1)


def wrapped(root: ET.Element) -> cssselect2.ElementWrapper:
    """Return the root of a page as selectors meet it, its names in no namespace."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return cssselect2.ElementWrapper.from_xml_root(root)


# Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"w": _W[1:-1], "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}
_PATHS = {
    "size": "w:rPr/w:sz/@w:val",
    "font": "w:rPr/w:rFonts/@w:ascii",
    "rule": "w:pPr/w:spacing/@w:lineRule",
    "line": "w:pPr/w:spacing/@w:line",
    "weight": "w:rPr/w:b",
    "slant": "w:rPr/w:i",
    "colour": "w:rPr/w:color/@w:val",
    "before": "w:pPr/w:spacing/@w:before",
    "after": "w:pPr/w:spacing/@w:after",
    "start": "w:pPr/w:ind/@w:left",
    "end": "w:pPr/w:ind/@w:right",
    "keep_next": "w:pPr/w:keepNext",
    "keep_lines": "w:pPr/w:keepLines",
    "digits": "w:rPr/w14:numSpacing/@w14:val",
    "tint": "w:pPr/w:shd/@w:fill",
    "bar": "w:pPr/w:pBdr/w:left",
}


class WordStyles:
    """The styles part of a Word file."""

    def __init__(self, data: bytes) -> None:
        self._root = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/styles.xml"))

    def style(self, identifier: str) -> Said:
        """Return what a paragraph style comes to, with those that it is based on (17.7.2)."""
        (style,) = self._found(self._root, f"w:style[@w:styleId='{identifier}']")
        (defaults,) = self._found(self._root, "w:docDefaults")
        chain = [style]
        while based := self._found(chain[-1], "w:basedOn/@w:val"):
            chain += self._found(self._root, f"w:style[@w:styleId='{based[0]}']")
        said: Said = {}
        for name, path in _PATHS.items():
            here = [self._found(one, path) for one in chain]
            here.append(self._found(defaults, path.replace("w:rPr/", "w:rPrDefault/w:rPr/")))
            said[name] = next((found[0] for found in here if found), None)
        # In single lines, or in points where it is a least height (17.3.1.33).
        single = 240 / _single_line(said["font"])
        return {
            "size": float(said["size"]) / 2,
            "line": float(said["line"] or 240) / (10 * float(said["size"]) if said["rule"] == "atLeast" else single),
            "weight": 400 if said["weight"] is None else 700,
            "slant": "normal" if said["slant"] is None else "italic",
            "colour": f"#{said['colour'].lower()}",
            **{name: float(said[name] or 0) / 20 for name in _SIDES},
            **{name: said[name] is not None for name in ("keep_next", "keep_lines")},
            "digits": said["digits"],
            "tint": said["tint"] and f"#{said['tint'].lower()}",
            "bar": None if said["bar"] is None else _bar(said["bar"]),
        }

    def table_tint(self, part: str) -> str | None:
        """Return the colour under the rows of a part of tables ("firstRow", "band2Horz"); None if it has none."""
        fills = self._found(self._root, f"w:style[@w:type='table']/w:tblStylePr[@w:type='{part}']/w:tcPr/w:shd/@w:fill")
        return f"#{fills[0].lower()}" if fills else None

    def found(self, path: str) -> list:
        """Return what a path finds in the part."""
        return self._found(self._root, path)

    @staticmethod
    def _found(element: etree._Element, path: str) -> list:
        return element.xpath(path, namespaces=_NAMES)


def _single_line(family: str) -> float:
    """Return how high a line of single spacing is in a font, as its table "hhea" says: a factor of the size."""
    font = TTFont(families()[family].faces[0].path)
    return (font["hhea"].ascent - font["hhea"].descent + font["hhea"].lineGap) / font["head"].unitsPerEm


def _bar(border: etree._Element) -> tuple[float, str] | None:
    width = float(border.get(f"{_W}sz")) / 8
    return (width, f"#{border.get(f'{_W}color').lower()}")
