"""The business for tests: shipped rules, demo customers, a list for an outbox, and callers who do actions."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ivr.domain import demo
from ivr.domain.hours import Hours
from ivr.domain.hours_file import read_hours
from ivr.domain.keys import Keys
from ivr.domain.notices import MESSAGES
from ivr.domain.occasion import Occasion
from ivr.domain.policy import Policy, Rules
from ivr.domain.policy_file import read_policy
from ivr.domain.ports import Books, Message
from ivr.flow.contracts import Level
from ivr.flow.types import Card, Consent, Value
from ivr.marks import read
from ivr.runtime.action import Booking, Context, Ended, Inside, Outside, Performed, Prepared
from ivr.runtime.actions import ACTIONS, CONTRACTS
from ivr.runtime.actions.frame import occasion
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.values import Money, Secret
from tests.support.conforms import conforms

FLOWS = Path(__file__).parents[2] / "flows"
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Ten in the morning in New York on the demo's Tuesday."""
KEYS = Keys(b"a key for tests only")
CARD = Card("card-ref", "visa", "4242")


def agreed(*figures: Money | date) -> Consent:
    """The caller said yes to a question that named these."""
    return Consent("consent", "en-US", {}, {f"figure-{number}": value for number, value in enumerate(figures)})


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def shipped_rules() -> Rules:
    node, complaints = read((FLOWS / "policy.yaml").read_bytes(), "flows/policy.yaml")
    assert node is not None, complaints
    rules, complaints = read_policy(node, CONTRACTS)
    assert rules is not None, complaints
    return rules


def shipped_hours() -> Hours:
    node, complaints = read((FLOWS / "hours.yaml").read_bytes(), "flows/hours.yaml")
    assert node is not None, complaints
    hours, complaints = read_hours(node)
    assert hours is not None, complaints
    return hours


POLICY = Policy(shipped_rules(), shipped_hours())


class ListOutbox:
    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.asked: list[str | None] = []
        """The numbers that are to be looked up; None for a decoy."""

    def put(self, message: Message) -> None:
        assert message.key not in {each.key for each in self.messages}, "the same message twice"
        said = set(message.values) | ({"code"} if message.code is not None else set())
        assert said == set(MESSAGES[message.prompt]), "it says what is listed, no more and no less"
        self.messages.append(message)

    def look_up(self, key: str, number: str | None) -> None:
        self.asked.append(number)

    def sent(self) -> list[Message]:
        """What somebody really gets: no decoys."""
        return [each for each in self.messages if each.to is not None]


@dataclass
class Desk:
    """One line's books in an open transaction."""

    books: Books
    outbox: ListOutbox
    connection: sa.Connection
    policy: Policy = POLICY
    calls: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def caller(self, caller: str | None = "+12025550150", now: datetime = NOW) -> Caller:
        return Caller(self, f"CA{next(self.calls):032d}", caller, now)

    def account(self, number: str) -> str:
        account = self.books.accounts.by_number(number)
        assert account is not None
        return account.id


@contextmanager
def desk(database: Database, today: date = demo.LAB_TODAY) -> Iterator[Desk]:
    """The demo's customers in a migrated database; nothing is kept."""
    outbox = ListOutbox()
    with database.engine.connect() as connection, connection.begin() as transaction:
        books = books_of(connection, "harbor", KEYS, outbox)
        demo.populate(books, today)
        yield Desk(books, outbox, connection)
        transaction.rollback()


def memory_database() -> Database:
    database = Database("sqlite://")
    upgrade(database)
    return database


@dataclass
class Caller:
    """Somebody on the telephone: does actions as the runtime would, and holds what they have proven."""

    desk: Desk
    call: str
    number: str | None
    now: datetime
    level: Level = Level.ANONYMOUS
    account: str | None = None
    doings: int = 0

    def context(self) -> Context:
        self.doings += 1
        return Context(
            line="harbor",
            call=self.call,
            caller=self.number,
            language="en-US",
            now=self.now,
            zone=ZONE,
            country="US",
            currency="USD",
            level=self.level,
            account=self.account,
            key=f"{self.call}/1/step/{self.doings}",
            draw=hashlib.sha256(f"{self.call}/{self.doings}".encode()).hexdigest()[:32],
            books=self.desk.books,
            policy=self.desk.policy,
        )

    def do(self, name: str, /, **inputs: Value | Secret) -> Ended:
        """Does an action, and holds it to its contract. An outside one is charged with success."""
        ended = self.prepare(name, **inputs)
        if isinstance(ended, Prepared):
            return self.book(name, ended, Performed("succeeded", "ch_1"))
        return ended

    def prepare(self, name: str, /, **inputs: Value | Secret) -> Ended | Prepared:
        action = ACTIONS[name]
        if action.contract.account is not None and self.account is not None:
            inputs.setdefault(action.contract.account, self.account)
        context = self.context()
        ended = action.run(context, inputs) if isinstance(action, Inside) else action.prepare(context, inputs)
        return ended if isinstance(ended, Prepared) else self._hold(name, ended)

    def book(self, name: str, prepared: Prepared, performed: Performed) -> Ended:
        action = ACTIONS[name]
        assert isinstance(action, Outside)
        context = self.context()
        booking = Booking(
            line="harbor",
            call=self.call,
            language="en-US",
            now=self.now,
            zone=ZONE,
            currency="USD",
            key=context.key,
            books=self.desk.books,
            policy=self.desk.policy,
            payload=prepared.payload,
        )
        return self._hold(name, action.book(booking, performed))

    def _hold(self, name: str, ended: Ended) -> Ended:
        conforms(CONTRACTS[name], ended)
        if ended.grant is not None:
            self.level, self.account = ended.grant.level, ended.grant.account
        return ended

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def occasion(self) -> Occasion:
        return occasion(self.context())

    def code(self) -> Secret:
        """The code in the last message with one, whether it was really sent or not."""
        ref = next(each.code for each in reversed(self.desk.outbox.messages) if each.code is not None)
        return KEYS.code(ref.challenge, ref.nonce)

    def verify(self, number: str, answer: str) -> Caller:
        assert self.do("identity.claim", account=number).outcome == "claimed"
        assert self.do("identity.answer", given=Secret(answer)).outcome == "noted"
        assert self.do("otp.send").outcome == "sent"
        assert self.do("otp.check", given=self.code()).outcome == "right"
        return self

    def rules(self, **changes: object) -> None:
        """From here on the policy has these in place of what is shipped."""
        policy = self.desk.policy
        self.desk.policy = Policy(policy.rules.model_copy(update=changes), policy.hours)


def other_code(code: Secret) -> Secret:
    """Some other six digits."""
    return Secret(f"{(int(code.reveal()) + 1) % 1_000_000:06d}")
