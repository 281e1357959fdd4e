"""The test telephone: executes TwiML as Twilio does, against our line or any other TwiML application.

`run_transcripts` and `play` play transcripts against a `Line`; `call_by_hand` puts a person on the telephone in a
terminal. It speaks HTTP, and knows nothing of the rest of this project.
"""

from ivr.phone.hand import call_by_hand
from ivr.phone.line import Line
from ivr.phone.run import Dialler, Result, play, run_transcripts

__all__ = ["Dialler", "Line", "Result", "call_by_hand", "play", "run_transcripts"]
