"""Reading a line: files in, the checked line or every complaint out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ivr.flow.analysis import analyse
from ivr.flow.binding import bind_flow
from ivr.flow.building import build
from ivr.flow.contracts import Contract, Level
from ivr.flow.draft import Draft, DraftFlow
from ivr.flow.line import Line, LineSettings
from ivr.flow.names import NAME
from ivr.flow.prompts import Catalogue, catalogue
from ivr.flow.rules import RULES
from ivr.flow.settings import bind_settings
from ivr.marks import Complaint, Place, nodes, read

OTHERS = ("line.yaml", "policy.yaml", "hours.yaml", "notices.yaml")
"""YAML of a line's folder that is not a flow; all but line.yaml is read by other rooms."""
PROMPTS = "prompts/"


@dataclass(frozen=True)
class Reading:
    """What came of reading: the line, or the complaints that say why there is none; both sorted and all at once."""

    line: Line | None
    complaints: tuple[Complaint, ...]


def read_line(
    files: Mapping[str, bytes],
    contracts: Mapping[str, Contract],
    *,
    queues: Collection[str] | None = None,
    levels: Mapping[str, Level] | None = None,
    root: str = "flows",
) -> Reading:
    """Read and check a line from its files (path in the line's folder -> content).

    contracts: of all actions. queues: the names hours.yaml knows; None leaves queue names unchecked.
    levels: policy.yaml's, by action; they raise what a contract asks, never lower it. root: shown before file names.
    """
    settings, node, complaints = _settings(files, root)
    flows, broken, found = _flows(files, root)
    complaints += found
    catalogues, found = _prompts(files, root, settings)
    complaints += found
    if settings is None or node is None:
        return Reading(None, tuple(sorted(set(complaints))))
    draft = Draft(settings, node, flows, frozenset(broken), catalogues, _raised(contracts, levels or {}), queues, root)
    analysis = analyse(draft)
    complaints += [complaint for rule in RULES for complaint in rule.check(analysis)]
    if complaints:
        return Reading(None, tuple(sorted(set(complaints))))
    return Reading(build(analysis), ())


def _raised(contracts: Mapping[str, Contract], levels: Mapping[str, Level]) -> dict[str, Contract]:
    return {
        name: replace(contract, level=max(contract.level, levels.get(name, contract.level)))
        for name, contract in contracts.items()
    }


def _settings(
    files: Mapping[str, bytes], root: str
) -> tuple[LineSettings | None, nodes.Mapping | None, list[Complaint]]:
    name = f"{root}/line.yaml"
    if "line.yaml" not in files:
        missing = Complaint(Place(name), "missing-file", "There is no line.yaml", "every line has one")
        return None, None, [missing]
    written, complaints = read(files["line.yaml"], name)
    if written is None:
        return None, None, complaints
    settings, node, found = bind_settings(written)
    return settings, node, complaints + found


def _flows(files: Mapping[str, bytes], root: str) -> tuple[dict[str, DraftFlow], set[str], list[Complaint]]:
    """The flows by name, the names of those that could not be read, and what is wrong."""
    flows: dict[str, DraftFlow] = {}
    broken: set[str] = set()
    complaints: list[Complaint] = []
    for path in sorted(files):
        name = path.removesuffix(".yaml")
        if "/" in path or not path.endswith(".yaml") or path in OTHERS:
            continue
        file = f"{root}/{path}"
        if not NAME.fullmatch(name):
            complaints.append(
                Complaint(Place(file), "bad-name", f"'{name}' cannot be a flow's name", "small letters, digits and _")
            )
        flow, wrong = _flow(files[path], name, file)
        complaints += wrong
        if flow is None:
            broken.add(name)
        else:
            flows[name] = flow
    return flows, broken, complaints


@lru_cache(maxsize=64)  # a change touches one file of a line
def _flow(source: bytes, name: str, file: str) -> tuple[DraftFlow | None, tuple[Complaint, ...]]:
    node, found = read(source, file)
    flow: DraftFlow | None = None
    if node is not None and not found:  # what is read in spite of a complaint is not what was meant
        flow, found = bind_flow(node, name, file)
    return flow, tuple(found)


def _prompts(
    files: Mapping[str, bytes], root: str, settings: LineSettings | None
) -> tuple[dict[str, Catalogue], list[Complaint]]:
    """The prompts of every language that has a file; one of no language of the line is complained of by a rule."""
    catalogues: dict[str, Catalogue] = {}
    complaints: list[Complaint] = []
    for path in sorted(files):
        if not path.startswith(PROMPTS) or not path.endswith(".ftl") or path.count("/") > 1:
            continue
        language = path.removeprefix(PROMPTS).removesuffix(".ftl")
        found, wrong = catalogue(files[path], f"{root}/{path}", language)
        if settings is not None and language not in settings.languages:
            complaints.append(
                Complaint(
                    Place(f"{root}/{path}"),
                    "unknown-language",
                    f"'{language}' is not a language of line.yaml",
                    "the line speaks " + ", ".join(settings.languages),
                )
            )
        catalogues[language] = found
        complaints += wrong
    return catalogues, complaints
