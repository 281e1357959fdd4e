"""Writing transcripts: what `ivr call --record` made, as a tester would have written it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ivr.marks import Written
from ivr.transcript.expectations import Expectation
from ivr.transcript.model import Call, Step, Stub, Transcript


def write_transcript(transcript: Transcript, comments: dict[int, str] | None = None) -> str:
    """The transcript as YAML that reads back equal; a single call becomes the short form.

    `comments` are put behind the steps of a single call, by step number from 0.
    Every value is in double quotes, so that nothing in it can be taken for YAML.
    """
    only = transcript.calls[0]
    if len(transcript.calls) == 1 and only.call == transcript.transcript:
        return "".join(f"{line}\n" for line in _call(only, comments or {}))
    lines = [f"transcript: {quoted(transcript.transcript)}", "calls:"]
    for call in transcript.calls:
        lines.extend(_item(_call(call, {}), 2))
    return "".join(f"{line}\n" for line in lines)


def quoted(text: str) -> str:
    """A double-quoted YAML scalar. Everything that is not plainly visible is escaped."""
    out = []
    for character in text:
        if character in '"\\':
            out.append("\\" + character)
        elif character.isprintable() and character not in "\x85\u2028\u2029\ufeff":
            out.append(character)
        elif ord(character) <= 0xFFFF:
            out.append(f"\\u{ord(character):04X}")
        else:
            out.append(f"\\U{ord(character):08X}")
    return '"' + "".join(out) + '"'


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, int):
        return str(value)
    return quoted(str(value))


def _item(lines: Iterable[str], indent: int) -> Iterator[str]:
    """The lines of a mapping as an item of a list."""
    for number, line in enumerate(lines):
        yield " " * indent + ("- " if number == 0 else "  ") + line


def _call(call: Call, comments: dict[int, str]) -> Iterator[str]:
    given = call.model_fields_set
    yield f"call: {_scalar(call.call)}"
    if "caller" in given:
        yield f"from: {_scalar(call.caller)}"
    for name in ("to", "at", "seed"):
        value = getattr(call, name)
        if value is not None:
            yield f"{name}: {_scalar(value.isoformat() if name == 'at' else value)}"
    for name in ("ahead", "every_turn_twice"):
        if name in given:
            yield f"{name}: {_scalar(getattr(call, name))}"
    yield from _stubs(call.stubs)
    if call.outside is not None:
        yield f"outside: {_flat(call.outside.model_dump(exclude_none=True))}"
    yield from _steps(call.steps, comments)
    if call.ends is not None:
        yield f"ends: {call.ends}"
    if call.then:
        yield "then:"
        for then in call.then:
            yield f"  - account: {_scalar(then.account)}"
            yield "    facts:" if then.facts else "    facts: {}"
            for path, value in then.facts.items():
                yield f"      {quoted(path)}: {_scalar(value)}"


def _stubs(stubs: tuple[Stub, ...] | None) -> Iterator[str]:
    if stubs is None:
        return
    yield "stubs:" if stubs else "stubs: []"
    for stub in stubs:
        lines = [f"do: {_scalar(stub.do)}", f"outcome: {_scalar(stub.outcome)}"]
        if isinstance(stub.result, dict):
            lines.append(f"result: {_flat(stub.result)}")
        elif stub.result is not None:
            lines.append("result: [" + ", ".join(map(_flat, stub.result)) + "]")
        if stub.proves is not None:
            lines.append(f"proves: {_flat(stub.proves.model_dump())}")
        yield from _item(lines, 2)


def _flat(fields: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(item)}" for key, item in fields.items()) + "}"


def _steps(steps: tuple[Step, ...], comments: dict[int, str]) -> Iterator[str]:
    yield "steps:" if steps else "steps: []"
    for number, step in enumerate(steps):
        if number in comments:
            yield f"  # {' '.join(comments[number].split())}"
        yield from _item(_step(step), 2)


def _step(step: Step) -> Iterator[str]:
    for name in ("hears", "not_hears"):
        expected: tuple[Expectation, ...] | None = getattr(step, name)
        if expected is not None:
            yield from _expectations(name, expected)
    for name, field in type(step).model_fields.items():
        value = getattr(step, name)
        if name in ("hears", "not_hears") or name not in step.model_fields_set:
            continue
        if name == "agent" and step.agent is not None:
            yield "agent:"
            if "caller" in step.agent.model_fields_set:
                yield f"  from: {_scalar(step.agent.caller)}"
            if step.agent.to is not None:
                yield f"  to: {_scalar(step.agent.to)}"
            yield from (f"  {line}" for line in _steps(step.agent.steps, {}))
        elif isinstance(value, Written):
            yield f"{name}: {_flat(value.model_dump(by_alias=True, exclude_none=True))}"
        elif name == "confidence":
            yield f"{name}: {'absent' if value is None else _scalar(value)}"
        elif value is not None or field.is_required():
            yield f"{name}: {_scalar(value)}"


def _expectations(name: str, expected: tuple[Expectation, ...]) -> Iterator[str]:
    written = [quoted(one.text) if one.how == "fragment" else f"{{{one.how}: {quoted(one.text)}}}" for one in expected]
    if len(written) == 1:
        yield f"{name}: {written[0]}"
    else:
        yield f"{name}:"
        yield from (f"  - {line}" for line in written)
