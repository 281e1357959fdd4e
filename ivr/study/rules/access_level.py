"""An action done for a caller who has not proven enough.

What: some path a caller can take leads to an action that the caller is not sure enough for.
Why: a thief takes that path. Every path is walked: choices, silence, wrong codes, shortcuts, going back, and the
outcomes that flows hand back. The complaint names the shortest one, as a caller would press it.

Bad:
    steps:
      balance: {do: account.balance, hang_up: silent}
Good:
    requires: verified
    steps:
      balance: {do: account.balance, hang_up: silent}
"""

from ivr.flow.rules.base import told

ACCESS_LEVEL = told(__doc__, "access-level")
