"""The outbox of a turn: messages become effect rows in the turn's transaction, and go out after its commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from ivr.domain.ports import Message, Said, SaidKind
from ivr.flow.line import Line
from ivr.flow.types import Kind, Single, Type, Value
from ivr.runtime.clock import milliseconds
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import effects
from ivr.store.reach import Reach
from ivr.values import Money

CODE = "\ue000"
"""Stands where the one-time code will be put when the message is sent: the code itself is stored nowhere."""


class NoOutbox:
    """For doings that tell nobody. Raises TypeError when somebody is to be told after all."""

    def put(self, message: Message) -> None:
        raise TypeError(f"{message.prompt} is to be told, and nobody would be")

    def look_up(self, key: str, number: str | None) -> None:  # noqa: ARG002 - the names are the port's
        raise TypeError(f"{key} is to be looked up, and nobody would")


class EffectOutbox:
    """Renders each message in its language and adds it to the effects; `put_in` are to be started after the commit."""

    def __init__(self, reach: Reach, line: Line, call: str, machine: Machine = MACHINE) -> None:
        self._reach, self._line, self._call = reach, line, call
        self._machine = machine
        self.put_in: list[effects.Named] = []

    def put(self, message: Message) -> None:
        scope: dict[str, Value] = dict(message.values)
        if message.code is not None:
            scope["code"] = CODE
        kinds = {name: _kind(value, message.kinds.get(name)) for name, value in message.values.items()}
        types: dict[str, Type] = {**kinds, "code": Single(Kind.TEXT)}
        prompts, language = self._line.prompts, message.language
        if language not in self._line.settings.languages:
            language = next(iter(self._line.settings.languages))
        subject = self._line.settings.name
        if prompts.has(language, message.prompt, "subject"):
            subject = prompts.speak(language, message.prompt, scope, types, "subject").text
        payload = {
            "to": message.to,
            "subject": subject,
            "body": prompts.speak(language, message.prompt, scope, types).text,
            "challenge": message.code.challenge if message.code else None,
            "nonce": message.code.nonce if message.code else None,
            "alone": message.code is not None and message.code.alone,
        }
        self._add(message.key, message.channel, language, payload)

    def look_up(self, key: str, number: str | None) -> None:
        self._add(key, "lookup", "", {"number": number})

    def _add(self, key: str, kind: str, language: str, payload: Mapping[str, object]) -> None:
        now = milliseconds(self._machine.now())
        effects.add(
            self._reach.connection,
            effects.EffectRow(
                key=key,
                line=self._line.settings.line,
                call=self._call,
                kind=kind,
                action=None,
                language=language,
                payload=json.dumps(payload, ensure_ascii=False),
                sealed=None,
                due=now,
                made=now,
            ),
        )
        self.put_in.append(effects.Named(key, kind))


def _kind(value: Said, said: SaidKind | None) -> Type:
    if said in ("digits", "reference"):
        return Single(Kind.TEXT)  # spelt out for the ear; to the eye, and for copying, they are one word
    if said is not None:
        return Single(Kind(said))
    plain: Mapping[type, Kind] = {Money: Kind.MONEY, datetime: Kind.TIME, date: Kind.DATE, int: Kind.NUMBER}
    return Single(plain.get(type(value), Kind.TEXT))
