"""What a call holds beyond its flows: the account claimed, what was proven, the codes and consents given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ivr.flow.contracts import Level
from ivr.study.proof.values import Value, altered, numbers, renumbered

MOST_GRANTS, MOST_CONFIRMED = 3, 4


@dataclass(frozen=True)
class Confirmed:
    """A fresh code was given for this action, account and values, and was not used yet."""

    action: str
    account: Value | None
    values: tuple[Value | None, ...]


@dataclass(frozen=True)
class Held:
    """What a call holds beyond its flows.

    claimed  the account the caller says is theirs. grants: what was proven, the last one last.
    spent    the consents that were used. tongue: which of the line's languages (see `tongues`).
    """

    claimed: Value | None = None
    grants: tuple[tuple[Value, Level], ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    spent: tuple[int, ...] = ()
    tongue: int = 0

    def __hash__(self) -> int:
        known = self.__dict__.get("_hash")
        if known is None:
            known = self.__dict__["_hash"] = hash((self.claimed, self.grants, self.confirmed, self.spent, self.tongue))
        return int(known)

    @property
    def account(self) -> Value | None:
        """The account the call is about: the one proven last."""
        return self.grants[-1][0] if self.grants else None

    def level(self, account: Value | None) -> Level:
        return max((level for of, level in self.grants if of == account), default=Level.ANONYMOUS)

    @property
    def assurance(self) -> Level:
        return self.level(self.account)

    def granted(self, account: Value, level: Level) -> Held:
        """As `engine.proven.with_grant`: it replaces what it outdoes."""
        kept = tuple((of, had) for of, had in self.grants if of != account or had > level)
        return altered(self, grants=(*kept, (account, level))[-MOST_GRANTS:])

    def named(self) -> list[int]:
        """Every number in it, but those of consents spent."""
        values = [self.claimed, *(of for of, _ in self.grants)]
        values += [each for one in self.confirmed for each in (one.account, *one.values)]
        return [number for value in values for number in numbers(value)]

    def renumbered(self, number: Callable[[int], int]) -> Held:
        return Held(
            renumbered(self.claimed, number),
            tuple((sure(renumbered(of, number)), level) for of, level in self.grants),
            tuple(
                Confirmed(one.action, renumbered(one.account, number), tuple(renumbered(v, number) for v in one.values))
                for one in self.confirmed
            ),
            tuple(sorted({number(one) for one in self.spent})),
            self.tongue,
        )

    def seen_by(self, known: Iterable[int]) -> Held:
        """Without what nobody who knows only these numbers can ever use: older grants, confirmations, consents."""
        if len(self.grants) < 2 and not self.confirmed and not self.spent:
            return self
        mine = {*known, *numbers(self.claimed), *(numbers(self.account))}
        older = tuple((of, level) for of, level in self.grants[:-1] if set(numbers(of)) <= mine)
        confirmed = [one for one in self.confirmed if all(set(numbers(v)) <= mine for v in (one.account, *one.values))]
        spent = tuple(one for one in self.spent if one in mine)
        return Held(
            self.claimed, (*older, *self.grants[-1:]), tuple(confirmed[-MOST_CONFIRMED:]), spent, self.tongue
        )  # fmt: skip


def sure(value: Value | None) -> Value:
    """A value that is there."""
    if value is None:
        raise TypeError("a value that is there cannot be renumbered away")
    return value
