"""Calls that were made in exploring, as transcripts that `ivr test` plays: with stubs for what actions did."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.study.explore.made import Made
from ivr.transcript import Call, Stub, Transcript

FRAGMENT = 60
"""Letters of a prompt that are expected to be heard: enough to know it by, few enough to read."""


def script(made: Made, title: str) -> Transcript:
    """The call: what is heard, what happens, and how each of its actions ends."""
    steps: list[Mapping[str, object]] = []
    stubs: list[Stub] = []
    for event in made.events:
        if event.tried.stub is not None:
            stubs.append(event.tried.stub)
            continue
        first, *rest = event.tried.steps
        steps += [{**_hears(event.before), **first}, *rest]
    if made.over and made.heard:
        steps.append(_hears(made.heard))
    call = Call.model_validate(
        {
            "call": title,
            "from": made.root.caller or "withheld",
            "at": made.root.at,
            "stubs": tuple(stubs),
            "steps": tuple(steps),
            "ends": made.ends(),
        }
    )
    return Transcript(transcript=title, calls=(call,))


def _hears(text: str) -> dict[str, object]:
    plain = " ".join(text.split()).replace("{", "").replace("}", "")
    if len(plain) > FRAGMENT:
        plain = plain[:FRAGMENT].rsplit(" ", 1)[0]
    return {"hears": plain} if plain else {}
