"""The messages a line sent, as the tester's mobile shows them, and what steps took from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ivr.errors import PhoneError
from ivr.phone.lab import Lab, Text
from ivr.transcript import TextWanted, fill
from ivr.transcript.expectations import plain_text


@dataclass
class Mailbox:
    lab: Lab | None
    values: dict[str, str] = field(default_factory=dict)
    """What `{name}` stands for: the named groups of all messages taken so far."""
    unread: list[Text] = field(default_factory=list)
    """Messages no step has taken, oldest first, as of the last look."""
    _last: int = 0

    def need_lab(self, what: str) -> Lab:
        """The lab; raises PhoneError naming `what` needs it when the line has none."""
        if self.lab is None:
            raise PhoneError(
                f"'{what}' needs the line's lab, and this line has none (serve it with 'ivr serve --lab'), or refused "
                "the token"
            )
        return self.lab

    def take(self, wanted: TextWanted) -> Text | None:
        """The oldest unread message that is as wanted, read now; None when there is none.

        What the line had begun to send is waited for.
        """
        self._look()
        for text in self.unread:
            if wanted.to not in (None, text.to) or wanted.channel not in (None, text.channel):
                continue
            if wanted.matches is not None:
                expression = fill(wanted.matches, self.values, quote=True)
                found = re.search(expression, plain_text(text.body), re.IGNORECASE)
                if found is None:
                    continue
                self.values.update({name: value for name, value in found.groupdict().items() if value is not None})
            self.unread.remove(text)
            return text
        return None

    def _look(self) -> None:
        lab = self.need_lab("text")
        lab.settle()
        fresh = lab.texts(self._last)
        self.unread.extend(fresh)
        self._last = max([self._last, *(text.id for text in fresh)])
