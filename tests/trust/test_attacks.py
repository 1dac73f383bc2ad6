"""A few of the attacks of every kind, each of its own seed; `python -m tests.trust.campaign` makes thousands."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.trust import attacks, campaign
from tests.trust.running import at_rename, triplicate, write
from triplicate import cli

SECONDS, MEGABYTES = campaign.SECONDS, campaign.MEGABYTES


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_source_is_never_a_fault_of_ours(tmp_path, seed):
    assert attacks.source(seed, tmp_path) in ("accepted", "refused")


@pytest.mark.parametrize("seed", range(6))
def test_what_is_accepted_of_a_damaged_source_is_read_back_as_it_is(tmp_path, seed):
    assert attacks.export(seed, tmp_path) in ("accepted", "refused")


@pytest.mark.parametrize("seed", range(20))
def test_a_mutated_file_is_read_or_refused(tmp_path, seed):
    assert attacks.file(seed, tmp_path) in ("accepted", "refused")


def bounded():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20, MEGABYTES * 2**20))


def test_a_hostile_input_has_an_end(tmp_path):
    # One of a process of its own, with its bounds; the campaign makes them in forks.
    text, kind = attacks.hostile_text(11)
    done = triplicate("check", write(tmp_path / "text.md", text), preexec_fn=bounded)
    assert done.returncode in (0, 1), (kind, done.stderr)
    assert "internal error" not in done.stderr


def in_a_process(arguments, rename, chance):
    """Run the program in a process of its own until it is killed: a start for `attacks.kill`."""
    if rename is not None:
        assert at_rename("SIGKILL", rename, *arguments).returncode == -signal.SIGKILL
        return
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-m", "triplicate", *arguments], env=environment) as process:
        time.sleep(chance.uniform(0.2, 2))
        process.kill()


@pytest.mark.parametrize("seed", [0, 1])
def test_a_kill_at_any_moment_leaves_nothing_half(tmp_path, seed):
    assert attacks.kill(seed, tmp_path, in_a_process) in ("old", "new", "new and old")


# The campaign itself: what it is to find, it finds, and it goes on where it was.


def fault(seed, folder):
    (folder / "text.md").write_text("words")
    match seed:
        case 1:
            raise AssertionError("half a file")
        case 2:
            os.kill(os.getpid(), signal.SIGTERM)
        case 3:
            while True:
                pass
        case 4:
            bytearray(MEGABYTES * 2**21)
    return "accepted" if seed % 2 else "refused"


def test_the_campaign_finds_faults_crashes_and_what_is_too_much(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(campaign, "SECONDS", 0.2)
    monkeypatch.setattr(campaign, "KINDS", {"exports": (fault, 3)})
    monkeypatch.setattr(campaign, "ALIKE", {"exports": 4})
    assert campaign.campaign(tmp_path, "exports", 5) == 4
    told = capsys.readouterr().out
    for said in (
        "seed 1: AssertionError: half a file",
        "seed 2: signal 15",
        "seed 3: more than 0.2 s",
        "seed 4: Memory",
    ):
        assert said in told
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "exports-1",
        "exports-2",
        "exports-3",
        "exports-4",
        "exports.jsonl",
    ]
    seeds = [json.loads(line)["seed"] for line in (tmp_path / "exports.jsonl").read_text().splitlines()]
    assert seeds == list(range(len(seeds)))
    campaign.campaign(tmp_path, "exports", 7)
    more = [json.loads(line)["seed"] for line in (tmp_path / "exports.jsonl").read_text().splitlines()]
    assert more == list(range(len(more)))
    assert len(more) > len(seeds)


def test_the_campaign_has_every_attack():
    made = {one.func if isinstance(one, partial) else one for one, _ in campaign.KINDS.values()}
    assert made == {attacks.kill, attacks.hostile, attacks.file, attacks.export, attacks.source}
    assert set(campaign.ALIKE) == set(campaign.KINDS)
