"""For code scanning: SARIF 2.1.0, with the text of each rule that was broken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from ivr.commands.reports.finding import Finding
from ivr.flow.rules import RULES
from ivr.study.rules import FILES, TEXTS

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(findings: Sequence[Finding]) -> str:
    names = sorted({each.complaint.rule for each in findings})
    texts = FILES | {name: rule.text for rule in (*RULES, *TEXTS) for name in rule.ids}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": texts.get(name, name).partition("\n")[0]},
            "fullDescription": {"text": texts.get(name, name)},
        }
        for name in names
    ]
    driver = {"name": "ivr check", "rules": rules}
    results = [_result(each, names) for each in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _result(finding: Finding, names: Sequence[str]) -> dict[str, object]:
    told = finding.complaint
    remedy = f" ({told.remedy})" if told.remedy else ""
    return {
        "ruleId": told.rule,
        "ruleIndex": names.index(told.rule),
        "level": "note" if finding.note else "error",
        "message": {"text": told.message + remedy},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(told.place.file)},
                    "region": {"startLine": told.place.line, "startColumn": told.place.column},
                }
            }
        ],
    }
