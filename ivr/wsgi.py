"""The line as a WSGI application, for any server: `gunicorn --threads 4 'ivr.wsgi:create()'`."""

from __future__ import annotations

import os

from flask import Flask

from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings


def create() -> Flask:
    """Settings from the environment; IVR_LAB=1 serves the lab. Raises SettingsError and LineError."""
    house = build(read_settings(), lab=os.environ.get("IVR_LAB") == "1")
    house.start_worker()
    return application(house)


def application(house: House) -> Flask:
    """The application of a house that stands."""
    raise NotImplementedError(house)
