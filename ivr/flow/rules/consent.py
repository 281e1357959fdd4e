"""A consent that does not say what it is to.

What: an action that costs the caller something is done without their consent, or the prompt that asks for it does not
say, in every language and every variant, what the action's contract lists: the figures (`$price-total`, `$price-fee`)
and the way that costs nothing (`{ -free-way }`). To choose a variant by a figure is not to say it; a variant `[0]` of a
figure need not.
Why: callers have a right to know before they say yes.

Bad:
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
    agree = Pay { $price-total }?
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
from ivr.flow.contracts import Contract
from ivr.flow.draft import Draft, DraftFlow, DraftStep
from ivr.flow.names import in_prompts, variable
from ivr.flow.prompts import Catalogue
from ivr.flow.prompts.saying import always_says
from ivr.flow.rules.base import rule
from ivr.flow.types import CONSENT
from ivr.flow.verbs import Ask, Do
from ivr.flow.verbs.ask import Answer
from ivr.marks import Complaint


@rule("consent")
def consent(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow, step in draft.steps():
        contract = draft.contracts.get(step.step.do) if isinstance(step.step, Do) else None
        if contract is not None and contract.says:
            yield from _held(draft, flow, step, contract)


def _held(draft: Draft, flow: DraftFlow, step: DraftStep, contract: Contract) -> Iterator[Complaint]:
    agreed = next((name for name, each in contract.inputs.items() if each.type == CONSENT), None)
    text = step.step.with_.get(agreed, "") if agreed is not None else ""
    saved = variable(text)
    if agreed is None or saved is None or saved in flow.takes:
        return  # not given: a missing input; taken: asked for by the flow that runs this one
    for each in flow.steps.values():
        ask = each.step
        if isinstance(ask, Ask) and ask.for_ is Answer.CONSENT and ask.save == saved:
            for catalogue in draft.catalogues.values():
                yield from _said(each, ask.ask, contract, catalogue)


def _said(step: DraftStep, prompt: str, contract: Contract, catalogue: Catalogue) -> Iterator[Complaint]:
    if prompt not in catalogue.entries:
        return
    unsaid = [
        figure
        for figure in contract.says
        if not always_says(catalogue, prompt, figure if figure.startswith("-") else in_prompts(figure))
    ]
    if unsaid:
        shown = ", ".join(f"{{ {figure} }}" if figure.startswith("-") else f"{{ $...{figure} }}" for figure in unsaid)
        yield Complaint(
            catalogue.entries[prompt].place,
            "consent",
            f"'{prompt}' asks consent to {contract.name} and does not always say {shown}",
            f"say it before the caller agrees (step '{step.name}')",
        )
