"""Drawings show the script in its order, and tell what would be an arrow from everywhere."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.commands.draw import draw
from ivr.flow.line import Line
from ivr.runtime.folders import read_folder
from ivr.study.coverage.tally import Tally
from ivr.study.draw import (
    Colouring,
    DrawingError,
    Graph,
    flow_graph,
    overview,
    read_counts,
    write_dot,
    write_mermaid,
    write_svg,
)
from ivr.study.draw.ways import ways
from tests.support.lines import line_of

SVG = "{http://www.w3.org/2000/svg}"
SMALL = """
    on:
      no_input: {say: bye, return: gone}
    steps:
      greet: {say: hello}
      pick:
        menu: pick
        choices:
          1: more
          2: {to: last, if: call.has_from}
          3: {say: bye, return: done}
        on:
          no_match: {say: sorry, to: pick}
      last: {say: bye, return: done}
    asides:
      more: {ask: number, for: number, save: number, to: last, on: {no_match: pick}}
"""


@pytest.fixture
def small() -> Line:
    return line_of(main=SMALL, settings={"anywhere": "{repeat: {key: star}}"})


@pytest.fixture(scope="module")
def shipped() -> Line:
    service = read_folder(Path("flows")).service
    assert service is not None
    return service.line


def arrows(graph: Graph) -> dict[str, str]:
    return {f"{arrow.start} -> {arrow.end}": ", ".join(arrow.labels) for arrow in graph.arrows}


def test_steps_stand_in_the_order_of_the_script_with_asides_behind_what_leads_to_them(small: Line) -> None:
    graph = flow_graph(small, "main")
    assert [box.name for box in graph.boxes] == ["greet", "pick", "more", "last"]
    assert graph.spine == ("greet", "pick", "last")


def test_arrows_bear_keys_outcomes_and_conditions(small: Line) -> None:
    assert arrows(flow_graph(small, "main")) == {
        "greet -> pick": "",
        "pick -> more": "1",
        "pick -> last": "2 if call.has_from",
        "pick -> pick": "no_match",
        "more -> last": "",
        "more -> pick": "no_match",
    }


def test_what_a_step_says_on_the_way_and_where_it_ends_stand_in_its_box(small: Line) -> None:
    rows = {box.name: [(row.label, row.text) for row in box.rows] for box in flow_graph(small, "main").boxes}
    assert rows["pick"] == [("3", "says bye, returns done"), ("no_match", "says sorry")]
    assert rows["last"] == [("", "returns done")]


def test_defaults_and_shortcuts_are_told_beside_the_drawing(small: Line) -> None:
    notes = {note.heading: note.lines for note in flow_graph(small, "main").notes}
    assert notes["Where a step says nothing"] == ("no_input: says bye, returns gone",)
    assert notes["Where this flow says nothing (line.yaml)"] == (
        "no_match, unavailable, not_verified, used_up: hangs up",
    )
    assert notes["From anywhere"][0] == "star repeat"


def test_a_step_that_many_lead_back_to_gets_no_web_of_arrows(shipped: Line) -> None:
    graph = flow_graph(shipped, "main")
    assert not [arrow for arrow in graph.arrows if arrow.end == "menu"]
    after = next(box for box in graph.boxes if box.name == "after_balance")
    assert ("1", "\N{UPWARDS ARROW} menu") in [(row.label, row.text) for row in after.rows]


def test_coverage_is_asked_of_nothing_that_cannot_happen(shipped: Line) -> None:
    """What `ivr test --coverage` counts and what a drawing shows have the same names."""
    counted = json.loads(Tally(shipped).as_json())
    for name, flow in shipped.flows.items():
        for step in (*flow.steps, *flow.asides):
            drawn = {f"{step}.{outcome}" for way in ways(shipped, flow, step) for outcome in way.outcomes}
            assert drawn <= set(counted[name]), name


def test_the_overview_tells_which_flow_runs_which(shipped: Line) -> None:
    graph = overview(shipped)
    assert {box.name for box in graph.boxes} == set(shipped.flows)
    drawn = arrows(graph)
    assert drawn["welcome -> main"] == "main_menu"
    assert drawn["pay -> verify"] == "requires verified"
    assert graph.boxes[0].name == "welcome"


def heights(svg: str) -> dict[str, float]:
    """How far down each box begins."""
    found = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if group.get("class") == "node" and title is not None and title.text:
            texts = [float(text.get("y", "0")) for text in group.iter(f"{SVG}text")]
            found[title.text] = min(texts)
    return found


def test_graphviz_draws_every_shipped_flow_from_top_to_bottom(shipped: Line) -> None:
    for name, flow in shipped.flows.items():
        at = heights(write_svg(flow_graph(shipped, name)))
        assert set(at) == {*flow.steps, *flow.asides}, name
        spine = [at[step] for step in flow.steps]
        assert spine == sorted(spine), name
    assert set(heights(write_svg(overview(shipped)))) == set(shipped.flows)


def test_names_and_prompts_in_any_script_survive(small: Line) -> None:
    line = line_of(main='flow: main\ntitle: "A & B <c> \\"d\\" 中文"\nsteps:\n  end: {say: hello, return: done}\n')
    svg = write_svg(flow_graph(line, "main"))
    assert 'A & B <c> "d" 中文 (main)' in {text.text for text in ET.fromstring(svg).iter(f"{SVG}text")}


def test_a_mermaid_chart(small: Line) -> None:
    chart = write_mermaid(flow_graph(small, "main"))
    assert chart.splitlines()[3:5] == ["flowchart TB", '  s1("say <b>greet</b><br/>hello")']
    assert '  s2 -->|"2 if call.has_from"| s4' in chart
    assert '  s3 -.->|"no_match"| s2' in chart
    assert "  %% From anywhere" in chart


def test_a_dot_file_keeps_arrows_that_lead_up_below_what_they_lead_to(small: Line) -> None:
    dot = write_dot(flow_graph(small, "main"))
    assert dot.startswith('digraph "main" {')
    assert re.search(r'"pick" -> "more" \[.*no_match.*style=dashed, dir=back\];', dot)
    assert re.search(r'"pick" -> "last" \[.*weight=20\];', dot)


def test_coverage_marks_what_no_call_reached(small: Line) -> None:
    reached = b'{"main": {"greet": 2, "greet.said": 2, "pick": 2, "pick.2": 1, "pick.3": 1, "last": 1}}'
    counts = read_counts(reached, "c.json", Colouring.COVERAGE)
    graph = flow_graph(small, "main", counts)
    assert {box.name: box.count for box in graph.boxes} == {"greet": 2, "pick": 2, "more": 0, "last": 1}
    assert {f"{arrow.start} -> {arrow.end}" for arrow in graph.arrows if not arrow.count} == {
        "pick -> more",
        "pick -> pick",
        "more -> last",
        "more -> pick",
    }
    plain, green, red = write_dot(flow_graph(small, "main")), "#dff3e4", "#fbdcd7"
    assert green not in plain
    assert write_dot(graph, counts).count(f'bgcolor="{green}"') == 3
    assert write_dot(graph, counts).count(f'bgcolor="{red}"') == 1


def test_traffic_is_thicker_and_warmer_where_more_calls_went(small: Line) -> None:
    counts = read_counts(
        b'{"main": {"greet": 100, "greet.said": 100, "pick": 100, "pick.1": 5}}', "t", Colouring.TRAFFIC
    )
    dot = write_dot(flow_graph(small, "main", counts), counts)
    widths = dict(re.findall(r'"(\w+" -> "\w+)" \[color="#\w+", penwidth=([\d.]+)', dot))
    assert float(widths['greet" -> "pick']) > 4 > float(widths['pick" -> "last'])
    assert "the warmer and thicker, the more calls" in dot


@pytest.mark.parametrize(
    "written", [b"[]", b"{", b'{"main": 3}', b'{"main": {"greet": "often"}}', b'{"main": {"a": -1}}']
)
def test_counts_that_are_none_are_refused_with_what_belongs_there(written: bytes) -> None:
    with pytest.raises(DrawingError, match=r"c\.json"):
        read_counts(written, "c.json", Colouring.COVERAGE)


def test_a_flow_that_is_not_there_is_refused_with_those_that_are(small: Line) -> None:
    with pytest.raises(DrawingError, match="no flow 'pay'; there is: main, verify"):
        flow_graph(small, "pay")


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    counts = tmp_path / "counts.json"
    counts.write_text('{"pay": {"look_up": 3}}')
    out = tmp_path / "pay.svg"
    done = CliRunner().invoke(draw, ["pay", "--out", str(out), "--coverage", str(counts)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "look_up" in heights(out.read_text())
    both = CliRunner().invoke(draw, ["pay", "--coverage", str(counts), "--traffic", str(counts)])
    assert both.exit_code == 2
    printed = CliRunner().invoke(draw, ["--format", "mermaid"], catch_exceptions=False)
    assert "flowchart TB" in printed.output
