"""How `ivr check` tells what it found: one format a module. `REPORTS` is the one place that lists them."""

from ivr.commands.reports import as_github, as_json, as_sarif, as_text
from ivr.commands.reports.finding import Finding, Report

REPORTS: dict[str, Report] = {
    "text": as_text.report,
    "json": as_json.report,
    "github": as_github.report,
    "sarif": as_sarif.report,
}

__all__ = ["REPORTS", "Finding", "Report"]
