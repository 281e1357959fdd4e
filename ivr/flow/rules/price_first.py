"""A card taken before the caller has heard the price and agreed.

What: on some path to a `pay` step whose card is charged, no `for: consent` was agreed to. The complaint names the
shortest path. (That the charge itself comes only after a consent to just its figures is a matter of the access proof.)
Why: callers have a right to know the total, the fee and the free way before they give their card.

Bad:
    requires: verified
    steps:
      card: {pay: card, for: card, save: card, on: {'stopped, not_taken': done}}
      price: {do: payment.price, with: {amount: 5.00}, save: price}
      agree: {ask: agree, for: consent, save: agreed, on: {no: done}}
      charge:
        do: payment.charge
        with: {card: $card, amount: $price.total, agreed: $agreed}
        on: {'declined, unknown, already_in_progress': done}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    -free-way = by mail
    agree = Pay { $price-total }, { $price-fee } of it for us? You can pay free { -free-way }.
Good:
    requires: verified
    steps:
      price: {do: payment.price, with: {amount: 5.00}, save: price}
      agree: {ask: agree, for: consent, save: agreed, on: {no: done}}
      card: {pay: card, for: card, save: card, on: {'stopped, not_taken': done}}
      charge:
        do: payment.charge
        with: {card: $card, amount: $price.total, agreed: $agreed}
        on: {'declined, unknown, already_in_progress': done}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    -free-way = by mail
    agree = Pay { $price-total }, { $price-fee } of it for us? You can pay free { -free-way }.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.rules.base import rule, settled
from ivr.flow.surely import Facts, path_without, surely
from ivr.flow.verbs import Ask, Do, Pay
from ivr.flow.verbs.ask import Answer
from ivr.flow.ways import Way
from ivr.marks import Complaint


@rule("price-first")
def price_first(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        cards = [
            step for step in flow.steps.values() if isinstance(step.step, Pay) and _charged(analysis, flow, step.step)
        ]
        taken = any(kind == "consent" for kind in flow.takes.values())
        if cards and not taken and settled(analysis, flow):
            yield from _of_flow(analysis, flow, cards)


def _charged(analysis: Analysis, flow: DraftFlow, pay: Pay) -> bool:
    """Whether the card goes to an action that costs the caller something."""
    return any(
        f"${pay.save}" in step.step.with_.values()
        and step.step.do in analysis.draft.contracts
        and bool(analysis.draft.contracts[step.step.do].says)
        for step in flow.steps.values()
        if isinstance(step.step, Do)
    )


def _of_flow(analysis: Analysis, flow: DraftFlow, cards: list[DraftStep]) -> Iterator[Complaint]:
    asks = {
        name: each.step.ask
        for name, each in flow.steps.items()
        if isinstance(each.step, Ask) and each.step.for_ is Answer.CONSENT
    }
    if not asks:
        return  # a charge without any consent is told by its input

    def adds(way: Way) -> Facts:
        return frozenset({"agreed"}) if way.step in asks and way.outcome == "yes" else frozenset()

    known = surely(analysis, flow, adds)
    for step in cards:
        if step.name in known and "agreed" not in known[step.name]:
            path = path_without(analysis, flow, "agreed", adds, step.name)
            yield Complaint(
                step.at("pay"),
                "price-first",
                "The card is taken before the caller has agreed to what it costs"
                + (f" (on the path {' > '.join(path)})" if path else ""),
                "ask 'for: consent' on every path here",
            )
