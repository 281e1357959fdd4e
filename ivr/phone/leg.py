"""One call: documents are fetched and performed, verb by verb, until somebody hangs up."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime

from ivr.phone.caller import Parties
from ivr.phone.clock import Clock
from ivr.phone.faults import DocumentFault, LoopCap
from ivr.phone.moments import Answered, Happened, HungUp, Moment, Reply, Run, Speaking, spoken_seconds
from ivr.phone.next import Goto, Leave, Next, Over
from ivr.phone.signals import CallerHungUp, QueueEvent, Taken
from ivr.phone.switch import Bridge, Switch, Waiting
from ivr.phone.twiml import Document, parse
from ivr.phone.verbs import ALL, verb_named
from ivr.phone.webhooks import Webhooks

APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye."
"""What Twilio says when a document failed and no fallback helped."""
MAX_DOCUMENTS = 500
"""Documents one call may take; a long call takes dozens."""
MAX_IDLE = 20
"""Documents in a row in which nothing is said, heard or waited for."""


@dataclass(eq=False)
class Leg:
    """A call in progress. Drive it so: `start()`, then `answer(reply)` to its `moment` until that is None.

    Raises PhoneError out of `start` and `answer` when the call goes in circles.
    """

    webhooks: Webhooks
    parties: Parties
    clock: Clock
    switch: Switch
    ahead: int = 0
    moment: Moment | None = None
    ended: Over | None = None
    queue: Waiting | None = None
    warnings: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    """The public URLs of all documents, in order."""
    _status: str = "ringing"
    _idle: int = 0
    _sequence: int = 0
    _run: Run[Over] | None = None
    _began: datetime | None = None

    # --- from outside

    def start(self) -> None:
        """Place the call: request the first document, and go as far as the first moment."""
        self._began = self.clock.now()
        self._run = self._call()
        self._step(None)

    def answer(self, reply: Reply) -> None:
        """Go on with what came, as far as the next moment."""
        self._step(reply)

    def abandon(self) -> None:
        """Drop the call, if it still goes on, without a word to the line; close its connections."""
        if self._run is not None:
            self._run.close()
        self.moment = None
        self.webhooks.close()

    def _step(self, reply: Reply | None) -> None:
        if self._run is None:
            raise RuntimeError("this call was not started")
        try:
            self.moment = next(self._run) if reply is None else self._run.send(reply)
        except StopIteration as stop:
            self.moment = None
            self.ended = stop.value

    # --- for verbs

    def wait(self, moment: Moment) -> Run[Reply]:
        """Hand a moment to whoever drives the call; a hang-up and an agent's pick-up unwind from here."""
        self._idle = 0
        reply = yield moment
        if isinstance(reply, HungUp):
            raise CallerHungUp
        if isinstance(reply, Answered):
            raise Taken(reply.bridge)
        if isinstance(reply, Happened) and self.queue is not None:
            if reply.what == "answered":
                raise Taken(Bridge(caller=self, agent=None))
            raise QueueEvent(reply.what)
        return reply

    def speak(self, speaking: Speaking, *, gathering: bool = False, barge: bool = False) -> Run[Reply]:
        """Let something be heard; in a <Gather> (`gathering`) keys may come meanwhile, and count if `barge`."""
        reply = yield from self.wait(replace(speaking, gathering=gathering, barge=barge, queue=self.queue))
        return reply

    def perform(self, document: Document, allowed: frozenset[str] = ALL) -> Run[Next]:
        """The verbs of a document, one after another, until one leads elsewhere; None when it has run out."""
        for element in document.verbs:
            if element.tag not in allowed:
                names = ", ".join(sorted(allowed))
                raise DocumentFault(12200, document.url, f"<{element.tag}> is not allowed here, only {names}")
        for element in document.verbs:
            outcome = yield from verb_named(element.tag).execute(self, element, document)
            if outcome is not None:
                return outcome
        return None

    def fetch(self, goto: Goto, relative_to: Document | None = None) -> Document:
        """The document a verb leads to; with a fallback URL configured, that one's when this one fails.

        Raises DocumentFault, or LoopCap when the call goes in circles.
        """
        url = self.webhooks.line.absolute(goto.url, relative_to.url if relative_to else None)
        fields = {**self.parties.fields(self._status), **goto.fields}
        try:
            return self._request(url, goto.method, fields)
        except DocumentFault as fault:
            fallback = self.webhooks.line.fallback_url
            if fallback is None:
                raise
            self.warnings.append(str(fault))
            fields |= {"ErrorCode": str(fault.code), "ErrorUrl": fault.url}
            return self._request(self.webhooks.line.absolute(fallback), "POST", fields)

    def notify(
        self, url: str, fields: Mapping[str, str], relative_to: Document | None = None, method: str = "POST"
    ) -> None:
        """Post what needs no answer (status callbacks, the action of a call that is over); failures are warnings."""
        target = self.webhooks.line.absolute(url, relative_to.url if relative_to else None)
        try:
            self.webhooks.send(target, method, {**self.parties.fields(self._status), **fields})
        except DocumentFault as fault:
            self.warnings.append(str(fault))

    def hung_up(self) -> None:
        """From now on requests say that the call is over."""
        self._status = "completed"

    def warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)

    # --- inside

    def _request(self, url: str, method: str, fields: Mapping[str, str]) -> Document:
        self.fetched.append(url)
        self._idle += 1
        if self._idle > MAX_IDLE:
            raise LoopCap(f"{MAX_IDLE} documents in a row say and wait for nothing: {self._round()}")
        if len(self.fetched) > MAX_DOCUMENTS:
            raise LoopCap(f"this call has taken {MAX_DOCUMENTS} documents, the last ones: {self._round()}")
        return parse(self.webhooks.send(url, method, fields), method, ALL)

    def _round(self) -> str:
        """The last URLs, each once, in order."""
        return " -> ".join(dict.fromkeys(deque(self.fetched, maxlen=MAX_IDLE)))

    def _call(self) -> Run[Over]:
        try:
            over = yield from self._documents()
        except CallerHungUp:
            over = Over("caller")
        except DocumentFault as fault:
            over = Over("error", str(fault))
            failed = self._status == "ringing"
            self._status = "in-progress"
            yield Speaking("say", APPLICATION_ERROR, spoken_seconds(APPLICATION_ERROR), "en-US")
            self._status = "failed" if failed else "completed"
        self._post_status(over)
        return over

    def _documents(self) -> Run[Over]:
        line = self.webhooks.line
        document = self.fetch(Goto(line.voice_url, "POST", self.parties.first_fields()))
        reject = bool(document.verbs) and document.verbs[0].tag == "Reject"
        if not reject:
            self._status = "in-progress"
        while True:
            outcome = yield from self.perform(document)
            if isinstance(outcome, Goto):
                document = self.fetch(outcome, document)
            elif isinstance(outcome, Leave) or outcome is None:
                return Over("line")
            else:
                return outcome

    def _post_status(self, over: Over) -> None:
        url = self.webhooks.line.status_url
        now, began = self.clock.now(), self._began or self.clock.now()
        seconds = int((now - began).total_seconds())
        self._status = {"rejected": "no-answer", "busy": "busy"}.get(over.by, self._status)
        if self._status == "in-progress":
            self._status = "completed"
        if url is None:
            return
        fields = {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(self._sequence),
            "Timestamp": format_datetime(now),
        }
        if over.by not in ("rejected", "busy"):
            fields |= {"CallDuration": str(seconds), "Duration": str(-(-seconds // 60))}
        self._sequence += 1
        self.notify(url, fields)
