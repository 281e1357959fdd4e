"""Menus: which key leads where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.line import Flow
from ivr.flow.verbs import Menu, Option
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import Pair, StepPair
from ivr.study.changes.words import destination, flow_name, quoted, said

Way = tuple[tuple[object, ...], str | None]
"""Where a choice leads, and the answer it gives."""


def choices(pair: Pair) -> Iterator[Change]:
    """Every key that leads elsewhere, moved, came or went; and conditions of choices."""
    for each in pair.steps:
        if isinstance(each.before, Menu) and isinstance(each.after, Menu):
            yield from _of_menu(pair, each, each.before, each.after)


def _of_menu(pair: Pair, each: StepPair, before: Menu, after: Menu) -> Iterator[Change]:
    old = {key: (pair.goes(option, each.flows), option.value) for key, option in before.choices.items()}
    new = {key: (pair.went(option), option.value) for key, option in after.choices.items()}
    moved = {where: (was, now) for where, was in _once(old).items() if (now := _once(new).get(where, was)) != was}
    menu = _menu(each.flows.after, each.new)

    def change(text: str) -> Change:
        return Change(Group.WAYS, each.where, f"From {menu}, {text}.")

    for was, now in moved.values():
        way = _way(pair.after, each.flows.after, after, now)
        yield change(f"{way} is now on {now}, not on {was}")
    for key in dict.fromkeys([*old, *new]):
        left = old[key] if key in old and old[key] not in moved else None
        came = new[key] if key in new and new[key] not in moved else None
        if old.get(key) == new.get(key):
            if (worded := _condition(after.choices[key])) != _condition(before.choices[key]):
                yield change(f"{key} is now offered {worded}, not {_condition(before.choices[key])}")
        elif came is not None:
            way = _way(pair.after, each.flows.after, after, key)
            instead = f", not {_goes(pair.before, each.flows.before, before, key)}" if left is not None else ""
            yield change(f"{key} now reaches {way}{instead}")
        elif left is not None:
            yield change(f"{key} no longer reaches {_way(pair.before, each.flows.before, before, key)}")
    for prompt in [after.menu] if before.menu != after.menu else []:
        yield Change(Group.PROMPTS, each.where, f"{menu} now says {quoted(said(pair.after, prompt) or prompt)}.")


def _once(ways: Mapping[str, Way]) -> dict[Way, str]:
    """The key of each way that one key alone leads to."""
    values = list(ways.values())
    return {where: key for key, where in ways.items() if values.count(where) == 1}


def _menu(flow: Flow, step: str) -> str:
    """The flow's name, where that says which menu; else which one of it."""
    menus = [name for name, each in (*flow.steps.items(), *flow.asides.items()) if isinstance(each, Menu)]
    if len(menus) == 1 or step in ("menu", flow.name):
        return flow_name(flow)
    return f"the menu '{step}' of {flow_name(flow)}"


def _way(side: Side, flow: Flow, menu: Menu, key: str) -> str:
    """Where a key leads, and how that is said to callers."""
    text, goes = said(side, menu.menu, f"choice-{key}"), _goes(side, flow, menu, key)
    return f"{goes} ({quoted(text)})" if text else goes


def _goes(side: Side, flow: Flow, menu: Menu, key: str) -> str:
    option = menu.choices[key]
    if option.to or option.return_ or option.hang_up or option.say:
        return destination(side, option, flow)
    return f"the answer '{option.value}'" if option.value is not None else "what follows"


def _condition(option: Option) -> str:
    if option.if_ is not None:
        return f"if {option.if_}"
    return f"unless {option.unless}" if option.unless is not None else "always"
