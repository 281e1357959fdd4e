"""What the voice channel is told once, when the application is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from ivr.channels.twilio.words import DEFAULT_WORDS, AgentWords, Words
from ivr.errors import SettingsError
from ivr.values import Secret, caller_number

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class VoiceConfig:
    """The voice channel's settings. Raises SettingsError for one that cannot work.

    public_url       where Twilio reaches the application, with the path prefix of a proxy if it has one. Signatures
                     are checked against it and every URL in TwiML begins with it. https, except on loopback:
                     Twilio's <Pay> takes no other (https://www.twilio.com/docs/voice/twiml/pay#action).
    auth_token       of the Twilio account; signatures are made with it.
    words            by language, in the order they are said when the caller's language is not known.
    voices           the voice for `words` by language; prompts bring their own.
    line             the line's name: names its queues apart from those of other lines of the account.
    pay_connector    the <Pay> connector's unique name in the Twilio console.
    pay_token        what <Pay> makes of a card: a one-time token, or with Stripe's connector a PaymentMethod
                     (https://www.twilio.com/docs/voice/twiml/pay#tokentype). Both are good for one charge.
    fallback_number  E.164, dialled when the application cannot go on; without it callers are told to call again.
    agent_pin        digits an agent keys before hearing who waits; without it no agent is served, since a caller's
                     number can be forged.
    audio_url        what paths in Play are below; None: `audio/` below public_url.
    speech_model     Twilio's speechModel for Gather; None leaves the choice to Twilio.
    """

    public_url: str
    auth_token: Secret
    words: Mapping[str, Words] = field(default_factory=lambda: DEFAULT_WORDS, hash=False)
    voices: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: str = "line"
    pay_connector: str = "Default"
    pay_token: Literal["one-time", "payment-method"] = "one-time"  # noqa: S105  # a kind of token, not a token
    fallback_number: str | None = None
    agent_pin: Secret | None = None
    agent_language: str = "en-US"
    agent_words: AgentWords = field(default_factory=AgentWords)
    audio_url: str | None = None
    speech_model: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "public_url", _checked(self.public_url, "the public URL"))
        object.__setattr__(self, "audio_url", _checked(self.audio_url or f"{self.public_url}/audio", "the audio URL"))
        if not self.auth_token.reveal():
            raise SettingsError("the Twilio auth token is empty: without it no request can be told from a forged one")
        if not self.words:
            raise SettingsError("the voice channel needs its words in at least one language")
        if self.fallback_number is not None and caller_number(self.fallback_number) is None:
            raise SettingsError("the fallback number must be in E.164, such as +12025550123")
        if self.agent_pin is not None:
            pin = self.agent_pin.reveal()
            if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 12):
                raise SettingsError("the agents' PIN must be 4 to 12 digits: it is keyed on a telephone")


def _checked(url: str, name: str) -> str:
    """The URL without a final slash; SettingsError unless it is https, or http on this machine."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise SettingsError(f"{name} is not a URL: write one such as https://ivr.example.com") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(f"{name} must be a URL such as https://ivr.example.com, without ? or #")
    if parts.username is not None or not url.isascii():
        raise SettingsError(f"{name} must be plain ASCII without a user name")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(f"{name} must be https: <Pay> takes no other, and signatures protect nothing on http")
    return url.rstrip("/")
