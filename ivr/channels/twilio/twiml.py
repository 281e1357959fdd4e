"""The twilio library's verbs, and the one place where a document becomes text.

The library writes what it is given into XML: control characters, which XML 1.0 has no way to write, come out raw, and
Twilio refuses the document (error 12100). So every text and attribute is cleaned here, whoever wrote it.
"""

from __future__ import annotations

import re
from typing import Protocol

from twilio.twiml.voice_response import (
    Dial,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Pause,
    Pay,
    Play,
    Prompt,
    Queue,
    Redirect,
    Say,
    VoiceResponse,
)

__all__ = [
    "Dial",
    "Enqueue",
    "Gather",
    "Hangup",
    "Leave",
    "Node",
    "Pause",
    "Pay",
    "Play",
    "Prompt",
    "Queue",
    "Redirect",
    "Say",
    "VoiceResponse",
    "clean",
    "to_xml",
]

MOST_BYTES = 64 * 1024
"""The longest document Twilio takes (https://www.twilio.com/docs/api/errors/11750)."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything that is no Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets), lone surrogates among it."""


class Node(Protocol):
    """What is used of the library's TwiML class."""

    verbs: list[Node | str]
    attrs: dict[str, object]
    value: object

    def append(self, verb: Node, /) -> Node: ...

    def to_xml(self) -> str: ...


def clean(text: str) -> str:
    """`text` without the characters XML cannot hold."""
    return text if text.isprintable() else _NOT_XML.sub("", text)  # XML can hold whatever is printable


def to_xml(document: Node) -> str:
    """The document as text, every character of it fit for XML."""
    _clean(document)
    return document.to_xml()


def _clean(node: Node) -> None:
    for name, value in node.attrs.items():
        if isinstance(value, str):
            node.attrs[name] = clean(value)
    if isinstance(node.value, str):
        node.value = clean(node.value)
    for verb in node.verbs:
        if not isinstance(verb, str):
            _clean(verb)
