"""The command that shows the manual."""

import argparse
import hashlib
from pathlib import Path

from triplicate.cli.asked import folder_of_cache
from triplicate.cli.streams import visible
from triplicate.errors import UsageError
from triplicate.reading.files import shipped

_PART = ".md"


def manual(options: argparse.Namespace) -> int:
    """Print where the manual is, as a web page that is made if it is not there yet; or print the text of a part."""
    if options.print is not None:
        print(_part(options.print) if options.print else _listed(), end="")
        return 0
    page = _page(Path(options.to)) if options.to else _kept(folder_of_cache(options))
    print(visible(str(page)))
    if options.open:
        import webbrowser

        if not webbrowser.open(page.resolve().as_uri()):
            raise UsageError(f"no browser was found; open {page} yourself")
    return 0


def _source() -> Path:
    """Return the manual's text."""
    return shipped("source") / "manual.md"


def _parts() -> dict[str, Path]:
    """Return the parts by their names, in order."""
    import yaml

    source = _source()
    _, front, _ = source.read_text(encoding="utf-8").split("---\n", 2)
    return {Path(name).stem: source.parent / name for name in yaml.safe_load(front)["parts"]}


def _listed() -> str:
    """Return the names of the parts with their titles."""
    titles = {name: path.read_text(encoding="utf-8").partition("\n")[0] for name, path in _parts().items()}
    width = max(map(len, titles))
    return "".join(f"{name:{width}}  {title.lstrip('# ')}\n" for name, title in titles.items())


def _part(name: str) -> str:
    parts = _parts()
    if (known := name.removesuffix(_PART)) not in parts:
        raise UsageError(f"the manual has no part {name!r}; its parts are: {', '.join(parts)}")
    return parts[known].read_text(encoding="utf-8")


def _kept(folder: Path) -> Path:
    """Return the page in the user's cache, made anew if the manual or the program is another since."""
    from triplicate.system.fingerprint import fingerprint
    from triplicate.theme.fonts import styles_folder

    texts = [path.read_bytes() for path in (_source(), *_parts().values())]
    made_of = hashlib.sha256(b"\0".join((fingerprint(styles_folder()).encode(), *texts))).hexdigest()
    page = folder / "manual" / f"{made_of[:16]}.html"
    if not page.is_file():
        earlier = list(page.parent.glob("*.html"))
        _make(page)
        for one in earlier:
            one.unlink(missing_ok=True)
    return page


def _page(folder: Path) -> Path:
    page = folder / "manual.html"
    _make(page)
    return page


def _make(page: Path) -> None:
    from triplicate import api
    from triplicate.jobs.publishing import publish

    publish({page: api.export(api.read(_source()), "html")})
