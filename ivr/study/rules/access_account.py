"""An action done for another account than the caller's.

What: an action is given an account that the caller may have claimed, but has not proven.
Why: whoever has proven their own account could name a neighbour's, and hear or pay what is that one's.

Bad:
    requires: verified
    steps:
      which: {ask: which-account, for: account, save: account}
      claim: {do: identity.claim, with: {account: $account}, on: {used_up: {hang_up: silent}}}
      balance: {do: account.balance, with: {account: $account}, hang_up: silent}
Good:
    requires: verified
    steps:
      balance: {do: account.balance, hang_up: silent}
"""

from ivr.flow.rules.base import told

ACCESS_ACCOUNT = told(__doc__, "access-account")
