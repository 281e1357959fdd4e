"""E-mail by a server on this machine: what it gets, and what its answers mean."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.mail import SmtpMail, message_id
from ivr.gateways.messages import Outgoing
from ivr.values import Secret
from tests.support.smtp import Smtp, smtp_server

FROM = "Harbor <no-reply@harbor.example>"
MESSAGE = Outgoing("CA1/3/pay/receipt", "alice@example.com", "Your receipt", Secret("You paid $12.50."))


@pytest.fixture
def smtp(tmp_path: Path) -> Iterator[Smtp]:
    with smtp_server(tmp_path) as running:
        yield running


def mail(smtp: Smtp) -> SmtpMail:
    return SmtpMail("127.0.0.1", smtp.port, FROM, "harbor", Secret("hunter2"), tls=smtp.trust)


def test_one_that_is_sent_again_is_the_same_message(smtp: Smtp) -> None:
    assert mail(smtp).send(MESSAGE) == mail(smtp).send(MESSAGE)
    mail(smtp).send(replace(MESSAGE, key="CA1/4/pay/receipt"))
    first, again, other = [email.message_from_string(each) for each in smtp.taken]
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert (first["From"], first["To"], first["Subject"]) == (FROM, "alice@example.com", "Your receipt")
    assert first.get_payload().strip() == "You paid $12.50."
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_message_id_is_well_formed_and_tells_nothing_of_the_call() -> None:
    told = message_id(MESSAGE.key, FROM)
    assert told.endswith("@harbor.example>")
    assert "CA1" not in told


@pytest.mark.parametrize(
    ("replies", "meant", "taken"),
    [
        ({"RCPT": "550 no such user"}, GatewayRefused, 0),
        ({"RCPT": "450 later"}, GatewayUnavailable, 0),
        ({"DATA": "554 no"}, GatewayRefused, 0),
        ({"DATA": "452 full"}, GatewayUnavailable, 0),
        ({"AUTH": "535 wrong password"}, GatewayUnavailable, 0),
        ({"DATA": "lost"}, GatewayUnknown, 1),
    ],
    ids=["no such address", "address later", "refused", "full", "wrong password", "lost"],
)
def test_what_goes_wrong_is_told_for_what_it_is(
    smtp: Smtp, replies: dict[str, str], meant: type[GatewayError], taken: int
) -> None:
    smtp.replies = replies
    with pytest.raises(GatewayError) as failed:
        mail(smtp).send(MESSAGE)
    assert type(failed.value) is meant
    assert len(smtp.taken) == taken
    assert "alice" not in str(failed.value)


def test_nobody_in_between_gets_the_password(smtp: Smtp) -> None:
    """A server whose certificate this machine does not trust is not logged in to."""
    with pytest.raises(GatewayUnavailable):
        SmtpMail("127.0.0.1", smtp.port, FROM, "harbor", Secret("hunter2")).send(MESSAGE)
    assert not any(command.startswith("AUTH") for command in smtp.commands)
