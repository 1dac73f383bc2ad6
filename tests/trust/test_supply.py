"""What the package is made of: locked as `pyproject.toml` asks, and listed in the bill of materials."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

TOP = Path(__file__).parents[2]
LOCKED = TOP / ".github" / "locked"
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


def locked(name):
    """Return the versions in a lock file by the package; each must have a hash."""
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n?", "", (LOCKED / name).read_text("utf-8")).strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    pairs = [entry.split()[0].split("==") for entry in entries]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def asked_for(*extras):
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    found = [Requirement(line) for line in lines]
    return [one for one in found if one.name != PROJECT["name"]]


def allows(requirement, version):
    return version is not None and version in requirement.specifier


@pytest.mark.parametrize(
    ("name", "extras"), [("development.txt", tuple(PROJECT["optional-dependencies"])), ("product.txt", ())]
)
def test_the_locked_versions_are_those_that_the_project_allows(name, extras):
    versions = locked(name)
    wanted = asked_for(*extras)
    assert len(wanted) > 20
    wrong = [str(one) for one in wanted if not allows(one, versions.get(canonicalize_name(one.name)))]
    assert wrong == [], "run tests/lock"


def test_a_user_gets_the_versions_that_the_tests_ran_with():
    assert locked("product.txt").items() <= locked("development.txt").items()


def test_the_bill_of_materials_lists_what_a_user_gets(tmp_path):
    # As tests/build makes it.
    made = tmp_path / "bill.json"
    arguments = ["requirements", LOCKED / "product.txt", "--pyproject", TOP / "pyproject.toml", "--output-file", made]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        *arguments,
        "--output-reproducible",
        "--no-validate",
    ]
    subprocess.run(command, check=True, capture_output=True)
    bill = json.loads(made.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "triplicate"
    listed = {canonicalize_name(one["name"]): Version(one["version"]) for one in bill["components"]}
    assert listed == locked("product.txt")
