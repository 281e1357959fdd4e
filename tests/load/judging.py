"""What the database says of a load, held against what was answered: every line of the table, and what is wrong."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from ivr.store.calls import calls, turns
from ivr.store.effects import effects
from ivr.store.lab import shelf
from ivr.store.ledger_tables import accounts, instalments, payments, plans, transactions
from tests.load.answers import Answers, digest
from tests.load.caller import Caller


@dataclass
class Verdict:
    """`lines`: what was counted, in order. `wrong`: what must not be."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def tell(self, what: str, count: object) -> None:
        self.lines.append((what, f"{count:,}" if isinstance(count, int) else str(count)))

    def must_be_none(self, what: str, found: Iterable[object]) -> None:
        """A line for what must not be; each one found is a violation."""
        each = list(found)
        self.tell(what, len(each))
        self.wrong += [f"{what}: {one}" for one in each]

    def table(self) -> str:
        wide = max(len(what) for what, _ in self.lines)
        return "\n".join(f"{what:<{wide}}  {count:>12}" for what, count in self.lines)


def judge_turns(connection: sa.Connection, answers: Answers, verdict: Verdict) -> None:
    """One row and one journal a turn, none left out, and the stored bytes for every answer that is no redirect to the
    turn that is due."""
    stored: dict[tuple[str, int], bytes] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in connection.execute(sa.select(turns.c.call, turns.c.number, turns.c.journal, turns.c.answer)):
        stored[row.call, row.number] = digest(row.answer.encode())
        numbers[row.call].append(row.number)
        if not json.loads(row.journal):
            verdict.wrong.append(f"turn {row.number} of {row.call} has an empty journal")
    begun = {row.id: row.next_turn for row in connection.execute(sa.select(calls.c.id, calls.c.next_turn))}
    verdict.tell("calls", len(begun))
    verdict.tell("turns, each one row with one journal and one answer", len(stored))
    gaps = [call for call, due in begun.items() if sorted(numbers[call]) != list(range(due))]
    verdict.must_be_none("calls with a turn missing or too many", gaps)
    _judge_answers(answers, stored, verdict)


def _judge_answers(answers: Answers, stored: dict[tuple[str, int], bytes], verdict: Verdict) -> None:
    kinds: Counter[str] = Counter()
    other: list[object] = []
    for turn, documents in answers.documents.items():
        for name, times in documents.items():
            if name == stored.get(turn):
                kinds["same"] += times
            elif name in answers.redirects:
                kinds["again" if answers.redirects[name] == turn[1] else "due"] += times
            elif name in answers.hangups and turn not in stored:
                kinds["over"] += times
            else:
                other.append(f"turn {turn[1]} of {turn[0]}: {times} answers of other bytes than the stored ones")
    verdict.tell("answers that are the stored one, byte for byte", kinds["same"])
    verdict.tell("unstored redirects to the turn itself: it was held", kinds["again"])
    verdict.tell("unstored redirects to the turn that was due", kinds["due"])
    verdict.tell("unstored hang-ups: the call was over", kinds["over"])
    verdict.must_be_none("turns with an answer of other bytes", other)
    verdict.must_be_none("webhooks without an answer that is one", answers.wrong)


def judge_effects(connection: sa.Connection, verdict: Verdict) -> None:
    """Each effect is performed once and done; each message and charge is at its service once."""
    rows = connection.execute(
        sa.select(effects.c.key, effects.c.kind, effects.c.status, effects.c.attempts, effects.c.ended)
    ).all()
    for kind, count in sorted(Counter(row.kind for row in rows).items()):
        verdict.tell(f"effects: {kind}", count)
    asked = [row for row in rows if row.ended is not None and row.status == "ready"]
    verdict.tell("charges of unknown result, still asked about", len(asked))
    unfinished = [row.key for row in rows if row.status not in ("done", "failed") and row not in asked]
    verdict.must_be_none("effects left undone", unfinished)
    twice = [row.key for row in rows if row.kind != "charge" and row.attempts != 1]
    verdict.must_be_none("messages performed more than once", twice)
    shelved = Counter(key for (key,) in connection.execute(sa.select(shelf.c.key).where(shelf.c.kind == "message")))
    sent = [row.key for row in rows if row.kind != "charge" and row.status == "done"]
    verdict.must_be_none("messages that did not arrive once", [key for key in sent if shelved[key] > 1])


def judge_money(connection: sa.Connection, callers: Sequence[Caller], charged: Counter[str], verdict: Verdict) -> None:
    """The books against the processor's record (`charged`: successful charges by call) and what callers were told."""
    rows = connection.execute(sa.select(payments)).all()
    for status, count in sorted(Counter(row.status for row in rows).items()):
        verdict.tell(f"payments: {status}", count)
    booked = Counter(row.call for row in rows if row.status == "succeeded")
    pending = {row.call for row in rows if row.status in ("unknown", "pending")}
    verdict.tell("charges at the processor", charged.total())
    verdict.must_be_none("calls charged twice", [call for call, times in charged.items() if times > 1])
    lost = [call for call, times in charged.items() if booked[call] < times and call not in pending]
    verdict.must_be_none("charges that are not booked", lost)
    verdict.must_be_none("booked payments the processor knows nothing of", (booked - charged).elements())
    references = {row.reference for row in rows if row.status == "succeeded"}
    told = [reference for one in callers for reference in one.paid if _plain(reference) not in references]
    verdict.tell("callers told that they paid", sum(bool(one.paid) for one in callers))
    verdict.must_be_none("callers told of a payment that is not booked", told)
    _judge_accounts(connection, verdict)


def _judge_accounts(connection: sa.Connection, verdict: Verdict) -> None:
    """Each account's balance is what is open in its bills, and its payments are in its transactions, once each."""
    open_bills = (
        sa.select(plans.c.account, sa.func.sum(instalments.c.amount_minor - instalments.c.paid_minor).label("open"))
        .join(instalments, (plans.c.line == instalments.c.line) & (plans.c.id == instalments.c.plan))
        .group_by(plans.c.account)
        .subquery()
    )
    query = sa.select(accounts.c.id).join(open_bills, open_bills.c.account == accounts.c.id)
    off = connection.execute(query.where(open_bills.c.open != accounts.c.balance_minor)).scalars()
    verdict.must_be_none("accounts whose balance is not what is open", off)
    moved = Counter(
        connection.execute(sa.select(transactions.c.account).where(transactions.c.kind == "payment")).scalars()
    )
    paid = Counter(connection.execute(sa.select(payments.c.account).where(payments.c.status == "succeeded")).scalars())
    verdict.must_be_none("accounts with a payment booked twice or not at all", ((moved - paid) + (paid - moved)))


def _plain(reference: str) -> str:
    """A reference as it is written: it is spoken a character at a time."""
    return "".join(reference.replace(",", " ").split())


def stand_in_charges(connection: sa.Connection) -> Counter[str]:
    """Successful charges by call, as the stand-in on the shelf recorded them."""
    documents = connection.execute(sa.select(shelf.c.document).where(shelf.c.kind == "charge")).scalars()
    made = [json.loads(document) for document in documents]
    return Counter(each["metadata"]["call"] for each in made if each["status"] == "succeeded")
