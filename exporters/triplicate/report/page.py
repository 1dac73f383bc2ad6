"""The report as a page for people: one HTML file, without scripts, without anything from outside."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from xml.etree.ElementTree import Element

from triplicate.proof.proving import Proof
from triplicate.report import markup, verdicts
from triplicate.report.checks import Check, Result
from triplicate.report.criteria import CRITERIA, Criterion, Group
from triplicate.report.evidence import Evidence
from triplicate.report.markup import add, passage
from triplicate.report.record import serving
from triplicate.report.rows import ReportSection
from triplicate.report.sides import outlines
from triplicate.rules.finding import Finding
from triplicate.theme.fonts import styles_folder

_FORMATS = {"pdf": "PDF", "docx": "Word", "epub": "EPUB", "html": "HTML"}
_WORST_FIRST = tuple(Result)


def page(evidence: Evidence, checks: tuple[Check, ...], sections: tuple[ReportSection, ...]) -> bytes:
    """Return the page."""
    metadata = evidence.document.metadata
    root = Element("html", lang="en")
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "meta", name="color-scheme", content="light dark")
    add(head, "title", f"Evidence report: {metadata.title}")
    add(head, "style", (styles_folder() / "report.css").read_text(encoding="utf-8"))
    body = add(root, "body")
    add(add(body, "p", class_="skip"), "a", "Skip to the report", href="#report")
    header = add(body, "header")
    add(header, "p", "Evidence report", class_="kind")
    passage(header, metadata.title, metadata.lang, "h1")
    made = f"Made by Triplicate {evidence.version}".rstrip()
    day = f"{evidence.moment.day} {evidence.moment:%B %Y}"
    dated = f"the date of the text, {day}" if metadata.date == evidence.moment.date() else f"the date {day}"
    add(header, "p", f"{made} from {evidence.source.name}. It carries {dated}.")
    main = add(body, "main", id="report", tabindex="-1")
    _verdict(main, evidence, checks)
    _contents(main)
    _files(main, evidence)
    _differences(main, evidence)
    verdicts.fill(_part(main, "validators"), evidence)
    _findings(main, evidence)
    _criteria(main, checks)
    _all_checks(main, evidence, checks)
    outlines(_part(main, "outlines"), sections, [_label(proof, evidence) for proof in evidence.proofs])
    add(add(body, "footer"), "p", verdicts.not_shown(evidence))
    return markup.serialised(root)


_PARTS = {
    "files": "The text and the files",
    "differences": "Differences between the text and the files",
    "validators": "What validators of other makes say",
    "findings": "Findings in the text",
    "criteria": "By success criterion: what was checked, what a person must judge",
    "checks": "Every check",
    "outlines": "The outlines side by side",
}


def _part(main: Element, name: str) -> Element:
    section = add(main, "section", aria_labelledby=name)
    add(section, "h2", _PARTS[name], id=name)
    return section


def _contents(main: Element) -> None:
    navigation = add(main, "nav", aria_labelledby="in-this-report")
    add(navigation, "h2", "In this report", id="in-this-report")
    listed = add(navigation, "ul")
    for name, words in _PARTS.items():
        add(add(listed, "li"), "a", words, href=f"#{name}")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural but for one."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _label(proof: Proof, evidence: Evidence) -> str:
    """Return what a file is called in a column: its format, and its name if there are two of that format."""
    name = _FORMATS[proof.outline.kind]
    alone = sum(other.outline.kind == proof.outline.kind for other in evidence.proofs) == 1
    return name if alone else f"{name}, {proof.file.name}"


# In short


def _verdict(main: Element, evidence: Evidence, checks: tuple[Check, ...]) -> None:
    section = add(main, "section", aria_labelledby="in-short", class_="verdict")
    add(section, "h2", "In short", id="in-short")
    listed = add(section, "ul", class_="results")
    for proof in evidence.proofs:
        number = len(proof.differences)
        item = add(listed, "li", class_="bad" if number or proof.same_source is False else "good")
        add(item, "strong", proof.file.name)
        said = counted(number, "difference") + " from the text"
        markup.append(item, f": {said}. {_origin(proof)}")
    made = Counter(check.result for check in checks)
    item = add(listed, "li", class_="bad" if made[Result.FAILED] else "good")
    add(item, "strong", "Checks by machine")
    markup.append(
        item,
        f": {made[Result.PASSED]} passed, {made[Result.FAILED]} failed, {made[Result.ADVICE]} gave advice, "
        f"{made[Result.IGNORED]} ignored with a reason. {made[Result.NOT_MADE] + made[Result.NOTHING]} were not made "
        "or had nothing to check.",
    )
    item = add(listed, "li", class_="person")
    add(item, "strong", "For a person")
    questions = sum(criterion.group in (Group.CONTENT, Group.LOOK) for criterion in CRITERIA.values())
    markup.append(
        item,
        f": {questions} questions on the content and the look, under each criterion below. No machine can answer them.",
    )
    add(section, "p", verdicts.not_shown(evidence))


def _origin(proof: Proof) -> str:
    match proof.same_source:
        case True:
            return "It names this very text as its source."
        case False:
            return "It says that it was made from another text."
        case None:
            return "It does not say from which text it was made."


# Files


def _files(main: Element, evidence: Evidence) -> None:
    section = _part(main, "files")
    metadata = evidence.document.metadata
    add(section, "h3", f"The text: {evidence.source.name}")
    found = markup.terms(
        section,
        (
            ("Kind", "Plain text" if evidence.plain else "Markdown"),
            ("Language", metadata.lang),
            ("SHA-256", evidence.document.sha256),
            ("Styles", ", ".join(evidence.styles)),
        ),
    )
    add(found, "dt", "Title")
    passage(found, metadata.title, metadata.lang, "dd")
    claims = "Claims" if evidence.verdicts else "Claims, not checked here"
    for proof in evidence.proofs:
        add(section, "h3", f"{_FORMATS[proof.outline.kind]}: {proof.file.name}")
        found = markup.terms(
            section,
            (
                ("Source", _origin(proof)),
                ("SHA-256", proof.sha256),
                ("Size", f"{proof.size:,} bytes"),
                ("Made by", proof.fingerprint.program or "The file does not say."),
                ("Language", proof.outline.lang or "The file does not say."),
                (claims, "; ".join(proof.fingerprint.claims) or "None."),
            ),
        )
        add(found, "dt", "Title")
        passage(found, proof.outline.title or "None.", proof.outline.lang if proof.outline.title else "en", "dd")


# Differences and findings


def _differences(main: Element, evidence: Evidence) -> None:
    section = _part(main, "differences")
    for proof in evidence.proofs:
        add(section, "h3", proof.file.name)
        if not proof.differences:
            add(section, "p", "None: a reader meets the same as in the text.", class_="good")
            continue
        add(section, "p", f"{counted(len(proof.differences), 'difference')}, worst first.", class_="bad")
        listed = add(section, "ol", class_="items")
        for difference in proof.differences:
            item = add(listed, "li")
            add(item, "code", difference.kind)
            add(item, "span", f" {difference.severity.value} ", class_=f"severity {difference.severity.value}")
            markup.message(item, _sentence(difference.message), evidence.document.metadata.lang)
            where = [f"in the text: line {difference.place.line}"] if difference.place else []
            where += [f"in the file: {difference.where}"] if difference.where else []
            if where:
                add(item, "span", _sentence(", ".join(where)), class_="where")


def _findings(main: Element, evidence: Evidence) -> None:
    section = _part(main, "findings")
    if not evidence.findings:
        add(section, "p", "None: no check of the text found anything.", class_="good")
    else:
        counts = Counter(finding.severity.value for finding in evidence.findings)
        said = ", ".join(f"{name}: {number}" for name, number in counts.items())
        add(section, "p", f"{counted(len(evidence.findings), 'finding')} ({said}).")
        _list_findings(section, ((finding, "") for finding in evidence.findings), evidence)
    add(section, "h3", "Ignored, with the reason")
    if evidence.ignored:
        _list_findings(section, evidence.ignored, evidence)
    else:
        add(section, "p", "None.")


def _list_findings(section: Element, found: Iterable[tuple[Finding, str]], evidence: Evidence) -> None:
    listed = add(section, "ul", class_="items")
    for finding, reason in found:
        item = add(listed, "li")
        add(item, "code", finding.code)
        add(item, "span", f" {finding.severity.value} ", class_=f"severity {finding.severity.value}")
        markup.sentence(item, finding, evidence.document.metadata.lang)
        if finding.hint:
            markup.append(item, f" {finding.hint}")
        if reason:
            add(item, "span", f"Ignored, because: {reason}", class_="reason")
        name = PurePath(finding.source).name or evidence.source.name
        add(item, "span", f"{name}, line {finding.place.line}, column {finding.place.column}.", class_="where")


# Criteria and checks


def _criteria(main: Element, checks: tuple[Check, ...]) -> None:
    section = _part(main, "criteria")
    add(
        section,
        "p",
        "WCAG 2.2, levels A and AA, with the clauses of EN 301 549 v3.2.1 on documents. A check that passed was made "
        "in this run and found nothing; that alone does not meet a criterion. Checks that serve no criterion, such as "
        "that of the words, are under “Every check”.",
    )
    for group in Group:
        members = [criterion for criterion in CRITERIA.values() if criterion.group is group]
        outer = add(section, "details", **({"open": "open"} if group is Group.CONTENT else {}))
        summary = add(outer, "summary")
        add(summary, "h3", group.value)
        add(summary, "span", f" {len(members)} criteria")
        for criterion in members:
            _criterion(outer, criterion, checks)


def _criterion(parent: Element, criterion: Criterion, checks: tuple[Check, ...]) -> None:
    card = add(parent, "article", class_="criterion")
    add(card, "h4", f"{criterion.number} {criterion.name}")
    clause = f"EN 301 549, {criterion.clause}" if criterion.clause else "No clause for documents in EN 301 549 v3.2.1"
    add(card, "p", f"Level {criterion.level}. {clause}.", class_="where")
    found = add(card, "dl")
    add(found, "dt", "By machine")
    answer = add(found, "dd")
    served = serving(criterion, checks)
    if not served:
        markup.append(answer, "Nothing was checked.")
    else:
        bad = any(check.result is Result.FAILED for check in served)
        add(answer, "p", _numbers(served), class_="bad" if bad else "good")
        listed = add(answer, "ul", class_="checks")
        for what, members in _by_what(served).items():
            failed = any(check.result is Result.FAILED for check in members)
            add(listed, "li", f"{what}: {_outcomes(members)}.", **({"class_": "failed"} if failed else {}))
    add(found, "dt", "For a person")
    add(found, "dd", criterion.question)


def _by_what(checks: tuple[Check, ...]) -> dict[str, list[Check]]:
    """Return the checks by what they ask, those with a worse result first."""
    result: dict[str, list[Check]] = {}
    for check in sorted(checks, key=lambda check: _WORST_FIRST.index(check.result)):
        code = f"{check.id} " if check.subject == "source" else ""
        result.setdefault(f"{code}{check.what}", []).append(check)
    return result


def _outcomes(checks: Iterable[Check]) -> str:
    """Return what came of a check on several subjects: "failed (1) in a.pdf; passed in a.docx and a.epub"."""
    subjects: dict[str, list[str]] = {}
    for check in checks:
        number = f" ({check.count})" if check.count else ""
        name = "the text" if check.subject == "source" else check.subject
        subjects.setdefault(f"{check.result.value}{number}", []).append(name)
    return "; ".join(f"{result} in {_joined(names)}" for result, names in subjects.items())


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _numbers(checks: Iterable[Check]) -> str:
    """Return how many checks came to what: "Failed: 1. Passed: 9. Not made: 2."."""
    numbers = Counter(check.result for check in checks)
    return " ".join(f"{result.value.capitalize()}: {numbers[result]}." for result in Result if numbers[result])


def _all_checks(main: Element, evidence: Evidence, checks: tuple[Check, ...]) -> None:
    section = _part(main, "checks")
    add(
        section,
        "p",
        "“Passed” means that the check was made in this run and found nothing. “Not made” checks say why.",
    )
    subjects = dict.fromkeys(check.subject for check in checks)
    for subject in subjects:
        members = [check for check in checks if check.subject == subject]
        failed = any(check.result is Result.FAILED for check in members)
        outer = add(section, "details", **({"open": "open"} if failed else {}))
        summary = add(outer, "summary")
        name = f"The text, {evidence.source.name}" if subject == "source" else subject
        add(summary, "h3", name)
        add(summary, "span", f" {_numbers(members)}")
        body = markup.table(outer, (("Checks on " + name, "en"),), ("Check", "Result", "Source of the rule"), "list")
        for check in members:
            row = add(body, "tr", role="row")
            code = f"{check.id} " if subject == "source" else ""
            add(row, "th", f"{code}{check.what}", scope="row", role="rowheader")
            cell = add(row, "td", role="cell", class_=check.result.name.lower().replace("_", "-"))
            found = f": {check.count}" if check.count else ""
            add(cell, "strong", f"{check.result.value[:1].upper()}{check.result.value[1:]}{found}")
            if check.note:
                add(cell, "span", f" {check.note}", class_="note")
            clauses = [CRITERIA[number].clause for number in check.criteria if CRITERIA[number].clause]
            en = f" (EN 301 549: {', '.join(clauses)})" if clauses else ""
            wcag = "" if "WCAG" in check.authority or not check.criteria else f"; WCAG 2.2, {', '.join(check.criteria)}"
            add(row, "td", f"{check.authority}{wcag}{en}", role="cell", class_="where")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "”")) else ".")
