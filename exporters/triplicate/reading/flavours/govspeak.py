"""What govspeak alone writes between lines: its boxes in braces, lists of legislation, parts for one nation."""

from collections.abc import Iterator

from triplicate.later import regex

_BOX = regex(r"\{::?/?highlight-answer\}|\{/?stat-headline\}|\{/?button\b[^{}\n]*\}|\{barchart\b[^{}\n]*\}")
_EXTERNAL = regex(r"(?<!\w)x(\[[^\[\]\n]+\]\([^()\s]+\))x(?!\w)")
_NUMBERED = regex(r"(\s*[*-] )(\w{1,6})([.)])(?= )")
_NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
    "london": "London",
    "england-wales": "England and Wales",
}
_NATION = regex(rf":(?P<name>{'|'.join(_NATIONS)}):")


def read_govspeak(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Rewrite lines in place; yield what only wrapped words, with the index of its line."""
    law = False
    nation = ""
    for index, line in enumerate(lines):
        if line.strip() in {"$LegislativeList", "$EndLegislativeList"}:
            law = line.strip() == "$LegislativeList"
            lines[index] = ""
            continue
        if law:
            # The numbers are those of the law, and stay as they are.
            lines[index] = _NUMBERED.sub(r"\1\2\\\3", line)
        if "{" in line and (box := _BOX.search(line)):
            yield box[0], index
            lines[index] = _BOX.sub("", line)
        if "x[" in line:
            lines[index] = _EXTERNAL.sub(r"\1", lines[index])
        marks = [match for match in _NATION.finditer(line) if not nation or match["name"] == nation]
        if not nation and marks and marks[0].start() == 0:
            name = marks[0]["name"]
            said = f"**{_NATIONS[name]}:** "
            if len(marks) > 1 and not line[marks[-1].end() :].strip():
                lines[index] = said + line[marks[0].end() : marks[-1].start()].strip()
            elif any(other.rstrip().endswith(f":{name}:") for other in lines[index + 1 :]):
                nation = name
                lines[index] = said + line[marks[0].end() :].lstrip()
        elif nation and marks and not line[marks[-1].end() :].strip():
            lines[index] = line[: marks[-1].start()]
            nation = ""
