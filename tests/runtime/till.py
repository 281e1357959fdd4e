"""A line that charges through Stripe's stand-in, with a caller who pays: see the fixture `till`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from stripe import WebhookSignature

from ivr.channels.stripe import stripe_blueprint
from ivr.engine.events import CardCaptured, Went
from ivr.gateways.stripe.account import StripeAccount
from ivr.gateways.stripe.connection import Patience
from ivr.runtime.bootstrap import House
from ivr.store import effects
from ivr.store.processor_events import processor_events
from ivr.store.promise_tables import cases
from ivr.values import Secret
from ivr.web import create_app
from tests.channels.support import StandIn, config
from tests.runtime.conftest import ALICE, Building, Hand
from tests.support.stripe import KEY, WEBHOOK_SECRET, Server
from tests.support.stripe.faults import Fault

BRIEF = Patience(connect=1.0, write=1.5, read=1.0, repeat_within=0.8, pause=0.01)
ACCOUNT = "40012345"


@dataclass
class Till:
    """A line that charges through Stripe, a caller who has verified, and the door that webhooks come in by."""

    stripe: Server
    house: House
    hand: Hand
    door: FlaskClient

    def pay(self, token: str = "tok_ok_4242") -> str:
        """As far as the first words after the charge."""
        self.hand.press("3", "1")
        self.hand.take(CardCaptured(Secret(token), "visa", "4242"))
        self.house.effects.settle()
        return self.hand.take(Went())

    def lose_the_reply(self) -> None:
        """Charged, and neither the answer nor anything asked afterwards comes through."""
        self.stripe.faults.add(Fault("confirm", "lose", times=2))
        self.stripe.faults.add(Fault("retrieve", "drop", times=2))

    def events(self, kind: str = "") -> list[dict[str, object]]:
        """What Stripe has to tell, the oldest first."""
        with self.stripe.record.begin():
            told = self.stripe.record.newest("event", None, 0, 2**40, 100)
        return [each for each in reversed(told) if str(each["type"]).endswith(kind)]

    def tell(self, event: Mapping[str, object], secret: str = WEBHOOK_SECRET) -> int:
        body = json.dumps(event)
        headers = {"Stripe-Signature": WebhookSignature.generate_signature_header(body, secret)}
        status = self.door.post("/stripe", data=body, headers=headers).status_code
        self.house.effects.settle()
        return status

    def ask_again(self, later_ms: int = 0) -> None:
        """As the worker does, `later_ms` after now."""
        with self.house.database.begin() as connection:
            made = effects.effects.c.made - later_ms
            open_ = effects.effects.c.status == "ready"
            connection.execute(effects.effects.update().where(open_).values(due=0, made=made))
        self.house.effects.drain()
        self.house.effects.settle()  # receipts, too

    @property
    def payments(self) -> object:
        assert self.house.laboratory is not None
        return self.house.laboratory.account(ACCOUNT)["payments"]

    def texts(self, about: str) -> int:
        assert self.house.laboratory is not None
        return sum(about in str(each["body"]) for each in self.house.laboratory.texts(ALICE, 0))

    def cases(self) -> Sequence[str]:
        """The open ones about payments."""
        with self.house.database.reading() as connection:
            wanted = select(cases.c.about).where(cases.c.kind == "payment", cases.c.status == "open")
            return [about for (about,) in connection.execute(wanted)]

    def results(self) -> list[str]:
        with self.house.database.reading() as connection:
            return [result for (result,) in connection.execute(select(processor_events.c.result))]


@contextmanager
def open_till(building: Building, folder: Path) -> Iterator[Till]:
    stripe = Server(folder / "stripe.db")
    house = building(payments=StripeAccount(Secret(KEY), stripe.url, patience=BRIEF).payments)
    app = create_app(StandIn(), config(), processor=stripe_blueprint(house.late, Secret(WEBHOOK_SECRET)))
    hand = Hand(house)
    hand.verify()
    yield Till(stripe, house, hand, app.test_client())
    stripe.close()
