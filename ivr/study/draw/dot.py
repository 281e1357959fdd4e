"""A graph as DOT, Graphviz's language: the script runs from top to bottom, asides stand beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from ivr.study.draw import colours
from ivr.study.draw.counts import Counts
from ivr.study.draw.graph import Arrow, Box, Graph, Note, Row, Shape

FONT = "DejaVu Sans,Verdana,Arial,sans-serif"
"""Of about the same width, so that text fits its box wherever it is shown."""
WIDEST, LABEL, KEY = 46, 30, 14
"""Letters of a line in a box, at an arrow, and of a label that has its text beside it and not below."""


def write_dot(graph: Graph, counts: Counts | None = None) -> str:
    """The graph as a DOT file."""
    return "\n".join(_lines(graph, counts)) + "\n"


def _lines(graph: Graph, counts: Counts | None) -> Iterator[str]:
    yield f"digraph {_quoted(graph.name)} {{"
    yield f'  graph [fontname="{FONT}", rankdir=TB, nodesep=0.35, ranksep=0.45, pad=0.2, splines=spline,'
    yield f"    labelloc=b, labeljust=l, label={_notes(graph.notes)}];"
    yield f'  node [fontname="{FONT}", fontsize=10, shape=plain];'
    yield f'  edge [fontname="{FONT}", fontsize=9, arrowsize=0.7];'
    yield "  subgraph cluster_flow {"
    yield f"    graph [label=<<b>{escape(graph.title)}</b>>, labelloc=t, labeljust=l, fontsize=15, pencolor=none];"
    spine = frozenset(graph.spine)
    for box in graph.boxes:
        group = ', group="spine"' if box.name in spine else ""
        yield f"    {_quoted(box.name)} [label={_card(box, counts)}, tooltip={_quoted(_tip(box))}{group}];"
    yield "  }"
    drawn = {(arrow.start, arrow.end) for arrow in graph.arrows}
    for above, below in pairwise(graph.spine):
        if (above, below) not in drawn:  # the order of the script, where no arrow says it
            yield f"  {_quoted(above)} -> {_quoted(below)} [style=invis, weight=20];"
    for arrow in graph.arrows:
        yield f"  {_arrow(arrow, spine, counts)}"
    yield "}"


def _arrow(arrow: Arrow, spine: frozenset[str], counts: Counts | None) -> str:
    """Arrows that lead up are written downwards and drawn backwards, so that the order of the script stands."""
    colour = colours.text(arrow.count, counts, colours.ARROW if arrow.normal else colours.EXCEPTION)
    given = [f'color="{colour}"', f"penwidth={colours.width(arrow.count, counts)}"]
    times = [f"\N{MULTIPLICATION SIGN}{arrow.count}"] if arrow.count is not None else []
    if arrow.labels or times:
        given += [f"label={_label(arrow.labels, times)}", f'fontcolor="{colour}"']
    if not arrow.normal:
        given.append("style=dashed")
    if arrow.start in spine and arrow.end in spine and not arrow.back:
        given.append("weight=20")
    start, end = (arrow.end, arrow.start) if arrow.back else (arrow.start, arrow.end)
    if arrow.back:
        given.append("dir=back")
    return f"{_quoted(start)} -> {_quoted(end)} [{', '.join(given)}];"


def _label(labels: Sequence[str], times: Sequence[str]) -> str:
    """Keys and outcomes in one line, as many as fit; a condition has lines of its own. White, so that an arrow that
    passes behind stays off the words, with room to its own arrow."""
    short = [label for label in labels if " " not in label]
    lines = textwrap.wrap(", ".join(short), LABEL)
    for label in labels:
        if label not in short:
            lines += textwrap.wrap(label, LABEL, subsequent_indent="   ", break_long_words=False)
    rows = "".join(
        f'<tr><td> </td><td align="left" bgcolor="white">{_spaced(line)}</td></tr>' for line in (*lines, *times)
    )
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">{rows}</table>>'


def _card(box: Box, counts: Counts | None) -> str:
    """A box: verb and name, what it is about, and what happens there without an arrow."""
    paint = colours.paint(box.shape, box.count, counts)
    style = ' style="rounded"' if box.shape in (Shape.ASKS, Shape.SPEAKS, Shape.ENDS) else ""
    head = f'<font color="{paint.line}" point-size="8">{escape(box.verb)}</font>  <b>{escape(box.name)}</b>&#160;'
    if box.count is not None:
        head += f'<font color="{colours.FAINT}" point-size="8">  \N{MULTIPLICATION SIGN}{box.count}</font>'
    cells = [_cell(head)]
    for number, line in enumerate(box.subject):
        size, colour = (9, colours.INK) if number == 0 else (8, colours.FAINT)
        cells += [_cell(_font(part, size, colour)) for part in textwrap.wrap(line, WIDEST)]
    if box.rows:
        cells.append("<hr/>")
        cells += [cell for row in box.rows for cell in _row(row, counts)]
    border = f'border="1" color="{paint.line}" bgcolor="{paint.fill}"'
    return f'<<table {border} cellborder="0" cellspacing="1" cellpadding="2"{style}>{"".join(cells)}</table>>'


def _row(row: Row, counts: Counts | None) -> Iterator[str]:
    """Label and text beside each other where the label is short; the text below it where it is long."""
    colour = colours.text(row.count, counts, colours.INK)
    text = row.text + (f"  \N{MULTIPLICATION SIGN}{row.count}" if row.count is not None else "")
    label = textwrap.wrap(row.label, WIDEST)
    short = len(row.label) <= KEY
    head = label.pop() if short and label else ""
    for part in label:
        yield _cell(_font(part, 8, colour, bold=True))
    for part in textwrap.wrap(text, WIDEST - len(head)):
        key = _font(head, 8, colour, bold=True) + _font("  ", 8, colour) if head else ""
        yield _cell(key + _font(part if short else f"   {part}", 8, colour))
        head = " " * 2 * len(head)


def _cell(content: str) -> str:
    return f'<tr><td align="left">{content}</td></tr>'


def _font(text: str, size: int, colour: str, *, bold: bool = False) -> str:
    written = f"<b>{_spaced(text)}</b>" if bold and text.strip() else _spaced(text)
    return f'<font point-size="{size}" color="{colour}">{written}</font>'


def _spaced(text: str) -> str:
    """Escaped; spaces that Graphviz would drop are kept."""
    return escape(text).replace("  ", "&#160; ")


def _notes(notes: tuple[Note, ...]) -> str:
    if not notes:
        return '""'
    cells: list[str] = []
    for note in notes:
        if cells:
            cells.append('<tr><td><font point-size="3"> </font></td></tr>')
        cells.append(f'<tr><td align="left"><b>{escape(note.heading)}</b></td></tr>')
        for line in note.lines:
            cells += [f'<tr><td align="left">{escape(part)}</td></tr>' for part in textwrap.wrap(line, 90)]
    font = f'<font point-size="9" color="{colours.FAINT}">'
    return f'<{font}<table border="0" cellborder="0" cellspacing="0" cellpadding="1">{"".join(cells)}</table></font>>'


def _tip(box: Box) -> str:
    return f"{box.verb}: {box.name}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
