"""The whole of it: searched, gone round, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.flow.line import Line
from ivr.flow.verbs import Branch, Menu, Option, Step, When
from ivr.study.coverage import Tally, Way, declared
from ivr.study.coverage.ways import LINE
from ivr.study.explore.covering import Cover, cover
from ivr.study.explore.engine import ordinary_root
from ivr.study.explore.made import Made
from ivr.study.explore.pumping import pumped
from ivr.study.explore.searching import Broken, Search


@dataclass(frozen=True)
class Exploration:
    """What was found. `searches` are one per root, `begun` the calls that went round until a limit was used up."""

    tally: Tally
    searches: tuple[Search, ...]
    begun: tuple[Made, ...]

    @property
    def complete(self) -> bool:
        """Whether every step and way was gone, and every state leads to an end."""
        return not self.tally.missing() and not self.tally.missing_steps() and not self.endless()

    @property
    def states(self) -> int:
        return sum(len(search.nodes) for search in self.searches)

    @property
    def events(self) -> int:
        return sum(search.events for search in self.searches)

    def broken(self) -> list[Broken]:
        """Calls that break, one for each fault."""
        found: dict[str, Broken] = {}
        for search in self.searches:
            for each in search.broken:
                found.setdefault(each.fault, each)
        return list(found.values())

    def endless(self) -> list[tuple[str, str]]:
        """The (flow, step)s from which no event but hanging up leads to an end."""
        states = [(search, number) for search in self.searches for number in search.endless()]
        frames = [search.nodes[number].point.state().frame for search, number in states]
        return list(dict.fromkeys((frame.flow, frame.step) for frame in frames))

    def why(self, way: Way) -> str:
        """Why a way was not gone, as far as can be told."""
        line = self.tally.line
        if way.flow == LINE:
            return "no question was open that it could be taken at"
        if way.step == LINE:
            return "whoever came here could be verified"
        if not self.tally.steps[way.flow, way.step]:
            return "its step is never reached"
        condition = _condition(line.flows[way.flow].step(way.step), way.outcome)
        if condition:
            return f"none of the values tried makes '{condition}' hold, with those before it false"
        return f"the step never ended in '{way.outcome}'"

    def calls(self) -> Cover:
        """Few calls that go every way that was gone; those from the first root may be joined, others are their own."""
        wanted = [way for way in declared(self.tally.line) if self.tally.ways[way]]
        calls: list[Made] = []
        for search in self.searches:
            mine = [made for made in self.begun if made.search is search]
            own = {*search.first} | {way for node in search.nodes for arc in node.arcs for way in arc.ways}
            own |= {way for made in mine for way in made.ways}
            found = cover(search, [way for way in wanted if way in own], mine)
            calls += found.calls
            wanted = [way for way in wanted if way not in own or way in found.missed]
        return Cover(tuple(calls), tuple(wanted))


def explore(line: Line) -> Exploration:
    """Every step, choice and outcome of the line, walked on the engine."""
    tally = Tally(line)
    ordinary = Search(line, ordinary_root(line), tally)
    ordinary.run()
    begun = _gone_round(ordinary, tally.missing())
    searches = [ordinary]
    if tally.missing() or tally.missing_steps():  # what only callers without a number meet
        withheld = Search(line, ordinary_root(line, caller=None), tally)
        withheld.run(lambda: not (tally.missing() or tally.missing_steps()))
        searches.append(withheld)
    return Exploration(tally, tuple(searches), begun)


def _gone_round(search: Search, missing: Sequence[Way]) -> tuple[Made, ...]:
    """For steps that may be visited only so often."""
    flows, calls = search.line.flows, []
    for way in missing:
        limited = way.outcome == "used_up" and flows[way.flow].step(way.step).at_most is not None
        made = pumped(search, way) if limited else None
        if made is not None:
            calls.append(made)
            search.tally.ways.update(made.ways)
    return tuple(calls)


def _condition(step: Step, outcome: str) -> str:
    option: Option | Branch | None = None
    if isinstance(step, Menu):
        option = step.choices.get(outcome)
    elif isinstance(step, When) and outcome.isdecimal():
        option = step.when[int(outcome) - 1]
    if option is None:
        return ""
    return option.if_ or (f"not {option.unless}" if option.unless else "")
