"""<Pay>: what is asked, what is posted, and what never leaves the telephone."""

from __future__ import annotations

from datetime import date

import pytest

from ivr.phone import cards

from .application import Application, steps

CARD = "4242424242424242"
GOOD = f'pay: {{card: "{CARD}", expires: "1239", code: "123", postcode: "20001"}}'
RESULTS = [
    "success",
    "too-many-failed-attempts",
    "payment-connector-error",
    "caller-interrupted-with-star",
    "validation-error",
    "internal-error",
]


def pay(attributes: str = "", prompts: str = "") -> Application:
    document = f'<Pay action="/paid" statusCallback="/told" {attributes}>{prompts}</Pay><Say>not posted</Say>'
    told = Application({"/voice": document, "/paid": "<Say>posted</Say>"})
    told.documents["/told"] = (200, "")
    return told


def test_a_card_becomes_a_token():
    app = pay('tokenType="reusable"')
    app.passes(steps("hears: credit card number", GOOD, "hears: [expiration, security code, postal, process, posted]"))
    (fields,) = app.to("/paid")
    assert fields["Result"] == "success"
    assert fields["PaymentToken"].startswith("tok_ok_")
    assert fields["PaymentCardNumber"] == "xxxxxxxxxxxx4242"
    assert fields["PaymentCardType"] == "visa"
    assert fields["ExpirationDate"] == "1239"
    assert fields["SecurityCode"] == "xxx"
    assert fields["PaymentCardPostalCode"] == "20001"
    assert fields["PaymentMethod"] == "credit-card"
    assert fields["PaymentConfirmationCode"] == ""
    assert fields["Sid"].startswith("PK")


def test_the_card_number_and_the_security_code_never_leave_the_telephone():
    wrong = "4242424242424241"
    for attributes in ('maxAttempts="2"', 'maxAttempts="2" chargeAmount="12.50"'):
        app = pay(attributes)
        app.passes(steps(f'pay: {{card: "{wrong}"}}', GOOD.replace('"123"', '"987"'), "hears: posted"))
        app.passes(steps(f'pay: {{card: "{CARD}"}}', "hang_up: caller"))
        everything = b"\n".join(app.raw)
        assert b"xxxxxxxxxxxx4242" in everything
        for secret in (CARD, wrong, CARD[:12], "SecurityCode=987"):
            assert secret.encode() not in everything


def test_status_callbacks_tell_each_step_masked():
    app = pay('maxAttempts="2"')
    app.passes(steps('pay: {card: "4242424242424241"}', GOOD, "hears: posted"))
    told = app.to("/told")
    assert "For" not in told[0]
    assert [(fields["For"], fields.get("ErrorType"), fields.get("Attempt")) for fields in told[1:-1]] == [
        ("payment-card-number", "invalid-card-number", "1"),
        ("payment-card-number", None, "2"),
        ("expiration-date", None, "1"),
        ("security-code", None, "1"),
        ("postal-code", None, "1"),
        ("payment-processing", None, None),
    ]
    assert told[-1]["Result"] == "success"


@pytest.mark.parametrize(
    ("attributes", "asked"),
    [
        ('postalCode="false"', ["expiration", "security"]),
        ('postalCode="20009"', ["expiration", "security"]),
        ('securityCode="false"', ["expiration", "postal"]),
        ('securityCode="false" postalCode="false"', ["expiration"]),
    ],
)
def test_only_what_is_wanted_is_asked(attributes, asked):
    app = pay(attributes)
    hears = ", ".join([*asked, "process", "posted"])
    missing = "security code" if "security" not in asked else "postal code"
    app.passes(steps(GOOD, f"hears: [{hears}], not_hears: {missing}"))
    if "20009" in attributes:
        assert app.to("/paid")[0]["PaymentCardPostalCode"] == "20009"


@pytest.mark.parametrize(
    ("keyed", "error"),
    [
        ('card: "4242424242424241"', "invalid-card-number"),
        ('card: "1234567890123452"', "invalid-card-number"),
        ('card: "6011111111111117"', "invalid-card-type"),
        (f'card: "{CARD}", expires: "1326"', "invalid-date"),
        (f'card: "{CARD}", expires: "0120"', "invalid-date"),
        (f'card: "{CARD}", expires: "1239", code: "12"', "invalid-security-code"),
        ('card: "378282246310005", expires: "1239", code: "123"', "invalid-security-code"),
        (f'card: "{CARD}", expires: "1239", code: "123", postcode: "12"', "invalid-postal-code"),
    ],
)
def test_what_is_wrong_is_found_and_ends_it_when_attempts_are_used_up(keyed, error):
    app = pay('minPostalCodeLength="5"')
    app.passes(steps(f"pay: {{{keyed}}}", "hears: posted"))
    assert app.to("/paid")[0]["Result"] == "too-many-failed-attempts"
    assert app.to("/told")[-2]["ErrorType"] == error


def test_silence_is_a_failed_attempt():
    app = pay('maxAttempts="3"')
    app.passes(steps("silence: 3", "hears: posted"))
    errors = [fields["ErrorType"] for fields in app.to("/told") if "ErrorType" in fields]
    assert errors == ["input-timeout"] * 3


