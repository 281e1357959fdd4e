"""Small lines for tests, from inline YAML and Fluent.

    line = line_of(main='''
        steps:
          hello: {say: hello, hang_up: silent}
    ''', contracts=[PAYMENT])

The first flow starts the line. What a test does not care for is filled in: the head of a flow, line.yaml, a verify
flow, the line's own prompts, and any prompt a flow names and the test does not write (it then says its own id).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from textwrap import dedent

from ivr.flow.contracts import Contract, Level
from ivr.flow.line import Line
from ivr.flow.line_prompts import LINE_PROMPTS
from ivr.flow.reading import Reading, read_line

SETTINGS: Mapping[str, str] = {
    "line": "test",
    "name": "Test line",
    "numbers": "['+12025550100']",
    "agents": "['+12025550199']",
    "verify": "verify",
    "languages": "{en-US: {name: English}}",
    "time_zone": "America/New_York",
    "country": "US",
    "currency": "USD",
    "on": "{'no_input, no_match, unavailable, not_verified, used_up': {hang_up: silent}}",
}
"""line.yaml, key by key; a test's `settings` replace or add to them."""

VERIFY = "flow: verify\ntitle: Verify\nsteps:\n  done: {return: done}\n"


def files_of(
    *,
    settings: Mapping[str, str] | None = None,
    prompts: str | Mapping[str, str] = "",
    **flows: str,
) -> dict[str, bytes]:
    """The files of such a line. `prompts` is Fluent for en-US, or by language."""
    given = {"start": next(iter(flows), "verify"), **SETTINGS, **(settings or {})}
    files = {"line.yaml": "".join(f"{key}: {value}\n" for key, value in given.items()), "verify.yaml": VERIFY}
    for name, text in flows.items():
        body = dedent(text).lstrip("\n")
        head = "" if re.match(r"(#.*\n)*flow:", body) else f"flow: {name}\ntitle: {name}\n"
        files[f"{name}.yaml"] = head + body
    written = {"en-US": prompts} if isinstance(prompts, str) else dict(prompts)
    for language, text in written.items():
        own = dedent(text).strip("\n")
        files[f"prompts/{language}.ftl"] = own + "\n" + line_prompts(own, given.get("anywhere", ""))
    return {path: text.encode() for path, text in files.items()}


def line_prompts(written: str = "", anywhere: str = "") -> str:
    """Fluent for the line's own prompts, without those that are written already."""
    have = set(re.findall(r"(?m)^([a-z][\w-]*) *=", written))
    made = []
    for name, each in LINE_PROMPTS.items():
        if name not in have and not each.optional:
            text = " ".join([name, *("{ $" + variable + " }" for variable in each.variables)])
            made.append(f"{name} = {text}" + "".join(f"\n    .{one} = {_word(one)}" for one in each.attributes))
    made += [
        f"anywhere-{name} = anywhere-{name}\n    .hear = {name}"
        for name in ("repeat", "back", "agent", "fraud", "language")
        if re.search(rf"\b{name}\b\s*:", anywhere) and f"anywhere-{name}" not in have
    ]
    return "\n".join(made) + "\n"


def _word(attribute: str) -> str:
    word = attribute.removeprefix("hear-")
    digits = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return digits[int(word)] if word.isdigit() else word


def reading_of(
    files: Mapping[str, bytes],
    contracts: Iterable[Contract] = (),
    *,
    queues: Iterable[str] | None = None,
    levels: Mapping[str, Level] | None = None,
) -> Reading:
    """The reading of such files."""
    known = {contract.name: contract for contract in contracts}
    return read_line(files, known, queues=None if queues is None else set(queues), levels=levels)


def line_of(
    *,
    contracts: Iterable[Contract] = (),
    queues: Iterable[str] | None = None,
    settings: Mapping[str, str] | None = None,
    prompts: str | Mapping[str, str] = "",
    **flows: str,
) -> Line:
    """The checked line; fails, with its complaints, when it has any."""
    contracts = tuple(contracts)
    files = files_of(settings=settings, prompts=prompts, **flows)
    reading = reading_of(with_missing_prompts(files, contracts), contracts, queues=queues)
    assert reading.line is not None, "\n".join(map(str, reading.complaints))
    return reading.line


def with_missing_prompts(files: Mapping[str, bytes], contracts: Iterable[Contract] = ()) -> dict[str, bytes]:
    """The files, with every prompt that is named and nowhere written added: it says its own id."""
    wrong = reading_of(files, contracts).complaints
    missing = {match.group(1) for each in wrong if (match := _MISSING.match(f"{each.rule} {each.message}"))}
    added = "".join(f"{name} = {name}\n" for name in sorted(missing)).encode()
    return {path: text + added if path.endswith(".ftl") else text for path, text in files.items()}


def example_files(example: str, contracts: Iterable[Contract] = ()) -> dict[str, bytes]:
    """The small line of a rule's example: the flow `main`, then other files after `# path`. Prompts that are named and
    not written are added, unless one is misspelt."""
    first, *others = re.split(r"(?m)^# ([\w/.-]+\.(?:yaml|ftl))\n", example)
    given = dict(zip(others[::2], others[1::2], strict=True))
    settings = dict(line.split(": ", 1) for line in given.pop("line.yaml", "").splitlines())
    written = {path[8:-4]: text for path, text in given.items() if path.startswith("prompts/")}
    flows = {path.removesuffix(".yaml"): text for path, text in given.items() if path.endswith(".yaml")}
    made = files_of(settings={"start": "main", **settings}, prompts=written or "", main=first, **flows)
    found = reading_of(made, contracts, queues=["support"]).complaints
    if any("did you mean" in each.remedy for each in found if each.rule == "unknown-prompt"):
        return made
    return with_missing_prompts(made, contracts)


_MISSING = re.compile(r"unknown-prompt There is no prompt '([a-z0-9-]+)'$")
