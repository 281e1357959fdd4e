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

ACCOUNT, BORN, MOBILE, WISH = "their account", "their birthday", "their telephone", "what they want"
MENU = {"balance": "1", "pay": "2", "more_time": "3"}
ANSWERS = (
    ("for english, press 1", "1"),
    ("to begin anew, press 2", "2"),
    ("to hear what you owe", WISH),
    ("start over with your account number", "2"),
    ("to try the same way again, press 2", "2"),
    ("to have a new code sent, press 1", "1"),
    ("to speak with a person, press 1", "1"),
    ("to speak with a person, press 2", "3"),
    ("six digits", CODE),
    ("digits of the code", CODE),
    ("digits of the new code", CODE),
    ("account number", ACCOUNT),
    ("eight digits at the top", ACCOUNT),
    ("date of birth", BORN),
    ("two for the day", BORN),
    ("ten digits", MOBILE),
    ("to be called at the number you are calling from, press 1", "1"),
    ("to have us call you about it, press 1", "1"),
    ("to change it, press 2", "1"),
    ("to pay all of it", "1"),
    ("how much would you like to pay", "1"),
    ("press 1. to stop, press 2", "1"),
    ("to use another card, press 1", "1"),
    ("to try again, or use another card, press 1", "1"),
    ("to enter your card again, press 1", "1"),
    ("to choose another amount, press 1", "3"),
    ("to choose another length of time, press 1", "3"),
    ("to hear your balance again, press 5", "6"),
    ("if you have less income, press 1", "1"),
    ("for one week, press 1", "1"),
    ("if you are done, press 3", "3"),
    ("if you are done, press 2", "2"),
)
"""What is heard, and the key that goes with it; the first that fits. `tests/load/test_caller.py` holds it to the line's
prompts: whatever a call comes to, its caller knows what to press."""
PAID = re.compile(r"Your payment went through\. You paid \$([0-9.,]+)\. Your confirmation number is ([^.]+)\.")
GRANTED = re.compile(r"That is done\. Your new due date is")
TOLD = {
    "unknown": re.compile(r"I could not find out whether your payment went through"),
    "in progress": re.compile(r"A payment on your account is still being checked"),
    "declined": re.compile(r"Your bank did not accept this card"),
    "not now": re.compile(r"I cannot take a payment right now"),
    "not charged": re.compile(
        r"Your card was not charged|not charge you anything|You were not charged|It was not charged"
    ),
    "paid": PAID,
    "granted": GRANTED,
    "no code": re.compile(r"I cannot send a code that way"),
    "call back": re.compile(r"We will call you (back )?at"),
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
    """`cards`: the tokens their cards become, one after the other. `told`: what they were told, in order, and `card`
    where they gave one."""

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
        heard = [(found.start(), name) for name, pattern in TOLD.items() if (found := pattern.search(text))]
        self.told += [name for _, name in sorted(heard)]
        self.paid += [reference for _, reference in PAID.findall(text)]

    @property
    def sure_of_no_charge(self) -> bool:
        """Whether the last they heard of their card is that it was not charged."""
        last = [name for name in self.told if name in ("card", "unknown", "in progress", "paid", "not charged")][-1:]
        return last == ["not charged"]

    def _answer(self, action: str, text: str, otherwise: str) -> Move:
        keys = self._keys(text)
        if not keys:
            return Move(None, why=f"lost: {text[-120:]}")
        return Move(action, {"Digits": keys}, otherwise=otherwise)

    def _keys(self, text: str) -> str:
        heard = text.casefold()
        key = next((key for phrase, key in ANSWERS if phrase in heard), "")
        if "to have us call you back, press 3" in heard and self.told.count("no code") > 1:
            return "3"
        known = {ACCOUNT: self.person.account, BORN: self.person.born, WISH: MENU[self.wish]}
        return {**known, MOBILE: self.person.mobile.removeprefix("+1")}.get(key, key)

    def _card(self) -> Form:
        self.told.append("card")
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
