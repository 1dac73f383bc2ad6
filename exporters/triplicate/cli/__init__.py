"""The command line. Only ``argparse`` is imported until a command runs, so that ``--help`` comes at once.

Exit codes: 0 done, 1 findings or differences, 2 cannot read or write, wrong usage, or a fault in Triplicate;
of several texts the highest. Where a signal ended it 128 and its number: 130 SIGINT, 143 SIGTERM, 141 a broken pipe.
"""

import argparse
import gc
import os
import signal
import sys
from functools import cache

TYPE_CHECKING = False  # to import the module of that name would be a tenth of the time of "triplicate --help"
if TYPE_CHECKING:
    from typing import Any

PROGRAM = "triplicate"
_LINES = range(40, 1001)  # characters that a line of a text may be filled up to
_AT_ONCE = ("make", "prove")
"""The modules whose commands do one thing and end: what they read and make for it stays until then."""
SIGNALLED = 128  # the shells' convention: to this the number of the signal is added


class _StoppedError(BaseException):
    """A signal asks the program to stop; what it has begun is cleared away as the exception goes up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    from triplicate.cli.streams import exit_code_of_streams, make_lasting

    for one in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(one) is signal.SIG_DFL:  # nohup has SIGHUP ignored
            signal.signal(one, _stop)
    make_lasting()
    # Going through all that is loaded for what nobody needs any more would take a tenth of the time of an export, and
    # as much again at its end.
    gc.disable()
    try:
        code = run(arguments)
    except SystemExit as leaving:  # --help and wrong usage
        code = leaving.code if isinstance(leaving.code, int) else 0
    code = exit_code_of_streams(code)
    gc.freeze()
    sys.exit(code)


def _stop(number: int, _: object) -> None:
    raise _StoppedError(number)


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; never raises but for ``--help`` and wrong usage (SystemExit)."""
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        return SIGNALLED + signal.SIGINT
    except _StoppedError as stopped:
        return SIGNALLED + stopped.number
    except Exception as error:
        from triplicate.cli.streams import visible
        from triplicate.errors import FindingsError, InternalError, TriplicateError

        if isinstance(error, FindingsError):
            print(f"{PROGRAM}: error: {error}", file=sys.stderr)
            return error.exit_code
        if isinstance(error, TriplicateError):
            print(f"{PROGRAM}: error: {visible(str(error))}", file=sys.stderr)
            return error.exit_code
        if os.environ.get("TRIPLICATE_DEBUG"):
            raise
        fault = InternalError(error)
        print(f"{PROGRAM}: {fault}", file=sys.stderr)
        return fault.exit_code


