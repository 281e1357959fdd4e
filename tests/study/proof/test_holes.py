"""Every planted hole is found, with the shortest path that leads there, and nothing else is."""

import pytest

from tests.study.proof.lines import Planted, found, planted

PLANTED = planted()


@pytest.mark.parametrize("hole", PLANTED, ids=lambda hole: hole.name)
def test_a_planted_hole_is_found_by_its_shortest_path(hole: Planted) -> None:
    assert found(hole.read()) == hole.finds


def test_there_are_enough_of_them() -> None:
    assert len(PLANTED) >= 15
