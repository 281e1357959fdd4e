"""The posted form, read once: its signature and what happened are both read from the same fields."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Request


class Fields(dict[str, list[str]]):
    """A form's fields and their values."""

    def getall(self, name: str) -> list[str]:
        """What Twilio's library asks for first, of three kinds of mapping."""
        return self[name]


def read_form(request: Request) -> Fields:
    """As `request.form` reads a form that is no multipart, without what it does for files. No fields of what is not
    UTF-8. Raises RequestEntityTooLarge where the length is given; what is sent in chunks is cut off, and not signed."""
    fields = Fields()
    try:
        # The handler is werkzeug's: bytes that are no UTF-8 stay quoted, and two readers read alike.
        pairs = parse_qsl(request.get_data().decode(), keep_blank_values=True, errors="werkzeug.url_quote")
    except ValueError:
        return fields
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields
