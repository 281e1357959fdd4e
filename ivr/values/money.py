"""Money: an exact amount in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import get_currency_precision, is_currency


@lru_cache(maxsize=512)
def _unit(currency: str) -> Decimal | None:
    """The smallest amount of the currency; None for none. Asked for with every amount: CLDR is read once."""
    return Decimal(1).scaleb(-get_currency_precision(currency)) if is_currency(currency) else None


@dataclass(frozen=True)
class Money:
    """An amount in major units (dollars, not cents), held to the currency's own number of decimals.

    `currency` is an ISO 4217 code; the number of decimals is CLDR's for it (2 for USD, 0 for JPY).
    Raises ValueError for an unknown currency or an amount finer than the currency has.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        unit = _unit(self.currency)
        if unit is None:
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency code")
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise ValueError("an amount of money is a finite Decimal")
        exact = self.amount.quantize(unit)
        if exact != self.amount:
            raise ValueError(f"{self.amount} is finer than {self.currency} has decimals")
        object.__setattr__(self, "amount", exact + 0)  # + 0 turns -0.00 into 0.00

    @staticmethod
    def unit(currency: str) -> Decimal:
        """The smallest amount of the currency: Decimal("0.01") for USD."""
        unit = _unit(currency)
        if unit is None:
            raise ValueError(f"{currency!r} is not an ISO 4217 currency code")
        return unit

    @classmethod
    def of(cls, amount: str | int, currency: str) -> Money:
        """From major units as text or whole number: Money.of("12.50", "USD")."""
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as error:
            raise ValueError(f"{amount!r} is not an amount of money") from error

    @classmethod
    def minor(cls, units: int, currency: str) -> Money:
        """From minor units (cents): Money.minor(1250, "USD") is 12.50 US dollars."""
        return cls(units * cls.unit(currency), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Money:
        """Rounded half up, as invoices are."""
        return cls(amount.quantize(cls.unit(currency), ROUND_HALF_UP), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal(0), currency)

    @property
    def minor_units(self) -> int:
        """Cents for USD; whole yen for JPY."""
        return int(self.amount / self.unit(self.currency))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        return Money.rounded(self.amount * factor, self.currency)

    def __bool__(self) -> bool:
        return self.amount != 0

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
