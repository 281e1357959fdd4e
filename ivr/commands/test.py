"""ivr test: transcripts against the line in this folder, or any TwiML application."""

from __future__ import annotations
