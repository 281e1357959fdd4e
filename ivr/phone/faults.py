"""Faults of a TwiML application, under the numbers and names Twilio gives them (twilio.com/docs/api/errors)."""

from __future__ import annotations

from ivr.errors import PhoneError

NAMES = {
    11200: "HTTP retrieval failure",
    11205: "HTTP connection failure",
    11750: "TwiML response body too large",
    12100: "Document parse failure",
    12200: "Schema validation warning",
    12300: "Invalid Content-Type",
}


class DocumentFault(PhoneError):  # noqa: N818 - Twilio's own word is fault
    """The application's answer cannot be executed. `code` is Twilio's error number, `url` what was requested."""

    def __init__(self, code: int, url: str, detail: str) -> None:
        super().__init__(f"Twilio error {code} ({NAMES[code]}): {detail} [{url}]")
        self.code = code
        self.url = url
        self.detail = detail


class TurnDiffers(PhoneError):  # noqa: N818
    """The same request, made again, was answered differently."""


class LoopCap(PhoneError):  # noqa: N818
    """The call went round in circles; the text names the URLs."""
