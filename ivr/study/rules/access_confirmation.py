"""An action that needs a fresh code, done on some path without it.

What: an action that is to be confirmed with a fresh code can be come to with none, or with one given for other values.
Why: the code is what stands between a caller's account and whoever has learnt the rest. `confirmation` finds the step
that is missing; this rule finds the path around it.

Bad:
    requires: verified
    steps:
      offer: {do: deferral.offer, with: {days: 14}, save: terms, on: {too_long: {hang_up: silent}}}
      consent: {ask: agree, for: consent, save: agreed, on: {no: {hang_up: silent}}}
      code:
        confirm: deferral.request
        with: {days: $terms.days, new_date: $terms.new_date, cost: $terms.cost, amount: $terms.amount}
        prompt: the-code
        on: {'wrong, expired': {hang_up: silent}, used_up: request}
      request:
        do: deferral.request
        with: {days: $terms.days, reason: other, new_date: $terms.new_date, cost: $terms.cost,
          amount: $terms.amount, agreed: $agreed}
        hang_up: silent
        on: {'referred, not_eligible': {hang_up: silent}}
    # prompts/en-US.ftl
    agree = { $terms-amount } on { $terms-new-date }, at { $terms-cost }. Press 1 to agree, 2 if not.
Good:
    requires: verified
    steps:
      offer: {do: deferral.offer, with: {days: 14}, save: terms, on: {too_long: {hang_up: silent}}}
      consent: {ask: agree, for: consent, save: agreed, on: {no: {hang_up: silent}}}
      code:
        confirm: deferral.request
        with: {days: $terms.days, new_date: $terms.new_date, cost: $terms.cost, amount: $terms.amount}
        prompt: the-code
        on: {'wrong, expired, used_up': {hang_up: silent}}
      request:
        do: deferral.request
        with: {days: $terms.days, reason: other, new_date: $terms.new_date, cost: $terms.cost,
          amount: $terms.amount, agreed: $agreed}
        hang_up: silent
        on: {'referred, not_eligible': {hang_up: silent}}
    # prompts/en-US.ftl
    agree = { $terms-amount } on { $terms-new-date }, at { $terms-cost }. Press 1 to agree, 2 if not.
"""

from ivr.flow.rules.base import told

ACCESS_CONFIRMATION = told(__doc__, "access-confirmation")
