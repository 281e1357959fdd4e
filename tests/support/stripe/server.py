"""The HTTP side: authentication, idempotency, faults, and the doors for testers under `/_standin`."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.stripe import answers, shapes
from tests.support.stripe.answers import Answer, Refused
from tests.support.stripe.faults import Fault, Faults
from tests.support.stripe.form import Form, decoded
from tests.support.stripe.http import Request, Silence, listening
from tests.support.stripe.intents import Intents
from tests.support.stripe.record import Record
from tests.support.stripe.shapes import Document
from tests.support.stripe.webhooks import Manner, Webhooks

KEY = "sk_test_standin"
WEBHOOK_SECRET = "whsec_standin"


Answered = tuple[int, Document, Mapping[str, str]]


@dataclass(frozen=True)
class _Doing:
    """`asked` is what the key belongs to: the address and all parameters."""

    operation: str
    ident: str
    form: Form
    key: str | None
    asked: str
    fault: Fault | None


class Server:
    """The stand-in, answering on `url` from the moment it is made."""

    def __init__(
        self,
        path: Path | str,
        *,
        port: int = 0,
        key: str = KEY,
        webhook: str | None = None,
        secret: str = WEBHOOK_SECRET,
        seed: int = 0,
        manner: Manner | None = None,
    ) -> None:
        self.record, self.faults, self.key = Record(path), Faults(seed), key
        self.stopping = threading.Event()
        self._busy: set[str] = set()
        self._lock = threading.Lock()
        self.webhooks = Webhooks(webhook, secret, self._told, manner) if webhook else None
        if self.webhooks is not None:
            with self.record.begin():
                left = self.record.undelivered()
            self.webhooks.tell(left)
        self._http = listening(self.answer, port)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.requests: list[str] = []
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        if self.webhooks is not None:
            self.webhooks.close()
        self.record.close()

    def intents(self) -> list[Document]:
        """All of them, the newest first."""
        with self.record.begin():
            return self.record.newest("payment_intent", None, 0, 2**40, 2**31)

    def charged(self, metadata_key: str | None = None) -> list[Document]:
        """Those that took money; of one key of ours, if it is given."""
        return [
            each
            for each in self.intents()
            if each["status"] == "succeeded" and metadata_key in (None, dict(each["metadata"]).get("key"))  # type: ignore[call-overload]
        ]

    def resolve(self, ident: str, succeeded: bool = True) -> None:
        """Bring what is `processing` to its end."""
        self._by_hand(lambda intents: intents.resolve(ident, succeeded))

    def contest(self, ident: str, kind: str, amount: int | None = None) -> str:
        """`refund` (all that is left, without an `amount`) or `dispute` what was charged; gives its id."""
        made: list[str] = []
        self._by_hand(lambda intents: made.append(intents.contested(ident, kind, amount)))
        return made[0]

    def move(self, ident: str, what: str) -> None:
        """A refund has `failed`; a dispute's money was `funds_withdrawn` or `funds_reinstated`."""
        self._by_hand(lambda intents: intents.moved(ident, what))

    def advance(self, seconds: int) -> None:
        with self.record.begin():
            self.record.advance(seconds)

    def answer(self, request: Request) -> Answered:
        """The answer to a request. Raises Silence when the connection is to be closed without one."""
        self.requests.append(f"{request.method} {request.path}")
        if request.path.startswith("/_standin"):
            return 200, self._door(request), {}
        if request.header("Authorization") != f"Bearer {self.key}":
            return 401, shapes.error("invalid_request_error", "Invalid API Key provided: sk_test_****"), {}
        form = decoded(request.body if request.method == "POST" else request.query)
        try:
            operation, ident = _operation(request)
        except Refused as refused:
            return refused.answer.status, refused.answer.document, {}
        key = request.header("Idempotency-Key") if request.method == "POST" else None
        doing = _Doing(
            operation, ident, form, key, f"{request.path} {_digest(request.body)}", self.faults.strike(operation)
        )
        return self._alone(doing) if key is not None else self._on_the_way(doing)

    def _alone(self, doing: _Doing) -> Answered:
        """One request at a time under a key."""
        key = str(doing.key)
        with self._lock:
            if key in self._busy:
                answer = answers.key_in_use()
                return answer.status, answer.document, {"Stripe-Should-Retry": "true"}
            self._busy.add(key)
        try:
            return self._on_the_way(doing)
        finally:
            with self._lock:
                self._busy.discard(key)

    def _on_the_way(self, doing: _Doing) -> Answered:
        """What is slow, dropped or lost is so for new requests and for repeated ones."""
        kind, seconds = (doing.fault.kind, doing.fault.seconds) if doing.fault else ("", 0.0)
        if kind in ("slow", "hang"):
            self.stopping.wait(seconds if kind == "slow" else None)
        if kind in ("drop", "hang"):
            raise Silence
        answered = self._once(doing, kind)
        if kind == "late":
            self.stopping.wait(seconds)
        if kind == "lose":
            raise Silence
        return answered

    def _once(self, doing: _Doing, kind: str) -> Answered:
        if doing.key is not None:
            with self.record.begin():
                kept = self.record.kept(doing.key)
            if kept is not None and kept[0] != doing.asked:
                answer = answers.other_request()
                return answer.status, answer.document, {}
            if kept is not None:
                return kept[1], json.loads(kept[2]), {"Idempotent-Replayed": "true", "Stripe-Should-Retry": "false"}
        answer = self._done(doing, kind)
        if answer.lost:
            raise Silence
        return answer.status, answer.document, {"Stripe-Should-Retry": "false"} if answer.kept else {}

    def _done(self, doing: _Doing, kind: str) -> Answer:
        before = answers.broken(int(kind)) if kind in ("500", "503", "429", "409") else None
        intents = Intents(self.record)
        with self.record.begin():
            answer = before or self._carried_out(intents, doing)
            if kind == "500-after":
                answer = answers.broken(500)
            if doing.key is not None and answer.kept:
                self.record.keep(doing.key, doing.asked, answer.status, json.dumps(answer.document))
        self._tell(intents)
        return answer

    @staticmethod
    def _carried_out(intents: Intents, doing: _Doing) -> Answer:
        operation, ident, form, key = doing.operation, doing.ident, doing.form, doing.key
        try:
            if operation == "create":
                return intents.create(form, key)
            if operation == "confirm":
                return intents.confirm(ident, form, key)
            if operation == "cancel":
                return intents.cancel(ident, form, key)
            return intents.list(form) if operation == "list" else intents.retrieve(ident, form)
        except Refused as refused:
            return refused.answer

    def _door(self, request: Request) -> Document:
        told: dict[str, object] = json.loads(request.body) if request.body else {}
        what = request.path.removeprefix("/_standin/")
        if what == "intents":
            return {"intents": self.intents()}
        if what == "requests":
            return {"requests": self.requests[-1000:], "count": len(self.requests)}
        if what == "faults":
            if request.method == "POST":
                self.faults.add(Fault.told(told))
            else:
                self.faults.clear()
        elif what == "clock":
            self.advance(int(str(told["advance"])))
        elif what == "resolve":
            self.resolve(str(told["id"]), bool(told.get("succeeded", True)))
        elif what == "contest":
            return {"id": self.contest(str(told["id"]), str(told["kind"]), told.get("amount"))}  # type: ignore[arg-type]
        elif what == "move":
            self.move(str(told["id"]), str(told["what"]))
        elif what == "webhooks" and self.webhooks is not None:
            if "release" in told:
                return {"released": self.webhooks.release(bool(told.get("reverse", False)))}
            self.webhooks.manner = Manner(**told)  # type: ignore[arg-type]
        return {"now": int(time.time())}

    def _by_hand(self, what: object) -> None:
        intents = Intents(self.record)
        with self.record.begin():
            what(intents)  # type: ignore[operator]
        self._tell(intents)

    def _tell(self, intents: Intents) -> None:
        if self.webhooks is not None:
            self.webhooks.tell(intents.events)

    def _told(self, event: str) -> None:
        with self.record.begin():
            self.record.delivered(event)


def _operation(request: Request) -> tuple[str, str]:
    """What is wanted, and of which intent."""
    parts = request.path.strip("/").split("/")
    if parts[:2] == ["v1", "payment_intents"]:
        if len(parts) == 2:
            return ("create" if request.method == "POST" else "list"), ""
        if len(parts) == 3 and request.method == "GET":
            return "retrieve", parts[2]
        if len(parts) == 4 and request.method == "POST" and parts[3] in ("confirm", "cancel"):
            return parts[3], parts[2]
    raise answers.invalid(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)


def _digest(body: str) -> str:
    return hashlib.sha256(json.dumps(decoded(body), sort_keys=True).encode()).hexdigest()


@contextmanager
def standin(path: Path | str, **more: object) -> Iterator[Server]:
    """A stand-in for as long as the block, on a free port."""
    server = Server(path, **more)  # type: ignore[arg-type]
    try:
        yield server
    finally:
        server.close()
