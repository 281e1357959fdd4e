"""For people: a line each, `flows/pay.yaml:12:7 unknown-step There is no step 'chrage' here (did you mean ...?)`."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.commands.reports.finding import Finding


def report(findings: Sequence[Finding]) -> str:
    return "\n".join(str(each.complaint) + (" [note]" if each.note else "") for each in findings)
