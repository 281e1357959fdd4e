"""The catalogue of planted faults: each is found, at its place, and nothing else is complained of.

`faults/*.txt` hold them: `=== name`, the complaints expected (`expect file:line:column rule`), then the files of a
small line, each after `--- path`. What a fault does not write (line.yaml, a verify flow, prompts) is filled in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flow.contracts import CONTRACTS
from tests.support.lines import files_of, line_prompts, reading_of, with_missing_prompts

HERE = Path(__file__).parent / "faults"


@dataclass(frozen=True)
class Fault:
    name: str
    expected: tuple[str, ...]
    files: dict[str, str]
    settings: dict[str, str]


def faults() -> Iterator[Fault]:
    for path in sorted(HERE.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
            head, *parts = re.split(r"(?m)^--- (.+)\n", text)
            lines = head.splitlines()
            expected = tuple(line.removeprefix("expect ") for line in lines if line.startswith("expect "))
            settings = dict(line.removeprefix("set ").split(": ", 1) for line in lines if line.startswith("set "))
            yield Fault(f"{path.stem}: {lines[0]}", expected, dict(zip(parts[::2], parts[1::2], strict=True)), settings)


FAULTS = list(faults())


def files(fault: Fault) -> dict[str, bytes]:
    made = files_of(settings={"start": "main", **fault.settings})
    for path, text in fault.files.items():
        own = text if path.endswith(".yaml") else text + line_prompts(text, fault.settings.get("anywhere", ""))
        made[path] = own.encode()
    if any("unknown-prompt" in expected for expected in fault.expected):
        return made
    return with_missing_prompts(made, CONTRACTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_at_its_place_and_nothing_else(fault: Fault) -> None:
    found = reading_of(files(fault), CONTRACTS, queues=("support", "payments"))
    assert [f"{str(each.place).removeprefix('flows/')} {each.rule}" for each in found.complaints] == list(
        fault.expected
    ), "\n".join(map(str, found.complaints))
    assert (found.line is None) == bool(fault.expected)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_complaint_reads_like_a_sentence(fault: Fault) -> None:
    for each in reading_of(files(fault), CONTRACTS, queues=("support", "payments")).complaints:
        assert re.match(r"[A-Z'\"]", each.message), each.message
        assert not re.search(r"None|Traceback|pydantic|<class|Value error|valid (string|dict)", str(each))


def test_the_catalogue_is_large_enough() -> None:
    assert len([fault for fault in FAULTS if fault.expected]) >= 60
