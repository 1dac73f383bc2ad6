"""The files of images: found below the allowed folders only, judged by their content, never by their name."""

import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from triplicate.document.model import NOWHERE, Picture
from triplicate.later import dataclass
from triplicate.pictures import WorkError, work
from triplicate.pictures.normal_form import UNKNOWN, Normal, decoded
from triplicate.reading import rules
from triplicate.reading.code_hosts import in_own_repository
from triplicate.reading.drawings import DrawingError, looks_like_drawing, read_drawing
from triplicate.reading.project_files import ProjectFiles
from triplicate.reading.traces import note_file, note_place
from triplicate.rules.finding import Argument, Quote, Rule

_MAX_BYTES = 50_000_000
_COPIED = ("static", "public", "assets", "website/static", "episodes", "docs", "theme")
"""Folders whose files site generators put where the site begins; The Carpentries' lessons have theirs in episodes."""
_REMEDY = "Save it as PNG, JPEG, GIF, WebP or SVG."


class PictureError(Exception):
    """A picture cannot be had: the rule that is broken, what is wrong, and the remedy."""

    def __init__(self, rule: Rule, sentence: str, hint: str, **arguments: Argument) -> None:
        self.finding = rule.finding(sentence, NOWHERE, hint, **arguments)
        super().__init__(self.finding.message)


@dataclass(slots=True)
class Shelf:
    """Where pictures may come from: ``folders``, searched in order. ``pictures`` are those taken, by their name.

    ``project`` is the folder of the whole project, which a path may lead through, ``files`` what lies in it. ``moving``
    names those taken that have several frames, of which the first is shown.
    """

    folders: tuple[Path, ...]
    pictures: dict[str, Picture] = field(default_factory=dict)
    moving: set[str] = field(default_factory=set)
    project: Path | None = None
    files: ProjectFiles | None = None

    @classmethod
    def of(
        cls,
        folder: Path | None,
        media: Sequence[Path],
        project: Path | None = None,
        files: ProjectFiles | None = None,
    ) -> "Shelf":
        """Return a shelf for the source's folder and further ones, symbolic links resolved."""
        folders = tuple(path.resolve() for path in ((folder,) if folder else ()) + tuple(media))
        return cls(folders, project=project.resolve() if project else None, files=files)

    def take(self, source: str, *, anywhere: bool = False) -> Picture:
        """Return the picture that an image names by a path relative to one of the folders.

        ``anywhere``: a bare name calls a file of the project in whatever folder it lies, as in a vault of notes.

        Raises :class:`PictureError` if it is missing, outside the folders, broken or unsafe.
        """
        if source not in self.pictures:
            self.pictures[source], frames = _load(self._find(source, anywhere=anywhere), source)
            if frames > 1:
                self.moving.add(source)
        return self.pictures[source]

    def has(self, source: str) -> bool:
        """Tell whether the picture at an address is one of the project's own files."""
        return self.project is not None and in_own_repository(source, self.project) is not None

    def holds(self, path: str) -> bool:
        """Tell whether a path leads to a file among those that pictures may come from."""
        try:
            return self._find(path, anywhere=False).is_file()
        except (PictureError, OSError):
            return False

    def _places(self, source: str) -> Iterator[tuple[Path, str]]:
        """Yield where a picture may be: a folder, and a path seen from it.

        A path that begins with a slash is seen from where a site begins. That is no folder of this machine but one of
        the project: the text's own or one above it, or what site generators copy there. So may any other path be that
        leads to nothing beside the text: generators give each text a folder of its own, and paths go up from that.
        """
        yield from ((folder, source) for folder in self.folders)
        if self.project is None or not self.folders:
            return
        rooted = source.startswith(("/", "../"))
        for folder in (*self.folders, *self.folders[0].parents) if rooted else (self.project,):
            if folder.is_relative_to(self.project):
                for below in ("", *_COPIED):
                    yield folder / below, re.sub(r"^(?:\.\.?/|/)+", "", source)

    def _find(self, source: str, *, anywhere: bool) -> Path:
        if self.project and (own := in_own_repository(source, self.project)):
            return own
        if "://" in source or source.startswith(("//", "data:")):
            raise PictureError(
                rules.PICTURE_REMOTE,
                "The image “{image}” is an address, not a file.",
                "Save the picture beside the text and name that file.",
                image=Quote(source[:80]),
            )
        outside = False
        # Python-Markdown and code hosts say behind the name in which look of a page a picture is shown.
        places = (place for named in (source, source.partition("#")[0]) if named for place in self._places(named))
        for folder, name in places:
            note_place(folder / name)
            try:
                path = (folder / name).resolve()
                if not any(path.is_relative_to(one) for one in (folder, *self.folders, self.project) if one):
                    # Of a site, a slash begins no path of this machine.
                    outside = outside or self.project is None or not source.startswith("/")
                elif path.exists():
                    return path
            except (OSError, ValueError, RuntimeError):  # a name too long, a null character, a loop of links
                continue
        if anywhere and self.files and self.folders and (called := self.files.picture(source, self.folders[0])):
            return called
        if outside:
            raise PictureError(
                rules.PICTURE_OUTSIDE,
                "The image “{image}” lies outside the folder of the text.",
                "Copy it below the text's folder, or name its folder with --media.",
                image=Quote(source),
            )
        raise PictureError(
            rules.PICTURE_MISSING,
            "The image “{image}” does not exist." if self.folders else "No folder is known for the image “{image}”.",
            "Check the name, with capital letters and folder, or name its folder with --media.",
            image=Quote(source),
        )


