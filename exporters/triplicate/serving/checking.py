"""A check of a draft, as a page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from triplicate.checks.mend import mend_these
from triplicate.document.model import Document, Figure, Heading, Image, Paragraph
from triplicate.document.walk import nodes, plain, text_of
from triplicate.errors import FindingsError
from triplicate.jobs.records import outcome_record
from triplicate.jobs.texts import Checked as Read
from triplicate.proof.outline import announce, outline_of
from triplicate.reading import rules as reading
from triplicate.rules.finding import Family, Finding
from triplicate.serving.confirming import confirmed
from triplicate.serving.drafts import Checked, Draft, Mend, PageFinding, PagePicture
from triplicate.serving.hints import hint_of
from triplicate.serving.workspace import Workspace, laid_out, missing_pictures

_FIELDS = {"M001": "title", "M002": "lang", "M003": "lang"}
_NO_ALT = frozenset((reading.ALT_MISSING.code, "I011"))
_BEFORE = 80  # characters of the words before a picture


def check(draft: Draft) -> Checked:
    """Return what is to be mended in a draft."""
    with laid_out(draft) as space:
        outcome, read = space.examine()
        record = space.without_folder(outcome_record(outcome))
        if read is None:
            return Checked(unread=space.without_folder(str(outcome.error)), record=record)
        groups = list(grouped(outcome.findings))
        found = _shown(draft, space, read, groups)
        pictures = list(_pictures(read.document, outcome.findings))
        found, shown = _together(found, pictures)
        metadata = read.document.metadata
        lacking = {finding.code for finding in outcome.findings}
        return Checked(
            findings=tuple(found),
            pictures=tuple(shown),
            outline=tuple(announce(outline_of(read.document))),
            title="" if reading.TITLE_MISSING.code in lacking else text_of(read.document.title.children),
            lang="" if reading.LANGUAGE_MISSING.code in lacking else metadata.lang,
            date=metadata.date.isoformat() if metadata.date else "",
            publisher=metadata.publisher or "",
            missing=tuple(dict.fromkeys(field for code, field in _FIELDS.items() if code in lacking)),
            unused=_unused(draft, read.document),
            unread="" if isinstance(outcome.error, FindingsError) else space.without_folder(str(outcome.error or "")),
            record=record,
        )


def grouped(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Yield findings with an id for each; those that say the same of neighbouring lines are one.

    The ids are the same whenever the same text is checked.
    """
    seen: dict[str, int] = {}
    groups: list[list[Finding]] = []
    last: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.source, one.place, one.code)):
        key = finding.source, finding.code, finding.message
        before = last.get(key)
        if before and finding.place.line - before[-1].place.line == 1 and finding.code not in _NO_ALT:
            before.append(finding)
        else:
            groups.append([finding])
            last[key] = groups[-1]
    for group in sorted(groups, key=lambda one: (one[0].place, one[0].code)):
        name = f"{group[0].code}-{group[0].place.line}-{group[0].place.column}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}", group


def mends_of(space: Workspace, text: str, document: Document, group: Sequence[Finding]) -> tuple[Mend, ...]:
    """Return the changes of lines that mend findings: those that are sure, else those that a person confirms."""

    def read_and_check(other: str) -> tuple[Document, Sequence[Finding]]:
        read = space.read_and_check(other)
        return read.document, read.verdict.findings

    if any(finding.source != str(space.source) for finding in group):
        return ()
    mended = mend_these(text, document, group, read_and_check).text
    if mended != text:
        return tuple(_changes(text.split("\n"), mended.split("\n")))
    return tuple(confirmed(text.split("\n"), group))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Mend]:
    """Yield changes of lines that stay as many as they were; neighbouring ones are one change."""
    index = 0
    while index < len(old):
        end = index
        while end < len(old) and old[end] != new[end]:
            end += 1
        if end > index:
            yield Mend(index + 1, tuple(old[index:end]), tuple(new[index:end]), sure=True)
        index = end + 1


def _shown(
    draft: Draft, space: Workspace, read: Read, groups: Sequence[tuple[str, list[Finding]]]
) -> list[PageFinding]:
    shown = []
    for name, group in groups:
        first = group[0]
        rule = first.rule
        field = _FIELDS.get(first.code, "")
        shown.append(
            PageFinding(
                name,
                first.code,
                first.severity.value,
                first.place.line,
                first.place.column,
                group[-1].place.line,
                space.without_folder(first.message),
                hint_of(first, plain=draft.plain),
                rule.why,
                f"{rule.name[:1].upper()}{rule.name[1:]}.",
                rule.authority,
                mends_of(space, read.text, read.document, group),
                "field" if field else "text",
                field=field,
                guess=rule.family is Family.GUESSES and first.severity.value == "advice",
                source="" if first.source == str(space.source) else space.without_folder(first.source),
            )
        )
    return shown


# Pictures


def _pictures(document: Document, findings: Sequence[Finding]) -> Iterator[PagePicture]:
    """Yield the pictures that a text shows, with the words around them, in their order."""
    missing = missing_pictures(tuple(findings))
    lacking = {(one.place.line, one.place.column) for one in findings if one.code in _NO_ALT}
    before = ""
    if document.cover:
        yield _picture(document, document.cover.image, text_of(document.cover.caption), "", missing, lacking)
    captions = {}
    for node in nodes(document):
        if isinstance(node, Figure):
            captions[node.image.serial] = text_of(node.caption)
        elif isinstance(node, Paragraph | Heading):
            before = plain(node)
        elif isinstance(node, Image):
            yield _picture(document, node, captions.get(node.serial, ""), before, missing, lacking)


def _picture(
    document: Document,
    image: Image,
    caption: str,
    before: str,
    missing: Mapping[str, Finding],
    lacking: set[tuple[int, int]],
) -> PagePicture:
    file = document.pictures.get(image.source)
    has_words = (image.place.line, image.place.column) not in lacking
    return PagePicture(
        image.source,
        file is not None and image.source not in missing,
        image.alt if has_words else "",
        image.decorative,
        image.described_by is not None,
        image.place.line,
        caption,
        f"…{before[-_BEFORE:]}" if len(before) > _BEFORE else before,
        file.width if file else 0,
        file.height if file else 0,
        column=image.place.column,
    )


def _together(
    found: Sequence[PageFinding], pictures: Sequence[PagePicture]
) -> tuple[list[PageFinding], list[PagePicture]]:
    """Return findings that name their pictures, and pictures that name their findings."""
    named = []
    ids: dict[int, list[str]] = {}
    for finding in found:
        here = [number for number, one in enumerate(pictures) if one.line == finding.line]
        if finding.code.startswith(Family.IMAGES.value) and here and not finding.source:
            exact = [number for number in here if pictures[number].column == finding.column]
            named_so = [number for number in here if f"“{pictures[number].name}”" in finding.message]
            number = (exact or named_so or here)[0]
            ids.setdefault(number, []).append(finding.id)
            finding = replace(finding, target="picture", picture=pictures[number].name)  # noqa: PLW2901
        named.append(finding)
    return named, [replace(one, findings=tuple(ids.get(number, ()))) for number, one in enumerate(pictures)]


def _unused(draft: Draft, document: Document) -> tuple[str, ...]:
    shown = {picture.name.casefold() for picture in document.pictures.values()}
    return tuple(name for name in draft.pictures if name.rsplit("/", maxsplit=1)[-1].casefold() not in shown)
