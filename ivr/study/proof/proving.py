"""The proof's holes as complaints, at the steps they are in."""

from __future__ import annotations

from ivr.flow.line import Line
from ivr.marks import Complaint, Place
from ivr.study.proof.search import search
from ivr.study.proof.secrets import secrets

RULES = ("access-level", "access-account", "access-consent", "access-confirmation", "access-secret", "access-unproven")


def prove(line: Line) -> tuple[Complaint, ...]:
    """Every hole of a checked line, each once, with the shortest path that leads there."""
    found = search(line)
    complaints = list(secrets(line))
    for hole in found.holes.values():
        breach = hole.breach
        way = ", ".join(hole.path) or "at once"
        place = line.flows[breach.flow].places.get(breach.step, Place(breach.flow))
        complaints.append(Complaint(place, breach.rule, f"By: {way} → {breach.reason}", breach.remedy))
    if not found.whole:
        start = line.flows[line.settings.start]
        message = "This line is too large to prove that nobody gets what is not theirs"
        place = start.places[start.first]
        complaints.append(Complaint(place, "access-unproven", message, "part it into several lines"))
    return tuple(sorted(complaints))
