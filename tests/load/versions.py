"""Many publications while many calls are in progress: see scripts/versions-under-load."""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import click

from ivr.runtime.lines import Lines
from ivr.runtime.publishing import publish, rollback
from ivr.store import publications
from ivr.store.database import Database
from tests.load.callers import Callers, Story
from tests.load.house import wait_for
from tests.support.postgres import postgres

IVR = str(Path(sys.executable).with_name("ivr"))
TOKEN = "a-token-for-tests"
TOLD_WITHIN = 5.0
DISTINCT = 40
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "worst": 1.0}


@dataclass
class Record:
    """Which version was live from when on, by its mark."""

    live: list[tuple[float, int]] = field(default_factory=list)

    def stale(self, story: Story) -> float:
        """How long the version of a call had been replaced when the call began; 0 when it was live then."""
        mark = story.marks[0]
        ends = [
            end
            for (_, each), (end, _) in zip(self.live, [*self.live[1:], (float("inf"), 0)], strict=True)
            if each == mark
        ]
        starts = [begin for begin, each in self.live if each == mark]
        spans = zip(starts, ends, strict=True)
        return min(max(0.0, story.began - end) for begin, end in spans if begin <= story.began + story.seconds[0])


def marked(folder: Path, place: Path, mark: int) -> Path:
    """The line, with the version's mark in every prompt of its first language that is one line long."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("tests"))
    for file in (place / "prompts").glob("en-*.ftl"):
        text = file.read_text("utf-8")
        marks = re.sub(
            r"(?m)^((?:main|welcome|language|trouble)-[\w-]+ = .+)$", rf"\1 This is version {mark} of this test.", text
        )
        file.write_text(marks, "utf-8")
    return place


def publisher(url: str, folders: list[Path], count: int, record: Record) -> None:
    """Publish and roll back, `count` times, one after the other."""
    database = Database(url)
    lines = Lines(database)
    chance = random.Random(1)
    marks: dict[str, int] = {}
    done = 0
    while done < count:
        if done > DISTINCT and chance.random() < 0.3:
            with database.reading() as connection:
                wanted = chance.choice(publications.history(connection, "harbor")).version
            made = rollback(lines, "harbor", wanted, "load", "back")
        else:
            mark = chance.randrange(len(folders))
            made = publish(lines, folders[mark], "load", f"mark {mark}")
            marks[made.publication.version] = mark
        if made.fresh:
            record.live.append((time.time(), marks[made.publication.version]))
            done += 1
    database.close()


async def load(
    url: str, voice: str, folders: list[Path], calls: int, count: int, pause: float
) -> tuple[Callers, Record, float]:
    callers, record = Callers(voice, TOKEN, calls, pause), Record([(0.0, 0)])
    running = asyncio.create_task(callers.run())
    while callers.in_progress < calls:
        await asyncio.sleep(0.2)
    click.echo(f"{callers.in_progress} calls in progress; publishing begins")
    began = time.monotonic()
    await asyncio.to_thread(publisher, url, folders, count, record)
    took = time.monotonic() - began
    callers.over.set()
    await running
    return callers, record, took


@click.command()
@click.option("--calls", default=500, show_default=True)
@click.option("--publications", "count", default=200, show_default=True)
@click.option("--pause", default=40.0, show_default=True, help="Seconds between two keys of a caller.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
def main(calls: int, count: int, pause: float, folder: Path) -> None:
    """Two processes, PostgreSQL, so many calls in progress, so many publications and rollbacks."""
    with tempfile.TemporaryDirectory(prefix="ivr-load-") as place, postgres() as server:
        folders = [marked(folder, Path(place) / f"v{mark}", mark) for mark in range(DISTINCT)]
        url = server.url()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_"))}
        env |= {
            "DATABASE_URL": url,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "IVR_TRIAL": "1",
            "IVR_SECRET_KEY": "k" * 32,
            "IVR_LINE": str(folders[0]),
        }
        subprocess.run([IVR, "db", "upgrade"], env=env, check=True)
        log = (Path(place) / "log").open("wb")
        running = subprocess.Popen(
            [IVR, "serve", "--processes", "2", "--port", str(port)], env=env, stderr=log, stdout=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            told = asyncio.run(load(url, f"http://127.0.0.1:{port}/voice", folders, calls, count, pause))
        finally:
            running.terminate()
            running.wait(30)
        sys.exit(report(*told, calls, count))


def report(callers: Callers, record: Record, took: float, calls: int, count: int) -> int:
    """Print what was seen; 1 where a call heard two versions, began with an old one, or was not answered."""
    heard = [story for story in callers.stories if story.marks]
    mixed = [story for story in heard if len(set(story.marks)) > 1]
    wrong = [story for story in callers.stories if story.wrong]
    stale = sorted(record.stale(story) for story in heard)
    seconds = sorted(each for story in callers.stories for each in story.seconds)
    changed = sum(1 for story in heard if spans(record, story) > 1)
    click.echo(
        f"{count} publications and rollbacks in {took:.0f} s, {calls} calls in progress, 2 processes, PostgreSQL"
    )
    click.echo(
        f"{len(callers.stories)} calls, {len(seconds)} turns, {sum(len(each.marks) for each in heard)} versions heard"
    )
    began = {story.marks[0] for story in heard}
    click.echo(f"versions that calls began with: {len(began)} of {DISTINCT}")
    click.echo(f"calls during which another version went live: {changed}")
    click.echo(f"calls that heard two versions: {len(mixed)}; turns not answered as they should: {len(wrong)}")
    late, usual = stale[-1], stale[len(stale) // 2]
    click.echo(f"a new call began with a version replaced at most {late:.2f} s before (median {usual:.2f})")
    shares = ", ".join(f"{name} {at(seconds, share)} ms" for name, share in SHARES.items())
    click.echo(f"turns: {shares}")
    for story in (*mixed, *wrong)[:5]:
        click.echo(f"  {story.sid}: heard {story.marks}; {story.wrong[:2]}")
    return 1 if mixed or wrong or stale[-1] > TOLD_WITHIN else 0


def spans(record: Record, story: Story) -> int:
    """How many versions were live while the call was in progress."""
    return 1 + sum(1 for begin, _ in record.live if story.began < begin < story.ended)


def at(ordered: list[float], share: float) -> int:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000)


if __name__ == "__main__":
    main()
