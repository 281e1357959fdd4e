"""The addresses of the voice channel, as Twilio requests them. All are POST.

    /voice                       an incoming call: turn 0 (for an agent's number: the agent's menu)
    /voice/turn/<n>/<exit>       turn n, by the exit the telephone took out of turn n-1's document:
        heard                      Gather's action
        silent                     the redirect behind a Gather
        card                       Pay's action
        card-left                  the redirect behind a Pay
        queue                      Enqueue's action
        queue-left                 the redirect behind an Enqueue
        on                         any other redirect
    /voice/wait                  Enqueue's waitUrl
    /voice/status                the number's status callback
    /voice/fallback              the number's fallback URL
    /voice/agent                 an agent's first document; then /voice/agent/pin, /voice/agent/next, /voice/agent/take
    /voice/agent/connected       what a caller hears before an agent is on
    /text/status?key=<key>       the status callback of a text we sent

Query parameters, all optional: `language` (what the caller was spoken to in, for apologies), `tries` and `busy` (how
often this turn was asked for again), and on agents' addresses `tries`, `look` and `call`. The signature covers them.

URLs in TwiML are absolute: Pay's action has to be https and absolute, and a call that was started with TwiML instead
of a URL has nothing to resolve relative ones against (https://www.twilio.com/docs/voice/twiml/gather#action).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

Exit = Literal["heard", "silent", "card", "card-left", "queue", "queue-left", "on"]
EXITS: frozenset[str] = frozenset(get_args(Exit))
MOST_TURNS = 99_999
"""No call has so many: a caller would have to press a key every second for a day."""

_TURN = re.compile(r"/voice/turn/([1-9][0-9]{0,4})/([a-z-]{1,12})")


@dataclass(frozen=True)
class Address:
    """A turn's address taken apart. `exit` is None for turn 0."""

    number: int
    exit: str | None
    query: Mapping[str, str]


@dataclass(frozen=True)
class Urls:
    """Makes the channel's URLs below the public one, and reads them."""

    public: str

    def at(self, path: str, **query: str | int | None) -> str:
        """A URL of ours; parameters that are None or 0 are left out, so that one document has one form."""
        given = {name: value for name, value in query.items() if value}
        return f"{self.public}{path}{'?' + urlencode(given, errors='replace') if given else ''}"

    def turn(self, number: int, exit_: str | None, **query: str | int | None) -> str:
        """Where turn `number` is asked for; turn 0 has no exit."""
        return self.at("/voice" if exit_ is None else f"/voice/turn/{number}/{exit_}", **query)

    def read(self, url: str) -> Address | None:
        """The turn a URL of ours asks for; None for any other URL."""
        if not url.startswith(self.public + "/"):
            return None
        path, _, query = url.removeprefix(self.public).partition("#")[0].partition("?")
        values = dict(parse_qsl(query))
        if path == "/voice":
            return Address(0, None, values)
        found = _TURN.fullmatch(path)
        if found is None or found.group(2) not in EXITS:
            return None
        return Address(int(found.group(1)), found.group(2), values)
