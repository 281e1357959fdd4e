"""The process that plays seeds with copies of the package: for each it begins a copy of itself, which imports that
package; all other modules are loaded already. One line of JSON in, one out."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def load_others() -> None:
    """Everything that the package imports, and nothing of itself."""
    sys.path.insert(0, str(ROOT))
    import ivr.chaos.many  # noqa: PLC0415 - not before the path is right, here and below
    import ivr.runtime.actions  # noqa: PLC0415
    import ivr.store.migrate  # noqa: PLC0415

    del ivr
    for name in [name for name in sys.modules if name.split(".")[0] == "ivr"]:
        del sys.modules[name]
    sys.path.remove(str(ROOT))
    gc.collect()
    gc.freeze()


def told(asked: dict, kept: Path) -> dict[int, list[str]]:
    """In the copy: what the package in `tree` does."""
    sys.path.insert(0, asked["tree"])
    from ivr.chaos.many import play, spare_memory  # noqa: PLC0415
    from ivr.chaos.template import template  # noqa: PLC0415

    made = template(ROOT / "flows", kept)
    spare_memory()
    found: dict[int, list[str]] = {}
    for seed in asked["seeds"]:
        report = play(made, seed)
        found[seed] = sorted({each.invariant for each in report.violations} | ({report.broken} - {""}))
        if asked["wanted"] in found[seed] or (asked["wanted"] == "any" and found[seed]):
            break
    return found


def answer(asked: dict, kept: Path) -> str:
    reading, writing = os.pipe()
    if os.fork() == 0:
        try:
            line = json.dumps(told(asked, kept))
        except BaseException as error:
            line = json.dumps({0: [f"{type(error).__name__}: {error}"]})
        with os.fdopen(writing, "w") as out:
            out.write(line)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as out:
        line = out.read()
    os.wait()
    return line


def main() -> None:
    kept = Path(sys.argv[1])
    load_others()
    for line in sys.stdin:
        print(answer(json.loads(line), kept), flush=True)


main()
