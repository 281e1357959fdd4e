"""Made-up ledgers and the processor's record of them, alike but for what is planted: for holding `ivr reconcile` to
finding exactly that.

A ledger is a line's payments of a week in several currencies, as days of telephone payments are: most paid, some
declined, given up, unknown, given back, some under way, clocks minutes apart, some at the very edge of the week. All of
that is right. A fault is planted on a payment of its own, so that each is known by its payment or charge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from ivr.domain.records import PaymentStatus
from ivr.gateways.payments import Recorded
from ivr.runtime.reconciling.matching import Scope
from ivr.runtime.reconciling.period import Period
from ivr.values import Money

CURRENCIES = ("USD", "EUR", "CNY", "JPY", "KWD")
UNTIL = datetime(2026, 11, 24, 5, tzinfo=UTC)
WEEK = timedelta(days=7)
SINCE = UNTIL - WEEK
MINUTE = timedelta(minutes=1)

Planted = Counter[tuple[str, str]]
"""How often each (sort, what it is about: our reference, else the charge's, else a subject of the ledger)."""


@dataclass
class Paying:
    """One payment as the books have it; None for `booked`: the ledger has no entry of it."""

    number: int
    account: str
    amount: Money
    fee: Money
    status: PaymentStatus
    made: datetime
    settled: datetime | None
    booked: Money | None
    given_back: Money
    processor: str = ""

    @property
    def total(self) -> Money:
        return self.amount + self.fee

    @property
    def reference(self) -> str:
        return f"R{self.number:05d}"


@dataclass
class Ledger:
    """A line's books and the processor's record of them; `off` is by how much accounts' balances are wrong."""

    line: str
    random: Random
    read: datetime
    accounts: dict[str, str]
    payments: list[Paying] = field(default_factory=list)
    record: list[Recorded] = field(default_factory=list)
    off: dict[str, int] = field(default_factory=dict)
    planted: Planted = field(default_factory=Counter)
    used: set[int] = field(default_factory=set)

    @property
    def scope(self) -> Scope:
        return Scope(Period(SINCE, min(UNTIL, self.read), self.read), self.line)

    def key(self, payment: Paying) -> str:
        return f"{self.line}/CA{payment.number:032d}/pay/charge/1"

    def records(self, since: datetime, until: datetime) -> Iterator[Recorded]:
        """`ivr.gateways.payments.PaymentRecord`."""
        return (each for each in self.record if since <= each.at < until)

    def charge(self, payment: Paying, **changes: object) -> Recorded:
        """What the processor has of a payment, when all is well."""
        made = Recorded(
            key=self.key(payment),
            reference=f"ch_{self.line}_{payment.number:05d}",
            amount=payment.total,
            status="succeeded",
            at=payment.made + timedelta(seconds=self.random.uniform(-200, 240)),
            call=f"CA{payment.number:032d}",
            line=self.line,
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def find(self, payment: Paying) -> Recorded:
        return next(each for each in self.record if each.key == self.key(payment))

    def put(self, old: Recorded, new: Recorded) -> None:
        self.record[self.record.index(old)] = new

    def plant(self, sort: str, about: str) -> None:
        self.planted[sort, about] += 1

    def old_paid(self, *statuses: PaymentStatus) -> Paying:
        """A payment of the week that is as it should be, is not too new, and has no fault yet; a plain one."""
        wanted = statuses or (PaymentStatus.SUCCEEDED,)
        limit = self.read - 40 * MINUTE
        fit = [
            each
            for each in self.payments
            if each.status in wanted
            and each.number not in self.used
            and SINCE <= each.made < min(UNTIL, self.read)
            and (each.settled or each.made) < limit
            and not each.given_back
            and not any(charge.refunded for charge in self.record if charge.key == self.key(each))
        ]
        chosen = self.random.choice(fit)
        self.used.add(chosen.number)
        return chosen


def ledger(line: str, seed: int, faults: int, size: int = 60) -> Ledger:
    """A line's week, and `faults` of random sorts planted in it."""
    random = Random(seed)
    read = UNTIL + random.choice((timedelta(0), -timedelta(hours=1), timedelta(minutes=3), timedelta(days=3)))
    currencies = random.sample(CURRENCIES, random.randint(2, 4))
    made = Ledger(line, random, read, {f"a{n}": currencies[n % len(currencies)] for n in range(8)})
    for _ in range(size):
        _whole(made)
    for kind in RIGHT:
        kind(made)
    plants = [*FAULTS]
    random.shuffle(plants)
    for number in range(faults):
        plants[number % len(plants)](made)
    random.shuffle(made.record)
    return made


def _paying(made: Ledger, status: PaymentStatus = PaymentStatus.SUCCEEDED, at: datetime | None = None) -> Paying:
    random = made.random
    account, currency = random.choice([each for each in made.accounts.items() if each[0].startswith("a")])
    amount = Money.minor(random.randint(100, 500_000), currency)
    fee = Money.minor(random.choice((0, 150, random.randint(1, 999))), currency)
    latest = min(UNTIL, made.read) - 45 * MINUTE
    when = at or SINCE + (latest - SINCE) * random.random()
    final = status not in (PaymentStatus.PENDING, PaymentStatus.UNKNOWN)
    if not final:  # an account has at most one that is not settled
        account = f"u{len(made.payments)}"
        made.accounts[account] = currency
    payment = Paying(
        number=len(made.payments) + 1,
        account=account,
        amount=amount,
        fee=fee,
        status=status,
        made=when,
        settled=when + timedelta(seconds=random.uniform(1, 600)) if final else None,
        booked=amount + fee if status is PaymentStatus.SUCCEEDED else None,
        given_back=Money.zero(currency),
    )
    made.payments.append(payment)
    return payment


def _whole(made: Ledger) -> None:
    """One more payment on which both sides agree."""
    what = made.random.random()
    if what < 0.8:
        payment = _paying(made)
        charge = made.charge(payment)
        payment.processor = made.random.choice((charge.reference, charge.reference, ""))
        made.record.append(charge)
    elif what < 0.92:
        payment = _paying(made, PaymentStatus.DECLINED)
        made.record.append(made.charge(payment, status="declined"))
    else:
        payment = _paying(made, PaymentStatus.FAILED)
        if made.random.random() < 0.5:
            made.record.append(made.charge(payment, status="canceled"))


# What is right, though it looks like a fault.


def _under_way(made: Ledger) -> None:
    """Within its quarter of an hour anything may be on one side only, or differ."""
    now = made.read - made.random.random() * 14 * MINUTE
    if not SINCE <= now < UNTIL:
        return
    for status in (PaymentStatus.PENDING, PaymentStatus.UNKNOWN, PaymentStatus.SUCCEEDED):
        _paying(made, status, now)
        other = _paying(made, status, now)
        made.record.append(made.charge(other, status="pending", at=now))
    charged = _paying(made, PaymentStatus.UNKNOWN, now)
    made.record.append(made.charge(charged, at=now))


def _at_the_edges(made: Ledger) -> None:
    """Before midnight by one clock, after it by the other, at either end of the period."""
    for edge in (SINCE, UNTIL):
        for ours, theirs in ((-1, 2), (1, -2), (-70, 100), (0, -1)):
            at = edge + timedelta(seconds=ours)
            payment = _paying(made, PaymentStatus.SUCCEEDED, at)
            made.record.append(made.charge(payment, at=edge + timedelta(seconds=theirs)))
    slow = _paying(made, PaymentStatus.SUCCEEDED, SINCE - timedelta(hours=11))
    slow.settled = SINCE + timedelta(minutes=2)
    made.record.append(made.charge(slow, at=SINCE + timedelta(minutes=1)))


def _other_weeks(made: Ledger) -> None:
    """Whatever is wrong in another period is told when that is asked about."""
    _paying(made, PaymentStatus.SUCCEEDED, SINCE - timedelta(hours=3))
    _paying(made, PaymentStatus.UNKNOWN, SINCE - timedelta(days=3))
    stranger = _paying(made, PaymentStatus.SUCCEEDED, SINCE - timedelta(days=2))
    made.record.append(made.charge(stranger, amount=stranger.total + stranger.total))
    made.record.append(made.charge(stranger, key="nobody's", reference="ch_before", at=SINCE - MINUTE))


def _given_back(made: Ledger) -> None:
    """Refunds that both sides know of, in part and in full."""
    for share in (1, 2, 3):
        payment = _paying(made)
        back = Money.minor(max(payment.total.minor_units // share, 1), payment.total.currency)
        payment.given_back = back
        made.record.append(made.charge(payment, refunded=back, disputed=share == 2))


def _mended(made: Ledger) -> None:
    """Taken twice, or from nobody we know, and given back since; refused to somebody we do not know."""
    taken_back, refused = _paying(made), _paying(made)
    taken_back.given_back, refused.given_back = taken_back.total, refused.total
    made.record.append(made.charge(refused, status="declined"))
    payment = made.old_paid()
    charge = made.find(payment)
    payment.processor = charge.reference
    made.record.append(replace(charge, reference=charge.reference + "_again", refunded=charge.amount))
    made.record.append(replace(charge, key="gone", reference=charge.reference + "_gone", refunded=charge.amount))
    made.record.append(replace(charge, key="no", reference=charge.reference + "_no", status="declined"))


def _others(made: Ledger) -> None:
    """Other lines' charges, and an item that a page of the record repeats."""
    payment = made.old_paid()
    charge = made.find(payment)
    made.record.append(replace(charge, key="elsewhere", reference="ch_elsewhere", line="another"))
    made.record.append(charge)


def _nearly_late(made: Ledger) -> None:
    payment = _paying(made)
    payment.settled = payment.made + 19 * MINUTE
    made.record.append(made.charge(payment, at=payment.made + timedelta(seconds=1)))


RIGHT: tuple[Callable[[Ledger], None], ...] = (
    _under_way,
    _at_the_edges,
    _other_weeks,
    _given_back,
    _mended,
    _others,
    _nearly_late,
)


# Faults.


def _missing(made: Ledger) -> None:
    payment = made.old_paid()
    key = made.key(payment)
    made.record = [each for each in made.record if each.key != key]
    made.plant("missing", payment.reference)


def _unknown(made: Ledger) -> None:
    payment = made.old_paid()
    charge = replace(made.find(payment), at=payment.made)  # within the period by our clock and by theirs
    name = f"ch_{made.line}_x{made.planted.total()}"
    changes: dict[str, object] = made.random.choice(
        (
            {"key": "somebody/else"},
            {"key": "", "line": "", "call": ""},
            {"key": "open", "status": "pending"},
            {"key": "part", "refunded": Money.minor(1, charge.amount.currency)},
        )
    )
    made.record.append(replace(charge, reference=name, **changes))  # type: ignore[arg-type]
    made.plant("unknown", name)


def _doubled(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    payment.processor = charge.reference
    later = charge.at + timedelta(hours=made.random.randint(0, 23))
    amount = made.random.choice((charge.amount, charge.amount + Money.minor(1, charge.amount.currency)))
    made.record.append(replace(charge, reference=charge.reference + "_two", at=later, amount=amount))
    made.plant("doubled", payment.reference)


def _wrong_amount(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    minor = charge.amount.minor_units
    wrong = made.random.choice((minor + 1, minor - 1, minor * 100, minor * 2, payment.amount.minor_units + 1))
    wrong += wrong == minor
    made.put(charge, replace(charge, amount=Money.minor(wrong, charge.amount.currency)))
    made.plant("wrong_amount", payment.reference)


def _wrong_currency(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    other = made.random.choice([each for each in CURRENCIES if each != charge.amount.currency])
    made.put(charge, replace(charge, amount=Money.minor(charge.amount.minor_units, other)))
    made.plant("wrong_currency", payment.reference)


def _they_did_not(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    made.put(charge, replace(charge, status=made.random.choice(("declined", "canceled", "pending"))))
    made.plant("wrong_status", payment.reference)


def _they_did(made: Ledger) -> None:
    payment = _paying(made, made.random.choice((PaymentStatus.DECLINED, PaymentStatus.FAILED)))
    made.used.add(payment.number)
    made.record.append(made.charge(payment, status=made.random.choice(("succeeded", "succeeded", "pending"))))
    made.plant("wrong_status", payment.reference)


def _refunded(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    part = Money.minor(made.random.randint(1, charge.amount.minor_units), charge.amount.currency)
    if made.random.random() < 0.7:
        made.put(charge, replace(charge, refunded=part))
    else:
        payment.given_back = part
    made.plant("refunded", payment.reference)


def _late(made: Ledger) -> None:
    payment = made.old_paid()
    charge = made.find(payment)
    payment.settled = charge.at + made.random.choice((21 * MINUTE, timedelta(hours=7), timedelta(days=2)))
    made.plant("late", payment.reference)


def _unsettled(made: Ledger) -> None:
    payment = _paying(made, made.random.choice((PaymentStatus.PENDING, PaymentStatus.UNKNOWN)))
    made.used.add(payment.number)
    status = made.random.choice(("succeeded", "declined", "pending", ""))
    if status:
        made.record.append(made.charge(payment, status=status))
    made.plant("late", payment.reference)


def _balance(made: Ledger) -> None:
    account = made.random.choice(list(made.accounts))
    if account in made.off:
        return _missing(made)
    made.off[account] = made.random.choice((1, -1, 10_000))
    return made.plant("ledger", account)


def _unbooked(made: Ledger) -> None:
    payment = made.old_paid()
    payment.booked = None
    made.plant("ledger", payment.reference)


FAULTS: tuple[Callable[[Ledger], None], ...] = (
    _missing,
    _unknown,
    _doubled,
    _wrong_amount,
    _wrong_currency,
    _they_did_not,
    _they_did,
    _refunded,
    _late,
    _unsettled,
    _balance,
    _unbooked,
)
