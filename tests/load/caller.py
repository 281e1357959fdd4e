"""A caller of a load: listens to a document, and does what somebody would who wants this one thing."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Literal

from tests.load.people import Person

Wish = Literal["pay", "balance", "more_time"]
Form = dict[str, str]
CODE = "a code"
"""Stands where the newest code goes: the telephone has to look for it."""

MENU = {"balance": "1", "pay": "2", "more_time": "3"}
KEYS = (
    ("For English, press 1", "1"),
    ("To hear your confirmation number again", "3"),
    ("Is there anything else", "2"),
    ("To use another card, press 1", "1"),
    ("I could not take your card", "1"),
    ("You stopped. Your card was not charged", "1"),
    ("How much would you like to pay", "1"),
    (", press 1. To stop, press 2", "1"),
    (" now, press 1. To stop, press 2", "1"),
    ("To hear your balance again, press 5", "6"),
    ("Please tell me why you need more time", "1"),
    ("How much more time do you need", "1"),
    ("To agree, press 1", "1"),
    ("Let us see how to get you a code", "2"),
)
"""What is heard, and the key that goes with it; the first that fits."""
PAID = re.compile(r"Your payment went through\. You paid \$([0-9.,]+)\. Your confirmation number is ([^.]+)\.")
GRANTED = re.compile(r"That is done\. Your new due date is")
TOLD = {
    "unknown": re.compile(r"I could not find out whether your payment went through"),
    "in progress": re.compile(r"A payment on your account is still being checked"),
    "declined": re.compile(r"Your bank did not accept this card"),
    "not now": re.compile(r"I cannot take a payment right now"),
    "granted": GRANTED,
    "sorry": re.compile(r"something went wrong", re.IGNORECASE),
    "holding": re.compile(r"I am still working on it"),
}


@dataclass(frozen=True)
class Move:
    """The next request of a call: `form` holds the verb's own fields. None for `url`: the call is over, for `why`."""

    url: str | None
    form: Form = field(default_factory=dict)
    why: str = ""
    otherwise: str = ""
    """Where the call goes when the caller does nothing."""


@dataclass
class Caller:
    """`cards`: the tokens their cards become, one after the other. `told`: what they were told, in order."""

    person: Person
    wish: Wish
    cards: list[str]
    told: list[str] = field(default_factory=list)
    paid: list[str] = field(default_factory=list)

    def hear(self, document: bytes) -> Move:
        """What to do after this document."""
        root = ET.fromstring(document)
        text = " ".join(" ".join(node.itertext()) for node in root.iter("Say"))
        self._note(text)
        for node in root:
            action = node.get("action") or ""
            match node.tag:
                case "Gather":
                    return self._answer(action, text, root.findtext("Redirect") or "")
                case "Pay":
                    return Move(action, self._card())
                case "Redirect":
                    return Move(node.text or "", why="on")
                case "Hangup":
                    return Move(None, why="line hung up")
                case "Dial" | "Enqueue":
                    return Move(None, why=node.tag.lower())
        return Move(None, why="line hung up")

    def _note(self, text: str) -> None:
        self.told += [name for name, pattern in TOLD.items() if pattern.search(text)]
        self.paid += [reference for _, reference in PAID.findall(text)]

    def _answer(self, action: str, text: str, otherwise: str) -> Move:
        keys = self._keys(text)
        if not keys:
            return Move(None, why=f"lost: {text[-120:]}")
        return Move(action, {"Digits": keys}, otherwise=otherwise)

    def _keys(self, text: str) -> str:
        if "Please enter your account number" in text or "your account number" in text:
            return self.person.account
        if "date of birth" in text:
            return self.person.born
        if re.search(r"digits of the (new )?code|enter its six digits", text):
            return CODE
        if "press 1. To hear what you owe" in text or "To hear what you owe" in text:
            return MENU[self.wish]
        return next((key for heard, key in KEYS if heard in text), "")

    def _card(self) -> Form:
        token = self.cards.pop(0) if len(self.cards) > 1 else self.cards[0]
        return {
            "Result": "success",
            "PaymentToken": token,
            "PaymentCardType": "visa",
            "PaymentCardNumber": "xxxxxxxxxxxx1111",
        }


def caller(person: Person, chance: random.Random) -> Caller:
    """Most pay, of whom some hold a card that is declined, and some one whose answer is lost."""
    wish: Wish = chance.choices(("pay", "balance", "more_time"), (80, 12, 8))[0]
    good = f"tok_ok_{person.number}"
    first = chance.choices((None, f"tok_declined_{person.number}", f"tok_unknown_{person.number}"), (92, 6, 2))[0]
    return Caller(person, wish, [first, good] if first else [good])
