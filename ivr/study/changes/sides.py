"""Making a side of a comparison from files."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from ivr.flow.binding import bind_flow
from ivr.flow.contracts import Contract
from ivr.flow.draft import DraftFlow
from ivr.flow.line import Flow, Line
from ivr.flow.prompts import Bundles, Catalogue, catalogue
from ivr.flow.reading import OTHERS
from ivr.flow.settings import bind_settings
from ivr.marks import plain, read
from ivr.study.changes.model import Side, Tree

UTC = ZoneInfo("UTC")


def side_of(files: Mapping[str, bytes], contracts: Mapping[str, Contract]) -> Side | None:
    """The side of a line's files; None when a file cannot be read as what it should be, so that what is missing in it
    would be taken for gone."""
    node, _ = read(files.get("line.yaml", b""), "line.yaml")
    settings = bind_settings(node)[0] if node is not None else None
    flows = _flows(files)
    policy, hours = _tree(files, "policy.yaml"), _tree(files, "hours.yaml")
    if settings is None or flows is None or policy is None or hours is None:
        return None
    prompts: dict[str, Catalogue] = {}
    for language in settings.languages:
        if (name := f"prompts/{language}.ftl") in files:
            prompts[language], _ = catalogue(files[name], name, language)
    if any(written.unreadable or written.broken for written in prompts.values()):
        return None
    spoken = Bundles({}, settings.country, UTC)  # the words are compared as written, and never said
    return Side(Line(settings, flows, spoken, contracts, {}), prompts, policy, hours)


def _flows(files: Mapping[str, bytes]) -> dict[str, Flow] | None:
    found: dict[str, Flow] = {}
    for path in sorted(files):
        if "/" in path or not path.endswith(".yaml") or path in OTHERS:
            continue
        node, _ = read(files[path], path)
        flow = bind_flow(node, path.removesuffix(".yaml"), path)[0] if node is not None else None
        if flow is None or flow.broken:
            return None
        found[flow.name] = _flow(flow)
    return found


def _flow(flow: DraftFlow) -> Flow:
    return Flow(
        name=flow.name,
        title=flow.title,
        requires=flow.requires,
        takes={},
        returns={},
        on=flow.on,
        steps={name: each.step for name, each in flow.steps.items() if not each.aside},
        asides={name: each.step for name, each in flow.steps.items() if each.aside},
        types={},
        places={},
    )


def _tree(files: Mapping[str, bytes], name: str) -> Tree | None:
    node, _ = read(files[name], name) if name in files else (None, [])
    tree = plain(node) if node is not None else None
    return tree if isinstance(tree, dict) else None
