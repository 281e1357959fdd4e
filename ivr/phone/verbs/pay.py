"""<Pay>: a card is keyed, checked, and turned into a token (or charged) by the payment connector.

| attribute | values | default |
|---|---|---|
| action | URL (https at Twilio; http too here); always POST | none: the next verb is executed |
| statusCallback, statusCallbackMethod | URL; GET, POST | none; POST |
| timeout | seconds for each thing asked | 5 |
| maxAttempts | 1 to 3, for each thing asked | 1 |
| securityCode | true, false | true |
| postalCode | true, false, or the postal code itself | true |
| minPostalCodeLength | 1 and up | none |
| validCardTypes | visa mastercard amex maestro discover optima jcb diners-club enroute | visa mastercard amex |
| chargeAmount | up to 1000000; 0 or none tokenises | none |
| tokenType | one-time, reusable, payment-method | reusable |
| paymentConnector, paymentMethod, bankAccountType, currency, description, input, language | accepted; ach-debit is \
not executed | Default, credit-card, ... |

`#` ends an entry, `*` at any time ends <Pay>. The action is given Result and, masked, what was captured; the number
itself goes nowhere. A caller who hangs up is told of as `caller-hung-up`. Source: twilio.com/docs/voice/twiml/pay,
masks as in real requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ivr.phone.attributes import Attributes, names
from ivr.phone.faults import DocumentFault
from ivr.phone.moments import Keys, Listening, Pretend, Reply, Run, Speaking
from ivr.phone.next import Goto, Next
from ivr.phone.signals import CallerHungUp
from ivr.phone.twiml import Document, Element
from ivr.phone.verbs.gather import collect
from ivr.phone.verbs.payment import Payment
from ivr.phone.verbs.prompts import prompt
from ivr.phone.verbs.verb import Verb

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

STAR = "caller-interrupted-with-star"
HUNG_UP = "caller-hung-up"
TOO_MANY = "too-many-failed-attempts"


class _Ended(Exception):  # noqa: N818 - no error, it unwinds the asking
    """<Pay> ends before everything was captured, or because a transcript says so."""

    def __init__(self, result: str, error: str | None = None) -> None:
        super().__init__(result)
        self.result = result
        self.error = error


@dataclass(frozen=True)
class _Asking:
    leg: Leg
    element: Element
    document: Document
    payment: Payment
    timeout: float
    attempts: int
    callback: str | None
    callback_method: str

    def tell(self, **fields: str) -> None:
        """Post to statusCallback, if there is one."""
        if self.callback is not None:
            told = {**self.payment.resource(), **self.payment.shown(), **fields}
            self.leg.notify(self.callback, told, self.document, self.callback_method)

    def ask(self, step: str) -> Run[None]:
        """Ask for one thing, `attempts` times at most; raises _Ended when it was not given."""
        error: str | None = None
        for attempt in range(1, self.attempts + 1):
            reply = yield from self._prompted(step, attempt, error)
            keyed = ""
            if isinstance(reply, Pretend):
                if reply.result == HUNG_UP:
                    raise CallerHungUp
                raise _Ended(reply.result, reply.error)
            if isinstance(reply, Keys):
                keyed, key = yield from collect(self.leg, self._listening(step), reply.keys)
                if key == "*":
                    raise _Ended(STAR)
            error = self.payment.take(step, keyed, self.leg.clock.now().date()) if keyed else "timeout"
            if error is None:
                self.tell(For=step, Attempt=str(attempt))
                return
            self.tell(For=step, Attempt=str(attempt), ErrorType="input-timeout" if error == "timeout" else error)
        raise _Ended(TOO_MANY)

    def _prompted(self, step: str, attempt: int, error: str | None) -> Run[Reply]:
        for speaking in self._prompts(step, attempt, error):
            reply = yield from self.leg.speak(speaking, gathering=True, barge=True)
            if isinstance(reply, (Keys, Pretend)):
                return reply
        reply = yield from self.leg.wait(self._listening(step))
        return reply

    def _prompts(self, step: str, attempt: int, error: str | None) -> Iterator[Speaking]:
        card_type = self.payment.card_type
        return prompt(self.leg, self.element, step, attempt=attempt, error=error, card_type=card_type)

    def _listening(self, step: str) -> Listening:
        return Listening(keys=True, speech=False, timeout=self.timeout, finish="#*", pay=step)


def _run(leg: Leg, element: Element, attributes: Attributes, document: Document) -> Run[Next]:
    action = attributes.text("action")
    if attributes.choice("paymentMethod", ("credit-card", "ach-debit"), "credit-card") == "ach-debit":
        raise DocumentFault(12200, document.url, "<Pay paymentMethod='ach-debit'> is not executed by this telephone")
    asking = _Asking(
        leg=leg,
        element=element,
        document=document,
        payment=_payment(attributes, leg),
        timeout=float(attributes.whole("timeout", 5)),
        attempts=attributes.whole("maxAttempts", 1, 1, 3),
        callback=attributes.text("statusCallback"),
        callback_method=attributes.method("statusCallbackMethod"),
    )
    payment = asking.payment
    asking.tell()
    try:
        for step in payment.steps():
            yield from asking.ask(step)
        for speaking in prompt(leg, element, "payment-processing", card_type=payment.card_type):
            yield from leg.speak(speaking)
        asking.tell(For="payment-processing")
        fields = payment.processed()
    except _Ended as ended:
        if ended.result == "nothing":
            return None
        fields = payment.failed(ended.result, ended.error)
    except CallerHungUp:
        leg.hung_up()
        fields = payment.failed(HUNG_UP, None)
        asking.tell(**fields)
        if action:
            leg.notify(action, fields, document)
        raise
    asking.tell(**fields)
    return Goto(action, "POST", fields) if action else None


def _payment(attributes: Attributes, leg: Leg) -> Payment:
    postal = attributes.text("postalCode") or "true"
    amount = attributes.text("chargeAmount") or "0"
    try:
        charge = Decimal(amount)
    except InvalidOperation:
        attributes.complain(f"chargeAmount='{amount}' is not an amount")
        charge = Decimal(0)
    if not 0 <= charge <= 1_000_000:
        attributes.complain(f"chargeAmount='{amount}' is not from 0 to 1000000")
    attributes.choice("tokenType", ("one-time", "reusable", "payment-method"), "reusable")
    return Payment(
        began=leg.clock.now(),
        connector=attributes.text("paymentConnector") or "Default",
        charge=charge,
        card_types=tuple((attributes.text("validCardTypes") or "visa mastercard amex").split()),
        ask_code=attributes.yes("securityCode", True),
        ask_postcode=postal == "true",
        postcode="" if postal in ("true", "false") else postal,
        shortest_postcode=attributes.whole("minPostalCodeLength", 1, 1),
    )


VERB = Verb(
    "Pay",
    _run,
    names(
        "input action bankAccountType statusCallback statusCallbackMethod timeout maxAttempts securityCode postalCode "
        "minPostalCodeLength paymentConnector paymentMethod tokenType chargeAmount currency description validCardTypes "
        "language"
    ),
    frozenset({"Prompt", "Parameter"}),
)
