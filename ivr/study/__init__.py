"""Studying a line without calling it: drawings, schemas, templates, and what a change would do to callers."""
