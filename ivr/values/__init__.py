"""What every room speaks: money, secrets, telephone numbers, language tags."""

from ivr.values.fingerprint import fingerprint
from ivr.values.language import language_tag
from ivr.values.money import Money
from ivr.values.phone import WITHHELD, caller_number, last_digits, parse_number
from ivr.values.secret import Secret

__all__ = ["WITHHELD", "Money", "Secret", "caller_number", "fingerprint", "language_tag", "last_digits", "parse_number"]
