"""Twilio's REST interface as all its gateways use it: one client with a time-out, and what its failures mean.

The library waits for ever where no time-out is given, and logs the numbers in its queries: here it does neither.
"""

from __future__ import annotations

import logging

from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from urllib3.exceptions import MaxRetryError, NewConnectionError

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.values import Secret

TIMEOUT_SECONDS = 8.0
"""For connecting, and then for each wait for bytes: far below the lease of an effect."""

_SILENT = logging.Logger("twilio", logging.CRITICAL + 1)


def rest_client(sid: str, token: Secret, url: str | None = None, timeout: float = TIMEOUT_SECONDS) -> Client:
    """A client for the account; `url` stands in for all of Twilio's hosts (tests: Prism, or a server of their own)."""
    client = Client(sid, token.reveal(), http_client=TwilioHttpClient(timeout=timeout, logger=_SILENT))
    if url is not None:
        for domain in (client.api, client.verify, client.lookups):
            domain.base_url = url
    return client


def failure(error: Exception, what: str, refused: frozenset[int]) -> GatewayError:
    """What an error of the client means for the thing that was asked; `refused`: Twilio's codes that are a final no.

    GatewayRefused: a final no. GatewayUnavailable: nothing happened, and later it may (not reached, too many at once,
    settings of the account that somebody will mend). GatewayUnknown: it may have happened. Never repeats the
    library's text, which has the URL with the number in it, nor keeps its error as a cause.
    """
    if isinstance(error, TwilioRestException | TwilioServiceException):
        return _answered(error.status, error.code, what, refused)
    if _never_left(error):
        return GatewayUnavailable(f"{what}: Twilio was not reached ({type(error).__name__})")
    return GatewayUnknown(f"{what}: Twilio's answer was lost ({type(error).__name__})")


def _answered(status: int, code: int | None, what: str, refused: frozenset[int]) -> GatewayError:
    told = f"{what}: Twilio answered {status}, code {code}"
    if code in refused:
        return GatewayRefused(told, code)
    if status >= 500 or status == 408:
        return GatewayUnknown(told, code)
    return GatewayUnavailable(told, code)


def _never_left(error: Exception) -> bool:
    """Whether the request cannot have reached Twilio: no connection was made, so nothing was sent on it."""
    if isinstance(error, ConnectTimeout):
        return True
    if not isinstance(error, NotConnected) or not error.args:
        return False
    reason: object = error.args[0]
    if isinstance(reason, MaxRetryError):
        reason = reason.reason
    return isinstance(reason, NewConnectionError)
