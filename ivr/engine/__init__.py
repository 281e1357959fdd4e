"""One call, pure: `hear(line, state, raw)` says what an event means here, `advance(line, state, heard)` what follows."""
