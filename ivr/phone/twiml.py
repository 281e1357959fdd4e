"""TwiML documents: from bytes to verbs, defensively."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from ivr.phone.faults import DocumentFault
from ivr.phone.webhooks import MAX_BYTES, Answer

Element = ElementTree.Element

ELSEWHERE = frozenset({"Connect", "Echo", "Prompt", "Queue", "Refer", "Siprec", "Sms", "Start", "Stop"})
"""Verbs Twilio executes and this telephone does not."""


@dataclass(frozen=True)
class Document:
    """`url` is public; relative URLs inside are resolved against it."""

    url: str
    method: str
    verbs: tuple[Element, ...]
    body: str


def parse(answer: Answer, method: str, known: frozenset[str]) -> Document:
    """The TwiML in an answer.

    Raises DocumentFault as Twilio numbers it: 11750 for more than 64 KB, 12300 for a Content-Type that is none of
    Twilio's, 12100 for what is not XML or has no <Response>, 12200 for an unknown verb. A document type declaration
    is refused: entities are how a small document grows without bound, and TwiML has no use for them.
    """
    if len(answer.body) > MAX_BYTES:
        raise DocumentFault(11750, answer.url, f"{len(answer.body)} bytes; Twilio takes {MAX_BYTES}")
    kind = answer.content_type.split(";")[0].strip().lower()
    if kind not in ("text/xml", "application/xml", "text/html", "application/xhtml+xml"):
        raise DocumentFault(12300, answer.url, f"'{kind}'; send text/xml")
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentFault(12100, answer.url, "the document is not UTF-8") from error
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise DocumentFault(12100, answer.url, "a document type declaration (<!DOCTYPE) has no place in TwiML")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - size is capped, declarations are refused above
    except (ElementTree.ParseError, ValueError) as error:
        start = " ".join(text.split())[:60]
        raise DocumentFault(12100, answer.url, f"not XML ({error}): {start!r}") from error
    if root.tag != "Response":
        raise DocumentFault(12100, answer.url, f"the root is <{root.tag}>, not <Response>")
    for element in root:
        if element.tag not in known:
            raise DocumentFault(12200, answer.url, _unknown(str(element.tag)))
    return Document(answer.url, method, tuple(root), text)


def _unknown(tag: str) -> str:
    if tag in ELSEWHERE:
        return f"<{tag}> is not executed by this telephone"
    return f"there is no verb <{tag}>"


def text_of(element: Element) -> str:
    """All text inside, SSML tags left out, white space as single spaces."""
    return " ".join("".join(element.itertext()).split())
