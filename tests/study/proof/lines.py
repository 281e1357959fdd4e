"""Planted holes: small lines, a file each.

`line` says what is wrong; `finds` are the holes expected, as `rule flow.step`, each with its `path`; `settings` and
`prompts` add to those below, `flows` are the line's. A good verify flow and consents that say all they must are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ivr.flow.line import Line
from ivr.runtime.actions import CONTRACTS
from ivr.study.proof import Search, search
from tests.support.lines import line_of

HOLES = Path(__file__).parent / "holes"

VERIFY = """
steps:
  account: {ask: who, for: account, save: account}
  claim: {do: identity.claim, with: {account: $account}, on: {used_up: failed}}
  send: {do: otp.send, on: {used_up: failed}}
  code:
    ask: code
    for: code
    secret: true
    check: {do: otp.check, with: {given: $answer}}
    on: {'wrong, expired, used_up, no_input, no_match': failed}
  sure: {return: done}
asides:
  failed: {return: failed}
"""
PROMPTS = {
    ("pay-consent", "en-US"): "{ $price-total }, of which { $price-fee } is the fee. Or pay { -free-way }. Agree?",
    ("pay-consent", "es-US"): "{ $price-total }, con { $price-fee } de recargo. O pague { -free-way }. ¿Acepta?",
    ("more-time-consent", "en-US"): "{ $terms-amount } on { $terms-new-date }, at { $terms-cost }. Agree?",
}
TERM = "-free-way = on harborfinance.example"


@dataclass(frozen=True)
class Planted:
    name: str
    line: str
    flows: Mapping[str, str]
    finds: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, str] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Line:
        return a_line(settings=self.settings, prompts=self.prompts, **self.flows)


def planted() -> list[Planted]:
    found = []
    for path in sorted(HOLES.glob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        finds = {each["hole"]: tuple(each["path"]) for each in written.pop("finds")}
        found.append(Planted(path.stem, finds=finds, **written))
    return found


def a_line(settings: Mapping[str, str] | None = None, prompts: Mapping[str, str] | None = None, **flows: str) -> Line:
    """A line of these flows, beginning with the first of them."""
    whole = {
        language: "\n".join([*_used(language, "".join(flows.values()) + own), own])
        for language, own in (prompts or {"en-US": ""}).items()
    }
    begun = {"start": next(iter(flows)), **(settings or {})}
    return line_of(contracts=CONTRACTS.values(), settings=begun, prompts=whole, **{"verify": VERIFY, **flows})


def _used(language: str, flows: str) -> list[str]:
    """The prompts above that the flows say: the line may have no others."""
    used = [f"{name} = {text}" for (name, of), text in PROMPTS.items() if of == language and name in flows]
    return [TERM, *used] if "-free-way" in "".join((*used, flows)) else used


def found(line: Line) -> dict[str, tuple[str, ...]]:
    """The holes of a line, with their paths."""
    return shown(search(line))


def shown(whole: Search) -> dict[str, tuple[str, ...]]:
    return {f"{hole.breach.rule} {hole.breach.flow}.{hole.breach.step}": hole.path for hole in whole.holes.values()}
