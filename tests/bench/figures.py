"""Rounds of figures, put together and printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Sample:
    """One server's rounds on one database. `p99s` and `p50s` are of each round; `turns` holds every turn of all."""

    name: str
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database_cpu: list[float] = field(default_factory=list)
    client_cpu: list[float] = field(default_factory=list)
    p50s: list[float] = field(default_factory=list)
    p99s: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    statements: float | None = None

    def add(self, seconds: float, turns: list[float], cpu: float, database_cpu: float, client_cpu: float) -> None:
        """A round: seconds it took, milliseconds of each turn, and processor seconds."""
        count = len(turns)
        self.rates.append(count / seconds)
        for held, spent in ((self.cpu, cpu), (self.database_cpu, database_cpu), (self.client_cpu, client_cpu)):
            held.append(spent / count * 1e6)
        self.p50s.append(share(turns, 0.5))
        self.p99s.append(share(turns, 0.99))
        self.turns += turns

    def row(self) -> tuple[str, ...]:
        """As `HEAD` has it."""
        statements = "" if self.statements is None else f"{self.statements:.1f}"
        return (
            self.name,
            f"{median(self.rates):.0f}",
            f"{median(self.p50s):.1f}",
            f"{share(self.turns, 0.99):.1f}",
            f"{median(self.cpu):.0f}",
            f"{median(self.database_cpu):.0f}",
            f"{median(self.client_cpu):.0f}",
            statements,
        )


HEAD = ("", "turns/s", "p50 ms", "p99 ms", "CPU us/turn", "database us", "client us", "statements/turn")


def share(values: list[float], part: float) -> float:
    """The value below which that part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def ratios(ours: Sample, twin: Sample) -> dict[str, tuple[float, float, float]]:
    """Ours against the twin, each round against the twin's round beside it: median, least and most. Turns a second:
    how many times the twin's; the others: what part of the twin's."""
    pairs = {
        "turns/s": (ours.rates, twin.rates),
        "CPU per turn": (ours.cpu, twin.cpu),
        "CPU with the database's": (
            [a + b for a, b in zip(ours.cpu, ours.database_cpu, strict=True)],
            [a + b for a, b in zip(twin.cpu, twin.database_cpu, strict=True)],
        ),
        "p50": (ours.p50s, twin.p50s),
        "p99": (ours.p99s, twin.p99s),
    }
    found = {}
    for name, (a, b) in pairs.items():
        each = [left / right for left, right in zip(a, b, strict=True) if right]
        if each:
            found[name] = (median(each), min(each), max(each))
    return found


def table(rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|")
    return "\n".join(lines)
