"""What a verb is to the telephone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes
from ivr.phone.moments import Run
from ivr.phone.next import Next
from ivr.phone.twiml import Document, Element

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

Execute = Callable[["Leg", Element, Attributes, Document], Run[Next]]


@dataclass(frozen=True)
class Verb:
    """A verb's name, the attributes and children Twilio documents for it, and its execution.

    `run` is given the call, the element, its attributes, and the document it stands in.
    """

    name: str
    run: Execute
    attributes: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()

    def execute(self, leg: Leg, element: Element, document: Document) -> Run[Next]:
        attributes = Attributes(element, self.attributes, leg.warn)
        for child in element:
            if child.tag not in self.children:
                attributes.complain(f"takes no <{child.tag}> inside")
        return self.run(leg, element, attributes, document)
