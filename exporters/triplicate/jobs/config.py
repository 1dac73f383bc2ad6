"""The configuration of a project: ``triplicate.toml``, found from a source upwards.

What the command line says stands before what a text's front matter says, and that before the configuration.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

from triplicate.checks import DEFAULT, HOUSE_STYLES, RULES, Settings
from triplicate.checks.ignores import Ignore, sound_ignore, unknown_code
from triplicate.document.language import canonical
from triplicate.document.model import Metadata, PdfStandard, Place
from triplicate.formats.product import USUAL, Format
from triplicate.later import dataclass
from triplicate.reading.files import read_file
from triplicate.reading.targets import as_base_url
from triplicate.reading.traces import note_place
from triplicate.rules.configuring import BROKEN, LOWERED, UNKNOWN_KEY, WRONG_VALUE
from triplicate.rules.finding import Finding, Severity
from triplicate.theme import DEFAULT_STYLE, is_path

FILE_NAME = "triplicate.toml"


class ValueKind(Enum):
    """What a value is."""

    TEXT = auto()
    TEXTS = auto()
    SWITCH = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration; ``choices`` are all values it may have, none meaning any."""

    name: str
    kind: ValueKind
    about: str
    choices: tuple[str, ...] = ()


KEYS = (
    Key(
        "style",
        ValueKind.TEXT,
        "The edition that texts are exported in, if they name none themselves; or the file of a house theme, seen "
        "from the folder of this configuration.",
    ),
    Key(
        "reference-docx",
        ValueKind.TEXT,
        "A Word document or template whose styles, page, header and footer Word documents take, seen from the folder "
        "of this configuration.",
    ),
    Key(
        "formats", ValueKind.TEXTS, "The formats that are made; if nothing is said, PDF, Word and EPUB.", tuple(Format)
    ),
    Key("output", ValueKind.TEXT, "The folder for the files, seen from the folder of this configuration."),
    Key("pdf-standard", ValueKind.TEXT, "The accessibility standard of PDF files.", tuple(PdfStandard)),
    Key(
        "base-url",
        ValueKind.TEXT,
        "The address that the folder of this configuration is published at; relative links of the texts below it are "
        "made whole by it.",
    ),
    Key("languages", ValueKind.TEXTS, "The languages texts are written in, as BCP 47 tags; others are reported."),
    Key("media", ValueKind.TEXTS, "Folders, besides a text's own, that images may come from."),
    Key("words", ValueKind.TABLE, "House words: each word to avoid, and the word to use."),
    Key(
        "house-style",
        ValueKind.TEXT,
        "The house style whose advice is given; without it there is none. Rules of accessibility always hold.",
        HOUSE_STYLES,
    ),
    Key("strict", ValueKind.SWITCH, "Whether warnings stop an export, as errors do."),
    Key("ignore", ValueKind.TABLE, "Codes of findings that are ignored, each with the reason."),
    Key(
        "severity",
        ValueKind.TABLE,
        "Codes of findings that matter more here, each with its severity.",
        tuple(severity.value for severity in Severity),
    ),
)
_KEYS = {key.name: key for key in KEYS}
_HERE = Path()
_NO_FOLDERS: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What a project has settled; ``path`` is the file it stands in, None for the defaults. Folders are absolute."""

    path: Path | None = None
    style: str | None = None
    formats: tuple[Format, ...] = ()
    output: Path | None = None
    pdf_standard: str | None = None
    media: tuple[Path, ...] = _NO_FOLDERS
    reference_docx: Path | None = None
    base_url: str | None = None
    settings: Settings = field(default=DEFAULT)

    def base_url_for(self, source: Path) -> str | None:
        """Return the address that the folder of a text is published at."""
        if self.base_url is None or self.path is None:
            return None
        below = source.resolve().parent.relative_to(self.path.resolve().parent)
        return as_base_url(f"{self.base_url}/{quote(below.as_posix())}") if below.parts else self.base_url

    def settle(self, choices: "Choices", metadata: Metadata, folder: Path = _HERE) -> "Plan":
        """Return what is to be made: by the command line's choices, else the text's, the configuration's, the defaults.

        ``folder`` is that of the text: its files go there, and a style of its own that is a file is seen from there.
        """
        return Plan(
            styles=choices.styles or (_seen_from(folder, metadata.style) or self.style or DEFAULT_STYLE,),
            formats=choices.formats or self.formats or USUAL,
            folder=choices.output or self.output or folder,
            pdf_standard=choices.pdf_standard or metadata.pdf_standard or self.pdf_standard or PdfStandard.UA_1,
            reference_docx=choices.reference_docx or self.reference_docx,
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says of what is to be made; what is empty it leaves to the text and its project."""

    styles: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    output: Path | None = None
    pdf_standard: str | None = None
    reference_docx: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made of one text, nothing left open: each of the formats in each of the styles."""

    styles: tuple[str, ...]
    formats: tuple[Format, ...]
    folder: Path
    pdf_standard: str
    reference_docx: Path | None = None


def find(source: Path) -> Path | None:
    """Return the nearest configuration in the folder of a source (or in the folder itself) or one above it."""
    folder = source.resolve() if source.is_dir() else source.resolve().parent
    for candidate in (parent / FILE_NAME for parent in (folder, *folder.parents)):
        note_place(candidate)
        if candidate.is_file():
            return candidate
    return None


def load(path: Path | None) -> tuple[Config, tuple[Finding, ...]]:
    """Read a configuration, and what is wrong with it; what is wrong has no effect. None gives the defaults.

    Raises UnreadableError if the file cannot be read.
    """
    if path is None:
        return Config(), ()
    config, findings = parse(read_file(path).text, path.resolve().parent)
    named = tuple(replace(finding, source=str(path)) for finding in findings)
    return replace(config, path=path), named


def parse(text: str, folder: Path) -> tuple[Config, tuple[Finding, ...]]:
    """Read the text of a configuration that stands in the folder, and return what is wrong with it too."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_broken(str(error)),)
    except RecursionError:
        return Config(), (_broken("Nested too deeply"),)
    except ValueError:  # a whole number of more than 4,300 digits, which Python 3.11 does not take
        return Config(), (_broken("A number has too many digits"),)
    reading = _Reading(text, [])
    sound = {name: value for name, value in values.items() if reading.is_sound(name, value)}
    settings = Settings(
        ignores=dict(reading.ignores(sound.get("ignore", {}))),
        raised=dict(reading.raised(sound.get("severity", {}))),
        house_style=sound.get("house-style"),
        strict=sound.get("strict", False),
        house_words=sound.get("words", {}),
        languages=tuple(sound.get("languages", ())),
    )
    config = Config(
        style=_seen_from(folder, sound.get("style")),
        formats=tuple(dict.fromkeys(map(Format, sound.get("formats", ())))),
        output=folder / sound["output"] if "output" in sound else None,
        pdf_standard=sound.get("pdf-standard"),
        media=tuple(folder / name for name in sound.get("media", ())),
        reference_docx=folder / sound["reference-docx"] if "reference-docx" in sound else None,
        base_url=as_base_url(sound["base-url"]) if "base-url" in sound else None,
        settings=settings,
    )
    return config, tuple(sorted(reading.findings, key=lambda finding: finding.place))


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    findings: list[Finding]

    def is_sound(self, name: str, value: object) -> bool:
        """Return whether the key is known and its value is of its kind; add a finding if not."""
        key = _KEYS.get(name)
        if key is None:
            near = difflib.get_close_matches(name, _KEYS, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(_KEYS)}."
            self.findings.append(
                UNKNOWN_KEY.finding("The key “{name}” is not known.", self.place(name), hint, name=name)
            )
            return False
        wrong = _wrong(key, value)
        if wrong:
            self.findings.append(
                WRONG_VALUE.finding("“{name}” {problem}.", self.place(name), key.about, name=name, problem=wrong)
            )
        return not wrong

    def ignores(self, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for code, reason in table.items():
            sound = sound_ignore(code, reason, self.place(code, "ignore"))
            if isinstance(sound, Ignore):
                yield code, sound.reason
            else:
                self.findings.append(sound)

    def raised(self, table: Mapping[str, str]) -> Iterator[tuple[str, Severity]]:
        for code, name in table.items():
            place = self.place(code, "severity")
            if code not in RULES:
                self.findings.append(unknown_code(code, place))
            elif Severity(name).rank > RULES[code].severity.rank:
                said = "{code} is {severity}; it cannot be lowered to {name}."
                hint = "Take the line away; a finding that does not matter here can be ignored, with a reason."
                own = RULES[code].severity
                self.findings.append(LOWERED.finding(said, place, hint, code=code, severity=own, name=name))
            else:
                yield code, Severity(name)

    def place(self, key: str, table: str | None = None) -> Place:
        """Return where a key stands; TOML readers do not say."""
        inside: str | None = None
        for number, line in enumerate(self.text.split("\n"), start=1):
            header = re.match(r"\s*\[\s*[\"']?([\w-]+)[\"']?\s*\]", line)
            if header:
                inside = header[1]
                if table is None and inside == key:
                    return Place(number, header.start(1) + 1)
                continue
            found = re.match(rf"(?:\s*{table}\s*=.*?[{{,])?\s*[\"']?({re.escape(key)})[\"']?\s*=", line)
            if found and (
                inside == table or (inside is None and table is not None and line.lstrip().startswith(table))
            ):
                return Place(number, found.start(1) + 1)
        return Place(1)


def _seen_from(folder: Path, style: str | None) -> str | None:
    """Return the name of a style; that of a house's own file, which is relative to the folder, with the folder."""
    return str(folder / style) if style and is_path(style) else style


def _wrong(key: Key, value: object) -> str:
    """Return what is wrong with a value, or nothing."""
    match key.kind:
        case ValueKind.TEXT:
            if not isinstance(value, str):
                return "wants a text in quotation marks"
            listed = [value]
        case ValueKind.TEXTS:
            if not isinstance(value, list):
                return 'wants a list of texts: ["one", "two"]'
            listed = value
        case ValueKind.SWITCH:
            return "" if isinstance(value, bool) else "wants true or false"
        case ValueKind.TABLE:
            if not isinstance(value, dict):
                return f"wants a table: [{key.name}] and lines of key = value"
            listed = list(value.values())
    for entry in listed:
        if not isinstance(entry, str):
            return "wants texts in quotation marks"
        if "\0" in entry:
            return "holds a null character"
        if key.choices and entry not in key.choices:
            near = difflib.get_close_matches(entry, key.choices, n=1)
            meant = f"; did you mean “{near[0]}”?" if near else ""
            return f"has the value “{entry}”, but only knows {', '.join(key.choices)}{meant}"
        if key.name == "base-url" and as_base_url(entry) is None:
            return f"has the value “{entry}”, which is no address such as https://www.example.org/news/"
        if key.name == "languages" and canonical(entry) is None:
            return f"has “{entry}”, which is not a BCP 47 tag"
    return ""


def _broken(said: str) -> Finding:
    # Python 3.14 has lineno and colno; before, they stand in the message: "… (at line 1, column 9)".
    found = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)", said)
    place = Place(int(found[1]), int(found[2])) if found and found[1] else Place(1)
    message = said[: found.start()] if found else said
    return BROKEN.finding(
        "This is not TOML: {problem}.", place, 'Write key = "value", with texts in quotation marks.', problem=message
    )
