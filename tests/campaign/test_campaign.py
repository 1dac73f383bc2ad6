"""Random documents that a page does not like, through everything: few by default, as many as asked for in the long mode.

`TRIPLICATE_CAMPAIGN=500 pytest tests/campaign` makes five hundred documents, `TRIPLICATE_CAMPAIGN=500-999` those of the
seeds from 500 to 999: each in one edition on one sheet by turn, as PDF, Word and EPUB. It prints each fault as it is
found, and a table at the end. A fault names its seed, from which `wide_document` makes the text again.
"""

import os
import sys
from collections import defaultdict

import pytest

from tests.campaign.judging import TO_LEFT, judge
from tests.campaign.making import make
from tests.campaign.words import unread

AT_ONCE = 20
"""How many documents the judges are given together."""

ASKED = os.environ.get("TRIPLICATE_CAMPAIGN", "2")


def seeds():
    first, _, last = ASKED.rpartition("-")
    return range(int(first), int(last) + 1) if first else range(int(last))


def table(documents, faults):
    """Return what was found, a line for each judge and kind: how often, in how many documents, the first seeds."""
    lines = [f"{documents} documents, {len({seed for seed, _ in faults})} of them with a fault"]
    kinds = defaultdict(list)
    for seed, fault in faults:
        kinds[fault].append(seed)
    for fault, found in sorted(kinds.items()):
        first = sorted(set(found))
        lines.append(
            f"{fault.judge:<17} {fault.kind:<32} {len(found):>5} in {len(first):>4} documents: "
            + " ".join(map(str, first[:8]))
        )
    return "\n".join(lines)


def test_random_documents_are_right_in_every_format(tmp_path, capsys):
    def say(text):
        with capsys.disabled():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    wanted, faults, to_left = seeds(), [], []
    for start in wanted[::AT_ONCE]:
        batch = [make(seed, tmp_path) for seed in wanted if start <= seed < start + AT_ONCE]
        judge(batch)
        for made in batch:
            for file in made.files.values():
                file.unlink()
            for fault in made.faults:
                (to_left if fault.kind == TO_LEFT else faults).append((made.seed, fault))
                if fault.kind != TO_LEFT:
                    say(f"{made.seed} {made.look} {made.standard}: {fault.judge}: {fault.kind}: {fault.said}")
    found = table(len(wanted), faults)
    if len(wanted) > AT_ONCE:
        say(f"\n{found}\n\nWords from right to left:\n{table(len(wanted), to_left)}")
    assert not faults, found


SEEN = "The first line has a wo\nrd that is broken, a hy-\nphen, and so\r\nm\neth\ning in three lines.\f"


def test_words_are_found_whole_or_broken_where_a_line_ends():
    assert unread(["line", "word", "hyphen", "something", "lines."], SEEN) == []


@pytest.mark.parametrize("word", ["wo rd", "lien", "hypen", "somethings", "first.", "linehas"])
def test_words_that_are_read_otherwise_are_missed(word):
    assert unread([word], SEEN) == [word]
