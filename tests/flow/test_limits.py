"""The largest hostile files cost a second and 100 MB at most, measured in a process of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import resource, sys, time
from tests.support.lines import files_of, reading_of
FLOW = "flow: main\\ntitle: Main\\nsteps:\\n  done: {hang_up: silent}\\n"
reading_of(files_of(main=FLOW))
files = files_of(main=FLOW) | {sys.argv[1]: eval(sys.argv[2])}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
found = reading_of(files)
took = time.process_time() - began
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
assert found.line is None, "not refused"
assert all(each.place.line >= 1 and each.place.column >= 1 for each in found.complaints)
assert took < 1, f"{took:.2f} s"
assert more < 100, f"{more:.0f} MB"
"""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("main.yaml", "b'flow: ' + b'x' * 10_000_000"),
        ("main.yaml", "b'[' * 400_000"),
        ("main.yaml", "b'- ' * 200_000"),
        ("main.yaml", "b'a: &a [x, x]\\n' + b''.join(b'k%d: [*a, *a]\\n' % n for n in range(20_000))"),
        ("main.yaml", "('flow: main\\n' * 1000).encode('utf-32')"),
        ("main.yaml", "b'\\x00' * 500_000"),
        ("main.yaml", "b'\\xff' * 500_000"),
        (
            "main.yaml",
            "b'flow: main\\ntitle: M\\nsteps:\\n' + b''.join(b'  s%d: {say: x}\\n' % n for n in range(25_000))",
        ),
        ("prompts/en-US.ftl", "b'a = ' + b'{ ' * 200_000"),
        ("prompts/en-US.ftl", "b'a = ' + b'x' * 10_000_000"),
        ("prompts/en-US.ftl", "b''.join(b'a%d = { a%d } { a%d }\\n' % (n, n + 1, n + 1) for n in range(3_000))"),
    ],
)
def test_a_hostile_file_is_refused_within_a_second_and_100_mb(path: str, content: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, path, content],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-600:]
