"""The text of a file: UTF-8, not too long, and without characters that cannot be seen."""

from __future__ import annotations

import codecs

from ivr.marks.complaint import Complaint, Place

MAX_BYTES = 512 * 1024
"""More than ten times the longest file of a large line."""

_UNSEEN = "\x7f\x85\u00ad\u200b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Controls, spaces of no width, and marks that turn the order of what is read (Unicode TR 36, "bidirectional text")."""


def decode(source: bytes | str, file: str, form: str) -> tuple[str | None, list[Complaint]]:
    """The text of a file, or the complaint that says why it is none. `form` begins the rules: `yaml-size`."""

    def refuse(rule: str, message: str, remedy: str, line: int = 1, column: int = 1) -> tuple[None, list[Complaint]]:
        return None, [Complaint(Place(file, line, column), rule, message, remedy)]

    if len(source) > MAX_BYTES:
        return refuse(f"{form}-size", f"The file is larger than {MAX_BYTES // 1024} KB", "split it into several files")
    if isinstance(source, bytes):
        if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return refuse(f"{form}-encoding", "The file is UTF-16", "save it as UTF-8")
        try:
            source = source.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            lines = error.object[: error.start].split(b"\n")
            line, column = len(lines), len(lines[-1]) + 1
            return refuse(f"{form}-encoding", "The file is not UTF-8", "save it as UTF-8", line, column)
    for number, line_text in enumerate(source.split("\n"), 1):
        margin = len(line_text) - len(line_text.lstrip())
        for column, character in enumerate(line_text.removesuffix("\r"), 1):
            if (character < " " and character != "\t") or character in _UNSEEN:
                return refuse(
                    f"{form}-character",
                    f"A character that cannot be seen ({_name(character)}) is here",
                    "delete it",
                    number,
                    column,
                )
            if column <= margin and character not in " \t\r":
                message = f"A space that is none of the keyboard's ({_name(character)}) is here"
                return refuse(f"{form}-character", message, "type a space in its place", number, column)
    return source, []


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
