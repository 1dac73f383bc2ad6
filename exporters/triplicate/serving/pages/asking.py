"""What a text does not say is asked for: title, language, date, publisher."""

from collections.abc import Sequence
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from triplicate.document.language import canonical
from triplicate.downloads.words import name_of, written_date
from triplicate.serving.drafts import FIELDS, Answers, Checked, Draft
from triplicate.serving.pages.asked import value
from triplicate.serving.pages.desk import Desk, Fault
from triplicate.serving.pages.frame import COOKIE
from triplicate.serving.pages.phrases import Say

TONGUES = ("en-GB", "cy", "fr", "de", "ar")
"""The languages of a text that are offered by name; any other is written. None is chosen beforehand: no check finds a
language that is wrong."""


def asked_for(checked: Checked) -> tuple[str, ...]:
    """Return what to ask: what no file is made without, and the date, which may be left empty."""
    return tuple(dict.fromkeys((*checked.missing, *(() if checked.date else ("date",)))))


def ask(
    desk: Desk, request: Request, form: FormData, draft: Draft, checked: Checked, faults: Sequence[Fault] = ()
) -> Response:
    """Show the fields for what the text does not say, with what was in them."""
    say = desk.say(request, form)
    return desk.frame.page(
        request,
        "ask.html",
        status=422 if faults else 200,
        speak=value(form, COOKIE),
        step=1,
        faults=faults,
        draft=draft,
        token=desk.keep(form, draft),
        checked=checked,
        missing=asked_for(checked),
        written=written_date(checked.date, say.locale) if checked.date else "",
        language=name_of(checked.lang, say.lang) if checked.lang else "",
        tongues=[(tag, name_of(tag, tag), name_of(tag, say.lang)) for tag in TONGUES],
        given={name: value(form, name) for name in (*FIELDS, "other")},
        again="/answers",
    )


def answered(form: FormData, checked: Checked, say: Say) -> tuple[Answers, tuple[Fault, ...]]:
    """Return what was answered, and what is wrong with it."""
    given = {name: value(form, name).strip() for name in (*FIELDS, "other")}
    lacking = [name for name in ("title", "publisher") if name in checked.missing and not given[name]]
    faults = [Fault(name, name, say(f"fault_{name}")) for name in lacking]
    lang = given["lang"]
    if lang == "other":
        lang = _tag_of(given["other"], say)
        if not lang:
            faults.append(Fault("lang", "other", say("fault_which")))
    elif "lang" in checked.missing and not lang:
        faults.append(Fault("lang", f"lang-{TONGUES[0]}", say("fault_lang")))
    if given["date"] and not _is_date(given["date"]):
        faults.append(Fault("date", "date", say("fault_date")))
    return Answers(given["title"], lang, given["date"], given["publisher"]), tuple(faults)


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _tag_of(words: str, say: Say) -> str:
    """Return the BCP 47 tag of a language that a person named by its tag, or by its name in the page's language.

    A name needs the data of names, an optional part of langcodes; without it, Babel's names serve.
    """
    if tag := canonical(words):
        return tag
    from babel import Locale

    names = Locale.parse(say.lang).languages
    return next((tag.replace("_", "-") for tag, name in names.items() if name.casefold() == words.casefold()), "")
