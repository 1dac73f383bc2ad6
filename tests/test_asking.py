"""Tests that ask a judge are known by their code, and one that is not known is found out when it asks."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests import asking, judges


def directly():
    judges.qpdf_check(Path("x.pdf"))


@cache
def remembered():
    directly()


class Helper:
    @property
    def verdict(self):
        return [remembered() for _ in range(2)]


def through_a_class():
    return Helper().verdict


def by_wheels_alone():
    return judges.mammoth_html(Path("x.docx"))


# They are named by strings: a test that named the functions themselves would be marked.
@pytest.mark.parametrize("name", ["directly", "through_a_class"])
def test_a_function_that_asks_a_judge_is_known(name):
    assert asking.comes_to_a_door(globals()[name])


def test_what_wheels_bring_is_no_judge():
    assert not asking.comes_to_a_door(globals()["by_wheels_alone"])


def test_a_test_without_the_mark_cannot_start_a_program_of_the_machine():
    with pytest.raises(pytest.fail.Exception, match="has no mark `judges`"):
        subprocess.run(["true"], check=True)


def test_any_test_may_start_python():
    assert subprocess.run([sys.executable, "-c", ""], check=True).returncode == 0
