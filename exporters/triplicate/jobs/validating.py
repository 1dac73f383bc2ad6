"""Files before validators of other makes: finished ones, and those in memory that are yet to appear."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from triplicate.errors import MissingToolError, UsageError
from triplicate.formats.product import Format
from triplicate.proof.readback import LARGEST_FILE, kind_of
from triplicate.reading.files import read_bytes
from triplicate.validators import VALIDATORS, Validator, Verdict, judge, validators_for


def validate(file: Path) -> list[Verdict]:
    """Return what every validator on this machine says of a file; its kind is seen in its bytes, not in its name.

    Raises UnreadableError if it cannot be read or is of none of the kinds; UsageError if no validator of its kind is
    known; MissingToolError if this machine has none.
    """
    kind = kind_of(read_bytes(file, LARGEST_FILE), str(file))
    if not _known(kind):
        raise UsageError(
            f"{file}: Triplicate asks no validator about web pages; one is at https://validator.w3.org/nu/"
        )
    require_validators((Format(kind),))
    return judge(file, kind)


def validate_contents(contents: Mapping[Path, bytes]) -> list[Verdict]:
    """Return what every validator on this machine says of files that have not appeared yet, by their places."""
    verdicts: list[Verdict] = []
    for place, data in contents.items():
        with TemporaryDirectory(prefix="triplicate-") as folder:
            file = Path(folder, place.name)
            file.write_bytes(data)
            verdicts += (replace(one, file=place) for one in judge(file, Format(place.suffix[1:]).value))
    return verdicts


def require_validators(formats: Iterable[Format]) -> None:
    """Raise MissingToolError, with the commands that mend it, if this machine lacks all validators of a format."""
    for format_ in formats:
        if _known(format_.value) and not validators_for(format_.value):
            remedies = " or ".join(one.lacks() for one in VALIDATORS if one.kind == format_)
            raise MissingToolError(f"no validator of {format_} files is on this machine; get one with: {remedies}")


def _known(kind: str) -> bool:
    return any(one.kind == kind for one in VALIDATORS)


def unasked(verdicts: Iterable[Verdict]) -> list[Validator]:
    """Return the validators that this machine lacks of those that could have been asked too."""
    asked = {verdict.validator for verdict in verdicts}
    kinds = {one.kind for one in VALIDATORS if one.name in asked}
    return [one for one in VALIDATORS if one.kind in kinds and one.lacks()]
