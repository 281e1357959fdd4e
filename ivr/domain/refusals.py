"""What the business refuses to do whatever a flow says. A caller hears of it as `unavailable`."""

from __future__ import annotations

from ivr.errors import DomainError


class NoClaim(DomainError):  # noqa: N818
    """An answer or code is checked before anyone said whose account it is about."""


class NotOffered(DomainError):  # noqa: N818
    """The amount, date or price is not one that was offered, or it is offered no longer."""


class TooMany(DomainError):  # noqa: N818
    """A limit of the policy is reached, and the action has no outcome that says so."""


class NoContact(DomainError):  # noqa: N818
    """There is nowhere to send a code to."""


class BookedOtherwise(DomainError):  # noqa: N818
    """The ledger has this entry with other postings, or no account that it could be booked on."""


class NotNow(DomainError):  # noqa: N818
    """A service that is needed fails of late, and is not even tried."""


class NoSuchQueue(DomainError):  # noqa: N818
    """hours.yaml does not know the queue."""
