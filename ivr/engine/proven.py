"""What the caller has proven, as it stands at the time of the event."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.engine.call import State
from ivr.engine.grants import Confirmation, Grant
from ivr.flow.contracts import Level


def live(state: State) -> tuple[Grant, ...]:
    """The grants that have not run out, in the order they were given."""
    return tuple([grant for grant in state.grants if grant.until > state.now]) if state.grants else ()


def account(state: State) -> str | None:
    """The account the call is about: the one proven last."""
    grants = live(state)
    return grants[-1].account if grants else None


def level(state: State, of: str | None = None) -> Level:
    """How sure we are that the caller is the holder of this account; of the one proven last, when none is named."""
    grants = live(state)
    if not grants:
        return Level.ANONYMOUS
    wanted = of if of is not None else grants[-1].account
    return max((grant.level for grant in grants if grant.account == wanted), default=Level.ANONYMOUS)


def name(state: State) -> str | None:
    """The caller's name, once proven."""
    grants = live(state)
    names = [grant.name for grant in grants if grant.account == grants[-1].account and grant.name]
    return names[-1] if names else None


def with_grant(grants: tuple[Grant, ...], new: Grant) -> tuple[Grant, ...]:
    """It replaces what it outdoes, so that grants do not heap up."""
    kept = [old for old in grants if old.account != new.account or old.level > new.level]
    return (*kept, new)


def confirmation(state: State, action: str, of: str | None, values: Mapping[str, str]) -> Confirmation | None:
    """An unspent confirmation of exactly this."""
    for one in state.confirmations:
        same = one.action == action and one.account == of and dict(one.values) == dict(values)
        if same and one.until > state.now:
            return one
    return None
