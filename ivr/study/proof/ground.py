"""What the walk of an abstract call stands on: the line, and how runs of flows begin and end."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.engine.call import Purpose
from ivr.flow.line import Flow, Line
from ivr.study.proof import leads
from ivr.study.proof.entries import entries, outermost
from ivr.study.proof.held import Held
from ivr.study.proof.leads import Lead
from ivr.study.proof.liveness import live
from ivr.study.proof.moves import GONE, NOTHING, Ends, Exit, Heard, Leaves, Move, Runs, Stays, Stops
from ivr.study.proof.relevance import relevant
from ivr.study.proof.state import Context, Node
from ivr.study.proof.tongues import tongues
from ivr.study.proof.trails import trails
from ivr.study.proof.values import Handed, Value, Variables, altered, numbers, put, read, renumbered

Begun = tuple[str, Purpose, bool, bool, Held, Variables, int, str | None]
"""A context's fields."""


class Ground:
    """A line, and what is found of it once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.relevant = relevant(line)
        self.tongues = tongues(line)
        self._contexts: dict[Begun, Context] = {}
        self._leads: dict[tuple[str, str, str, bool], Lead] = {}
        self.entries, self.outermost = entries(line), outermost(line)
        self.trails = {name: trails(line, flow, self.entries.get(name, ())) for name, flow in line.flows.items()}
        back = "back" in line.settings.anywhere
        self.live = {
            name: live(line, flow, self.relevant, self.trails[name].before if back else {})
            for name, flow in line.flows.items()
        }
        self.hanging_up = "hung_up" in line.settings.on or any(
            "hung_up" in on
            for flow in line.flows.values()
            for on in (flow.on, *(step.on for step in (*flow.steps.values(), *flow.asides.values())))
        )

    def flow(self, node: Node) -> Flow:
        return self.line.flows[node.context.flow]

    def value(self, node: Node, text: str) -> Value | None:
        return read(text, node.variables, node.held.account)

    def save(self, node: Node, name: str | None, value: Value | None) -> Node:
        """With a variable set, where it is one that is followed."""
        if name is None or name not in self.relevant[node.context.flow]:
            return node
        return altered(node, variables=put(node.variables, name, value))

    def asked(self, node: Node) -> Node:
        """At a question: `back` may come here again."""
        return altered(node, asked=self.trails[node.context.flow].visited(node.asked, node.step))

    def settle(self, node: Node, outcome: str, heard: Heard = NOTHING, *, normal: bool = False) -> Move:
        """The step ends in an outcome."""
        key = (node.context.flow, node.step, outcome, normal)
        if key not in self._leads:
            self._leads[key] = leads.settled(self.line, self.flow(node), node.step, outcome, normal=normal)
        return self.go(node, self._leads[key], heard)

    def go(self, node: Node, lead: Lead, heard: Heard = NOTHING) -> Move:
        if isinstance(lead, leads.ToStep):
            return self.to(node, lead.step, heard)
        if isinstance(lead, leads.ToFlow) and not node.gone:
            return Leaves(self.anew(lead.flow, node.held), heard)
        if isinstance(lead, leads.Back) and not node.gone:
            fields = tuple((name, self.value(node, text)) for name, text in sorted(lead.written.items()))
            return Ends(self._exit(node, lead.outcome, Handed(fields)), heard)
        return Stops()

    def to(self, node: Node, step: str, heard: Heard = NOTHING) -> Stays:
        """On at another step, with what may still be read from there."""
        read_there = self.live[node.context.flow][step]
        kept = tuple(each for each in node.variables if each[0] in read_there)
        return Stays(altered(node, step=step, variables=kept, entered=True).settled(), heard)

    def hang_up(self, node: Node, heard: Heard = NOTHING) -> Move:
        """The innermost run that handles it does, silently."""
        flow, gone = self.flow(node), altered(node, gone=True)
        for on in (flow.step(node.step).on, flow.on):
            if "hung_up" in on:
                return self.go(gone, leads.followed(flow, node.step, on["hung_up"]), heard)
        return Ends(self._exit(gone, GONE, None), heard)

    def _exit(self, node: Node, outcome: str, handed: Value | None) -> Exit:
        """The end of a run, with what it holds numbered as whoever ran it will read it."""
        bare = altered(node, variables=put((), "", handed)).settled()
        told = dict(bare.variables).get("")
        return Exit(node.context, outcome, bare.held, told, node.changed, node.step)

    def anew(self, flow: str, held: Held, entry: str | None = None) -> Context:
        """A run that is the only one there is."""
        bare = held.seen_by(())
        given = _order(bare.named())
        verifying = flow == self.line.settings.verify
        held = bare.renumbered(given.__getitem__)
        return self._context((flow, Purpose.OUTERMOST, verifying, False, held, (), len(given), entry))

    def run(
        self,
        node: Node,
        flow: str,
        purpose: Purpose,
        written: Mapping[str, str] | None = None,
        heard: Heard = NOTHING,
        entry: str | None = None,
    ) -> Runs:
        """A run of another flow above this one."""
        read_there = self.live[flow][entry or self.line.flows[flow].first]
        values = {name: self.value(node, text) for name, text in (written or {}).items() if name in read_there}
        taken: Variables = tuple(sorted((name, value) for name, value in values.items() if value is not None))
        mine = [number for _, value in taken for number in numbers(value)]
        passed = node.held.seen_by(mine)
        given = _order([*mine, *passed.named(), *passed.spent])
        renamed: Variables = ()
        for name, value in taken:
            renamed = put(renamed, name, renumbered(value, given.__getitem__))
        verifying = node.context.verifying or flow == self.line.settings.verify
        choosing = node.context.choosing or purpose is Purpose.LANGUAGE
        held = passed.renumbered(given.__getitem__)
        context = self._context((flow, purpose, verifying, choosing, held, renamed, len(given), entry))
        return Runs(node, context, tuple(given), passed, heard)

    def _context(self, begun: Begun) -> Context:
        """The one that began so."""
        if begun not in self._contexts:
            self._contexts[begun] = Context(*begun)
        return self._contexts[begun]


def _order(numbers_: list[int]) -> dict[int, int]:
    """New numbers in the order the old ones come."""
    given: dict[int, int] = {}
    for number in numbers_:
        given.setdefault(number, len(given))
    return given
