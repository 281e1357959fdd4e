"""What is forgotten because nothing reads it again: which variables, and that no finding hangs on them."""

import pytest

from ivr.flow.line import Line
from ivr.study.proof import Search
from ivr.study.proof.ground import Ground
from tests.study.proof.lines import Planted, a_line, planted
from tests.study.proof.test_proof import PAY, shipped


def holes(line: Line, *, forgetting: bool = True) -> dict[tuple[str, str, str], tuple[str, ...]]:
    ground = Ground(line)
    if not forgetting:
        ground.live = {name: dict.fromkeys(steps, ground.relevant[name]) for name, steps in ground.live.items()}
    search = Search(ground)
    search.all()
    return {key: hole.path for key, hole in search.holes.items()}


@pytest.mark.parametrize("hole", planted(), ids=lambda hole: hole.name)
def test_a_hole_is_the_same_when_nothing_is_forgotten(hole: Planted) -> None:
    line = hole.read()
    assert holes(line) == holes(line, forgetting=False) != {}


def live(flow: str, back: str = "") -> dict[str, set[str]]:
    settings = {"anywhere": back} if back else None
    return {step: set(names) for step, names in Ground(a_line(main=flow, settings=settings)).live["main"].items()}


def test_a_variable_is_kept_until_it_is_read_or_set_anew() -> None:
    assert live(PAY) == {
        "which": set(),
        "price": set(),
        "consent": {"price"},
        "card": {"price", "agreed"},
        "charge": {"price", "agreed"},
    }


def test_what_a_no_leaves_standing_is_kept() -> None:
    """Only a yes sets a consent: the one before it still counts where a no goes on to the charge."""
    again = "  again: {ask: pay-consent, for: consent, save: agreed, on: {no: card}}\n  card:"
    assert live(PAY.replace("  card:", again))["again"] == {"price", "agreed"}


def test_what_is_read_where_back_leads_is_kept() -> None:
    flow = PAY.replace("{no: which}", "{no: bye}") + "asides:\n  bye: {menu: bye, choices: {1: {hang_up: silent}}}\n"
    assert live(flow)["bye"] == set()
    assert live(flow, back="{back: {key: 9}}")["bye"] == {"price"}


def test_the_shipped_line_is_proven_of_few_points() -> None:
    search = Search(Ground(shipped()))
    search.all()
    assert search.whole
    assert not search.holes
    assert len(search._seen) < 5_000
