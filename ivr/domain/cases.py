"""Cases: what a person is to look at; among them the wishes to be called back."""

from __future__ import annotations

from ivr.domain.counting import count
from ivr.domain.occasion import Occasion
from ivr.domain.promises import Case, CaseKind
from ivr.domain.records import Account
from ivr.domain.references import reference
from ivr.domain.refusals import TooMany

ABOUT_LENGTH = 500


def open_case(on: Occasion, kind: CaseKind, account: Account | None, about: str, phone: str | None = None) -> Case:
    """A new open case with a number of its own."""
    books = on.books
    case = Case(
        id=books.keys.ident("case", on.key),
        number=reference(on.draw, "case", lambda number: books.cases.by_number(number) is not None),
        kind=kind,
        status="open",
        opened=on.now,
        call=on.call,
        account=account.id if account is not None else None,
        phone=phone,
        about=about[:ABOUT_LENGTH],
    )
    books.cases.add(case)
    return case


def request_callback(on: Occasion, account: Account | None, phone: str, about: str) -> Case:
    """A case to call this number back. A number that is waiting for a call already keeps its case.

    `account` is that of a verified caller, else None. Raises TooMany above the limit for this call or this caller:
    otherwise one caller could have strangers called all night.
    """
    waiting = on.books.cases.open_callback(phone)
    if waiting is not None:
        return waiting
    if count(on, "callbacks", on.rules.limits.callbacks, "") < 0:
        raise TooMany("too many call-backs were asked for")
    return open_case(on, "callback", account, about, phone)
