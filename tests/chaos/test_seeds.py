"""A handful of seeds holds, and a seed is the same run wherever it is played."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.chaos.many import play
from ivr.chaos.template import Template, template

FLOWS = Path("flows")
TELL = """
from pathlib import Path
from ivr.chaos.many import play_many
print(*(each.digest for each in play_many(Path("flows"), {seeds}, 1)))
"""
SEEDS = [*range(1, 17), 741, 1253, 1931]
"""The first that there are, and some in which much goes wrong. Those of the planted bugs are played beside them."""
TWICE = [5, 10]
"""One with faults of the network and the store, one with kills."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return template(FLOWS, tmp_path_factory.mktemp("template"))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_violated(made: Template, seed: int):
    report = play(made, seed)
    assert not report.failed, "\n".join((*report.story, report.broken))


def test_a_seed_is_the_same_run_in_every_process(made: Template):
    here = [play(made, seed).digest for seed in TWICE]
    assert here == [play(made, seed).digest for seed in TWICE], "twice in one process"
    for hashes in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", TELL.format(seeds=TWICE)],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.split() == here, f"with PYTHONHASHSEED={hashes}"
