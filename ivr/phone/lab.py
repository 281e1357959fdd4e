"""The lab of a line served with `--lab`: what a tester knows beyond what is heard.

Requests are JSON POSTs under the origin of the line's URL, signed as Twilio signs JSON webhooks (the URL bears
bodySHA256). A line that is not ours has no lab.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from ivr.errors import PhoneError
from ivr.phone.faults import DocumentFault
from ivr.phone.line import Line
from ivr.phone.webhooks import Webhooks


@dataclass(frozen=True)
class Text:
    """A message the line sent; `channel` is text or email."""

    id: int
    to: str
    channel: str
    body: str


@dataclass(frozen=True)
class Where:
    """Where in its flows the line is with a call."""

    flow: str
    step: str
    assurance: str


class Lab:
    """A client of one line's lab. Every method raises PhoneError when the lab does not answer as it should."""

    def __init__(self, webhooks: Webhooks) -> None:
        self._webhooks = webhooks

    @classmethod
    def of(cls, line: Line, *, reset: bool = True) -> Lab | None:
        """The line's lab, its demo data made anew if `reset`; None when the line has none, or refuses us (its voice
        URL will then refuse us too, and say why better). Raises PhoneError when nothing answers at all.
        """
        webhooks = Webhooks(line)
        lab = cls(webhooks)
        try:
            answer = webhooks.send_json("/_lab/reset" if reset else "/_lab/texts", {} if reset else _texts_wanted(0))
        except DocumentFault:
            webhooks.close()
            raise
        if answer.status != 200 or "json" not in answer.content_type:
            webhooks.close()
            return None
        return lab

    def close(self) -> None:
        self._webhooks.close()

    def texts(self, after: int = 0) -> list[Text]:
        """All messages sent so far with an id above `after`, oldest first."""
        listed = self._ask("texts", _texts_wanted(after)).get("texts")
        if not isinstance(listed, list):
            raise PhoneError("the lab's texts are no list")
        return [_text(item) for item in listed]

    def account(self, account: str) -> dict[str, object]:
        """Facts about an account."""
        return self._ask("account", {"account": account})

    def clock(self, call: str, now: datetime, seed: str) -> None:
        """What this call's clock says from now on, and what its random numbers are made of."""
        self._ask("clock", {"call": call, "now": now.isoformat(), "seed": seed})

    def where(self, call: str) -> Where | None:
        """Where the line is with this call; None when it does not tell, as before the call and after it."""
        told = self._ask("where", {"call": call}, unknown={})
        if not told.get("flow"):
            return None
        return Where(str(told["flow"]), str(told.get("step") or ""), str(told.get("assurance") or ""))

    def settle(self) -> None:
        """Wait until what the line has started (texts, charges) has been executed."""
        self._ask("settle", {})

    def _ask(
        self, name: str, body: dict[str, object], *, unknown: dict[str, object] | None = None
    ) -> dict[str, object]:
        """What the lab answers; `unknown` when it answers that it does not know what is asked for."""
        answer = self._webhooks.send_json(f"/_lab/{name}", body)
        if answer.status == 404 and unknown is not None:
            return unknown
        try:
            told = json.loads(answer.body)
        except ValueError:
            told = None
        if answer.status != 200 or not isinstance(told, dict):
            start = answer.body.decode(errors="replace")[:200]
            raise PhoneError(f"the lab's {name} answered {answer.status}: {start}")
        return told


def _texts_wanted(after: int) -> dict[str, object]:
    return {"to": None, "after": after}


def _text(item: object) -> Text:
    if not isinstance(item, dict):
        raise PhoneError("one of the lab's texts is no object")
    return Text(int(item["id"]), str(item["to"]), str(item["channel"]), str(item["body"]))


def fact(facts: object, path: str) -> str | None:
    """The fact at a dotted path, as text: keys by name, lists by index or `count`; None when there is none.

    Booleans are `true` and `false`, null is `none`.
    """
    parts = path.split(".")
    for number, part in enumerate(parts):
        if isinstance(facts, dict):
            rest = ".".join(parts[number:])
            if rest in facts:  # a key may itself hold dots
                return _shown(facts[rest])
            if part not in facts:
                return None
            facts = facts[part]
        elif isinstance(facts, list):
            if part == "count":
                facts = len(facts)
            elif part.isdecimal() and int(part) < len(facts):
                facts = facts[int(part)]
            else:
                return None
        else:
            return None
    return _shown(facts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
