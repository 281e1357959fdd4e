"""One call, pure: `hear(line, state, raw)` says what an event means here, `advance(line, state, heard)` what follows.

No I/O, clock, randomness or logging: time and randomness come with the event.
"""
