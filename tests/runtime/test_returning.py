"""What leaves again after it was paid: refunds and disputes, told in any order and as often as it pleases Stripe."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ivr.domain import ledger
from ivr.domain.returns import Moved, Return, ReturnKind
from ivr.gateways.notices import Notice
from ivr.gateways.payments import Recorded
from ivr.gateways.stripe.account import StripeAccount
from ivr.runtime.bootstrap import House
from ivr.runtime.reconciling.period import Period
from ivr.runtime.reconciling.sorted_record import by_key
from ivr.runtime.reconciling.verdicts import pair
from ivr.store.balances import unbalanced
from ivr.store.booked import booked_under
from ivr.store.books import books_of
from ivr.store.entry_tables import ledger_entries
from ivr.store.ledger import payment_of
from ivr.store.ledger_tables import accounts, payments
from ivr.values import Money, Secret
from tests.runtime.test_stripe import EITHER, SQLITE
from tests.runtime.till import ACCOUNT, BRIEF, Till
from tests.support.business import KEYS, ListOutbox
from tests.support.stripe import KEY

LINE = "harbor"
NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


def balance(house: House) -> Money:
    with house.database.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.number == ACCOUNT)).mappings().one()
        assert unbalanced(connection) == []
        return Money.minor(row["balance_minor"], row["currency"])


def entries(house: House, kind: str) -> Sequence[str]:
    with house.database.reading() as connection:
        wanted = select(ledger_entries.c.key).where(ledger_entries.c.kind == kind)
        return sorted(connection.execute(wanted).scalars())


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def tell_all(till: Till, kind: str = "") -> None:
    """All there is, newest first, and then once more under other names."""
    events = [each for each in till.events() if kind in str(each["type"])]
    for event in [*reversed(events), *events, *({**each, "id": f"{each['id']}-again"} for each in events)]:
        assert till.tell(event) == 200


@EITHER
def test_a_refund_is_owed_again_and_booked_once_however_often_it_is_told(till: Till) -> None:
    before = balance(till.house)
    till.pay()
    ident = str(till.stripe.intents()[0]["id"])
    part = till.stripe.contest(ident, "refund", 5000)
    tell_all(till)
    assert balance(till.house) == before - usd("70.00")
    rest = till.stripe.contest(ident, "refund")
    tell_all(till)
    assert balance(till.house) == before, "the fee is given back, and not owed"
    assert entries(till.house, "refund") == sorted([f"refund/{part}", f"refund/{rest}"])
    assert till.cases() == [], "nobody has anything to do"


@SQLITE
def test_a_refund_that_failed_is_not_owed_after_all(till: Till) -> None:
    before = balance(till.house)
    till.pay()
    refund = till.stripe.contest(str(till.stripe.intents()[0]["id"]), "refund")
    assert till.tell(till.events("refund.created")[0]) == 200
    assert balance(till.house) == before
    till.stripe.move(refund, "failed")
    tell_all(till)
    assert balance(till.house) == before - usd("120.00")
    assert entries(till.house, "refund") == [f"refund/{refund}", f"reversal/refund/{refund}"]


@SQLITE
def test_a_failure_that_is_told_before_its_refund_books_neither(till: Till) -> None:
    till.pay()
    refund = till.stripe.contest(str(till.stripe.intents()[0]["id"]), "refund")
    till.stripe.move(refund, "failed")
    tell_all(till)
    assert entries(till.house, "refund") == []


@EITHER
def test_a_dispute_is_a_case_and_what_is_withheld_is_booked_until_it_is_won(till: Till) -> None:
    before = balance(till.house)
    till.pay()
    dispute = till.stripe.contest(str(till.stripe.intents()[0]["id"]), "dispute")
    tell_all(till)
    [case] = till.cases()
    assert "disputed" in case
    assert entries(till.house, "dispute") == [], "an inquiry takes no money"
    till.stripe.move(dispute, "funds_withdrawn")
    tell_all(till)
    assert entries(till.house, "dispute") == [f"dispute/{dispute}"]
    till.stripe.move(dispute, "funds_reinstated")
    tell_all(till)
    assert entries(till.house, "dispute") == [f"dispute/{dispute}", f"reversal/dispute/{dispute}"]
    assert len(till.cases()) == 1
    assert balance(till.house) == before - usd("120.00"), "the customer owes nothing because of a dispute alone"


@EITHER
def test_a_refund_that_is_told_before_its_charge_waits_for_it(till: Till) -> None:
    before = balance(till.house)
    till.lose_the_reply()
    till.pay()
    till.stripe.contest(str(till.stripe.intents()[0]["id"]), "refund")
    assert till.tell(till.events("refund.created")[0]) == 200
    assert till.results() == ["waiting"]
    assert till.house.returns.sweep() == 0
    assert till.tell(till.events("payment_intent.succeeded")[0]) == 200
    assert balance(till.house) == before - usd("120.00")
    assert till.house.returns.sweep() == 1
    assert balance(till.house) == before
    assert till.house.returns.sweep() == 0


@SQLITE
def test_a_refund_of_somebody_elses_charge_changes_nothing(till: Till) -> None:
    till.pay()
    before = balance(till.house)
    stranger = Return("re_9", "refund", "pi_of_a_shop", usd("5.00"), Moved.LEFT)
    assert till.house.late.told(Notice("evt_9", "refund.created", "pi_of_a_shop", returned=(stranger,))) == "waiting"
    assert till.house.returns.sweep() == 0
    assert balance(till.house) == before


@EITHER
def test_a_reconciliation_names_the_refund_that_one_side_lacks(till: Till) -> None:
    till.pay()
    refund = till.stripe.contest(str(till.stripe.intents()[0]["id"]), "refund", 5000)

    def found() -> list[str]:
        now = datetime.now(UTC)
        period = Period(now - timedelta(days=9), now + timedelta(days=9), now)
        record = StripeAccount(Secret(KEY), till.stripe.url, patience=BRIEF).record
        theirs = list(by_key_of(record.records(now - timedelta(hours=1), now + timedelta(hours=1))))
        with till.house.database.reading() as connection:
            ours = booked_under(connection, theirs[0].key)
        assert ours is not None
        return [each.about for each in pair(ours, theirs, period) if each is not None and each.sort == "refunded"]

    [lacking] = found()
    assert f"Our books lack {refund} of 50.00 USD" in lacking
    assert till.tell(till.events("refund.created")[0]) == 200
    assert found() == []
    till.stripe.move(refund, "failed")
    [strange] = found()
    assert f"The processor lacks {refund}" in strange
    tell_all(till)
    assert found() == []


def by_key_of(record: Iterable[Recorded]) -> list[Recorded]:
    with by_key(record) as found:
        return list(found)


KIND: st.SearchStrategy[ReturnKind] = st.sampled_from(("refund", "refund", "dispute"))
RETURNS = st.lists(st.tuples(KIND, st.integers(1, 60_00), st.sampled_from(Moved)), min_size=1, max_size=5)


@EITHER
def test_whatever_is_told_in_whatever_order_the_books_come_to_the_same(till: Till) -> None:
    till.pay()
    number = 0

    @settings(
        max_examples=12,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(found=RETURNS, seed=st.integers(0, 2**32))
    def holds(found: list[tuple[ReturnKind, int, Moved]], seed: int) -> None:
        nonlocal number
        number += 1
        _told_anyhow(till.house, number, found, random.Random(seed))

    holds()


def _told_anyhow(house: House, number: int, found: list[tuple[ReturnKind, int, Moved]], chance: random.Random) -> None:
    """A payment of 120.00 and 1.50, and everything that is ever told of its returns, shuffled, some of it twice; the
    payment itself becomes known somewhere in between."""
    reference = f"pi_{number}"
    told = [
        Return(f"{number}-{each}", kind, reference, Money.minor(minor, "USD"), state)
        for each, (kind, minor, last) in enumerate(found)
        for state in Moved
        if state <= last
    ]
    events: list[Return | None] = [*told, *chance.sample(told, len(told) // 2), None]
    chance.shuffle(events)
    before = balance(house)
    for at, event in enumerate(events):
        if event is None:
            _copy_of_the_payment(house, reference)
        else:
            house.late.told(Notice(f"evt_{number}_{at}", "told", reference, returned=(event,)))
    house.returns.sweep()
    back = sum(minor for kind, minor, last in found if kind == "refund" and last is Moved.LEFT)
    owed = back - min(max(back - 120_00, 0), 1_50) - 120_00
    assert balance(house) - before == Money.minor(owed, "USD")
    with house.database.reading() as connection:
        [payment] = connection.execute(select(payments.c.id).where(payments.c.processor == reference)).scalars()
        posted = books_of(connection, LINE, KEYS, ListOutbox()).ledger.of_payment(payment)
    withheld = sum(minor for kind, minor, last in found if kind == "dispute" and last is Moved.LEFT)
    books = {"disputes": 0, "fees": 0}
    for posting in (each for entry in posted for each in entry.postings if each.book in books):
        books[posting.book] += posting.amount.minor_units
    assert books == {"disputes": withheld, "fees": min(max(back - 120_00, 0), 1_50) - 1_50}


def _copy_of_the_payment(house: House, reference: str) -> None:
    """As if it had just been known to have succeeded."""
    with house.database.begin() as connection:
        first = connection.execute(select(payments).order_by(payments.c.made).limit(1)).mappings().one()
        copied = {**first, "id": reference, "reference": reference, "processor": reference, "key": reference}
        books = books_of(connection, LINE, KEYS, ListOutbox())
        books.payments.add(payment_of(copied))  # type: ignore[arg-type]
        books.ledger.post(ledger.paid(payment_of(copied), NOW, NOW.date()))  # type: ignore[arg-type]
