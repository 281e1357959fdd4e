"""Settings, from the environment alone: validated once, read by `cli` and `runtime/bootstrap` only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ivr.errors import SettingsError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _public(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be a URL such as https://ivr.example.com, without ? or #")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("must be https: Twilio's <Pay> takes no other, and signatures protect nothing on http")
    return url.rstrip("/")


def _guarded(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
        raise ValueError("must be https, or on this machine: it is sent the account's key")
    return url.rstrip("/")


def _on_this_machine(url: str) -> str:
    if urlsplit(url).hostname not in LOOPBACK:
        raise ValueError("must be on this machine: it is sent the account's credentials")
    return url.rstrip("/")


class Settings(BaseSettings):
    """What an operator sets. Every name is an environment variable; secrets show themselves as `**********`.

    DATABASE_URL              postgresql://... ; without it SQLite in var/ivr.db (one process).
    IVR_LINE                  the line's folder.
    IVR_PUBLIC_URL            where Twilio reaches us; signatures are checked against it.
    IVR_SECRET_KEY            at least 32 characters; codes, hashed columns and sealed tokens hang on it. Keep it.
    IVR_AGENT_PIN             what an agent keys before hearing who waits; without it agents' numbers answer nobody.
    TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN   from the Twilio console.
    IVR_PAY_CONNECTOR         the name of the <Pay> connector in the Twilio console.
    IVR_MESSAGES              stand-in or twilio; IVR_TEXT_FROM is the number texts come from.
    IVR_CODES                 own (texts of ours) or verify: one-time codes by text go by Twilio Verify;
                              TWILIO_VERIFY_SERVICE is the SID (VA...) of its service.
    IVR_LOOKUP                off or twilio: asks Twilio Lookup what kind of line a code would be texted to, where
                              policy.yaml has codes: {lines: [...]}.
    IVR_TWILIO_URL            for tests: a server on this machine in place of Twilio's REST hosts.
    IVR_MAIL                  stand-in or smtp; IVR_SMTP_HOST, _PORT, _USER, _PASSWORD, IVR_MAIL_FROM.
    IVR_PAYMENTS              stand-in or stripe; STRIPE_API_KEY charges, STRIPE_WEBHOOK_SECRET checks what Stripe tells
                              /stripe. STRIPE_MOTO=0 while Stripe has not yet enabled telephone orders for the account.
    STRIPE_API_BASE           for tests: a server in place of Stripe's, on this machine or by https.
    IVR_LOG_FORMAT            text or json: a line for each record on standard error.
    IVR_METRICS_TOKEN         who sends it (Authorization: Bearer ...) may read /metrics; without it nobody may.
    IVR_KEEP_DAYS             for how long what was told is known again (30 or more; docs/production.md, "Growth").
    IVR_TRIAL                 1 lets a server that is no lab run on stand-ins: nobody is charged, nobody is texted.
    """

    model_config = SettingsConfigDict(env_prefix="", case_sensitive=False, extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/ivr.db"
    ivr_line: Path = Path("flows")
    ivr_public_url: Annotated[str, AfterValidator(_public)] = "http://127.0.0.1:8000"
    ivr_secret_key: SecretStr | None = Field(default=None, min_length=32)
    ivr_agent_pin: SecretStr | None = Field(default=None, min_length=4)
    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    ivr_pay_connector: str = "Default"
    ivr_messages: Literal["stand-in", "twilio"] = "stand-in"
    ivr_text_from: str | None = None
    ivr_codes: Literal["own", "verify"] = "own"
    twilio_verify_service: str | None = Field(default=None, pattern="^VA[0-9a-fA-F]{32}$")
    ivr_lookup: Literal["off", "twilio"] = "off"
    ivr_twilio_url: Annotated[str, AfterValidator(_on_this_machine)] | None = None
    ivr_mail: Literal["stand-in", "smtp"] = "stand-in"
    ivr_smtp_host: str | None = None
    ivr_smtp_port: int = 587
    ivr_smtp_user: str | None = None
    ivr_smtp_password: SecretStr | None = None
    ivr_mail_from: str | None = None
    ivr_payments: Literal["stand-in", "stripe"] = "stand-in"
    stripe_api_key: SecretStr | None = Field(default=None, min_length=8)
    stripe_webhook_secret: SecretStr | None = Field(default=None, min_length=8)
    stripe_moto: bool = True
    stripe_api_base: Annotated[str, AfterValidator(_guarded)] | None = None
    ivr_log_format: Literal["text", "json"] = "text"
    ivr_metrics_token: SecretStr | None = Field(default=None, min_length=16)
    ivr_keep_days: int = Field(default=30, ge=30)
    ivr_trial: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded default (SQLite)."""
        return self.database_url.startswith("sqlite")

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """The variables that name a stand-in where a service should be."""
        named = {"IVR_PAYMENTS": self.ivr_payments, "IVR_MESSAGES": self.ivr_messages, "IVR_MAIL": self.ivr_mail}
        return tuple(name for name, value in named.items() if value == "stand-in")

    @property
    def stand_ins_only(self) -> bool:
        return len(self.stand_ins) == 3


def read_settings(**changes: object) -> Settings:
    """The environment's settings, with `changes` over them. Raises SettingsError naming each wrong variable."""
    try:
        return Settings(**changes)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        wrong = [
            f"{'.'.join(str(part) for part in detail['loc']).upper()}: {detail['msg']}"
            for detail in error.errors(include_input=False)
        ]
        raise SettingsError("; ".join(wrong)) from None
