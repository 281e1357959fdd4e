"""For GitHub Actions: workflow commands, which put each finding beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.commands.reports.finding import Finding


def report(findings: Sequence[Finding]) -> str:
    return "\n".join(_command(each) for each in findings)


def _command(finding: Finding) -> str:
    told = finding.complaint
    place = {
        "file": told.place.file,
        "line": str(told.place.line),
        "col": str(told.place.column),
        "title": told.rule,
    }
    where = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    remedy = f" ({told.remedy})" if told.remedy else ""
    return f"::{'notice' if finding.note else 'error'} {where}::{_data(told.message + remedy)}"


def _data(text: str) -> str:
    """The escapes that GitHub's runner takes back: without them a line end would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
