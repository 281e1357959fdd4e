"""The services outside, as the settings name them; what is not named is a stand-in. For `bootstrap` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from sqlalchemy import select
from twilio.rest import Client

from ivr.errors import SettingsError
from ivr.gateways.codes import VerifyCodes
from ivr.gateways.mail import SmtpMail
from ivr.gateways.messages import MessageGateway, StandInMessages
from ivr.gateways.numbers import NoLookup, NumberLookup, TwilioLookup
from ivr.gateways.payments import PaymentGateway, PaymentRecord, StandInPayments
from ivr.gateways.shelf import Shelf
from ivr.gateways.texts import TwilioTexts
from ivr.gateways.twilio_rest import rest_client
from ivr.runtime.carrying import Carrier
from ivr.runtime.doors import Doors
from ivr.runtime.machine import Machine
from ivr.settings import LOOPBACK, Settings
from ivr.store.database import Database
from ivr.store.promise_tables import challenges
from ivr.values import Secret

if TYPE_CHECKING:
    from ivr.gateways.stripe.account import StripeAccount

STATUS_PATH = "/text/status"
"""Where Twilio tells what became of a text (`ivr/channels/twilio/routes/texts.py`)."""


def texts(settings: Settings, shelf: Shelf) -> MessageGateway:
    if settings.ivr_messages == "stand-in":
        return StandInMessages(shelf, "text")
    if settings.ivr_text_from is None:
        raise SettingsError("IVR_MESSAGES=twilio needs IVR_TEXT_FROM, a number of the account that can send texts")
    public = settings.ivr_public_url
    reachable = urlsplit(public).hostname not in LOOPBACK  # Twilio refuses a text whose callback it could not reach

    def callback(key: str) -> str:
        return f"{public}{STATUS_PATH}?key={quote(key, safe='')}"

    client = _client(settings, "IVR_MESSAGES=twilio")
    return TwilioTexts(client, settings.ivr_text_from, callback if reachable else None)


def mail(settings: Settings, shelf: Shelf) -> MessageGateway:
    if settings.ivr_mail == "stand-in":
        return StandInMessages(shelf, "email")
    if settings.ivr_smtp_host is None or settings.ivr_mail_from is None:
        raise SettingsError("IVR_MAIL=smtp needs IVR_SMTP_HOST and IVR_MAIL_FROM")
    password = settings.ivr_smtp_password
    return SmtpMail(
        settings.ivr_smtp_host,
        settings.ivr_smtp_port,
        settings.ivr_mail_from,
        settings.ivr_smtp_user,
        Secret(password.get_secret_value()) if password is not None else None,
    )


def payments(settings: Settings, shelf: Shelf) -> PaymentGateway:
    if settings.ivr_payments == "stand-in":
        return StandInPayments(shelf)
    processor_secret(settings)  # whoever charges has to be told of late results
    return _stripe(settings).payments


def record(settings: Settings, shelf: Shelf) -> PaymentRecord:
    """The processor's own record of charges."""
    if settings.ivr_payments == "stand-in":
        return StandInPayments(shelf)
    return _stripe(settings).record


def processor_secret(settings: Settings) -> Secret | None:
    """What the processor's webhooks are checked with; None where no processor tells anything."""
    if settings.ivr_payments == "stand-in":
        return None
    secret = settings.stripe_webhook_secret
    if secret is None:
        raise SettingsError(
            "IVR_PAYMENTS=stripe needs STRIPE_WEBHOOK_SECRET (whsec_...): late results of charges come to /stripe"
        )
    return Secret(secret.get_secret_value())


def carrier(settings: Settings, database: Database, doors: Doors, machine: Machine) -> Carrier | None:
    """Who carries codes; None where they go as texts of ours."""
    if settings.ivr_codes == "own":
        return None
    if settings.ivr_messages == "stand-in":
        raise SettingsError("IVR_CODES=verify needs IVR_MESSAGES=twilio: confirmations go as texts of ours")
    if settings.twilio_verify_service is None:
        raise SettingsError("IVR_CODES=verify needs TWILIO_VERIFY_SERVICE, the SID (VA...) of a Verify service")

    def used(line: str, challenge: str) -> bool:
        query = select(challenges.c.state).where(challenges.c.line == line, challenges.c.id == challenge)
        with database.reading() as connection:
            return bool(connection.execute(query).scalar() == "used")

    gateway = VerifyCodes(_client(settings, "IVR_CODES=verify"), settings.twilio_verify_service)
    return Carrier(doors.codes(gateway), used, machine)


def lookup(settings: Settings) -> NumberLookup:
    return NoLookup() if settings.ivr_lookup == "off" else TwilioLookup(_client(settings, "IVR_LOOKUP=twilio"))


def _stripe(settings: Settings) -> StripeAccount:
    if settings.stripe_api_key is None:
        raise SettingsError("IVR_PAYMENTS=stripe needs STRIPE_API_KEY (sk_... or rk_..., see docs/production.md)")
    from ivr.gateways.stripe.account import StripeAccount  # noqa: PLC0415 - a quarter of a second, for who needs it

    key = Secret(settings.stripe_api_key.get_secret_value())
    return StripeAccount(key, settings.stripe_api_base, moto=settings.stripe_moto)


def _client(settings: Settings, wanted_by: str) -> Client:
    sid, token = settings.twilio_account_sid, settings.twilio_auth_token
    if sid is None or token is None:
        raise SettingsError(f"{wanted_by} needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN")
    return rest_client(sid, Secret(token.get_secret_value()), settings.ivr_twilio_url)
