"""Reading transcripts: YAML to model, all complaints at their places at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.errors import TranscriptError
from ivr.marks import Complaint, Mapping, Node, Place, bind, nearest, place_at, read
from ivr.transcript.model import AgentLeg, Call, Step, Transcript
from ivr.transcript.variables import names_given, names_in

Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Script:
    """A transcript that was read, with the way back to the file it came from."""

    file: str
    transcript: Transcript
    node: Node
    single: bool
    """Whether the file is one call rather than a list of `calls`."""

    def place(self, path: Path) -> Place:
        """Where in the file `path` is written; `path` leads from the Transcript, as ("calls", 0, "steps", 3)."""
        return place_at(self.node, path[2:] if self.single and path[:1] == ("calls",) else path)

    def place_of_then(self, call: Path, index: int, path: Path) -> Place:
        """The place of something in `then`, which may be written as one account or as a list of them."""
        return max(self.place((*call, "then", *path)), self.place((*call, "then", index, *path)))


def read_transcript(source: bytes | str, file: str) -> Script:
    """The transcript in `source`; `file` names it in places.

    Raises TranscriptError with every complaint, one a line, each `file:line:column rule message (remedy)`.
    """
    node, complaints = read(source, file)
    if node is None or complaints:
        raise _refused(complaints)
    single = isinstance(node, Mapping) and node.get("calls") is None
    transcript: Transcript | None = None
    if single:
        call, complaints = bind(node, Call)
        if call is not None:
            transcript = Transcript(transcript=call.call, calls=(call,))
    else:
        transcript, complaints = bind(node, Transcript)
    if transcript is None:
        raise _refused([_with_remedy(complaint) for complaint in complaints])
    script = Script(file, transcript, node, single)
    unknown = list(_unknown_variables(script))
    if unknown:
        raise _refused(unknown)
    return script


def _refused(complaints: list[Complaint]) -> TranscriptError:
    return TranscriptError("\n".join(str(complaint) for complaint in sorted(complaints)))


_UNKNOWN_KEY = re.compile(r"There is no '(.*)' here")


def _with_remedy(complaint: Complaint) -> Complaint:
    """Complaints about a key inside a list come without the nearest known one; here it is."""
    found = _UNKNOWN_KEY.fullmatch(complaint.message)
    if complaint.remedy or not found:
        return complaint
    known = [field.alias or name for model in (Call, Step, AgentLeg) for name, field in model.model_fields.items()]
    return Complaint(complaint.place, complaint.rule, complaint.message, nearest(found.group(1), known))


def _unknown_variables(script: Script) -> Iterator[Complaint]:
    known: list[str] = []
    for number, call in enumerate(script.transcript.calls):
        path: Path = ("calls", number)
        yield from _in_steps(script, call.steps, (*path, "steps"), known)
        for index, then in enumerate(call.then):
            for fact, value in then.facts.items():
                yield from _missing(value, known, script.place_of_then(path, index, ("facts", fact)))


def _in_steps(script: Script, steps: tuple[Step, ...], path: Path, known: list[str]) -> Iterator[Complaint]:
    for index, step in enumerate(steps):
        here: Path = (*path, index)
        for name in ("hears", "not_hears"):
            for expected in getattr(step, name) or ():
                yield from _missing(expected.text, known, script.place((*here, name)))
        if step.text is not None and step.text.matches is not None:
            yield from _missing(step.text.matches, known, script.place((*here, "text", "matches")))
            known.extend(names_given(step.text.matches))
        for name in ("press", "say"):
            yield from _missing(getattr(step, name) or "", known, script.place((*here, name)))
        if step.agent is not None:
            yield from _in_steps(script, step.agent.steps, (*here, "agent", "steps"), known)


def _missing(text: str, known: list[str], place: Place) -> Iterator[Complaint]:
    for name in names_in(text):
        if name not in known:
            remedy = nearest(name, known) or "a step 'text: {matches: ...}' before it gives names: (?P<code>\\d{6})"
            yield Complaint(place, "unknown-variable", f"Nothing before this gives '{name}'", remedy)
