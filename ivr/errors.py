"""The errors this project raises on purpose.

IvrError
├── SettingsError        an environment variable is missing or wrong (an operator mends it)
├── LineError            flow files with complaints; carries them all (an admin mends them)
├── TranscriptError      a transcript that cannot be read (a tester mends it)
├── SecretLeak           something tried to write a secret down (a programmer mends it)
├── StateError           a stored call that this code cannot read (version too new, or damaged)
├── DomainError          the business refused: its subclasses live in ivr/domain
├── GatewayError         an outside service failed
│   ├── GatewayRefused       it answered no: nothing happened, do not try again
│   ├── GatewayUnavailable   it was not reached: nothing happened, may be tried again
│   │   └── GatewayShut          it failed of late, so that it was not even called
│   └── GatewayUnknown       it may have happened: ask, never repeat
├── TurnBusy             another process holds this call; ask for the same turn again
├── TurnMoved            the call went on while its turn was taken; take it anew
└── PhoneError           the test telephone could not do what the TwiML or the transcript asked
"""


class IvrError(Exception):
    """Base of every error raised on purpose; its text is fit to be shown to the person it is for."""


class SettingsError(IvrError):
    """An environment variable is missing or wrong; the text names it and the remedy, never its value."""


class LineError(IvrError):
    """A line that does not pass its check. `complaints` holds all of them, sorted."""

    def __init__(self, complaints: "tuple[object, ...]") -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


class TranscriptError(IvrError):
    """A transcript that cannot be read; the text has `file:line:column` and the remedy."""


class SecretLeak(IvrError, TypeError):  # noqa: N818 - says what happened, and json wants a TypeError
    """A secret was about to be written down (JSON, pickle, log, variable)."""


class StateError(IvrError):
    """A stored call this code cannot read."""


class DomainError(IvrError):
    """The business refused."""


class GatewayError(IvrError):
    """An outside service failed. `code` is its own number for it, where it told one."""

    def __init__(self, text: str = "", code: int | None = None) -> None:
        super().__init__(text)
        self.code = code


class GatewayRefused(GatewayError):  # noqa: N818
    """The service answered no. Nothing happened; trying again will not help."""


class GatewayUnavailable(GatewayError):  # noqa: N818
    """The service was not reached. Nothing happened; it may be tried again."""


class GatewayShut(GatewayUnavailable):
    """The service failed of late and was not even called: see ivr/gateways/door.py."""


class GatewayUnknown(GatewayError):  # noqa: N818
    """The service may have done it. Ask it; never just repeat."""


class TurnBusy(IvrError):  # noqa: N818
    """Another process holds this call's row."""


class TurnMoved(IvrError):  # noqa: N818
    """The call went on between the reading of it and the writing; nothing was written."""


class PhoneError(IvrError):
    """The test telephone could not do what was asked of it."""
