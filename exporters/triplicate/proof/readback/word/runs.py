"""What runs say: words with their language and marks (ISO/IEC 29500-1, 17.3.2)."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from triplicate.proof.outline.entry import Mark, Span
from triplicate.proof.readback.word.markup import Properties, W, switched, value_of
from triplicate.proof.readback.word.styles import Styles

_VERTICAL = {"subscript": Mark.SUBSCRIPT, "superscript": Mark.SUPERSCRIPT}


class RunReader:
    """Finds the properties in force in runs."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._inherited: dict[tuple[str | None, str], str] = {}

    def span(self, own: Properties, paragraph_style: str | None, around: Span) -> tuple[Span, bool]:
        """Return an empty span with a run's language and marks, and whether the run is hidden."""
        character = value_of(own, "rStyle")
        layers = self._layers(own, character)
        names = self.styles.names("character", character) if character else ()
        if not layers:
            return around._replace(text="", lang=self.language(layers, paragraph_style)), False
        marks = set(around.marks)
        if "caption label" in names:
            # The number of a table or figure, and the word before it: bold as a heading is, and no emphasis.
            return around._replace(text="", lang=self.language(layers, paragraph_style)), _on(layers, "vanish")
        if any("keyboard" in name for name in names):
            marks.add(Mark.KEYBOARD)
        elif any("code" in name or "verbatim" in name or name == "source text" for name in names):
            marks.add(Mark.CODE)
        if "emphasis" in names or "intense emphasis" in names or _on(layers, "i"):
            marks.add(Mark.EMPHASIS)
        if "strong" in names or _on(layers, "b"):
            marks.add(Mark.STRONG)
        if _on(layers, "strike") or _on(layers, "dstrike"):
            marks.add(Mark.STRUCK)
        for layer in layers:
            vertical = value_of(layer, "vertAlign")
            if vertical is not None:
                if vertical in _VERTICAL:
                    marks.add(_VERTICAL[vertical])
                break
        lang = self.language(layers, paragraph_style)
        return around._replace(text="", marks=frozenset(marks), lang=lang), _on(layers, "vanish")

    def language(self, layers: Sequence[Properties], paragraph_style: str | None) -> str:
        """Return the languages in force, as "val bidi eastAsia" would be chosen for complex script or Latin."""
        complex_script = bool(layers) and (_on(layers, "rtl") or _on(layers, "cs"))
        if complex_script and (lang := self._nearest(layers, paragraph_style, "bidi")):
            return lang
        return self._nearest(layers, paragraph_style, "val")

    def east_asian(self, own: Properties, paragraph_style: str | None) -> str:
        """Return the language of East Asian characters in a run."""
        layers = self._layers(own, value_of(own, "rStyle"))
        return self._nearest(layers, paragraph_style, "eastAsia")

    def font(self, own: Properties, paragraph_style: str | None) -> str:
        """Return the font that a run, its character style or its paragraph's style names, "" if they name none."""
        if font := _font(self._layers(own, value_of(own, "rStyle"))):
            return font
        key = paragraph_style, "font"
        if key not in self._inherited:
            self._inherited[key] = _font([style.run for style in self.styles.chain("paragraph", paragraph_style)])
        return self._inherited[key]

    def _layers(self, own: Properties, character: str | None) -> list[Properties]:
        """Return the properties of a run and those of its character style, nearest first."""
        styles = self.styles.chain("character", character) if character else ()
        return [layer for layer in (own, *(style.run for style in styles)) if layer]

    def _nearest(self, layers: Sequence[Properties], paragraph_style: str | None, attribute: str) -> str:
        """Return the nearest language: of a run, of its paragraph's style, of the document."""
        if tag := _nearest(layers, attribute):
            return tag
        key = paragraph_style, attribute
        if key not in self._inherited:
            styles = self.styles.chain("paragraph", paragraph_style)
            self._inherited[key] = _nearest([*(style.run for style in styles), self.styles.defaults], attribute)
        return self._inherited[key]


def split_by_script(text: str, span: Span, east_asian: str) -> list[Span]:
    """Return the words of a run, those in East Asian characters in the language that Word keeps for them."""
    if not east_asian or east_asian == span.lang or text.isascii() or not any(map(_is_east_asian, text)):
        return [span._replace(text=text)]
    spans: list[Span] = []
    for character in text:
        lang = east_asian if _is_east_asian(character) else span.lang
        if spans and (spans[-1].lang == lang or not character.isalnum()):
            spans[-1] = spans[-1]._replace(text=spans[-1].text + character)
        else:
            spans.append(span._replace(text=character, lang=lang))
    return spans


@lru_cache(maxsize=4096)
def _is_east_asian(character: str) -> bool:
    return character.isalpha() and unicodedata.east_asian_width(character) in ("W", "F")


def _on(layers: Sequence[Properties], name: str) -> bool:
    """Whether a property is on in the nearest layer that says anything of it."""
    return next((state for layer in layers if (state := switched(layer.get(name))) is not None), False)


def _font(layers: Sequence[Properties]) -> str:
    named = (fonts for layer in layers if (fonts := layer.get("rFonts")) is not None)
    return next((font for one in named if (font := one.get(f"{W}ascii") or one.get(f"{W}hAnsi"))), "")


def _nearest(layers: Sequence[Properties], attribute: str) -> str:
    for layer in layers:
        lang = layer.get("lang")
        if lang is not None and (tag := lang.get(f"{W}{attribute}")):
            return tag
    return ""
