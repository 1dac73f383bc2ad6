"""What runs say: words with their language and marks (ISO/IEC 29500-1, 17.3.2)."""

import unicodedata
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from triplicate.outline.entry import Mark, Span
from triplicate.readback.word.markup import W, find, switched, value
from triplicate.readback.word.styles import Styles

_VERTICAL = {"subscript": Mark.SUBSCRIPT, "superscript": Mark.SUPERSCRIPT}


class RunReader:
    """Finds the properties in force in runs."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def span(self, properties: etree._Element | None, paragraph_style: str | None, around: Span) -> tuple[Span, bool]:
        """Return an empty span with a run's language and marks, and whether the run is hidden."""
        character = value(properties, "rStyle")
        layers = (
            [properties, *(style.run for style in self.styles.chain("character", character))]
            if character
            else [properties]
        )
        names = self.styles.names("character", character) if character else ()
        marks = set(around.marks)
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
            vertical = value(layer, "vertAlign")
            if vertical is not None:
                if vertical in _VERTICAL:
                    marks.add(_VERTICAL[vertical])
                break
        lang = self.language(layers, paragraph_style)
        return replace(around, text="", marks=frozenset(marks), lang=lang), _on(layers, "vanish")

    def language(self, layers: list[etree._Element | None], paragraph_style: str | None) -> str:
        """Return the languages in force, as "val bidi eastAsia" would be chosen for complex script or Latin."""
        every = [
            *layers,
            *(style.run for style in self.styles.chain("paragraph", paragraph_style)),
            self.styles.defaults,
        ]
        complex_script = _on(layers, "rtl") or _on(layers, "cs")
        return _nearest(every, "bidi" if complex_script else "val") or _nearest(every, "val")

    def east_asian(self, properties: etree._Element | None, paragraph_style: str | None) -> str:
        """Return the language of East Asian characters in a run."""
        character = value(properties, "rStyle")
        layers = (
            [properties, *(style.run for style in self.styles.chain("character", character))]
            if character
            else [properties]
        )
        every = [
            *layers,
            *(style.run for style in self.styles.chain("paragraph", paragraph_style)),
            self.styles.defaults,
        ]
        return _nearest(every, "eastAsia")


def split_by_script(text: str, span: Span, east_asian: str) -> list[Span]:
    """Return the words of a run, those in East Asian characters in the language that Word keeps for them."""
    if not east_asian or east_asian == span.lang or text.isascii() or not any(map(_is_east_asian, text)):
        return [replace(span, text=text)]
    spans: list[Span] = []
    for character in text:
        lang = east_asian if _is_east_asian(character) else span.lang
        if spans and (spans[-1].lang == lang or not character.isalnum()):
            spans[-1] = replace(spans[-1], text=spans[-1].text + character)
        else:
            spans.append(replace(span, text=character, lang=lang))
    return spans


@lru_cache(maxsize=4096)
def _is_east_asian(character: str) -> bool:
    return character.isalpha() and unicodedata.east_asian_width(character) in ("W", "F")


def _on(layers: list[etree._Element | None], name: str) -> bool:
    """Whether a property is on in the nearest layer that says anything of it."""
    return next((state for layer in layers if (state := switched(layer, name)) is not None), False)


def _nearest(layers: list[etree._Element | None], attribute: str) -> str:
    for layer in layers:
        lang = find(layer, "lang")
        if lang is not None and (tag := lang.get(f"{W}{attribute}")):
            return tag
    return ""
