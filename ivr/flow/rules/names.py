"""Names and types of variables.

What: a variable called by a word the language keeps for itself; one that has two types; `takes` with a type there is
not; a `return` that hands back other things than the same `return` elsewhere.
Why: what reads it could not know what
it is.

Bad:
    steps:
      who: {set: {caller: me}}
      done: {hang_up: silent}
Good:
    steps:
      who: {set: {person: me}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis, handed_back, returning
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.fitting import assignable
from ivr.flow.known_types import named_types
from ivr.flow.names import NAME, RESERVED
from ivr.flow.rules.base import rule
from ivr.flow.types import Choice, Type, describe
from ivr.flow.verbs import Set
from ivr.flow.ways import saves
from ivr.marks import Complaint, Place, nearest, place_at


@rule("bad-name", "two-types", "unknown-type")
def names(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    known = named_types(draft.contracts)
    for flow in draft.flows.values():
        for name, of in flow.takes.items():
            yield from _name(name, place_at(flow.node, ("takes", name)))
            if of not in known:
                yield Complaint(flow.at("takes", name), "unknown-type", f"There is no type '{of}'", nearest(of, known))
        for step in flow.steps.values():
            for name, place in _named(step):
                yield from _name(name, place)
        for given, kind in analysis.inferred[flow.name].clashes:
            if given.variable in RESERVED:
                continue
            now = f"'{given.literal}'" if given.literal is not None else describe(given.type) if given.type else "this"
            yield Complaint(
                given.place,
                "two-types",
                f"'{given.variable}' is {describe(kind)} elsewhere in this flow, and {now} here",
                "give one of them another name",
            )
        yield from _returns(analysis, flow)


def _named(step: DraftStep) -> Iterator[tuple[str, Place]]:
    for name in saves(step):
        yield name, step.at("save")
    if isinstance(step.step, Set):
        for name in step.step.set:
            yield name, place_at(step.node, ("set", name))


def _name(name: str, place: Place) -> Iterator[Complaint]:
    if name in RESERVED:
        yield Complaint(place, "bad-name", f"'{name}' has a meaning of its own", "call it something else")
    elif not NAME.fullmatch(name):
        yield Complaint(
            place, "bad-name", f"'{name}' cannot be a name", "use small letters, digits and _, beginning with a letter"
        )


def _returns(analysis: Analysis, flow: DraftFlow) -> Iterator[Complaint]:
    """Whoever runs the flow saves one record: every return that hands back anything hands back the same."""
    types, currency = analysis.types(flow), analysis.draft.settings.currency
    every = [(written, handed_back(written, types)) for written in returning(flow)]
    first = next((back for _, back in every if back), {})
    giving = {written.target.return_ for written, back in every if back}
    for written, back in every:
        same = set(back) == set(first) and all(_alike(kind, first[name], currency) for name, kind in back.items())
        if same or (not back and written.target.return_ not in giving):
            continue
        yield Complaint(
            written.place("with" if back else "return"),
            "two-types",
            f"This hands back {', '.join(back) or 'nothing'}; another return of this flow hands back "
            + ", ".join(f"{name} ({describe(kind)})" for name, kind in first.items() if kind is not None),
            "hand back the same from each",
        )


def _alike(one: Type | None, other: Type | None, currency: str) -> bool:
    if one is None or other is None:
        return True
    words = isinstance(one, Choice) and isinstance(other, Choice)
    return words or assignable(one, other, currency) or assignable(other, one, currency)
