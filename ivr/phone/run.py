"""Running transcripts against a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ivr.errors import IvrError, PhoneError, TranscriptError
from ivr.phone.clock import VirtualClock
from ivr.phone.handsets.failing import StepFailed, ending
from ivr.phone.handsets.mailbox import Mailbox
from ivr.phone.handsets.scene import Scene
from ivr.phone.handsets.scripted import ScriptedHandset
from ivr.phone.lab import Lab, fact
from ivr.phone.line import Line
from ivr.phone.switch import Switch
from ivr.transcript import Call, Script, Then, fill, read_transcript

Dialler = Callable[[], AbstractContextManager[Line]]
"""Gives the line for one transcript: the same for all, or a fresh one each."""


@dataclass(frozen=True)
class Result:
    """How one transcript went. `failure` is empty when it passed; `warnings` are Twilio's about the TwiML."""

    file: str
    title: str
    failure: str
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{'FAILED' if self.failure else 'ok':6} {self.file} {self.title}"]
        lines.extend(f"  {line}" for line in self.failure.splitlines())
        lines.extend(f"  warning: {warning}" for warning in self.warnings)
        return "\n".join(lines)


def _silent(_line: str) -> None:
    pass


def run_transcripts(
    paths: Iterable[str | Path],
    dialler: Dialler,
    report: Callable[[str], None],
    *,
    show: Callable[[str], None] = _silent,
) -> int:
    """Run the transcripts in `paths` (files, or folders of .yaml files), a line of report each, then the sum.

    `show` is told everything that is heard and done, a line each, as it happens.
    Returns the exit code: 0 all passed, 1 something failed, 2 a transcript cannot be read (then none is run).
    """
    scripts: list[Script] = []
    unreadable = False
    for file in transcript_files(paths):
        try:
            scripts.append(read_transcript(file.read_bytes(), str(file)))
        except OSError as error:
            report(f"{file}: cannot be read: {error.strerror}")
            unreadable = True
        except TranscriptError as error:
            report(str(error))
            unreadable = True
    if unreadable:
        return 2
    failed = 0
    for script in scripts:
        with dialler() as line:
            result = play(script, line, show=show)
        failed += bool(result.failure)
        report(str(result))
    report(f"{len(scripts) - failed} passed, {failed} failed")
    return 1 if failed else 0


def transcript_files(paths: Iterable[str | Path]) -> list[Path]:
    """Files as given; of a folder its .yaml files, sorted."""
    files: list[Path] = []
    for path in map(Path, paths):
        files.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    return files


def play(script: Script, line: Line, *, show: Callable[[str], None] = _silent) -> Result:
    """Play one transcript from a fresh lab (if the line has one); never raises for what the line does.

    `show` is told everything that is heard and done, a line each.
    """
    warnings: list[str] = []
    failure = ""
    try:
        lab = Lab.of(line)
        try:
            _play(script, line, lab, warnings, show)
        finally:
            if lab is not None:
                lab.close()
    except IvrError as error:
        failure = str(error)
    return Result(script.file, script.transcript.transcript, failure, tuple(dict.fromkeys(warnings)))


def _play(script: Script, line: Line, lab: Lab | None, warnings: list[str], show: Callable[[str], None]) -> None:
    clock = VirtualClock(datetime.now(UTC).replace(microsecond=0))
    switch = Switch()
    mailbox = Mailbox(lab)
    for number, call in enumerate(script.transcript.calls):
        path = ("calls", number)
        if call.at is not None:
            clock = VirtualClock(call.at)
        seed = call.seed or f"{script.transcript.transcript}/{number}"
        scene = Scene(line, lab, clock, seed, switch, mailbox, show)
        try:
            if call.at is not None:
                mailbox.need_lab("at")
            show(f"  {call.call}")
            _one_call(script, call, path, scene)
        finally:
            warnings.extend(warning for leg in scene.legs for warning in leg.warnings)
            scene.close()


def _one_call(script: Script, call: Call, path: tuple[str, int], scene: Scene) -> None:
    leg = scene.leg(call.caller, call.to or scene.line.number, ahead=call.ahead, twice=call.every_turn_twice)
    handset = ScriptedHandset(scene, script, leg, call.steps, (*path, "steps"))
    handset.run()
    ended = leg.ended.by if leg.ended else "line"
    wanted = call.ends
    fits = ended == wanted or (ended == "caller" and wanted is not None and handset.last == wanted)
    if (wanted is None and ended == "error") or (wanted is not None and not fits):
        expected = f"the call should have ended by {wanted}, " if wanted else ""
        place = script.place((*path, "ends"))
        raise StepFailed(f"{place} {expected}it ended otherwise: {ending(leg.ended)}")
    for index, then in enumerate(call.then):
        _check(script, then, path, index, scene)


def _check(script: Script, then: Then, path: tuple[str, int], index: int, scene: Scene) -> None:
    lab = scene.mailbox.need_lab("then")
    lab.settle()
    account = fill(then.account, scene.mailbox.values)
    try:
        facts = lab.account(account)
    except PhoneError as error:
        raise StepFailed(f"{script.place_of_then(path, index, ('account',))} {error}") from error
    for name, written in then.facts.items():
        wanted, found = fill(written, scene.mailbox.values), fact(facts, name)
        if found != wanted:
            told = f"is not told; there is: {', '.join(sorted(facts))}" if found is None else f"is {found}"
            place = script.place_of_then(path, index, ("facts", name))
            raise StepFailed(f"{place} account {then.account}: {name} should be {wanted}, it {told}")
