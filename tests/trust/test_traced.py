"""What an export of pictures from strangers asks of the system, as strace sees it: no file outside, no connection."""

import os
import re
import sys
from itertools import product
from pathlib import Path

from tests.judges import tools
from tests.trust.running import LETTER, write
from triplicate import cli
from triplicate.jobs.batch import check_source
from triplicate.jobs.texts import Request

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
DRAWINGS = (
    '<?xml-stylesheet href="{}"?>{HEAD}<rect width="9" height="9"/></svg>',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "{}">]>{HEAD}<text>&x;</text></svg>',
    '<!DOCTYPE svg SYSTEM "{}">{HEAD}<rect width="9" height="9"/></svg>',
    '{HEAD}<image href="{}" width="9" height="9"/></svg>',
    '{HEAD}<image xlink:href="{}" width="9" height="9"/></svg>',
    '{HEAD}<use href="{}#a"/></svg>',
    '{HEAD}<style>@import "{}"; rect {{fill: url({})}}</style><rect width="9" height="9"/></svg>',
    '{HEAD}<style>@font-face {{font-family: a; src: url({})}}</style><text y="8" font-size="4" font-family="a">a</text></svg>',
    "{HEAD}<rect width='9' height='9' style='fill: u\\72l({})'/></svg>",
    "{HEAD}<rect width='9' height='9' style='filter: url({})'/></svg>",
    '{HEAD}<a href="{}"><text y="8" font-size="4">a</text></a></svg>',
    '{HEAD}<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{}"/></foreignObject></svg>',
)


def test_pictures_from_strangers_open_no_file_outside_and_no_connection(tmp_path):
    outside = tmp_path / "outside"
    write(outside / "secret.svg", f'{HEAD}<rect id="a" width="9" height="9"/></svg>')
    project = tmp_path / "project"
    wanted = ("http://127.0.0.1:9/x.svg", f"file://{outside}/secret.svg", "../outside/secret.svg", "//127.0.0.1/x.svg")
    for number, target in enumerate(wanted):
        write(project / f"p{number}.md", f"{LETTER}\n![A picture]({target})\n")
    harmless = []
    for number, (drawing, target) in enumerate(product(DRAWINGS, wanted[:2])):
        made = drawing.replace("{{", "{").replace("}}", "}").replace("{HEAD}", HEAD).replace("{}", target)
        write(project / f"d{number}.svg", made)
        shown = f"![Drawing {number}](d{number}.svg)\n"
        text = write(project / f"d{number}.md", f"{LETTER}\n{shown}")
        if check_source(text, Request()).error is None:
            harmless.append(shown)
            text.unlink()
    assert 0 < len(harmless) < len(DRAWINGS)
    # What holds nothing to fetch once it is written anew goes all the way, into all three files.
    write(project / "all.md", "\n".join((LETTER, *harmless)))
    log = tmp_path / "log"
    traced = [tools.command("strace", "strace"), "-f", "-qq", "-e", "trace=openat,open,connect", "-o", log]
    program = [sys.executable, "-m", "triplicate", "export", project, "--style", "dyslexia", "--quiet"]
    done = tools.run([*traced, *program], env={"PYTHONPATH": str(Path(cli.__file__).parents[2])})
    assert done.returncode == 1, done.stderr
    assert {path.suffix for path in project.glob("all.*")} == {".md", ".pdf", ".docx", ".epub"}, done.stderr
    calls = log.read_text("utf-8", "replace")
    opened = re.findall(r'open(?:at)?\(.*?"([^"]*)"', calls)
    assert {str(project / f"d{number}.svg") for number in range(2 * len(DRAWINGS))} <= set(opened)
    assert [path for path in opened if str(outside) in os.path.normpath(path)] == []
    # Workers are asked for through a socket that multiprocessing makes in a folder of its own.
    connections = [call for call in re.findall(r"connect\(.*", calls) if not re.search(r"AF_UNIX.*/pymp-\w+/", call)]
    assert connections == []
