"""ask: the caller gives a value of some type, within limits, perhaps said back; a secret goes to its check at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ivr.engine.answers import ANSWERS, yes_no_words
from ivr.engine.awaiting import Answering, Awaiting, Confirming
from ivr.engine.events import ActionEnded, Answered, Given, GivenSecret, Meaning, NoMatch
from ivr.engine.limits import beyond
from ivr.engine.moves import Ends, Move
from ivr.engine.questions import Bad, Question, ask, bad_answer, counted, line_says
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of, inputs_of, want
from ivr.flow.names import in_prompts, leaves, value_at
from ivr.flow.types import Consent, Value
from ivr.flow.verbs import Ask
from ivr.flow.verbs.ask import Answer
from ivr.values import Money, Secret

_YES_NO = (Answer.YES_NO, Answer.CONSENT)


def question(walk: Walk, step: Ask, awaiting: Awaiting) -> Question:
    if isinstance(awaiting, Confirming) and step.confirm is not None:
        return _confirmation(walk, step.confirm, step, awaiting.answer)
    kind = ANSWERS[step.for_]
    return Question(
        prompt=step.ask,
        pieces=walk.pieces(step.ask),
        most_keys=most_keys(step.length) or kind.most_keys,
        finish=kind.finish,
        hints=_yes_no_hints(walk) if step.for_ in _YES_NO else (),
        # A consent counts only if all of it was heard.
        barge_in=step.for_ is not Answer.CONSENT,
    )


def _confirmation(walk: Walk, prompt: str, step: Ask, answer: Value) -> Question:
    said = walk.pieces(prompt, None, {"answer": (answer, ANSWERS[step.for_].type)})
    return Question(prompt=prompt, pieces=said, shorter=said, most_keys=1, finish=None, hints=_yes_no_hints(walk))


def _yes_no_hints(walk: Walk) -> tuple[str, ...]:
    return tuple(word for words in yes_no_words(walk).values() for word in words)


def most_keys(length: str | None) -> int | None:
    """The most digits of `6` or `4-8`."""
    return int(length.split("-")[-1]) if length else None


def enter(walk: Walk, step: Ask) -> Move:
    return ask(walk, question(walk, step, Answering()), Answering())


def heard(walk: Walk, step: Ask, what: Meaning) -> Move:
    awaiting = walk.state.awaiting
    if isinstance(awaiting, Confirming) and isinstance(what, Answered):
        return _keep(walk, step, awaiting.answer) if what.yes else _refused(walk, step)
    if isinstance(awaiting, Answering):
        if isinstance(what, Given) and not step.secret:
            return _given(walk, step, what.value)
        if isinstance(what, GivenSecret) and step.check is not None:
            return _check(walk, step)
        if isinstance(what, Answered) and step.for_ in _YES_NO:
            return _answered(walk, step, what.yes)
    how: Bad = "no_match" if isinstance(what, (NoMatch, Given, GivenSecret, Answered)) else "no_input"
    return bad_answer(walk, question(walk, step, awaiting), awaiting, how)


def _given(walk: Walk, step: Ask, value: Value) -> Move:
    found = beyond(walk, step, value)
    if found is None:
        if step.confirm is None:
            return _keep(walk, step, value)
        walk.change(said=())
        return ask(walk, _confirmation(walk, step.confirm, step, value), Confirming(value))
    outcome, limit = found
    if outcome in step.on or outcome in walk.flow.on:
        walk.change(said=())
        return Ends(outcome)
    if counted(walk, "other") is None:
        return Ends(outcome)
    too = line_says(walk, f"line-{outcome.replace('_', '-')}", {"limit": (limit, ANSWERS[step.for_].type)})
    again = question(walk, step, Answering())
    return ask(walk, again, Answering(), (*too, *again.pieces))


def _refused(walk: Walk, step: Ask) -> Move:
    """What was said back was not it: asked again, and it was a try."""
    if counted(walk, "other") is None:
        return Ends("no_match")
    walk.change(said=())
    return ask(walk, question(walk, step, Answering()), Answering())


def _answered(walk: Walk, step: Ask, yes: bool) -> Move:
    if step.for_ is Answer.YES_NO:
        walk.save(step.save, yes)
    elif yes:
        language = walk.state.language
        figures = walk.line.prompts.figures(language, step.ask, walk.scope(), walk.flow.types)
        walk.save(step.save, Consent(step.ask, language, dict(figures), _figures(walk, figures)))
    walk.change(said=())
    return Ends("yes", normal=True) if yes else Ends("no")


def _figures(walk: Walk, said: Mapping[str, str]) -> dict[str, Money | date]:
    """The amounts and dates behind the figures that were said."""
    scope = walk.scope()
    paths = {in_prompts(path): path for path in leaves(walk.flow.types)}
    values = {name: value_at(scope, paths[name]) for name in said if name in paths}
    return {name: value for name, value in values.items() if isinstance(value, (Money, date))}


def _keep(walk: Walk, step: Ask, value: Value) -> Move:
    walk.change(said=())
    walk.save(step.save, value)
    return Ends("given", normal=True)


def _check(walk: Walk, step: Ask) -> Move:
    """A replay has no secret; what the check made of it is in the journal."""
    if step.check is None:
        return Ends("given", normal=True)
    walk.change(said=())
    contract = contract_of(walk, step.check.do)
    return want(walk, contract, inputs_of(walk, contract, step.check.with_, walk.sealed or Secret("")))


def acted(walk: Walk, step: Ask, ended: ActionEnded) -> Move:
    contract = contract_of(walk, step.check.do) if step.check is not None else None
    return Ends(ended.outcome, normal=contract is not None and ended.outcome == contract.normal)


ASK = Kind[Ask](enter, heard=heard, acted=acted, question=question)
