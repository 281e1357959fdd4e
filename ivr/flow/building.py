"""A checked draft as the line that the engine walks."""

from __future__ import annotations

from ivr.flow.analysis import Analysis
from ivr.flow.conditions import Compiled
from ivr.flow.draft import DraftFlow
from ivr.flow.known_types import named_types
from ivr.flow.line import Flow, Line
from ivr.flow.prompts import Bundles
from ivr.flow.settings import zone_of


def build(analysis: Analysis) -> Line:
    """The line. Only of a draft without complaints."""
    draft = analysis.draft
    return Line(
        settings=draft.settings,
        flows={name: _flow(analysis, flow) for name, flow in draft.flows.items()},
        prompts=Bundles(draft.catalogues, draft.settings.country, zone_of(draft.settings)),
        contracts=draft.contracts,
        conditions={key: each for key, each in analysis.conditions.items() if isinstance(each, Compiled)},
    )


def _flow(analysis: Analysis, flow: DraftFlow) -> Flow:
    known = named_types(analysis.draft.contracts)
    return Flow(
        name=flow.name,
        title=flow.title,
        requires=flow.requires,
        takes={name: known[kind] for name, kind in flow.takes.items()},
        returns=analysis.returns[flow.name],
        on=flow.on,
        steps={name: each.step for name, each in flow.steps.items() if not each.aside},
        asides={name: each.step for name, each in flow.steps.items() if each.aside},
        types=analysis.types(flow),
        places={name: each.place for name, each in flow.steps.items()},
    )
