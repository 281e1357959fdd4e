"""Whether a request is Twilio's.

https://www.twilio.com/docs/usage/security#validating-requests: HMAC-SHA1 with the account's auth token over the URL
and the posted fields, in X-Twilio-Signature. The URL is the configured public one: the request's own host and scheme
come from whoever sends it, and behind a proxy are wrong besides.

The signature has no time in it and may be replayed; that a turn is answered once is the runner's matter. It runs names
and values together, so `Digits=12` signs like `Digits1=2`: only fields that are known, and look right, are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hmac import compare_digest

from flask import Request
from twilio.request_validator import RequestValidator

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.request.form import Fields, read_form

FORM = "application/x-www-form-urlencoded"


def signed_url(config: VoiceConfig, request: Request) -> str:
    """The URL Twilio requested, of which only path and query are taken from the request."""
    query = request.query_string.decode("latin-1")
    return f"{config.public_url}{request.path}{'?' + query if query else ''}"


def signed_form(config: VoiceConfig, request: Request) -> Fields | None:
    """The fields of a form signed by Twilio; None of what is not plainly signed. Raises RequestEntityTooLarge."""
    signature = request.headers.get("X-Twilio-Signature", "")
    if not signature or request.mimetype != FORM:
        return None
    fields = read_form(request)
    return fields if _valid(config, signed_url(config, request), fields, signature) else None


def is_signed_json(config: VoiceConfig, request: Request) -> bool:
    """Whether this is JSON signed by Twilio's rule for bodies that are no form: their hash is in the signed URL's
    `bodySHA256` (https://www.twilio.com/docs/usage/security#explore-the-algorithm-yourself)."""
    signature = request.headers.get("X-Twilio-Signature", "")
    if not signature or request.mimetype != "application/json" or "bodySHA256" not in request.args:
        return False
    try:
        body = request.get_data(cache=True).decode()
    except UnicodeDecodeError:
        return False
    return _valid(config, signed_url(config, request), body, signature)


_validator = lru_cache(maxsize=4)(RequestValidator)
"""Kept: it only holds the token."""


def _valid(config: VoiceConfig, url: str, posted: object, signature: str) -> bool:
    try:
        validator = _validator(config.auth_token.reveal())
        # As it nearly always is. Else the library signs the URL twice more, with its port and without.
        plain = isinstance(posted, Mapping) and "bodySHA256" not in url
        if plain and compare_digest(validator.compute_signature(url, posted), signature):
            return True
        valid = validator.validate(url, posted, signature)
    except (TypeError, ValueError, AttributeError):
        # The library raises on what it did not expect, such as a body that is no form without bodySHA256.
        return False
    return bool(valid)
