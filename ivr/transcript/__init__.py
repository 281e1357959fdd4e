"""A call as a script: what a tester writes, how it is read, and how a call made by hand is written down."""

from ivr.transcript.expectations import Expectation
from ivr.transcript.heard import Heard
from ivr.transcript.model import (
    AgentLeg,
    Call,
    PayWith,
    Proves,
    RecordWith,
    Step,
    Stub,
    TextWanted,
    Then,
    Transcript,
)
from ivr.transcript.reading import Script, read_transcript
from ivr.transcript.variables import UnknownVariable, fill
from ivr.transcript.writing import write_transcript

__all__ = [
    "AgentLeg",
    "Call",
    "Expectation",
    "Heard",
    "PayWith",
    "Proves",
    "RecordWith",
    "Script",
    "Step",
    "Stub",
    "TextWanted",
    "Then",
    "Transcript",
    "UnknownVariable",
    "fill",
    "read_transcript",
    "write_transcript",
]