def _run(options: argparse.Namespace) -> int:
    # Each command is a module of this package, imported when it runs.
    import importlib

    module = importlib.import_module(f"triplicate.cli.{options.module}")
    if options.module not in _AT_ONCE:
        gc.enable()
    result = getattr(module, options.function)(options)
    return int(result)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Turn one text into a tagged PDF, a Word document and an EPUB that say the same to every reader.",
        epilog="Exit codes: 0 done, 1 findings or differences, 2 cannot read or write, wrong usage. "
        "“triplicate manual” says where the manual is.",
        formatter_class=_formatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Command)

    start = _command(commands, "init", "start", "init", "write a first text, a configuration and a house theme")
    start.add_argument("folder", metavar="DIR", nargs="?", default=".", help="the folder (default: this one)")

    _export(commands)
    _watch(commands)

    check = _command(commands, "check", "make", "check", "report what is wrong in each text, and how to mend it")
    printed = _sources(check)
    printed.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for code hosts")
    printed.add_argument("--statistics", action="store_true", help="print how often each rule is broken, and no more")
    printed.add_argument("--verbose", "-v", action="store_true", help="list the keys of the front matter not used here")
    _mending(check)

    _format(commands)
    _import(commands)
    read = _command(
        commands, "read", "prove", "read", "say what a screen reader meets in a file: PDF, Word, EPUB or HTML"
    )
    read.add_argument("file", metavar="FILE", help="a file of any origin")
    shape = read.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print the outline as JSON")
    shape.add_argument("--tree", action="store_true", help="print the outline as a tree, with places in the file")

    verify = _command(commands, "verify", "prove", "verify", "prove that files say what their text says")
    verify.add_argument("source", metavar="SOURCE", help="the text")
    verify.add_argument("files", metavar="FILE", nargs="*", help="files or folders (default: the source's own folder)")
    _identity(verify)
    _style(verify)
    _evidence(verify)
    _differences(verify)

    _validate(commands)
    _serve(commands)

    compare = _command(commands, "compare", "prove", "compare", "tell how two files of any origin differ for a reader")
    compare.add_argument("first", metavar="FILE", help="a PDF, Word document, EPUB or web page")
    compare.add_argument("second", metavar="FILE", help="another")
    _differences(compare)

    explain = _command(commands, "explain", "show", "explain", "say what a rule asks, whom it serves, and its source")
    explain.add_argument(
        "codes", metavar="CODE", nargs="*", help="the code of a finding: I001 (default: all, in a list)"
    )

    doctor = _command(commands, "doctor", "show", "doctor", "say what this machine lacks, and how to get it")
    doctor.add_argument("--json", action="store_true", help="print JSON")

    schema = _command(commands, "schema", "show", "schema", "print the JSON Schema of triplicate.toml or front matter")
    schema.add_argument("of", choices=("config", "front-matter"))

    styles = _command(commands, "styles", "styles", "styles", "list the editions, or show one with its contrast")
    styles.add_argument("name", metavar="STYLE", nargs="?", help="an edition, or a house theme's file: house.toml")
    styles.add_argument("--sample", action="store_true", help="export a specimen of the style in every format")
    styles.add_argument("--to", metavar="DIR", help="folder for the specimen (default: this one)")

    _manual(commands)
    completion = _command(commands, "completion", "show", "completion", "print a completion script for your shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    completion.set_defaults(parser=parser)
    return top


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Return what sets out help; argparse by itself asks for the width of the terminal for each option anew."""
    return argparse.HelpFormatter(prog, width=_columns())


@cache
def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns - 2


def _manual(commands: "argparse._SubParsersAction[_Command]") -> None:
    manual = _command(commands, "manual", "manual", "manual", "say where the manual is, or print a part of it")
    shown = manual.add_mutually_exclusive_group()
    shown.add_argument(
        "--print", metavar="PART", nargs="?", const="", help="print the text of a part (without a name: list the parts)"
    )
    shown.add_argument("--open", action="store_true", help="open it in the browser")
    manual.add_argument("--to", metavar="DIR", help="folder for the page (default: the user's cache)")
    manual.set_defaults(cache=None)


def _format(commands: "argparse._SubParsersAction[_Command]") -> None:
    form = _command(commands, "format", "format", "format_sources", "write texts in the one form that each thing has")
    form.description = (
        "Write Markdown in the one form that each thing has. No word changes, and the front matter stays."
    )
    form.epilog = "Exit codes: 0 done, 1 a text was left as it is, or --check finds one that is written otherwise."
    form.add_argument("sources", metavar="SOURCE", nargs="+", help="a .md file, or a folder of them")
    _reading(form)
    form.set_defaults(name=None)
    _wrap(form)
    only = form.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="change nothing, and name the texts that would change")
    only.add_argument("--diff", action="store_true", help="change nothing, and show what would change")


def _import(commands: "argparse._SubParsersAction[_Command]") -> None:
    take = _command(commands, "import", "taking", "import_files", "make a text of a Word, EPUB, HTML or PDF file")
    take.description = (
        "Make a text, and its pictures, of a Word document, an EPUB, a page of HTML or a tagged PDF; say what is "
        "doubtful, and prove that no word is lost."
    )
    take.epilog = (
        "Exit codes: 0 every word is kept and the text can be exported, 1 words are missing or a finding stops an "
        "export, 2 a file cannot be read, or its text is there already."
    )
    take.add_argument(
        "files", metavar="FILE", nargs="+", help="a .docx, .epub, .html or tagged .pdf file of any origin"
    )
    take.add_argument("--to", metavar="DIR", help="folder for the texts (default: beside each file)")
    take.add_argument("--mend", action="store_true", help="mend what is sure: headings in bold, typed lists, spaces")
    take.add_argument("--force", action="store_true", help="replace a text that is there already")
    _wrap(take)
    take.add_argument("--title", metavar="T", help="title, before the file's own")
    take.add_argument("--lang", metavar="L", help="language as a BCP 47 tag (en-GB), before the file's own")
    printed = take.add_mutually_exclusive_group()
    printed.add_argument("--quiet", "-q", action="store_true", help="print errors only")
    printed.add_argument("--json", action="store_true", help="print one JSON object a file")


def _wrap(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--wrap", metavar="N", type=_width, help="fill lines up to N characters (default: a paragraph is one line)"
    )


def _width(written: str) -> int:
    if not written.isdecimal() or not _LINES.start <= int(written) < _LINES.stop:
        raise argparse.ArgumentTypeError(f"a number from {_LINES.start} to {_LINES.stop - 1}, not {written!r}")
    return int(written)


def _export(commands: "argparse._SubParsersAction[_Command]") -> None:
    export = _command(commands, "export", "make", "export", "make the PDF, the Word document and the EPUB of each text")
    printed = _sources(export)
    printed.add_argument("--verbose", "-v", action="store_true", help="say why a long PDF was not laid out in parts")
    _files(export)
    export.add_argument(
        "--keep-faulty",
        action="store_true",
        help="keep files that do not say what their text says, as NAME.faulty.pdf, to be looked at",
    )
    export.add_argument(
        "--validate",
        action="store_true",
        help="ask the validators on this machine too, and let no file appear that they find faults in",
    )
    export.add_argument(
        "--page",
        action="store_true",
        help="write STEM/index.html too, a page that offers the files, and of several texts an index of all",
    )
    export.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have a cluster of Dask make the files; ADDRESS is its scheduler's, such as tcp://10.0.0.1:8786",
    )
    export.add_argument(
        "--no-cache",
        dest="use_cache",
        action="store_false",
        help="make the files anew, also where nothing has changed since they were made",
    )
    _evidence(export)


def _watch(commands: "argparse._SubParsersAction[_Command]") -> None:
    watch = _command(
        commands, "watch", "watch", "watch", "export each text again whenever it, or what it uses, changes"
    )
    watch.epilog = "Ctrl-C ends it, with exit code 0."
    watch.add_argument("sources", metavar="SOURCE", nargs="+", help="a .md or .txt file, or a folder of them")
    _reading(watch)
    _files(watch)
    watch.set_defaults(name=None)


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", metavar="DIR", help="folder for the files (default: beside each source)")
    command.add_argument(
        "--formats", metavar="LIST", help="which formats, of pdf,docx,epub,html (default: all but html)"
    )
    _style(command)
    command.add_argument(
        "--reference-docx",
        metavar="FILE",
        help="a Word document or template whose styles, page, header and footer the Word documents take",
    )
    command.add_argument(
        "--assets",
        metavar="DIR",
        help="folder beside the web pages for their pictures and style (default: each page holds its own)",
    )
    command.add_argument("--pdf-standard", metavar="NAME", help="ua-1 (PDF/UA-1 + PDF/A-2a) or ua-2 (+ PDF/A-4)")
    command.add_argument(
        "--no-verify", dest="verify", action="store_false", help="do not read the files back and compare them"
    )
    command.add_argument(
        "--cache", metavar="DIR", help="folder that remembers what was made of which text (default: the user's own)"
    )


def _validate(commands: "argparse._SubParsersAction[_Command]") -> None:
    validate = _command(commands, "validate", "validate", "validate", "ask the validators on this machine about files")
    validate.description = (
        "Ask the validators on this machine about files of any origin: veraPDF about PDF, openxml-audit about Word, "
        "EPUBCheck and Ace about EPUB."
    )
    validate.epilog = (
        "Exit codes: 0 all are valid, 1 a validator finds that a file is not, 2 a file cannot be read, or no validator "
        "came to a verdict on it. “triplicate doctor” says which validators this machine lacks, and how to get them."
    )
    validate.add_argument("files", metavar="FILE", nargs="+", help="a PDF, Word document or EPUB")
    validate.add_argument("--json", action="store_true", help="print JSON")


def _serve(commands: "argparse._SubParsersAction[_Command]") -> None:
    serve = _command(commands, "serve", "serve", "serve", "show a page on which texts are checked and exported")
    serve.description = (
        "Show a page for people without a command line: they paste or drop a text, see what is wrong beside the line, "
        "and take the files. Programs have an API at /api."
    )
    serve.epilog = "Ctrl-C ends it, with exit code 0. It needs: pip install 'triplicate[web]'."
    serve.add_argument(
        "--host", metavar="ADDRESS", default="127.0.0.1", help="address to listen at (default: only here)"
    )
    serve.add_argument("--port", metavar="N", type=int, default=8765, help="port to listen at (default: 8765)")
    serve.add_argument("--styles", metavar="DIR", help="a folder of house themes, which are offered as editions")
    serve.add_argument(
        "--jobs",
        "-j",
        metavar="N",
        type=int,
        help="how many texts are made at once (default: as many as there are cores)",
    )
    serve.add_argument(
        "--token", metavar="T", help="let in only who knows this word (default: what TRIPLICATE_TOKEN holds)"
    )
    serve.add_argument(
        "--keep", metavar="MINUTES", type=int, default=60, help="how long texts and files are kept (default: 60)"
    )
    serve.add_argument(
        "--name",
        metavar="HOST",
        action="append",
        default=[],
        help="a name that the page is reached by, behind a reverse proxy; may be repeated",
    )
    serve.add_argument(
        "--proxy", metavar="ADDRESS", help="address of the reverse proxy, whose X-Forwarded headers are believed then"
    )
    serve.add_argument("--dask", metavar="ADDRESS", help="have a cluster of Dask make the files: tcp://10.0.0.1:8786")


def _command(
    commands: "argparse._SubParsersAction[_Command]", name: str, module: str, function: str, summary: str
) -> argparse.ArgumentParser:
    description = summary[0].upper() + summary[1:] + "."
    command = commands.add_parser(name, help=summary, description=description, formatter_class=_formatter)
    command.set_defaults(module=module, function=function)
    return command


def _sources(command: argparse.ArgumentParser) -> "argparse._MutuallyExclusiveGroup":
    """Add what commands on sources share; return the options for what is printed, of which one holds."""
    command.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="a .md or .txt file, a folder of them, or - for standard input"
    )
    command.add_argument(
        "--name", metavar="FILE", help="what the text from standard input is called: its place and kind"
    )
    _reading(command)
    printed = command.add_mutually_exclusive_group()
    printed.add_argument("--quiet", "-q", action="store_true", help="print errors only")
    printed.add_argument("--json", action="store_true", help="print one JSON object a source")
    return printed


def _reading(command: argparse.ArgumentParser) -> None:
    _identity(command)
    command.add_argument("--strict", action="store_true", help="let warnings stop an export too")
    command.add_argument(
        "--jobs",
        "-j",
        metavar="N",
        type=int,
        help="how many processes work at once (default: as many as there are cores, on few short texts one)",
    )


def _differences(command: argparse.ArgumentParser) -> None:
    command.add_argument("--all", action="store_true", help="print every difference, also where many are of one kind")
    command.add_argument("--json", action="store_true", help="print JSON")


def _identity(command: argparse.ArgumentParser) -> None:
    command.add_argument("--title", metavar="T", help="title, before the text's own")
    command.add_argument("--lang", metavar="L", help="language as a BCP 47 tag (en-GB), before the text's own")
    command.add_argument("--date", metavar="D", help="date as 2019-01-25, before the text's own")
    command.add_argument("--publisher", metavar="P", help="who publishes the text, before the text's own")
    command.add_argument(
        "--kind", metavar="K", help="release, report, leaflet or guidance, which decides how a text opens"
    )
    command.add_argument(
        "--base-url", metavar="URL", help="where the text is published: the address that relative links are seen from"
    )
    command.add_argument(
        "--media", metavar="DIR", action="append", default=[], help="a further folder that pictures may come from"
    )
    command.add_argument(
        "--lenient", action="store_true", help="leave out what would be refused, with a sign in its place and a warning"
    )
    command.add_argument(
        "--allow-outside",
        action="store_true",
        help="let texts and triplicate.toml name files and folders outside their project",
    )


def _style(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--style",
        metavar="NAMES",
        help="one edition or several: standard,large-print; or a house theme's file: house.toml",
    )


def _mending(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--fix", action="store_true", help="mend in the texts what is mechanical and safe; shows a diff"
    )
    command.add_argument("--dry-run", action="store_true", help="with --fix: show the diff and change nothing")
    command.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def _evidence(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--report", metavar="DIR", help="write an evidence report there: a page for an auditor, and the same as JSON"
    )


class _Command(argparse.ArgumentParser):
    """The parser of a command, whose options may stand before, between and after its files."""

    _intermixed = False

    def parse_known_args(self, args: "Any" = None, namespace: "Any" = None) -> "Any":
        """Parse as argparse does; its own way of mixing calls this method again."""
        if self._intermixed:
            return super().parse_known_args(args, namespace)
        self._intermixed = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._intermixed = False


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from triplicate.system.version import installed_version

        print(f"{PROGRAM} {installed_version()}")
        parser.exit(0)
