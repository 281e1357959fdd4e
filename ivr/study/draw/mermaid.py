"""A graph as Mermaid, which many wikis and code hosts draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.study.draw import colours
from ivr.study.draw.counts import Counts
from ivr.study.draw.graph import Arrow, Box, Graph, Shape

BRACKETS: Mapping[Shape, tuple[str, str]] = {
    Shape.SPEAKS: ("(", ")"),
    Shape.ASKS: ("([", "])"),
    Shape.DECIDES: ("{{", "}}"),
    Shape.ACTS: ("[", "]"),
    Shape.RUNS: ("[[", "]]"),
    Shape.WAITS: ("[/", "/]"),
    Shape.QUIET: ("[", "]"),
    Shape.ENDS: ("([", "])"),
}


def write_mermaid(graph: Graph, counts: Counts | None = None) -> str:
    """The graph as a Mermaid flowchart; its notes are comments at the end."""
    return "\n".join(_lines(graph, counts)) + "\n"


def _lines(graph: Graph, counts: Counts | None) -> Iterator[str]:
    # Ids are not the names: `end`, `style` and the like mean something to Mermaid.
    ids = {box.name: f"s{number}" for number, box in enumerate(graph.boxes, 1)}
    yield "---"
    yield f"title: {_text(graph.title)}"
    yield "---"
    yield "flowchart TB"
    for box in graph.boxes:
        opening, closing = BRACKETS[box.shape]
        paint = colours.paint(box.shape, box.count, counts)
        yield f"  {ids[box.name]}{opening}{_card(box)}{closing}"
        yield f"  style {ids[box.name]} fill:{paint.fill},stroke:{paint.line}"
    for arrow in graph.arrows:
        yield f"  {ids[arrow.start]} {_shaft(arrow)} {ids[arrow.end]}"
    for note in graph.notes:
        yield f"  %% {note.heading}"
        yield from (f"  %%   {line}" for line in note.lines)


def _card(box: Box) -> str:
    times = f" \N{MULTIPLICATION SIGN}{box.count}" if box.count is not None else ""
    parts = [f"{box.verb} <b>{_text(box.name)}</b>{times}", *(f"{_text(line)}" for line in box.subject)]
    parts += [f"{_text(row.label)}: {_text(row.text)}" if row.label else _text(row.text) for row in box.rows]
    return '"' + "<br/>".join(parts) + '"'


def _shaft(arrow: Arrow) -> str:
    line = "-->" if arrow.normal else "-.->"
    labels = [_text(label) for label in arrow.labels]
    if arrow.count is not None:
        labels.append(f"\N{MULTIPLICATION SIGN}{arrow.count}")
    return f'{line}|"{", ".join(labels)}"|' if labels else line


def _text(text: str) -> str:
    """Text with Mermaid's own signs written as entities."""
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;"}
    return "".join(signs.get(letter, letter) for letter in text)
