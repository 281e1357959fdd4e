"""A prompt that is not there.

What: a flow says a prompt that no language has, or that some language lacks.
Why: the caller would hear nothing.

Bad:
    steps:
      hello: {say: helo, hang_up: silent}
    # prompts/en-US.ftl
    hello = Hello.
Good:
    steps:
      hello: {say: hello, hang_up: silent}
    # prompts/en-US.ftl
    hello = Hello.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.prompt_uses import of_flow, of_line
from ivr.flow.rules.base import rule
from ivr.marks import Complaint, nearest


@rule("unknown-prompt")
def unknown_prompt(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    written = {name for each in draft.catalogues.values() for name in each.entries if not name.startswith("-")}
    if any(each.unreadable for each in draft.catalogues.values()):
        return
    broken = {name for each in draft.catalogues.values() for name in each.broken}
    uses = [use for flow in draft.flows.values() for use in of_flow(flow)] + list(of_line(draft))
    for use in uses:
        if use.prompt not in written and use.prompt not in broken:
            yield Complaint(
                use.place,
                "unknown-prompt",
                f"There is no prompt '{use.prompt}'",
                nearest(use.prompt, written) or "write it in every file of prompts/",
            )
