"""What the page says of its own, in the languages of ``phrases.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from markupsafe import Markup

from triplicate.document.language import direction, subtag
from triplicate.later import dataclass

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Say:
    """The phrases in one language; called with the name of one and the values that stand in it, it returns HTML.

    A phrase that depends on a number has a form for each kind of number that the language tells apart, by the names
    that Unicode gives these (UTS 35, part 3, 5: zero, one, two, few, many, other); the number is ``n``.
    """

    lang: str
    phrases: Mapping[str, str | Mapping[str, str]]

    @property
    def direction(self) -> str:
        """The direction in which the language is written: "ltr" or "rtl"."""
        return direction(self.lang)

    @property
    def locale(self) -> str:
        """How dates and times are written: in English as in Britain."""
        return "en-GB" if self.lang == ENGLISH else self.lang

    def __call__(self, name_of_phrase: str, /, **values: object) -> Markup:
        """Return a phrase; values that are not HTML are made fit for it. Raises KeyError for an unknown name."""
        phrase = self.phrases[name_of_phrase]
        if not isinstance(phrase, str):
            form = Locale.parse(self.lang).plural_form(int(str(values["n"])))
            phrase = phrase.get(form) or phrase["other"]
        values = {name: self.apart(value) for name, value in values.items()}
        # What a phrase holds is ours; only values come from others.
        return Markup(phrase).format(**values)  # noqa: S704

    def apart(self, value: object) -> object:
        """Return a value such that its letters do not turn the words beside it round (Unicode Annex 9, 2.7)."""
        return Markup("\u2068{}\u2069").format(value) if self.direction == "rtl" else value

    def listed(self, values: Iterable[object]) -> Markup:
        """Return values one after the other, with the comma of the language between them."""
        return self("comma").join(Markup("{}").format(self.apart(value)) for value in values)

    def raw(self, name: str) -> str:
        """Return a phrase whose places for values are still open, for the script to fill."""
        phrase = self.phrases[name]
        return phrase if isinstance(phrase, str) else phrase["other"]


@cache
def _tongues() -> dict[str, Say]:
    text = (Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8")
    return {lang: Say(lang, phrases) for lang, phrases in tomllib.loads(text).items()}


def tongues() -> tuple[str, ...]:
    """Return the languages in which the page speaks."""
    return tuple(_tongues())


def say_in(lang: str) -> Say:
    """Return the phrases in a language, by its BCP 47 tag; English ones if there are none."""
    return _tongues().get(subtag(lang), _tongues()[ENGLISH])


def best_of(accepted: str) -> str:
    """Return the language that a browser likes best of those we have, by its Accept-Language (RFC 9110, 12.5.4)."""
    wishes = []
    for number, part in enumerate(accepted.split(",")):
        tag, _, weight = part.partition(";q=")
        try:
            wishes.append((-float(weight or 1), number, subtag(tag.strip())))
        except ValueError:
            continue
    return next((tag for weight, _, tag in sorted(wishes) if weight and tag in _tongues()), ENGLISH)
