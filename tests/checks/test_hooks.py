"""The pre-commit hook and the example workflow call commands that exist."""

import re
import shlex
from pathlib import Path

import yaml

from triplicate.cli import parser

ROOT = Path(__file__).parents[2]


def test_the_pre_commit_hook_checks_the_files_it_is_given() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    options = parser().parse_args([*arguments, "news.md", "guide.md"])
    assert program == "triplicate"
    assert (options.function, options.sources) == ("check", ["news.md", "guide.md"])


def test_the_example_workflow_uploads_the_file_that_it_writes() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "texts.yml").read_text("utf-8"))
    steps = workflow["jobs"]["check"]["steps"]
    calls = [step["run"] for step in steps if step.get("run", "").startswith("triplicate ")]
    assert calls
    for call in calls:
        command = call.partition(">")[0]
        assert parser().parse_args(shlex.split(command)[1:]).function == "check"
    (written,) = {found[1] for call in calls if (found := re.search(r"> (\S+)", call))}
    (upload,) = [step for step in steps if "upload-sarif" in step.get("uses", "")]
    assert upload["with"]["sarif_file"] == written
    assert workflow["permissions"]["security-events"] == "write"
