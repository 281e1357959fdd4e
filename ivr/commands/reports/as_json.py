"""For programs: a JSON array of objects with file, line, column, rule, level, message and remedy."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ivr.commands.reports.finding import Finding


def report(findings: Sequence[Finding]) -> str:
    return json.dumps([_object(each) for each in findings], indent=2, ensure_ascii=False)


def _object(finding: Finding) -> dict[str, str | int]:
    told = finding.complaint
    return {
        "file": told.place.file,
        "line": told.place.line,
        "column": told.place.column,
        "rule": told.rule,
        "level": "note" if finding.note else "error",
        "message": told.message,
        "remedy": told.remedy,
    }
