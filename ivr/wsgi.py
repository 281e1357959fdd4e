"""The line as a WSGI application, for any server: `granian --interface wsgi --factory ivr.wsgi:create`, or
`gunicorn --threads 4 'ivr.wsgi:create()'`."""

from __future__ import annotations

import os
from functools import partial

import click
from flask import Blueprint, Flask

from ivr.channels.lab import lab_blueprint
from ivr.channels.twilio import VoiceConfig
from ivr.logs import configure
from ivr.metrics import page
from ivr.runtime.bootstrap import House, build, refuse_stand_ins
from ivr.runtime.cycles import settled
from ivr.runtime.gauges import gauges
from ivr.runtime.outside import processor_secret
from ivr.runtime.sharing import share
from ivr.settings import read_settings
from ivr.values import Secret
from ivr.web import Measured, create_app


def create() -> Flask:
    """Settings from the environment; IVR_LAB=1 serves the lab, IVR_WATCH=1 publishes the folder whenever it is saved.
    Raises SettingsError and LineError."""
    watch = os.environ.get("IVR_WATCH") == "1"
    settings, lab = read_settings(), os.environ.get("IVR_LAB") == "1"
    refuse_stand_ins(settings, lab=lab)
    configure(settings.ivr_log_format)
    house = build(settings, lab=lab, watch=watch)
    house.start_worker()
    if watch:
        house.watch(partial(click.echo, err=True))
    app = application(house)
    settled()
    share()
    return app


def application(house: House) -> Flask:
    """The application of a house that stands."""
    settings, line = house.settings, house.lines.live.line.settings
    voices = {tag: language.voice for tag, language in line.languages.items() if language.voice is not None}
    pin = settings.ivr_agent_pin
    config = VoiceConfig(
        public_url=settings.ivr_public_url,
        auth_token=house.token,
        voices=voices,
        line=line.line,
        pay_connector=settings.ivr_pay_connector,
        pay_token="payment-method" if settings.ivr_payments == "stripe" else "one-time",
        fallback_number=line.fallback_number,
        agent_pin=Secret(pin.get_secret_value()) if pin is not None else None,
        agent_language=next(iter(line.languages)),
    )
    lab = lab_blueprint(house.laboratory, config) if house.laboratory is not None else None
    return create_app(
        house.runner, config, lab, processor=_processor(house), ready=house.ready, measured=measured(house)
    )


def measured(house: House) -> Measured | None:
    """The metrics, where an operator set a token for them."""
    token = house.settings.ivr_metrics_token
    if token is None:
        return None
    return Measured(lambda: page(lambda: gauges(house.database, house.lines)), Secret(token.get_secret_value()))


def _processor(house: House) -> Blueprint | None:
    """Where the card processor tells of charges."""
    secret = processor_secret(house.settings)
    if secret is None:
        return None
    from ivr.channels.stripe import stripe_blueprint  # noqa: PLC0415 - Stripe's client, for who has it

    return stripe_blueprint(house.late, secret)
