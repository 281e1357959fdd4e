"""Every planted bug is caught by the seed that its patch names, and that seed holds without it.

When the code changes, so does what happens in a seed: `scripts/planted` finds each bug a seed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.chaos.many import play
from ivr.chaos.template import template
from tests.chaos.planting import Patch, Planter, patches, tree

ALL = patches()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def planter(kept: Path) -> Iterator[Planter]:
    made = Planter(kept)
    yield made
    made.close()


def test_there_are_thirty_of_a_line_each():
    assert len(ALL) >= 30
    for patch in ALL:
        changed = [line for line in patch.new.splitlines() if line not in patch.old.splitlines()]
        assert len(changed) <= 2, f"{patch.name} changes more than a line or two"


@pytest.mark.parametrize("patch", ALL, ids=lambda patch: patch.name)
def test_it_is_caught(patch: Patch, planter: Planter, tmp_path: Path):
    found = planter.play(tree(patch, tmp_path), [patch.seed])
    assert patch.invariant in found[patch.seed], f"run scripts/planted {patch.name[:3]}; seed {patch.seed}: {found}"


@pytest.mark.parametrize("seed", sorted({patch.seed for patch in ALL}))
def test_without_it_the_seed_holds(seed: int, kept: Path):
    report = play(template(Path("flows"), kept), seed)
    assert not report.failed, "\n".join((*report.story, report.broken))
