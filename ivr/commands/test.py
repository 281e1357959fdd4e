"""ivr test: transcripts against the line in this folder, or any TwiML application."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click
import httpx

from ivr.commands.house import LAB_URL, lab_house
from ivr.commands.journals import past_calls
from ivr.commands.outages import Listening, Outages
from ivr.commands.stubbed import StubbedDoer, Stubs
from ivr.errors import TranscriptError
from ivr.phone import Dialler, Line
from ivr.phone.commands import make_test_command
from ivr.phone.run import transcript_files
from ivr.runtime.bootstrap import House
from ivr.runtime.clock import LabClock
from ivr.runtime.runner import Runner
from ivr.study.coverage import Tally
from ivr.study.replay import retraced
from ivr.transcript import Script, read_transcript
from ivr.wsgi import application


def line_of(house: House, outages: Outages | None = None) -> Line:
    """The telephone's way to a lab in this process: no network, the same HTTP."""
    settings = house.lines.live.line.settings
    transport = httpx.WSGITransport(app=application(house))
    return Line(
        f"{LAB_URL}/voice",
        house.token.reveal(),
        fallback_url=f"{LAB_URL}/voice/fallback",
        status_url=f"{LAB_URL}/voice/status",
        number=settings.numbers[0],
        agent_number=next(iter(settings.agents), None),
        transport=transport if outages is None else Listening(transport, outages),
    )


class Playing:
    """One run of `ivr test` in this process: the lab, the scripts in the order they are played, what they covered."""

    def __init__(self, folder: Path, paths: Sequence[Path], *, covers: bool) -> None:
        self._folder = folder
        self._files = iter(transcript_files(paths))
        self._covers = covers
        self._stack = ExitStack()
        self._houses: dict[bool, House] = {}
        self._lines: dict[tuple[bool, bool], Line] = {}
        self.stubs = Stubs()
        self.outages = Outages()
        self._troubled = False
        self.troubles: list[str] = []
        self.tally: Tally | None = None

    @contextmanager
    def dialler(self) -> Iterator[Line]:
        """The line for the next script: the lab, or the lab with stubs for actions. `run_transcripts` asks once for
        each file, in their order; every transcript begins with a reset of the same lab."""
        file = next(self._files)
        script = read_transcript(file.read_bytes(), str(file))
        yield self.line_for(script)
        self.troubles += [f"{file} {trouble}" for trouble in self.stubs.left()]
        if self._covers:
            self._count()

    def line_for(self, script: Script) -> Line:
        """Whom this script calls, with its stubs and outages, until the next one is asked for."""
        self.stubs.take(script.transcript)
        self.outages.take(script.transcript)
        self._troubled = any(call.outside is not None for call in script.transcript.calls)
        return self._line()

    def close(self) -> None:
        self.outages.end()
        self._stack.close()

    @property
    def house(self) -> House:
        """The lab for the script that is played: another one, with a time of its own, where services are in trouble."""
        if self._troubled not in self._houses:
            instead = self.outages.instead if self._troubled else None
            self._houses[self._troubled] = self._stack.enter_context(lab_house(self._folder, instead))
        return self._houses[self._troubled]

    def _line(self) -> Line:
        stubbed = bool(self.stubs)
        known = (stubbed, self._troubled)
        if known not in self._lines:
            house = self.house
            if stubbed:
                doer = StubbedDoer(self.stubs)
                parts = (house.database, house.lines, LabClock(), doer, house.effects, house.runner.giving_up)
                house = replace(house, runner=Runner(*parts))
            self._lines[known] = line_of(house, self.outages if self._troubled else None)
        return self._lines[known]

    def _count(self) -> None:
        """Before the next script resets the lab: the ways its calls went, from their journals."""
        line = self.house.lines.live.line
        self.tally = self.tally or Tally(line)
        self.house.effects.settle()
        with self.house.database.reading() as connection:
            for _, past in past_calls(connection):
                for trace in retraced(line, past):
                    self.tally.add(trace)


def in_process() -> Dialler:
    """Calls the line of --line."""
    playing = click.get_current_context().find_object(Playing)
    if playing is None:
        raise click.UsageError("the line can be built only by the command itself")
    return playing.dialler


def _playable_elsewhere(paths: Sequence[Path]) -> Iterator[Path]:
    """The files, but for those that say how services fail: only a line in this process can be told."""
    for file in transcript_files(paths):
        try:
            calls = read_transcript(file.read_bytes(), str(file)).transcript.calls
        except (TranscriptError, OSError):
            calls = ()  # it is told what is wrong when it is to be played
        if any(call.outside is not None for call in calls):
            click.echo(f"left out {file}: a line at a URL cannot be told that services outside fail")
        else:
            yield file


def _with_coverage(command: click.Command) -> click.Command:
    """`ivr test` with --coverage: what is the line's own business, the telephone's command knows nothing of."""
    play = command.callback
    if play is None:
        raise TypeError("a command without a callback")

    def run(*, coverage: bool, coverage_file: Path | None, line: Path, **options: object) -> None:
        covers = coverage or coverage_file is not None
        paths = options["paths"]
        chosen = list(paths) if isinstance(paths, tuple) and paths else [line / "tests"]
        options["paths"] = tuple(chosen)
        playing = Playing(line, chosen, covers=covers)
        if options["url"] is not None:
            if covers:
                raise click.UsageError("--coverage is told of the line in this folder, not of one at a URL")
            options["paths"] = tuple(_playable_elsewhere(chosen))
            if not options["paths"]:
                raise click.UsageError("none of these calls can be played at a URL")
        context = click.get_current_context()
        context.obj = playing
        code: object = 0
        try:
            play(**options)
        except SystemExit as over:
            code = over.code
        finally:
            playing.close()
        for trouble in playing.troubles:
            click.echo(trouble, err=True)
        if playing.tally is not None:
            if coverage:
                click.echo(playing.tally.as_text())
            if coverage_file is not None:
                coverage_file.write_text(playing.tally.as_json(), encoding="utf-8")
        context.exit(code if isinstance(code, int) and code else int(bool(playing.troubles)))

    command.callback = run
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    command.params += [
        click.Option(["--line"], type=folder, default=Path("flows"), help="The line's folder; its tests are played."),
        click.Option(["--coverage"], is_flag=True, help="Tell which steps and outcomes were reached, per flow."),
        click.Option(["--coverage-file"], type=click.Path(dir_okay=False, path_type=Path), help="The same as JSON."),
    ]
    return command


test = _with_coverage(make_test_command(in_process))
