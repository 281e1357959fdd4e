"""300 of the mutations that `scripts/fuzz` makes by the thousand."""

import pytest

from tests.flow.fuzz import fuzz


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_damage_is_refused_with_a_place_or_passes_and_never_breaks_the_checker(seed: int) -> None:
    tally = fuzz(100, seed)
    assert tally.faults == []
    assert tally.refused + tally.passed == 100
    assert tally.refused > 50
