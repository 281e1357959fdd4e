"""What can still go wrong in a checked line while a call runs on it."""

from __future__ import annotations

from ivr.errors import IvrError


class FlowFault(IvrError):  # noqa: N818 - the language's own word
    """A checked line could not be carried out: a programmer's fault, or a value that a contract broke."""


class ConditionFault(FlowFault):
    """A condition could not be told: a variable it needs is not there, or its result is not a boolean."""


class PromptFault(FlowFault):
    """A prompt could not be said: it is not there, or a variable it needs is not."""
