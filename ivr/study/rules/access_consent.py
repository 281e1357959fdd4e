"""An action that costs, done without the caller's consent to just that.

What: on some path an action that costs is done with no consent, with one that was used before, or with one to another
amount, date or account.
Why: nobody may be charged what they did not agree to. A consent serves once, and for the figures it named.

Bad:
    requires: verified
    steps:
      owed: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': {hang_up: silent}}}
      price: {do: payment.price, with: {amount: $owed.full}, save: price}
      consent: {ask: pay-consent, for: consent, save: agreed, on: {no: {hang_up: silent}}}
      card: {pay: card, for: card, save: card, on: {'stopped, not_taken': {hang_up: silent}}}
      charge:
        do: payment.charge
        with: {card: $card, amount: $price.total, agreed: $agreed}
        on: {'declined, unknown, already_in_progress': {hang_up: silent}}
      again: {menu: again, choices: {1: card, 2: {hang_up: silent}}}
    # prompts/en-US.ftl
    -free-way = on our website, without a fee
    pay-consent = { $price-total }, of which { $price-fee } is the fee. Or pay { -free-way }. To agree, press 1.
Good:
    requires: verified
    steps:
      owed: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': {hang_up: silent}}}
      price: {do: payment.price, with: {amount: $owed.full}, save: price}
      consent: {ask: pay-consent, for: consent, save: agreed, on: {no: {hang_up: silent}}}
      card: {pay: card, for: card, save: card, on: {'stopped, not_taken': {hang_up: silent}}}
      charge:
        do: payment.charge
        with: {card: $card, amount: $price.total, agreed: $agreed}
        on: {'declined, unknown, already_in_progress': {hang_up: silent}}
      again: {menu: again, choices: {1: owed, 2: {hang_up: silent}}}
    # prompts/en-US.ftl
    -free-way = on our website, without a fee
    pay-consent = { $price-total }, of which { $price-fee } is the fee. Or pay { -free-way }. To agree, press 1.
"""

from ivr.flow.rules.base import told

ACCESS_CONSENT = told(__doc__, "access-consent")