def test_star_ends_it_even_while_the_line_speaks():
    app = pay()
    app.passes(steps('press: "*", early: true', "hears: {exactly: posted}"))
    assert app.to("/paid")[0]["Result"] == "caller-interrupted-with-star"


def test_a_hang_up_is_posted_and_its_answer_is_not_executed():
    app = pay()
    app.passes(
        steps(
            "hears: credit card, hang_up: caller",
        )
        + "ends: caller\n",
        status_url="/status",
    )
    (fields,) = app.to("/paid")
    assert (fields["Result"], fields["CallStatus"]) == ("caller-hung-up", "completed")
    assert len(app.to("/status")) == 1


def test_a_pretended_hang_up_ends_the_call():
    app = pay()
    app.passes(steps("pay: {result: caller-hung-up}", "not_hears: posted") + "ends: caller\n")
    assert app.to("/paid")[0]["Result"] == "caller-hung-up"


@pytest.mark.parametrize("result", RESULTS)
def test_every_result_can_be_pretended(result):
    app = pay()
    app.passes(steps(f"pay: {{result: {result}}}", "hears: posted"))
    assert app.to("/paid")[0]["Result"] == result


def test_an_attempt_may_end_without_any_request():
    app = pay()
    app.passes(steps("pay: {result: nothing}", "hears: {exactly: not posted}"))
    assert app.to("/paid") == []


@pytest.mark.parametrize(
    ("card", "begins"),
    [
        ("4000000000000002", "tok_declined_"),
        ("4000000000009995", "tok_insufficient_"),
        ("4000000000000119", "tok_unknown_"),
        ("5555555555554444", "tok_ok_"),
    ],
)
def test_test_cards_tell_a_processor_what_to_do(card, begins):
    app = pay('postalCode="false"')
    for _call in range(2):
        app.passes(steps(f'pay: {{card: "{card}", expires: "1239", code: "123"}}', "hears: posted"))
    tokens = [fields["PaymentToken"] for fields in app.to("/paid")]
    assert tokens[0].startswith(begins)
    assert tokens[0] == tokens[1]
    assert card not in tokens[0]


def test_the_connector_may_fail():
    app = pay('postalCode="false"')
    app.passes(steps('pay: {card: "4000000000000101", expires: "1239", code: "123"}', "hears: posted"))
    (fields,) = app.to("/paid")
    assert fields["Result"] == "payment-connector-error"
    assert fields["ConnectorError"]
    app.passes(steps("pay: {result: payment-connector-error, error: out of paper}", "hears: posted"))
    assert app.to("/paid")[1]["ConnectorError"] == "out of paper"


def test_a_charge_is_confirmed_instead_of_a_token():
    app = pay('chargeAmount="9.99" postalCode="false"')
    app.passes(steps(f'pay: {{card: "{CARD}", expires: "1239", code: "123"}}', "hears: posted"))
    (fields,) = app.to("/paid")
    assert fields["PaymentConfirmationCode"].startswith("ch_")
    assert fields["PaymentToken"] == ""
    assert app.to("/told")[0]["ChargeAmount"] == "9.99"


PROMPTS = """
  <Prompt for="payment-card-number"><Say>any attempt</Say></Prompt>
  <Prompt for="payment-card-number" attempt="2 3"><Say>later attempt</Say></Prompt>
  <Prompt for="payment-card-number" attempt="2" errorType="timeout invalid-card-type"><Say>slow</Say></Prompt>
  <Prompt for="security-code" cardType="visa mastercard"><Say>on the back</Say></Prompt>
  <Prompt for="security-code" cardType="amex"><Say>on the front</Say></Prompt>
  <Prompt for="payment-processing"><Play>wait.mp3</Play></Prompt>
"""


def test_the_prompt_that_fits_best_is_spoken():
    app = pay('maxAttempts="3" postalCode="false"', PROMPTS)
    amex = 'pay: {card: "378282246310005", expires: "1239", code: "1234"}'
    app.passes(
        steps(
            "hears: {exactly: any attempt}, silence: 1",
            'hears: {exactly: slow}, pay: {card: "1"}',
            "hears: {exactly: later attempt}",
            amex,
            "hears: [expiration, on the front, wait.mp3], not_hears: on the back",
        )
    )


def test_without_an_action_the_next_verb_follows():
    app = Application({"/voice": '<Pay postalCode="false" securityCode="false"/><Say>next</Say>'})
    app.passes(steps(f'pay: {{card: "{CARD}", expires: "1239"}}', "hears: next"))


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("4111111111111111", "visa"),
        ("5555555555554444", "mastercard"),
        ("2223003122003222", "mastercard"),
        ("378282246310005", "amex"),
        ("6011111111111117", "discover"),
        ("30569309025904", "diners-club"),
        ("3530111333300000", "jcb"),
    ],
)
def test_card_types(number, kind):
    assert cards.card_type(number) == kind
    assert cards.well_formed(number)
    assert not cards.well_formed(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_a_card_is_good_to_the_end_of_its_month():
    assert cards.expires_after("1126", date(2026, 11, 30)) is True
    assert cards.expires_after("1126", date(2026, 12, 1)) is False
    assert cards.expires_after("0027", date(2026, 12, 1)) is None