def _load(path: Path, source: str) -> tuple[Picture, int]:
    """Return the picture in normal form, and how many frames its file has."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PictureError(
                rules.PICTURE_BROKEN, "The image “{image}” is not a file.", "Name a file.", image=Quote(source)
            )
        if status.st_size > _MAX_BYTES:
            raise PictureError(
                rules.PICTURE_BROKEN,
                "The image “{image}” is larger than 50 MB.",
                "Make a smaller copy of it.",
                image=Quote(source),
            )
        data = path.read_bytes()
        note_file(path, data, status)
    except OSError as error:
        raise PictureError(
            rules.PICTURE_MISSING,
            "The image “{image}” cannot be read: {problem}.",
            "Check that you may read it.",
            image=Quote(source),
            problem=error.strerror or "unreadable",
        ) from error
    if looks_like_drawing(data):
        try:
            drawing = read_drawing(data)
        except DrawingError as error:
            rule = rules.PICTURE_UNSAFE if error.unsafe else rules.PICTURE_BROKEN
            raise PictureError(
                rule, "The drawing “{image}” {problem}.", error.hint, image=Quote(source), problem=str(error)
            ) from error
        return Picture(path.name, "image/svg+xml", drawing.data, drawing.width, drawing.height), 1
    normal = _raster(data, source)
    return Picture(path.name, normal.media_type, normal.data, normal.width, normal.height), normal.frames


def _raster(data: bytes, source: str) -> Normal:
    try:
        made, fields = work(decoded, data)
    except WorkError as error:
        sentence, hint = "The image “{image}” is damaged: {problem}.", _REMEDY
        if str(error) == UNKNOWN:
            sentence = f"The image “{{image}}” is {UNKNOWN}."
        elif error.stopped:
            sentence, hint = "The image “{image}” cannot be decoded: {problem}.", "Make a smaller copy of it."
        raise PictureError(rules.PICTURE_BROKEN, sentence, hint, image=Quote(source), problem=str(error)) from error
    if not made:
        raise PictureError(
            rules.PICTURE_BROKEN,
            "The image “{image}” has {width} × {height} pixels, more than 100 million.",
            "Make a smaller copy of it.",
            image=Quote(source),
            **fields,
        )
    return Normal(data=made, **fields)
