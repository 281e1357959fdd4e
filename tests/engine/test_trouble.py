"""When something breaks: a handler's words, else the line's apology and a person; never silence, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ivr.engine.directives import HangUp, Listen
from ivr.engine.events import ActionEnded
from ivr.flow.faults import PromptFault
from ivr.flow.line import Line, Prompts, Spoken
from ivr.flow.types import Type, Value
from ivr.flow.verbs import Do, Say
from tests.engine.calls import Call
from tests.engine.contracts import ALL
from tests.support.lines import line_of

AGENT = "on: {'no_input, no_match': {hang_up: bye}}\nsteps:\n  a: {menu: agent-menu, choices: {1: a}}\n"
FLOW = "steps:\n  a: {say: broken, hang_up: bye}\n"


@dataclass
class Broken:
    """Prompts of which some do not format."""

    prompts: Prompts
    broken: tuple[str, ...]

    def has(self, language: str, prompt: str, attribute: str | None = None) -> bool:
        return self.prompts.has(language, prompt, attribute)

    def speak(
        self,
        language: str,
        prompt: str,
        scope: Mapping[str, Value],
        types: Mapping[str, Type],
        attribute: str | None = None,
    ) -> Spoken:
        if prompt in self.broken:
            raise PromptFault(f"'{prompt}' does not format")
        return self.prompts.speak(language, prompt, scope, types, attribute)

    def figures(
        self, language: str, prompt: str, scope: Mapping[str, Value], types: Mapping[str, Type]
    ) -> Mapping[str, str]:
        return self.prompts.figures(language, prompt, scope, types)

    def words(self, language: str, prompt: str, attribute: str) -> tuple[str, ...]:
        return self.prompts.words(language, prompt, attribute)


def breaking(line: Line, *prompts: str) -> Line:
    return replace(line, prompts=Broken(line.prompts, prompts))


def with_agent(settings: dict[str, str] | None = None) -> Line:
    anywhere = {"anywhere": "{agent: {key: 0, run: agent}}", "on": "{}"}
    flow = "on: {'no_input, no_match': {hang_up: bye}}\n" + FLOW.replace("hang_up: bye", "to: b")
    flow += "  b: {menu: b, choices: {1: a}}\n"
    return line_of(main=flow, agent=AGENT, settings=anywhere | (settings or {}))


def test_a_fault_is_unavailable_where_that_is_handled():
    flow = "on: {unavailable: {hang_up: sorry}}\n" + FLOW.replace("say: broken", "do: bill.change")
    line = breaking(line_of(main=flow, contracts=ALL), "bye")
    call = Call(line, {"bill.change": "changed"})
    assert call.hears == "sorry"
    assert "bye" in call.faults[0]


def test_a_handler_that_breaks_too_is_the_lines_trouble():
    flow = "on: {unavailable: {hang_up: sorry}}\n" + FLOW.replace("say: broken", "do: bill.change")
    line = breaking(line_of(main=flow, contracts=ALL), "bye", "sorry")
    assert Call(line, {"bill.change": "changed"}).hears == "line-trouble"


def test_what_nobody_handles_is_an_apology_and_a_person():
    call = Call(breaking(with_agent(), "broken"))
    assert call.hears == "line-trouble | agent-menu"
    assert isinstance(call.closing, Listen)


def test_without_a_person_the_call_ends_after_the_apology():
    settings = {"on": "{}"}
    call = Call(breaking(line_of(main=FLOW, settings=settings), "broken"))
    assert call.hears == "line-trouble"
    assert call.ended


def test_when_not_even_the_apology_can_be_said_something_is():
    call = Call(breaking(line_of(main=FLOW, settings={"on": "{}"}), "broken", "line-trouble"))
    assert "Something is not working" in call.hears
    assert call.ended


def test_when_the_persons_flow_is_what_breaks_the_call_ends():
    call = Call(breaking(with_agent(), "broken", "agent-menu"))
    assert call.hears == "line-trouble | line-trouble"
    assert call.ended


def test_steps_that_go_round_without_the_caller_are_cut_off():
    line = line_of(main=FLOW, settings={"limits": "{steps_per_turn: 10}"})
    main = line.flows["main"]
    round_ = Say.model_validate({"say": "broken", "to": "a"})  # the checker would refuse it
    line = replace(line, flows={**line.flows, "main": replace(main, steps={"a": round_})})
    call = Call(line)
    assert call.hears == " | ".join(["broken"] * 10 + ["line-trouble"])
    assert call.ended


def test_actions_that_go_round_are_cut_off_too():
    flow = "on: {unavailable: {hang_up: bye}}\nsteps:\n  a: {do: bill.change}\n  b: {hang_up: bye}\n"
    line = line_of(main=flow, contracts=ALL, settings={"limits": "{steps_per_turn: 10}"})
    main = line.flows["main"]
    again = Do.model_validate({"do": "bill.change", "to": "a"})
    line = replace(line, flows={**line.flows, "main": replace(main, steps={**main.steps, "a": again})})
    call = Call(line, {"bill.change": "changed"})
    assert call.hears == "line-trouble"
    assert len(call.wanted) == 10


def test_flows_that_only_run_each_other_are_cut_off():
    line = line_of(main="steps:\n  a: {run: other, hang_up: bye}\n", other="steps:\n  a: {say: hello, return: done}\n")
    other = line.flows["main"].steps["a"].model_copy(update={"run": "main"})  # the checker would refuse it
    flows = {**line.flows, "other": replace(line.flows["other"], steps={"a": other})}
    call = Call(replace(line, flows=flows))
    assert call.ended
    assert len(call.state.frames) <= 50


def test_a_state_of_another_line_is_spoken_to_all_the_same():
    call = Call(with_agent())
    frame = replace(call.state.frame, step="gone")
    call.state = replace(call.state, frames=(frame,), language="xx")
    assert call.press("1").hears == "line-trouble | agent-menu"
    call.state = replace(call.state, frames=(replace(frame, flow="gone"),))
    assert call.event(ActionEnded("x.y", "z")).closing != HangUp()
