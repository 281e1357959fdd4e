"""Stripe's own client against Stripe's stand-in, over HTTP."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ivr.gateways.payments import Order
from ivr.gateways.stripe.account import StripeAccount
from ivr.gateways.stripe.connection import Patience
from ivr.values import Money, Secret
from tests.support.stripe import KEY, Server, standin

BRIEF = Patience(connect=1.0, write=1.0, read=1.0, repeat_within=0.8, pause=0.01)
"""Tests do not wait as callers do."""
Ordering = Callable[..., Order]


@pytest.fixture
def stripe(tmp_path: Path) -> Iterator[Server]:
    with standin(tmp_path / "stripe.db") as running:
        yield running


@pytest.fixture
def account(stripe: Server) -> StripeAccount:
    return StripeAccount(Secret(KEY), stripe.url, patience=BRIEF)


@pytest.fixture
def ordering() -> Ordering:
    """Makes orders, each under a key of its own unless one is given."""
    numbers = itertools.count(1)

    def make(amount: str = "121.50", currency: str = "USD", *, key: str | None = None, age_s: int = 0) -> Order:
        key = key or f"CA1/main/charge/{next(numbers)}"
        metadata = {"key": key, "call": "CA1", "line": "harbor", "reference": "KW4729R"}
        return Order(key, Money.of(amount, currency), metadata, int((time.time() - age_s) * 1000))

    return make
