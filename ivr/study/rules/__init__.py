"""What `docs/rules.md` tells of rules beside those of the language (`ivr.flow.rules`): the access proof's,
one a module, caller effort, and what is told of files that cannot be read."""

from ivr.study.rules.access_account import ACCESS_ACCOUNT
from ivr.study.rules.access_confirmation import ACCESS_CONFIRMATION
from ivr.study.rules.access_consent import ACCESS_CONSENT
from ivr.study.rules.access_level import ACCESS_LEVEL
from ivr.study.rules.effort import EFFORT
from ivr.study.rules.files import FILES

TEXTS = (ACCESS_LEVEL, ACCESS_ACCOUNT, ACCESS_CONSENT, ACCESS_CONFIRMATION, EFFORT)

__all__ = ["FILES", "TEXTS"]
